import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chooseTheme, openEditor, reportFrame, runCommand, showFile, themes } from './editor.mjs';
import { root } from './editorParts.mjs';
import { exampleCopy } from './hostFolders.mjs';
import { stage } from './package.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const label = 'page';

/** The packed form as a browser has it: no entry for Node, so that the editor runs it in its web worker. */
const webExtension = () => stage(join(root, 'dist/test/web'), ({ main, ...manifest }) => ({ ...manifest, extensionKind: ['web'] }));

const lens = (page, text) => page.locator('.codelens-decoration a', { hasText: text }).first().waitFor({ timeout: 60_000 });
const expectThat = (isTrue, words) => {
  if (!isTrue) throw new Error(words);
};
/** What has the keyboard, as a screen reader names it. */
const focused = (page) => page.evaluate(() => {
  const active = document.activeElement;
  const row = active?.getAttribute('aria-activedescendant');
  return (row ? document.getElementById(row) : active)?.getAttribute('aria-label') ?? '';
});
const press = async (page, ...keys) => {
  for (const key of keys) {
    await page.keyboard.press(key);
    await page.waitForTimeout(120);
  }
};
async function eventually(what, ask, ms = 20_000) {
  for (const until = Date.now() + ms; ; await new Promise((resolve) => setTimeout(resolve, 100))) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() > until) throw new Error(`waited for ${what}`);
  }
}

/** Brings the keyboard to the first row of one of our views. */
async function focusView(page, view, row) {
  await eventually(`the keyboard in ${view}`, async () => {
    // A view that was not shown before has nothing yet that could take the keyboard.
    await runCommand(page, `LLM Cost: Focus on ${view} View`);
    await page.locator('.pane-body .monaco-list-row', { hasText: row }).waitFor();
    await press(page, 'Home');
    return (await focused(page)) !== '' && page.evaluate(() => document.activeElement?.closest('.pane-body') !== null);
  });
}

