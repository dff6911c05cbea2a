import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { runTests, type HostTest } from '../runner.ts';
import { folder, lensTitles, ours, surfaces, until } from '../suite/tools.ts';

/** A window on a folder below the one that the team file lies in. */
const tests: readonly HostTest[] = [
  {
    name: 'a team file above the opened folder is told where it lies, and counts nowhere',
    async run() {
      const { statusBar } = await surfaces();
      const { document } = await vscode.window.showTextDocument(vscode.Uri.joinPath(folder(), 'triage.py'));
      const title = await until('a lens', async () => (await lensTitles(document.uri))[0]);
      assert.match(title, /gpt-4o-mini/);
      assert.doesNotMatch(title, /month/, 'no volume is declared here');
      await vscode.commands.executeCommand('llmcost.refresh');
      const above = vscode.Uri.joinPath(folder(), '../llmcost.yaml');
      const problem = await until('the problem at the team file', () => ours(above)[0]);
      assert.match(problem.message, /above the opened folder/);
      assert.equal(problem.severity, vscode.DiagnosticSeverity.Information);
      assert.doesNotMatch(statusBar(), /month/);
    },
  },
];

export const run = (): Promise<void> => runTests(tests, __filename);
