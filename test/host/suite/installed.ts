import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { HostTest } from '../runner.ts';
import { lensTitles, open, until } from './tools.ts';

const ourExtension = () => {
  const extension = vscode.extensions.getExtension('llm-cost-lens.llm-cost-lens');
  assert.ok(extension, 'the package is installed');
  return extension;
};

/** The suite runs against the packed extension: here is that it does. */
export const installedTests: readonly HostTest[] = [
  {
    name: 'the package is installed and activates',
    async run() {
      await ourExtension().activate();
      assert.ok(ourExtension().isActive);
      assert.equal(ourExtension().extensionPath.includes('dist'), false, 'it runs from where it was installed');
    },
  },
  {
    name: 'the first cost is there soon after the first file is opened',
    async run() {
      const started = Date.now();
      const { document } = await open('service/triage.py');
      const opened = Date.now() - started;
      await until('a lens', async () => (await lensTitles(document.uri)).length === 1);
      const took = Date.now() - started;
      assert.ok(took < 10_000, `${took} ms`);
      return `${took} ms from opening it to its lens, ${opened} of them until the editor showed the file; thread, grammar and encoding began with it`;
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
