import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../editorParts.mjs';
import { runCommand, showFile } from '../editor.mjs';
import { choice, choices, eventually, expectThat, lens, press } from './tools.mjs';

/** Getting started and getting help. */
export const gettingStarted = [
  [
    'the walkthrough has five steps with their pictures, and its first button opens the example in a window of its own',
    async (page) => {
      await runCommand(page, 'Welcome: Open Walkthrough...');
      await page.locator('.quick-input-widget input').fill('LLM calls cost');
      await choice(page, 'LLM calls cost').click();
      const steps = page.locator('.getting-started-step');
      await steps.first().waitFor();
      expectThat((await steps.count()) === 5, 'five steps');
      for (let i = 0; i < 5; i++) {
        await steps.nth(i).click();
        await eventually(`the picture of step ${i + 1}`, () =>
          page.evaluate(() =>
            [...document.querySelectorAll('.getting-started-media img')].some(
              (one) => one.complete && one.naturalWidth > 100 && one.alt !== '',
            ),
          ),
        );
      }
      await steps.first().click();
      const [sample] = await Promise.all([
        page.context().waitForEvent('page', { timeout: 20_000 }),
        page.locator('.getting-started-step .button-container .monaco-button', { hasText: 'Open the Example' }).click(),
      ]);
      try {
        await sample.locator('.explorer-viewlet, .explorer-folders-view').first().waitFor({ timeout: 60_000 });
        await showFile(sample, 'service/triage.py');
        await lens(sample, 'gpt-4o-mini');
        await sample.locator('.codelens-decoration a', { hasText: '/month' }).first().waitFor();
      } finally {
        await sample.close();
      }
    },
  ],
  [
    'the output channel tells at its levels what was done',
    async (page) => {
      await runCommand(page, 'LLM Cost: Show Output');
      const lines = page.locator('.panel .view-line');
      await eventually('a scan', async () =>
        (await lines.allTextContents()).some((one) =>
          /\[info\].*support-desk: \d+\scalls\sin\s\d+\sfiles/.test(one.replaceAll('\u00a0', ' ')),
        ),
      );
      expectThat(!(await lines.allTextContents()).some((one) => one.includes('[error]')), 'no errors');
      await runCommand(page, 'View: Hide Panel');
    },
  ],
  [
    'the settings stand in groups with a description each',
    async (page) => {
      await runCommand(page, 'Preferences: Open Settings (UI)');
      await page.locator('.settings-editor .suggest-input-container .view-line').first().click();
      await page.keyboard.press('Control+A');
      await page.keyboard.type('@ext:llm-cost-lens.llm-cost-lens');
      const groups = await eventually('the groups', async () => {
        const all = (await page.locator('.settings-toc-container .settings-toc-entry').allTextContents()).map((one) =>
          one.replace(/\(\d+\)$/, '').trim(),
        );
        return ['Inline display', 'Hover and problems', 'Tokens of text', 'Workspace'].every((one) => all.includes(one)) && all;
      });
      await page.locator('.setting-item-markdown', { hasText: 'Where the cost of an LLM call is shown in the code' }).first().waitFor();
      await runCommand(page, 'View: Close Editor');
      return groups.join(', ');
    },
  ],
];

/** Assistants in the editor, which every other window switches off. */
export const forAssistants = [
  [
    'the MCP server for assistants is offered by the editor',
    async (page) => {
      await showFile(page, 'service/triage.py');
      await lens(page, 'gpt-4o-mini');
      await runCommand(page, 'MCP: List Servers');
      const offered = await choices(page);
      expectThat(
        offered.some((one) => one.includes('LLM Cost Lens')),
        offered.join('\n'),
      );
      await press(page, 'Escape');
    },
  ],
  [
    "a person starts the MCP server from the editor's own list, it runs with its tools, and one of them answers",
    async (page) => {
      await askServer(page, /^Start Server|^Restart Server/);
      // The editor shows the server's output by itself.
      const lines = page.locator('.panel .view-line');
      await eventually(
        'the tools',
        async () => (await lines.allTextContents()).some((one) => /Discovered \d+ tools/.test(one.replaceAll('\u00a0', ' '))),
        40_000,
      );
      await runCommand(page, 'View: Hide Panel');
      // The other half of this check is `test/host/variants/assistants.ts`, which asks as an assistant does.
      const { results } = await eventually('an answer', () => resultOf('assistants'), 70_000);
      expectThat(results[0]?.ok, JSON.stringify(results));
      return results[0].note;
    },
  ],
];

/** Chooses what is to be done with our server. */
async function askServer(page, what) {
  await runCommand(page, 'MCP: List Servers');
  await choice(page, 'LLM Cost Lens').click();
  await page.locator('.quick-input-list .monaco-list-row', { hasText: /Show Output/ }).waitFor();
  await choice(page, what).click();
}

/** What a suite inside the editor said when it was done; null until then. */
function resultOf(suite) {
  const file = join(root, `dist/test/${suite}.json`);
  const result = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { finished: false };
  return result.finished ? result : null;
}

/** A workspace where nothing is to be paid. */
export const withoutCalls = [
  [
    'a workspace without calls is welcomed with what to do',
    async (page) => {
      await page.locator('.activitybar [aria-label^="LLM Cost"]').first().click();
      const welcome = page.locator('.welcome-view-content').first();
      await eventually('the welcome', async () => /No LLM calls were found here/.test((await welcome.textContent()) ?? ''));
      await page.locator('.welcome-view-content a, .welcome-view-content .monaco-button', { hasText: 'Scan Again' }).first().waitFor();
    },
  ],
];
