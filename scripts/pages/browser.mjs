import { runCommand, showFile, reportFrame } from '../editor.mjs';
import { eventually, expectThat, lens, press } from './tools.mjs';

/** The build for the browser, in the editor's web worker: the same core over the editor's own files. */
export const inBrowser = [
  [
    'the browser build shows the cost above a call with its month, without Node',
    async (page) => {
      await showFile(page, 'service/triage.py');
      await lens(page, 'gpt-4o-mini');
      const hosts = await page.evaluate(
        () =>
          [...document.querySelectorAll('iframe')].map((one) => one.src).filter((src) => src.includes('webWorkerExtensionHostIframe'))
            .length,
      );
      expectThat(hosts > 0, 'the extension did not run in the web worker');
      await page.locator('.codelens-decoration a', { hasText: '/month' }).first().waitFor();
    },
  ],
  [
    'in the browser, too: hover, problems, calls, report and what-if',
    async (page) => {
      await showFile(page, 'service/answer.py', ':25:30');
      await lens(page, 'claude-sonnet-4-5');
      await runCommand(page, 'Show or Focus Hover');
      const words =
        (await page
          .locator('.monaco-hover', { has: page.locator('table') })
          .first()
          .textContent()) ?? '';
      expectThat(/declared by the team/.test(words), words);
      await press(page, 'Escape');
      await page.locator('.squiggly-warning').first().waitFor();
      await page.locator('.activitybar [aria-label^="LLM Cost"]').first().click();
      await page.locator('.pane-body .monaco-list-row', { hasText: 'Drafter.draft' }).first().waitFor({ timeout: 60_000 });
      await runCommand(page, 'LLM Cost: Open Workspace Report');
      const report = reportFrame(page);
      await report.locator('form.what-if').waitFor({ timeout: 60_000 });
      await report.locator('[name=volumeTimes]').fill('3');
      return eventually(
        'an answer',
        async () => /\$[\d,]+ .* per month, \+\$[\d,]+/.exec((await report.locator('form.what-if output').textContent()) ?? '')?.[0],
      );
    },
  ],
];
