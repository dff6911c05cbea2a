import { runCommand, showFile } from '../editor.mjs';
import { choice, choices, eventually, expectThat, lens, notification, notifications, press } from './tools.mjs';

const typingMs = 30_000;
/** What is typed into a call: brackets and quotes open and close, lines break, nothing is right until the end. */
const typed = 'extra={"a": (1, [2, "three"]), "b": f"{x}"},\n  # and so on\n';

/** Begins to look at every frame: how many lenses name the model, and how far the lens stands above the line of its call. */
const watchLens = (page) =>
  page.evaluate(() => {
    const seen = { frames: 0, without: 0, doubled: 0, gaps: [], texts: [] };
    globalThis.lensSeen = seen;
    const look = () => {
      const lenses = [...document.querySelectorAll('.codelens-decoration')].filter((one) => one.textContent.includes('gpt-4o-mini'));
      const line = [...document.querySelectorAll('.view-line')].find((one) => one.textContent.includes('completions.create('));
      seen.frames++;
      if (lenses.length === 0) seen.without++;
      if (lenses.length > 1) seen.doubled++;
      if (lenses[0] && line) {
        const gap = Math.round(line.getBoundingClientRect().top - lenses[0].getBoundingClientRect().top);
        if (!seen.gaps.includes(gap)) seen.gaps.push(gap);
        if (!seen.texts.includes(lenses[0].textContent)) seen.texts.push(lenses[0].textContent);
      }
      seen.next = requestAnimationFrame(look);
    };
    look();
  });
const lensSeen = (page) =>
  page.evaluate(() => {
    cancelAnimationFrame(globalThis.lensSeen.next);
    return globalThis.lensSeen;
  });

