import { stat } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { renderExplanation } from '../report/explanation.ts';
import { nodeFiles } from '../workspace/nodeFiles.ts';
import { openWorkspace } from '../workspace/open.ts';
import type { ScanIo } from './scanning.ts';
import { parseOptions, UsageError } from './usage.ts';

/** `llmcost explain`: how every call expression on a line was read, step by step, and where the trail ended. Exit code 0, also when no call stands there. */
export async function explain(argv: readonly string[], io: ScanIo): Promise<number> {
  const { values, positionals } = parseOptions(argv, { cell: { type: 'string' }, root: { type: 'string' } });
  const match = /^(.+):(\d+)$/.exec(positionals[0] ?? '');
  if (!match || positionals.length > 1) throw new UsageError('explain needs one FILE:LINE');
  const cell = values.cell === undefined ? undefined : Number(values.cell);
  if (cell !== undefined && !(Number.isInteger(cell) && cell >= 0)) throw new UsageError('--cell must be a number of a code cell, from 0');
  const file = resolve(io.cwd, match[1] ?? '');
  if (!(await stat(file).catch(() => null))?.isFile()) throw new UsageError(`${match[1]} was not found`);
  const root = values.root === undefined ? await rootOf(file, io.cwd) : resolve(io.cwd, values.root);
  const workspace = openWorkspace({
    root,
    files: nodeFiles(root),
    assets: io.assets,
    today: () => io.today,
    toolVersion: io.version,
    catalog: io.catalog,
  });
  try {
    const { currency } = await workspace.scan();
    const path = relative(root, file).replaceAll('\\', '/');
    const calls = await workspace.explain(path, Number(match[2]), cell);
    io.out(calls.length > 0 ? renderExplanation(calls, currency) : `no call stands in ${path} on line ${match[2]}\n`);
    return 0;
  } finally {
    workspace.dispose();
  }
}

/** The repository around a file, else the working folder when the file is below it, else the file's own folder. */
async function rootOf(file: string, cwd: string): Promise<string> {
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    if (await stat(join(folder, '.git')).catch(() => null)) return folder;
    if (folder === dirname(folder)) break;
  }
  return relative(cwd, file).startsWith('..') ? dirname(file) : cwd;
}
