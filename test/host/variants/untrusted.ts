import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { runTests, type HostTest } from '../runner.ts';
import { folder, lensTitles, until } from '../suite/tools.ts';

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
];

export const run = (): Promise<void> => runTests(tests, __filename);
