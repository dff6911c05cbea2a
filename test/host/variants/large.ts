import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { runTests, type HostTest } from '../runner.ts';
import { edited, folder, lensTitles, revert, surfaces, until } from '../suite/tools.ts';

/** A window on five thousand files. */
const tests: readonly HostTest[] = [
  {
    name: 'in a workspace of 5,000 files the first lens does not wait for the scan, and typing is not held up by it',
    async run() {
      const memory = () => `${Math.round(process.memoryUsage().rss / 1e6)} MB`;
      const before = memory();
      const started = Date.now();
      const { document } = await vscode.window.showTextDocument(vscode.Uri.joinPath(folder(), 'app/module_10.py'));
      await until('a lens', async () => /\$/.test((await lensTitles(document.uri))[0] ?? ''));
      const first = Date.now() - started;
      const scan = vscode.commands.executeCommand('llmcost.refresh');
      // The editor's own thread must stay free while the other one works.
      let longest = 0;
      let isDone = false;
      const scanStarted = Date.now();
      const watch = async () => {
        for (let last = Date.now(); !isDone; last = Date.now()) {
          await new Promise((resolve) => setTimeout(resolve, 10));
          longest = Math.max(longest, Date.now() - last - 10);
        }
      };
      const watching = watch();
      const shown = await surfaces();
      await until('progress in the status bar', () => /^\$\(sync~spin\) .*(?:files|calls?)/.test(shown.statusBar()));
      const editStarted = Date.now();
      await edited(document, 'max_tokens=50', 'max_tokens=51');
      await until('the edit in the lens', async () => (await lensTitles(document.uri))[0]?.includes('out ≤ 51'));
      const edit = Date.now() - editStarted;
      const isStillScanning = shown.statusBar().includes('$(sync~spin)');
      await scan;
      const scanned = Date.now() - scanStarted;
      isDone = true;
      await watching;
      await until('the end of progress', () => !shown.statusBar().includes('$(sync~spin)'));
      assert.equal(shown.views.calls.rows().filter((row) => row.startsWith('  ')).length, 1000);
      await revert();
      return `first lens ${first} ms, edit to lens ${isStillScanning ? 'during' : 'right after'} the scan ${edit} ms, scan ${scanned} ms, longest hold of the extension host ${longest} ms, memory of the extension host with the thread ${memory()} (${before} before the first file)`;
    },
  },
];

export const run = (): Promise<void> => runTests(tests, __filename);
