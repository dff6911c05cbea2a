import { readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, relative, resolve } from 'node:path';
import type { Catalog } from '../cost/catalog.ts';
import type { Report } from '../model.ts';
import { codeownersPaths } from '../team/codeowners.ts';
import { dirname as folderOf } from '../text/paths.ts';
import { teamFoldersAbove } from '../workspace/nodeAbove.ts';
import { nodeFiles } from '../workspace/nodeFiles.ts';
import { openWorkspace, type SharedParts } from '../workspace/open.ts';
import { isTeamFile } from '../workspace/teamFiles.ts';
import type { AssetPort, FilePort } from '../workspace/workspace.ts';
import { parseOptions, UsageError } from './usage.ts';

/** Everything that a command touches outside itself. */
export interface ScanIo {
  readonly cwd: string;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly errIsTerminal: boolean;
  /** Columns of the terminal, for tables. */
  readonly width: number;
  /** ISO date that prices are taken at. */
  readonly today: string;
  readonly version: string;
  readonly catalog: Catalog;
  readonly assets: AssetPort;
  /** Parsers and tokenizers that several runs use; who made them frees them. */
  readonly shared?: SharedParts;
}
/** What every command that scans works with. */
export interface Scanned {
  readonly report: Report;
  /** Absolute path of the scanned folder. */
  readonly root: string;
}

const options = {
  format: { type: 'string' },
  path: { type: 'string' },
  config: { type: 'string' },
  actuals: { type: 'string', multiple: true },
  out: { type: 'string' },
  'warn-only': { type: 'boolean' },
  'dry-run': { type: 'boolean' },
} as const;

/** Options and paths of a command that scans. Throws a UsageError for anything it does not know. */
export function parseScanArgs(argv: readonly string[]) {
  return parseOptions(argv, options);
}

/** Scans paths and shows progress on `err` when it takes longer than a second. @param over what is laid over the files of the disk, as a commit is */
export async function scanPaths(
  paths: readonly string[],
  config: string | undefined,
  io: ScanIo,
  exports: readonly string[] = [],
  over: (files: FilePort) => FilePort = (files) => files,
): Promise<Scanned> {
  const root = await rootOf(paths, config, io);
  const below = paths.map((path) => relative(root, resolve(io.cwd, path)).replaceAll('\\', '/'));
  const teamFile = config === undefined ? undefined : relative(root, resolve(io.cwd, config)).replaceAll('\\', '/');
  if (config !== undefined && !(await stat(resolve(io.cwd, config)).catch(() => null))) throw new UsageError(`${config} was not found`);
  const workspace = openWorkspace({
    root,
    files: only(over(nodeFiles(root)), below),
    assets: io.assets,
    ...(io.shared ? { shared: io.shared } : {}),
    today: () => io.today,
    toolVersion: io.version,
    catalog: io.catalog,
    isPartial: !below.includes(''),
    ...(teamFile !== undefined ? { teamFile } : {}),
    actuals: await Promise.all(
      exports.map(async (path) => ({ path: relative(root, resolve(io.cwd, path)).replaceAll('\\', '/'), text: await textOf(path, io) })),
    ),
  });
  const started = Date.now();
  let shown = false;
  try {
    const report = await workspace.scan((progress) => {
      if (!io.errIsTerminal || Date.now() - started < 1000) return;
      shown = true;
      io.err(`\r${progress.phase} ${progress.done}${progress.total === null ? '' : ` of ${progress.total}`}   `);
    });
    if (shown) io.err('\r\x1b[K');
    return { report, root };
  } finally {
    workspace.dispose();
  }
}

async function textOf(path: string, io: Pick<ScanIo, 'cwd'>): Promise<string> {
  return readFile(resolve(io.cwd, path), 'utf8').catch(() => {
    throw new UsageError(`${path} was not found`);
  });
}

/** Writes to a file where one is named, else to standard output. */
export async function write(text: string, out: string | undefined, io: Pick<ScanIo, 'cwd' | 'out'>): Promise<void> {
  if (out === undefined) io.out(text);
  else await writeFile(resolve(io.cwd, out), text);
}

/** One folder is its own root; several paths, or files, have the folder around them all. A team file further up is the root's, so that its paths mean what they say. */
export async function rootOf(paths: readonly string[], config: string | undefined, io: Pick<ScanIo, 'cwd'>): Promise<string> {
  const full = paths.map((path) => resolve(io.cwd, path));
  for (const [i, path] of full.entries()) if (!(await stat(path).catch(() => null))) throw new UsageError(`${paths[i]} was not found`);
  const folders = await Promise.all(full.map(async (path) => ((await stat(path)).isDirectory() ? path : dirname(path))));
  let root = folders[0] ?? io.cwd;
  while (!folders.every((folder) => folder === root || folder.startsWith(`${root.replace(/\/$/, '')}/`))) root = dirname(root);
  if (config === undefined) return withTeamFileAbove(root);
  const holder = dirname(resolve(io.cwd, config));
  return root.startsWith(`${holder.replace(/\/$/, '')}/`) ? holder : root;
}

/** The nearest folder with a team file, from a folder up to the root of the repository around it; null when there is none. */
export async function teamFolderOf(folder: string): Promise<string | null> {
  return (await teamFoldersAbove(folder))[0] ?? null;
}

/** The highest folder up to the repository's root that has a team file; the folder itself where there is none above, or no repository around it. */
async function withTeamFileAbove(folder: string): Promise<string> {
  return (await teamFoldersAbove(folder)).at(-1) ?? folder;
}

/** Limits a port to some files and folders below its root. Team files above them still count. */
function only(port: FilePort, below: readonly string[]): FilePort {
  if (below.includes('')) return port;
  const inside = (path: string) => below.some((one) => path === one || path.startsWith(`${one}/`));
  const holds = (folder: string) => folder === '' || below.some((one) => one === folder || one.startsWith(`${folder}/`));
  const above = (path: string) => codeownersPaths.includes(path) || (isTeamFile(path) && holds(folderOf(path)));
  return {
    ...port,
    async *list(skipped, signal) {
      for await (const file of port.list(skipped, signal)) if (inside(file.path) || above(file.path)) yield file;
    },
  };
}