/** What only the page can tell: what is drawn, what the keyboard reaches, what a screen reader is told. All in one window, one after the other. */
const inOneWindow = [
  ['costs at the end of the line are coloured by their class', async (page) => {
    await showFile(page, 'service/answer.py', ':12:1');
    await lens(page, 'claude-sonnet-4-5');
    await runCommand(page, 'LLM Cost: Choose Where Costs Are Shown');
    await page.locator('.quick-input-list .monaco-list-row', { hasText: 'At the end of the line' }).click();
    const drawn = () => page.evaluate(() => [...document.querySelectorAll('.view-lines [class*="ced-"]')].map((one) => getComputedStyle(one, '::after')).map((style) => [style.content.replaceAll('"', ''), style.color]).filter(([text]) => text.includes('$')));
    const lines = await eventually('two lines', async () => { const all = await drawn(); return all.length === 2 && all; });
    const [cheap, dear] = [lines.find(([text]) => text.includes('embedding')), lines.find(([text]) => text.includes('sonnet'))];
    expectThat(/^~\$[\d.]+ · claude-sonnet-4-5 · \$\d+\/month$/.test(dear[0]), dear[0]);
    expectThat(cheap[1] !== dear[1], `two classes, two colours: ${cheap[1]}`);
    await runCommand(page, 'LLM Cost: Choose Where Costs Are Shown');
    await page.locator('.quick-input-list .monaco-list-row', { hasText: 'Above the call' }).click();
    await lens(page, 'claude-sonnet-4-5');
    return `${dear[0]} in ${dear[1]}`;
  }],
  ['a click on a lens explains its number', async (page) => {
    await page.locator('.codelens-decoration a', { hasText: 'claude-sonnet-4-5' }).first().click();
    const hover = page.locator('.monaco-hover', { has: page.locator('table') }).first();
    await hover.waitFor();
    const words = (await hover.textContent()) ?? '';
    expectThat(/tokens: low · expected · high[\s\S]*input[\s\S]*output[\s\S]*together/.test(words), words);
    await press(page, 'Escape');
  }],
  ['the status bar offers what to do next, what needs a decision first; the keyboard chooses', async (page) => {
    const item = page.locator('[id$="llmcost.status"]');
    expectThat(/LLM Cost Lens: 2 calls .*month/.test((await item.locator('a').getAttribute('aria-label')) ?? ''), `its label: ${await item.locator('a').getAttribute('aria-label')}`);
    await runCommand(page, 'LLM Cost: What Next');
    const rows = page.locator('.quick-input-list .monaco-list-row');
    await rows.first().waitFor();
    const labels = await rows.evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')));
    expectThat(/Save about \$\d+\/month/.test(labels[0]) && /5 calls have no volume/.test(labels[1]), labels.join('\n'));
    await page.keyboard.type('Open llmcost');
    await press(page, 'Enter');
    await page.locator('.tab.active[aria-label^="llmcost.yaml"]').waitFor();
  }],
  ['the tree of calls is walked with the keyboard, every row says its cost, and Enter goes to the call', async (page) => {
    await focusView(page, 'Calls', 'Drafter.draft');
    const first = await focused(page);
    expectThat(/service\/answer\.py, \$\d+\/month · 2 calls/.test(first), `group: ${first}`);
    await press(page, 'ArrowDown');
    const call = await focused(page);
    expectThat(/^Drafter\.draft, \$\d+–\$\d+ per month, ~\$.* per call, claude-sonnet-4-5/.test(call), `call: ${call}`);
    await press(page, 'Enter');
    await page.locator('.tab.active[aria-label^="answer.py"]').waitFor();
    await focusView(page, 'Findings', 'prompt-cache-missing');
    await press(page, 'ArrowRight', 'ArrowDown');
    const finding = await focused(page);
    expectThat(/^warning: .*prompt.* line \d+/.test(finding), `finding: ${finding}`);
    await focusView(page, 'Budgets', 'Support desk');
    const budget = await focused(page);
    expectThat(/Support desk: \$\d+ of \$900/.test(budget), `budget: ${budget}`);
    return call;
  }],
  ['a notebook tells below a cell what a run costs', async (page) => {
    await showFile(page, 'notebooks/grade.ipynb');
    const item = page.locator('.cell-status-item', { hasText: /a run|runs/ }).first();
    await item.waitFor();
    const words = (await item.getAttribute('aria-label')) ?? '';
    expectThat(/^LLM calls of this cell: ~\$[\d.]+(\/1k runs| a run)$/.test(words), words);
    return (await item.textContent())?.trim();
  }],
  ['a what-if is answered while it is typed, and saved to llmcost.yaml', async (page) => {
    await runCommand(page, 'LLM Cost: Open Workspace Report');
    const report = reportFrame(page);
    await report.locator('form.what-if').waitFor({ timeout: 60_000 });
    const answer = report.locator('form.what-if output');
    await report.locator('[name=volumeTimes]').fill('2');
    const doubled = await eventually('an answer', async () => /\$\d+/.test((await answer.textContent()) ?? '') && answer.textContent());
    await report.locator('[name=model]').fill('gpt-4.1-nano');
    await eventually('another answer', async () => { const now = (await answer.textContent()) ?? ''; return now !== doubled && /\$\d+/.test(now); });
    await report.locator('[data-save-scenario]').click();
    const name = page.locator('.quick-input-widget input').first();
    await eventually('the name offered', async () => (await name.inputValue()) === 'Other model gpt-4.1-nano, Volume × 2');
    await name.fill('Twice as small');
    await press(page, 'Enter');
    await report.locator('#f0-scenarios td', { hasText: 'Twice as small' }).waitFor({ timeout: 60_000 });
    await report.locator('[name=volumeTimes]').fill('');
    await report.locator('[name=model]').fill('');
    await eventually('no answer', async () => (await answer.textContent()) === '');
    return doubled;
  }],
  ['the report is filtered, sorted and followed with the keyboard alone', async (page) => {
    const report = reportFrame(page);
    const active = () => report.locator(':focus').evaluate((one) => one.id || one.dataset.action || one.textContent).catch(() => '');
    await report.locator('#filter').focus();
    await page.keyboard.type('triage');
    expectThat((await report.locator('#f0-calls tbody tr:visible').count()) === 1, 'one row is left');
    const reached = [];
    for (let i = 0; i < 4; i++) {
      await press(page, 'Tab');
      reached.push(await active());
    }
    expectThat(reached.join() === 'copy,export,print,refresh', `buttons in order: ${reached}`);
    await report.locator('#filter').fill('');
    const head = report.locator('#f0-calls th button').first();
    await head.focus();
    await press(page, 'Enter');
    expectThat((await report.locator('#f0-calls th').first().getAttribute('aria-sort')) === 'descending', 'sorted');
    await report.locator('#f0-calls button.goto', { hasText: 'triage.py' }).first().focus();
    await press(page, 'Enter');
    await page.locator('.tab.active[aria-label^="triage.py"]').waitFor();
    await page.locator('.tab', { hasText: 'LLM Cost Report' }).click();
  }],
  ['the report leaves the editor in every format', async (page) => {
    const report = reportFrame(page);
    await report.locator('[data-action=export]').click();
    const rows = page.locator('.quick-input-list .monaco-list-row');
    await rows.first().waitFor();
    const labels = await rows.evaluateAll((all) => all.map((one) => (one.getAttribute('aria-label') ?? '').split(',')[0]));
    await press(page, 'Escape');
    expectThat(labels.join() === 'HTML,Markdown,CSV,JSON,SARIF,FOCUS', labels.join());
  }],
  ['axe-core finds nothing in the report, in light, dark and high contrast; nothing moves for those who want it so', async (page) => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    for (const theme of Object.keys(themes)) {
      await chooseTheme(page, theme);
      await page.locator('.tab', { hasText: 'LLM Cost Report' }).click();
      const frame = await (await reportFrame(page).locator('main').elementHandle()).ownerFrame();
      await frame.evaluate(axe);
      const found = await frame.evaluate(async () => (await globalThis.axe.run(document, { resultTypes: ['violations'] })).violations.map((one) => `${one.id}: ${one.nodes.slice(0, 3).map((node) => node.html.slice(0, 120)).join(' | ')}`));
      expectThat(found.length === 0, `${theme}: ${found.join('\n')}`);
      expectThat((await frame.evaluate(() => document.getAnimations().length)) === 0, `${theme}: something moves`);
    }
    await page.emulateMedia({ reducedMotion: null });
  }],
  ['the walkthrough is there with its pictures', async (page) => {
    await runCommand(page, 'Welcome: Open Walkthrough...');
    await page.locator('.quick-input-widget input').fill('LLM calls cost');
    await page.locator('.quick-input-list .monaco-list-row', { hasText: 'LLM calls cost' }).first().click();
    await page.locator('.getting-started-step').first().waitFor();
    expectThat((await page.locator('.getting-started-step').count()) === 5, 'five steps');
  }],
];

