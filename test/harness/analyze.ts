import { readdirSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { parseCatalog } from '../../src/cost/catalog.ts';
import { languages } from '../../src/languages/index.ts';
import { createGrammars } from '../../src/languages/parser.ts';
import { createTokenizers } from '../../src/tokens/tiktoken.ts';
import { memoryFiles } from '../../src/workspace/memoryFiles.ts';
import { nodeAssets } from '../../src/workspace/nodeAssets.ts';
import { openWorkspace } from '../../src/workspace/open.ts';
import type { Workspace } from '../../src/workspace/workspace.ts';

const require = createRequire(import.meta.url);
const tiktoken = dirname(require.resolve('tiktoken'));
export const assets = nodeAssets([dirname(require.resolve('@vscode/tree-sitter-wasm')), join(tiktoken, 'lite'), join(tiktoken, 'encoders')]);

/** A small price list that never changes, so that a price change touches no fixture. */
export const pinned = parseCatalog(['pinned.yaml', 'pinnedAnthropic.yaml', 'pinnedGoogle.yaml', 'pinnedBedrock.yaml', 'pinnedOpenRouter.yaml'].map((path) => ({ path, text: readFileSync(new URL(`./${path}`, import.meta.url), 'utf8') })));

/** Loaded once for all tests of a thread. */
export const shared = { grammars: createGrammars(languages, (name) => assets.load(name)), tokenizers: createTokenizers((name) => assets.load(name)) };

/** A workspace over files in memory. */
export function workspaceOf(files: Readonly<Record<string, string>>): Workspace {
  return openWorkspace({ root: '/', files: memoryFiles(files), assets, today: () => '2026-11-21', toolVersion: 'test', catalog: pinned, shared });
}

export async function scan(files: Readonly<Record<string, string>>) {
  const workspace = workspaceOf(files);
  try {
    return await workspace.scan();
  } finally {
    workspace.dispose();
  }
}

/** Scans one set of files after another with the same grammars and encodings: for tests that ask often. */
export function createScanner(): typeof scan {
  let files: Readonly<Record<string, string>> = {};
  const workspace = openWorkspace({
    root: '/', assets, today: () => '2026-11-21', toolVersion: 'test', catalog: pinned, shared,
    files: { list: (...args) => memoryFiles(files).list(...args), read: (path) => memoryFiles(files).read(path) },
  });
  return (next) => {
    workspace.invalidate([...Object.keys(files), ...Object.keys(next)]);
    files = next;
    return workspace.scan();
  };
}

/** Files of a fixture workspace by path, without what is expected of it. */
export function workspaceFiles(folder: string): Readonly<Record<string, string>> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => name.replaceAll('\\', '/'));
  return Object.fromEntries(names.filter((name) => !name.startsWith('expected') && statSync(join(folder, name)).isFile()).map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}
