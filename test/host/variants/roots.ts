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
  {
    name: 'both folders are compared with a git ref, each with its own changes and lenses',
    async run() {
      const shown = await surfaces();
      const uri = vscode.Uri.joinPath(vscode.workspace.workspaceFolders?.[1]?.uri ?? assert.fail(), 'bot.py');
      const before = await vscode.workspace.fs.readFile(uri);
      await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(new TextDecoder().decode(before).replace('gpt-4.1-nano', 'gpt-4.1')));
      try {
        const bot = await openIn(1, 'bot.py');
        await until('the new model', async () => /gpt-4\.1 ·/.test((await lensTitles(bot.uri))[0] ?? ''));
        await vscode.commands.executeCommand('llmcost.compare', 'HEAD');
        const rows = await until('both folders', () => shown?.views.changes.rows().length === 3 && shown.views.changes.rows());
        assert.match(rows[0] ?? '', /^support-desk No LLM call costs anything else than in HEAD/);
        assert.match(rows[1] ?? '', /^bot \+\$[\d.]+ \(\+[\d,.]+ %\) per month against HEAD: 1 changed/);
        assert.match(rows[2] ?? '', /^ {2}reply \+\$[\d.]+\/month · .* · gpt-4\.1-nano → gpt-4\.1 · bot\.py$/);
        await until('the delta', async () => /\+\$[\d.]+\/month vs HEAD/.test((await lensTitles(bot.uri))[0] ?? ''));
        const desk = await openIn(0, 'service/triage.py');
        await until('no delta', async () => { const [title] = await lensTitles(desk.uri); return title !== undefined && !title.includes('vs HEAD'); });
      } finally {
        await vscode.workspace.fs.writeFile(uri, before);
        await vscode.commands.executeCommand('llmcost.stopComparing');
      }
    },
  },
];

export const run = (): Promise<void> => runTests(tests, __filename);
