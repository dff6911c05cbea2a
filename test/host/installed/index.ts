import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { runTests, type HostTest } from '../runner.ts';

const ourExtension = () => {
  const extension = vscode.extensions.getExtension('llm-cost-lens.llm-cost-lens');
  assert.ok(extension, 'the package is installed');
  return extension;
};

/** What a user gets from the packed extension: only what differs from the checkout is tried here. */
const tests: readonly HostTest[] = [
  {
    name: 'the package is installed and activates',
    async run() {
      await ourExtension().activate();
      assert.ok(ourExtension().isActive);
      assert.equal(ourExtension().extensionPath.includes('dist'), false, 'it runs from where it was installed');
    },
  },
  {
    name: 'its grammars, token ranks and prices are in the package',
    async run() {
      const folder = vscode.workspace.workspaceFolders?.[0];
      assert.ok(folder);
      const uri = vscode.Uri.joinPath(folder.uri, 'service/triage.py');
      await vscode.window.showTextDocument(uri);
      const until = Date.now() + 30_000;
      const titles = async () => (await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', uri, 10)).map((lens) => lens.command?.title ?? '');
      while (!(await titles()).some((title) => /\$\d.*gpt-4o-mini/.test(title))) {
        assert.ok(Date.now() < until, `waited for a lens with a price, saw ${JSON.stringify(await titles())}`);
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    },
  },
  {
    name: 'a file that is only for development is not in the package',
    async run() {
      const names = (await vscode.workspace.fs.readDirectory(ourExtension().extensionUri)).map(([name]) => name);
      for (const name of ['src', 'test', 'node_modules', 'pricing', 'scripts']) assert.equal(names.includes(name), false, name);
    },
  },
];

export const run = (): Promise<void> => runTests(tests, __filename);