/** The checks of the page against the packed extension. Gives a list of `{ passed, failed }`. */
export async function runPages(packed) {
  const { folder, example: workspace } = exampleCopy();
  const results = [];
  /** A window, and checks in it; each goes on whatever the one before did. */
  const inWindow = async (options, checks) => {
    const { page, end } = await openEditor(options);
    page.setDefaultTimeout(30_000);
    try {
      await page.locator('.monaco-workbench .statusbar').waitFor();
      for (const [name, work] of checks) {
        const started = Date.now();
        try {
          const note = await work(page);
          console.log(`ok   ${label}: ${name} (${Date.now() - started} ms)${note ? `: ${note}` : ''}`);
          results.push({ passed: 1, failed: 0 });
        } catch (error) {
          await page.screenshot({ path: join(root, `dist/test/failed-${results.length}.png`) }).catch(() => {});
          console.log(`FAIL ${label}: ${name} (${Date.now() - started} ms), see dist/test/failed-${results.length}.png\n${error instanceof Error ? error.message : error}`);
          results.push({ passed: 0, failed: 1 });
          await press(page, 'Escape', 'Escape').catch(() => {});
        }
      }
    } finally {
      await end();
    }
  };
  try {
    await inWindow({ ...packed, workspace }, inOneWindow);
    await inWindow({ ...packed, workspace }, [['lenses and the report are there again after a reload', async (page) => {
      // No file on the command line: it would be opened again instead of what was open.
      await showFile(page, 'service/triage.py');
      await lens(page, 'gpt-4o-mini');
      await runCommand(page, 'LLM Cost: Open Workspace Report');
      await reportFrame(page).locator('table').first().waitFor({ timeout: 60_000 });
      // By its own command, so that the editor saves what is open.
      await Promise.all([page.waitForNavigation(), runCommand(page, 'Developer: Reload Window')]);
      await reportFrame(page).locator('table').first().waitFor({ timeout: 60_000 });
      await page.locator('.tab', { hasText: 'triage.py' }).click();
      await lens(page, 'gpt-4o-mini');
    }]]);
    const empty = mkdtempSync(join(tmpdir(), 'llmcost-empty-'));
    mkdirSync(join(empty, 'src'));
    writeFileSync(join(empty, 'src/plain.py'), 'print("nothing to pay")\n');
    await inWindow({ ...packed, workspace: empty }, [['a workspace without calls is welcomed with what to do', async (page) => {
      await page.locator('.activitybar [aria-label^="LLM Cost"]').first().click();
      const welcome = page.locator('.welcome-view-content').first();
      await eventually('the welcome', async () => /No LLM calls were found here/.test((await welcome.textContent()) ?? ''));
      await page.locator('.welcome-view-content a, .welcome-view-content .monaco-button', { hasText: 'Scan Again' }).first().waitFor();
    }]]);
    rmSync(empty, { recursive: true, force: true });
    await inWindow({ workspace, extension: webExtension(), openFile: join(workspace, 'service/triage.py') }, [['the browser build shows the cost above a call, without Node', async (page) => {
      await lens(page, 'gpt-4o-mini');
      await page.screenshot({ path: join(root, 'dist/test/browser.png') });
      const hosts = await page.evaluate(() => [...document.querySelectorAll('iframe')].map((one) => one.src).filter((src) => src.includes('webWorkerExtensionHostIframe')).length);
      expectThat(hosts > 0, 'the extension did not run in the web worker');
    }]]);
  } catch (error) {
    console.log(`FAIL ${label}: ${error instanceof Error ? error.message : error}`);
    results.push({ passed: 0, failed: 1 });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return results;
}
