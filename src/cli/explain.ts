import { stat } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Catalog } from '../cost/catalog.ts';
import { renderExplanation } from '../report/explanation.ts';
import { nodeFiles } from '../workspace/nodeFiles.ts';
import { openWorkspace } from '../workspace/open.ts';
import type { AssetPort } from '../workspace/workspace.ts';

interface ExplainIo {
  readonly cwd: string;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly today: string;
  readonly version: string;
  readonly catalog: Catalog;
  readonly assets: AssetPort;
}

const usage = 'llmcost explain FILE:LINE [--cell N] [--root DIR]';

/** `llmcost explain`: how every call expression on a line was read, step by step, and where the trail ended. Exit code 0, also when no call stands there; 2 for wrong usage. */
export async function explain(argv: readonly string[], io: ExplainIo): Promise<number> {
  const wrong = (message: string) => {
    io.err(`llmcost: ${message}\nUsage: ${usage}\n`);
    return 2;
  };
  const parsed = parse(argv);
  if ('error' in parsed) return wrong(parsed.error);
  const { values, positionals } = parsed;
  if (values.help) {
    io.out(`${usage}\n\nLINE counts from 1; in a notebook, --cell N takes the code cell (from 0) and LINE counts inside it.\nThe project around FILE is scanned first, so that helpers in other files are known: --root sets it (default: the repository, else the working folder).\n`);
    return 0;
  }
  const match = /^(.+):(\d+)$/.exec(positionals[0] ?? '');
  if (!match || positionals.length > 1) return wrong('explain needs one FILE:LINE');
  const cell = values.cell === undefined ? undefined : Number(values.cell);
  if (cell !== undefined && !(Number.isInteger(cell) && cell >= 0)) return wrong('--cell must be a number of a code cell, from 0');
  const file = resolve(io.cwd, match[1] ?? '');
  if (!(await stat(file).catch(() => null))?.isFile()) return wrong(`${match[1]} was not found`);
  const root = values.root === undefined ? await rootOf(file, io.cwd) : resolve(io.cwd, values.root);
  const workspace = openWorkspace({ root, files: nodeFiles(root), assets: io.assets, today: () => io.today, toolVersion: io.version, catalog: io.catalog });
  try {
    await workspace.scan();
    const path = relative(root, file).replaceAll('\\', '/');
    const calls = await workspace.explain(path, Number(match[2]), cell);
    io.out(calls.length > 0 ? renderExplanation(calls) : `no call stands in ${path} on line ${match[2]}\n`);
    return 0;
  } finally {
    workspace.dispose();
  }
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], allowPositionals: true, options: { cell: { type: 'string' }, root: { type: 'string' }, help: { type: 'boolean', short: 'h' } } });
  } catch (error) {
    return { error: error instanceof Error ? error.message : 'wrong options' };
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
