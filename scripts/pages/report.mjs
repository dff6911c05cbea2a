import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { chooseTheme, reportFrame, runCommand, showFile, themes } from '../editor.mjs';
import { backToReport, choice, choices, eventually, expectThat, lens, notification, openReport, press } from './tools.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** How the name of a saved report ends, and how it begins, by the format that a person chooses. */
const formats = {
  HTML: ['html', /^<!DOCTYPE html>[\s\S]*<body class="standalone">/],
  Markdown: ['md', /^## LLM cost report/],
  CSV: ['csv', /^[\w,]+\r?\n/],
  JSON: ['json', /^\{\s*"schemaVersion": 1/],
  SARIF: ['sarif', /^\{[\s\S]*"version": "2\.1\.0"/],
  FOCUS: ['csv', /^[\w,]*BilledCost/],
};

/** Answers the question where a file is to be saved. Gives what was written. */
async function saveAs(page, workspace, name) {
  const input = page.locator('.quick-input-widget input').first();
  const file = join(workspace, name);
  await eventually('the question where to', async () => (await input.inputValue()).includes('llm-cost-report.'));
  await input.fill(file);
  const text = await eventually(name, async () => {
    // The dialog takes no answer while it still lists the folder.
    await page.waitForTimeout(300);
    if ((await input.isVisible()) && (await input.inputValue()) === file) await press(page, 'Enter');
    return existsSync(file) && readFileSync(file, 'utf8');
  });
  rmSync(file);
  return text;
}

/** The report as a page. */
export const inReport = [
  [
    'a what-if is answered while it is typed, and saved to llmcost.yaml',
    async (page) => {
      const report = await openReport(page);
      const answer = report.locator('form.what-if output');
      await report.locator('[name=volumeTimes]').fill('2');
      const doubled = await eventually('an answer', async () => /\$\d+/.test((await answer.textContent()) ?? '') && answer.textContent());
      await report.locator('[name=model]').fill('gpt-4.1-nano');
      await eventually('another answer', async () => {
        const now = (await answer.textContent()) ?? '';
        return now !== doubled && /\$\d+/.test(now);
      });
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
    },
  ],
  [
    'the report follows the code while it is looked at, and keeps its filter',
    async (page, workspace) => {
      const report = await openReport(page);
      const file = join(workspace, 'web/lib/models.ts');
      const before = readFileSync(file, 'utf8');
      await report.locator('#filter').fill('route.ts');
      const model = report.locator('#f0-calls tbody tr:visible td:nth-child(3)');
      await eventually('the one row', async () => (await model.count()) === 1 && (await model.textContent()) === 'gpt-4.1-mini');
      try {
        writeFileSync(file, before.replace('gpt-4.1-mini', 'gpt-4.1-nano'));
        await eventually('the new model', async () => (await model.textContent()) === 'gpt-4.1-nano');
        expectThat((await report.locator('#filter').inputValue()) === 'route.ts' && (await model.count()) === 1, 'the filter holds');
      } finally {
        writeFileSync(file, before);
      }
      await eventually('the model from before', async () => (await model.textContent()) === 'gpt-4.1-mini');
      await report.locator('#filter').fill('');
    },
  ],
  [
    'the report is filtered, sorted and followed with the keyboard alone',
    async (page) => {
      const report = await openReport(page);
      const active = () =>
        report
          .locator(':focus')
          .evaluate((one) => one.id || one.dataset.action || one.textContent)
          .catch(() => '');
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
      await backToReport(page);
    },
  ],
  [
    'from its own buttons the report is saved in every format and copied',
    async (page, workspace) => {
      const report = await openReport(page);
      for (const [format, [ending, start]] of Object.entries(formats)) {
        await report.locator('[data-action=export]').click();
        const labels = (await choices(page)).map((one) => one.split(',')[0]);
        expectThat(labels.join() === Object.keys(formats).join(), labels.join());
        await choice(page, new RegExp(`^\\s*${format}`)).click();
        const text = await saveAs(page, workspace, `saved-${format.toLowerCase()}.${ending}`);
        expectThat(start.test(text) && text.includes('triage'), `${format}: ${text.slice(0, 200)}`);
      }
      await report.locator('[data-action=copy]').click();
      await page.locator('.statusbar-item', { hasText: 'Copied as Markdown' }).waitFor();
      await notification(page, 'The report was saved');
    },
  ],
  [
    'Print, where the files are on another machine than the browser, saves a page that prints itself',
    async (page, workspace) => {
      await (await openReport(page)).locator('[data-action=print]').click();
      const html = await saveAs(page, workspace, 'to-print.html');
      expectThat(/<body class="standalone" data-print>/.test(html), html.slice(0, 200));
      await notification(page, 'prints itself');
      const file = join(workspace, '../to-print.html');
      writeFileSync(file, html);
      const alone = await page.context().browser().newPage();
      try {
        await alone.addInitScript(() => (globalThis.print = () => (globalThis.printed = true)));
        await alone.goto(`file://${file}`);
        await alone.waitForFunction(() => globalThis.printed === true, null, { timeout: 10_000 });
      } finally {
        await alone.close();
      }
    },
  ],
  [
    'axe-core finds nothing in the report, in light, dark and high contrast; nothing moves for those who want it so',
    async (page) => {
      await openReport(page);
      await page.emulateMedia({ reducedMotion: 'reduce' });
      for (const theme of Object.keys(themes)) {
        await chooseTheme(page, theme);
        await backToReport(page);
        const frame = await (await reportFrame(page).locator('main').elementHandle()).ownerFrame();
        await frame.evaluate(axe);
        const found = await frame.evaluate(async () =>
          (await globalThis.axe.run(document, { resultTypes: ['violations'] })).violations.map(
            (one) =>
              `${one.id}: ${one.nodes
                .slice(0, 3)
                .map((node) => node.html.slice(0, 120))
                .join(' | ')}`,
          ),
        );
        expectThat(found.length === 0, `${theme}: ${found.join('\n')}`);
        expectThat((await frame.evaluate(() => document.getAnimations().length)) === 0, `${theme}: something moves`);
      }
      await page.emulateMedia({ reducedMotion: null });
    },
  ],
];

/** What a reload brings back; in a window of its own. */
export const afterReload = [
  [
    'after a reload the lens is there, and the report with its filter',
    async (page) => {
      // No file on the command line: it would be opened again instead of what was open.
      await showFile(page, 'service/triage.py');
      await lens(page, 'gpt-4o-mini');
      const report = await openReport(page);
      await report.locator('#filter').fill('triage');
      await page.waitForTimeout(1000);
      // By its own command, so that the editor saves what is open.
      await Promise.all([page.waitForNavigation(), runCommand(page, 'Developer: Reload Window')]);
      await reportFrame(page).locator('table').first().waitFor({ timeout: 60_000 });
      await eventually(
        'the filter',
        async () =>
          (await reportFrame(page).locator('#filter').inputValue()) === 'triage' &&
          (await reportFrame(page).locator('#f0-calls tbody tr:visible').count()) === 1,
      );
      await page.locator('.tab', { hasText: 'triage.py' }).click();
      await lens(page, 'gpt-4o-mini');
    },
  ],
];
