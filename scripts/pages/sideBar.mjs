import { runCommand, showFile } from '../editor.mjs';
import { choice, choices, eventually, expectThat, focused, focusView, lens, openMenu, press } from './tools.mjs';

const row = (page, text) => page.locator('.pane-body .monaco-list-row', { hasText: text }).first();
/** Opens the menu of a row; gives what it offers, and leaves it open. */
async function menuOf(page, text) {
  await row(page, text).click({ button: 'right' });
  const items = page.locator('.monaco-menu .action-item .action-label');
  await items.first().waitFor();
  return (await items.allTextContents()).map((one) => one.trim()).filter((one) => one !== '');
}
async function chooseInMenu(page, text) {
  // A menu that has just opened takes the next button up for the end of the first click.
  await page.waitForTimeout(300);
  await page.locator('.monaco-menu .action-item', { hasText: text }).first().click();
}

/** Shows what stands below a row. */
async function expand(page, text) {
  if ((await row(page, text).getAttribute('aria-expanded')) !== 'true') await row(page, text).click();
}

/** Side bar, status bar and the menu behind it. */
export const besideCode = [
  [
    'a click on the status bar offers what to do next, what needs a decision first; the keyboard chooses',
    async (page) => {
      await showFile(page, 'service/answer.py', ':12:1');
      const item = page.locator('[id$="llmcost.status"]');
      const said = await eventually(
        'the file, the month and the budget',
        async () =>
          /^LLM Cost Lens: 2 calls ~\$0\.01[\d]* · \$\d+\/month · \d+ % of [\w ]+$/.exec(
            (await item.locator('a').getAttribute('aria-label')) ?? '',
          )?.[0],
      );
      const labels = await openMenu(page);
      expectThat(/Save about \$\d+\/month/.test(labels[0]) && /5 calls have no volume/.test(labels[1]), labels.join('\n'));
      await page.keyboard.type('Open llmcost');
      await press(page, 'Enter');
      await page.locator('.tab.active[aria-label^="llmcost.yaml"]').waitFor();
      return said;
    },
  ],
  [
    'the tree of calls is walked with the keyboard, every row says its cost, and Enter goes to the call',
    async (page) => {
      await focusView(page, 'Calls', 'Drafter.draft');
      const first = await focused(page);
      expectThat(/service\/answer\.py, \$\d+\/month · 2 calls/.test(first), `group: ${first}`);
      await press(page, 'ArrowDown');
      const call = await focused(page);
      expectThat(/^Drafter\.draft, \$\d+–\$[\d,]+ per month, ~\$.* per call, claude-sonnet-4-5/.test(call), `call: ${call}`);
      await press(page, 'Enter');
      await page.locator('.tab.active[aria-label^="answer.py"]').waitFor();
      await focusView(page, 'Findings', 'prompt-cache-missing');
      await press(page, 'ArrowRight');
      await row(page, 'answer.py:24').waitFor();
      await press(page, 'ArrowDown');
      const finding = await focused(page);
      expectThat(/^warning: .*prompt.* line \d+/.test(finding), `finding: ${finding}`);
      await focusView(page, 'Budgets', 'Support desk');
      const budget = await focused(page);
      expectThat(/Support desk: \$\d+ of \$900/.test(budget), `budget: ${budget}`);
      return call;
    },
  ],
  [
    'calls are grouped and found from the view itself; the findings say what they would save together',
    async (page) => {
      await focusView(page, 'Calls', 'Drafter.draft');
      const pane = page.locator('.pane', { has: page.locator('.pane-header[aria-label^="Calls"]') });
      await pane.hover();
      await pane.locator('[aria-label^="Group Calls"]').first().click();
      await choice(page, 'by owner').click();
      await row(page, 'support-platform').waitFor();
      await runCommand(page, 'LLM Cost: Filter Calls');
      await page.locator('.quick-input-widget input').first().fill('gemini');
      await press(page, 'Enter');
      await eventually(
        'what fits',
        async () => (await row(page, 'support-platform').count()) === 0 && (await row(page, 'gemini-2.5-flash').count()) > 0,
      );
      await runCommand(page, 'LLM Cost: Filter Calls');
      await page.locator('.quick-input-widget input').first().fill('');
      await press(page, 'Enter');
      await row(page, 'support-platform').waitFor();
      // What every tree of the editor has: type to find.
      await focusView(page, 'Calls', 'support-platform');
      await press(page, 'Control+Alt+f');
      await page.locator('.monaco-tree-type-filter input').fill('classify');
      await press(page, 'Enter');
      await eventually('the row that was found', async () => /^classify,/.test(await focused(page)));
      await press(page, 'Control+Alt+f', 'Escape');
      await runCommand(page, 'LLM Cost: Group Calls');
      await choice(page, 'by file').click();
      await row(page, 'service/answer.py').waitFor();
      const saving = await eventually(
        'the saving',
        async () =>
          /about \$\d+\/month could be saved/.exec(
            (await page.locator('.pane-header[aria-label^="Findings"]').first().textContent()) ?? '',
          )?.[0],
      );
      return saving;
    },
  ],
  [
    'menus of a call and of a finding offer what can be done with it',
    async (page) => {
      await showFile(page, 'service/answer.py', ':12:1');
      await lens(page, 'claude-sonnet-4-5');
      await focusView(page, 'Calls', 'Drafter.draft');
      const ofCall = await menuOf(page, 'Drafter.draft');
      for (const wanted of ['Go to the Call', 'Declare Volume', 'Declare Tokens', 'Set Owner', 'Copy the Call as Markdown'])
        expectThat(
          ofCall.some((one) => one.startsWith(wanted)),
          `${wanted} in ${ofCall.join(', ')}`,
        );
      await chooseInMenu(page, 'Copy the Call as Markdown');
      await page.locator('.statusbar-item', { hasText: 'Copied as Markdown' }).waitFor();
      await focusView(page, 'Findings', 'max-output-missing');
      const ofRule = await menuOf(page, 'max-output-missing');
      expectThat(
        ['Fix Findings in the Workspace', 'Open the Page of the Rule', 'Copy as Markdown'].every((wanted) =>
          ofRule.some((one) => one.startsWith(wanted)),
        ),
        ofRule.join(', '),
      );
      await press(page, 'Escape');
      await expand(page, 'max-output-missing');
      await row(page, 'summarize.ts:8').waitFor();
      const ofFinding = await menuOf(page, 'summarize.ts:8');
      expectThat(ofFinding[0]?.startsWith('Fix or Silence'), ofFinding.join(', '));
      await chooseInMenu(page, 'Fix or Silence');
      await choice(page, 'Add max_completion_tokens').waitFor();
      const ways = await choices(page);
      expectThat(ways.at(-1)?.startsWith('Silence max-output-missing'), ways.join(', '));
      await choice(page, 'Add max_completion_tokens').click();
      await page.locator('.tab.active.dirty[aria-label^="summarize.ts"]').waitFor();
      await page.locator('.view-line', { hasText: 'max_completion_tokens' }).first().waitFor();
      await runCommand(page, 'File: Revert File');
      await page.locator('.tab.active[aria-label^="summarize.ts"]:not(.dirty)').waitFor();
      return `${ofCall.join(', ')}; ${ofRule.join(', ')}; ${ofFinding.join(', ')}`;
    },
  ],
  [
    'a finding in a cell of a notebook is mended from its menu',
    async (page) => {
      await focusView(page, 'Findings', 'model-retiring');
      await expand(page, 'model-retiring');
      await menuOf(page, 'grade.ipynb cell');
      await chooseInMenu(page, 'Fix or Silence');
      await choice(page, 'gemini').waitFor();
      const ways = await choices(page);
      await choice(page, 'gemini').click();
      await page.locator('.tab.active.dirty[aria-label^="grade.ipynb"]').waitFor();
      await runCommand(page, 'File: Revert File');
      await page.locator('.tab.active[aria-label^="grade.ipynb"]:not(.dirty)').waitFor();
      return ways.join('; ');
    },
  ],
];
