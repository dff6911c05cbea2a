import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { runTests, type HostTest } from '../runner.ts';
import { codeOf, folder, lensTitles, ours, surfaces, until } from '../suite/tools.ts';

/** A window that the person does not trust: reading is enough for everything we show. */
const tests: readonly HostTest[] = [
  {
    name: 'a folder that is not trusted is analysed all the same',
    async run() {
      assert.equal(vscode.workspace.isTrusted, false, 'the window is restricted');
      const { document } = await vscode.window.showTextDocument(vscode.Uri.joinPath(folder(), 'service/triage.py'));
      await until('a lens with a price', async () => /\$.*gpt-4o-mini/.test((await lensTitles(document.uri))[0] ?? ''));
    },
  },
  {
    name: 'hover, problems, side bar and report are there too, and what is declared counts',
    async run() {
      const shown = await surfaces();
      await vscode.commands.executeCommand('llmcost.refresh');
      assert.match(shown.views.calls.rows().join('\n'), /^service\/answer\.py \$\d+\/month/m);
      const { document } = await vscode.window.showTextDocument(vscode.Uri.joinPath(folder(), 'web/lib/summarize.ts'));
      await until('a problem', () => ours(document.uri).some((one) => codeOf(one) === 'max-output-missing'));
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', document.uri, document.positionAt(document.getText().indexOf('completions.create')));
      assert.ok(hovers.some((one) => one.contents.some((part) => typeof part !== 'string' && part.value.includes('per call'))));
      await vscode.commands.executeCommand('llmcost.openReport');
      await until('the report', () => /\$\d+ per month/.test(shown.reportPage()) && shown.reportPage().includes('service/triage.py'));
    },
  },
];

export const run = (): Promise<void> => runTests(tests, __filename);