/** What stands in and below the code. */
export const inCode = [
  [
    'costs at the end of the line are coloured by their class',
    async (page) => {
      await showFile(page, 'service/answer.py', ':12:1');
      await lens(page, 'claude-sonnet-4-5');
      await runCommand(page, 'LLM Cost: Choose Where Costs Are Shown');
      await choice(page, 'At the end of the line').click();
      const drawn = () =>
        page.evaluate(() =>
          [...document.querySelectorAll('.view-lines [class*="ced-"]')]
            .map((one) => getComputedStyle(one, '::after'))
            .map((style) => [style.content.replaceAll('"', ''), style.color])
            .filter(([text]) => text.includes('$')),
        );
      const lines = await eventually('two lines', async () => {
        const all = await drawn();
        return all.length === 2 && all;
      });
      const [cheap, dear] = [lines.find(([text]) => text.includes('embedding')), lines.find(([text]) => text.includes('sonnet'))];
      expectThat(/^~\$[\d.]+ · claude-sonnet-4-5 · \$\d+\/month$/.test(dear[0]), dear[0]);
      expectThat(cheap[1] !== dear[1], `two classes, two colours: ${cheap[1]}`);
      await runCommand(page, 'LLM Cost: Choose Where Costs Are Shown');
      await choice(page, 'Above the call').click();
      await lens(page, 'claude-sonnet-4-5');
      return `${dear[0]} in ${dear[1]}`;
    },
  ],
  [
    'a click on a lens explains its number',
    async (page) => {
      await showFile(page, 'service/answer.py', ':12:1');
      await page.locator('.codelens-decoration a', { hasText: 'claude-sonnet-4-5' }).first().click();
      const hover = page.locator('.monaco-hover', { has: page.locator('table') }).first();
      await hover.waitFor();
      const words = (await hover.textContent()) ?? '';
      expectThat(/tokens: low · expected · high[\s\S]*input[\s\S]*output[\s\S]*together/.test(words), words);
      await press(page, 'Escape');
    },
  ],
  [
    'thirty seconds of typing in the middle of a call: in no frame is its lens gone, doubled or off its place',
    async (page) => {
      await showFile(page, 'service/triage.py', ':21:22');
      await lens(page, 'gpt-4o-mini');
      await press(page, 'End');
      await watchLens(page);
      const started = Date.now();
      let count = 0;
      for (; Date.now() - started < typingMs; count++) {
        const letter = typed[count % typed.length];
        await page.keyboard.press(letter === '\n' ? 'Enter' : letter === ' ' ? 'Space' : letter, { delay: 10 });
        // What is suggested would take the next Enter.
        if (letter === ',') await page.keyboard.press('Escape');
        await page.waitForTimeout(70);
      }
      const seen = await lensSeen(page);
      expectThat(
        seen.without === 0 && seen.doubled === 0,
        `of ${seen.frames} frames ${seen.without} without the lens, ${seen.doubled} with two`,
      );
      expectThat(seen.gaps.length === 1, `distances to the call: ${seen.gaps.join(', ')}`);
      const told = (await notifications(page)).filter((one) => one.includes('LLM Cost Lens'));
      expectThat(told.length === 0, told.join('\n'));
      await runCommand(page, 'File: Revert File');
      await lens(page, 'out ≤ 5');
      return `${count} keys, ${seen.frames} frames, the lens ${seen.gaps[0]} px above its call in each; it said ${seen.texts.length} different things`;
    },
  ],
  [
    'the list of problems is searched by rule, and each rule leads to its page',
    async (page) => {
      await showFile(page, 'web/lib/summarize.ts', ':8:30');
      await page.locator('.squiggly-warning').first().waitFor();
      await runCommand(page, 'Problems: Focus on Problems View');
      const rows = page.locator('.markers-panel .monaco-list-row');
      await page.locator('.markers-panel-container input, .panel .monaco-inputbox input').first().fill('max-output-missing');
      await eventually('what fits', async () => (await rows.count()) === 2);
      const code = rows.locator('a.code-link, .code a, a', { hasText: 'max-output-missing' }).first();
      expectThat(
        /docs\/rules\/max-output-missing\.md$/.test(
          (await code.getAttribute('href')) ?? (await code.getAttribute('data-href')) ?? (await code.getAttribute('title')) ?? '',
        ),
        await code.evaluate((one) => one.outerHTML),
      );
      await page.locator('.markers-panel-container input, .panel .monaco-inputbox input').first().fill('');
      await runCommand(page, 'View: Hide Panel');
    },
  ],
  [
    'a finding is silenced where a person chooses, for a reason that stands in the code',
    async (page) => {
      await showFile(page, 'web/lib/summarize.ts', ':8:30');
      await runCommand(page, 'Quick Fix...');
      const actions = page.locator('.action-widget .action-item, .action-widget .monaco-list-row');
      await actions.first().waitFor();
      await page.locator('.action-widget .monaco-list-row', { hasText: 'Silence max-output-missing' }).click();
      const offered = await choices(page);
      expectThat(
        offered.length === 3 && /At this line/.test(offered[0]) && /In this file/.test(offered[1]) && /until a day/.test(offered[2]),
        offered.join('\n'),
      );
      await choice(page, 'In this file').click();
      await page.locator('.quick-input-widget input').first().fill('summaries are short');
      await press(page, 'Enter');
      await page.locator('.view-line', { hasText: 'llmcost: ignore-file max-output-missing -- summaries are short' }).waitFor();
      await eventually(
        'the fix to go',
        async () => (await page.locator('.codelens-decoration a', { hasText: 'max_completion_tokens' }).count()) === 0,
      );
      await runCommand(page, 'File: Revert File');
      await page.locator('.codelens-decoration a', { hasText: 'max_completion_tokens' }).first().waitFor();
    },
  ],
  [
    'a notebook tells below a cell what a run costs, and above its cells what running all of them does',
    async (page) => {
      await showFile(page, 'notebooks/grade.ipynb');
      const item = page.locator('.cell-status-item', { hasText: /a run|runs/ }).first();
      await item.waitFor();
      const words = (await item.getAttribute('aria-label')) ?? '';
      expectThat(/^LLM calls of this cell: ~\$[\d.]+(\/1k runs| a run)$/.test(words), words);
      await page.locator('.notebook-toolbar-container [aria-label^="Estimate Running All Cells"]').first().click();
      const all = await notification(page, 'Running all cells once');
      expectThat(/about \$[\d.]+ \(.*\) for 2 calls/.test(all), all);
      return `${(await item.textContent())?.trim()}; ${/Running all[^.]*\.[^.]*\./.exec(all)?.[0] ?? all}`;
    },
  ],
  [
    'where no edit is safe, what to do by hand is shown, and changes nothing',
    async (page) => {
      await showFile(page, 'service/answer.py', ':24:30');
      await lens(page, 'claude-sonnet-4-5');
      await page.locator('.squiggly-warning').first().waitFor();
      await runCommand(page, 'Quick Fix...');
      const rows = page.locator('.action-widget .monaco-list-row');
      await rows.filter({ hasText: 'By hand: Put a cache marker at the end of the unchanging part' }).waitFor();
      const all = await rows.allTextContents();
      await press(page, 'Escape');
      return all.slice(1).join('; ');
    },
  ],
  [
    'fixing a rule everywhere shows each change, those of notebooks too, before anything is written',
    async (page) => {
      await runCommand(page, 'LLM Cost: Fix Findings in the Workspace');
      for (const rule of ['model-retiring', 'max-output-missing']) await choice(page, rule).click();
      await page.locator('.quick-input-widget .monaco-button', { hasText: 'OK' }).click();
      const preview = page.locator('.bulk-edit-panel, .refactor-preview');
      await preview.first().waitFor();
      const changes = await eventually('both files', async () => {
        const words = await preview.first().textContent();
        return /grade\.ipynb/.test(words) && /summarize\.ts/.test(words) && words;
      });
      expectThat((await page.locator('.tab.dirty').count()) === 0, 'nothing is changed before it is agreed to');
      await page.locator('.bulk-edit-panel .monaco-button, .refactor-preview .monaco-button', { hasText: 'Discard' }).first().click();
      return changes.split('.monaco-list')[0].replace(/\s+/g, ' ');
    },
  ],
];
