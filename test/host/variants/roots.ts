import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Surfaces } from '../../../src/vscode/surfaces.ts';
import { runTests, type HostTest } from '../runner.ts';
import { lensTitles, until } from '../suite/tools.ts';

const surfaces = async () => vscode.extensions.getExtension<Surfaces>('llm-cost-lens.llm-cost-lens')?.activate();
const openIn = async (folder: number, path: string) => {
  const root = vscode.workspace.workspaceFolders?.[folder];
  assert.ok(root, `folder ${folder} is open`);
  return (await vscode.window.showTextDocument(vscode.Uri.joinPath(root.uri, path))).document;
};

/** A window with two folders, each with a team file of its own. */
const tests: readonly HostTest[] = [
  {
    name: 'each of two folders follows its own team file',
    async run() {
      const desk = await openIn(0, 'service/triage.py');
      const first = await until('a month', async () => /\$([\d.,]+)\/month/.exec((await lensTitles(desk.uri))[0] ?? '')?.[1]);
      const bot = await openIn(1, 'bot.py');
      const [title] = await until('the other month', async () => { const all = await lensTitles(bot.uri); return /\/month/.test(all[0] ?? '') && all; });
      assert.match(title ?? '', /gpt-4\.1-nano/);
      assert.doesNotMatch(title ?? '', new RegExp(`\\$${first}/month`));
    },
  },
  {
    name: 'the side bar holds the calls of both folders, with the folder in front',
    async run() {
      const shown = await surfaces();
      await vscode.commands.executeCommand('llmcost.refresh');
      const rows = shown?.views.calls.rows() ?? [];
      assert.ok(rows.some((row) => row.startsWith('support-desk/service/triage.py')), rows.join('\n'));
      assert.ok(rows.some((row) => row.startsWith('bot/bot.py')), rows.join('\n'));
      const budgets = shown?.views.budgets.rows() ?? [];
      assert.ok(budgets.some((row) => row.startsWith('Support desk')) && budgets.some((row) => row.startsWith('Bot')), budgets.join('\n'));
    },
  },
  {
    name: 'the report page has both folders',
    async run() {
      await vscode.commands.executeCommand('llmcost.openReport');
      const shown = await surfaces();
      await until('both', () => shown?.reportPage().includes('data-folder="1"') && shown.reportPage().includes('gpt-4.1-nano'));
    },
  },
];

export const run = (): Promise<void> => runTests(tests, __filename);
