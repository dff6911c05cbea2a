import { stat, writeFile } from 'node:fs/promises';
import { basename, dirname, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Catalog } from '../cost/catalog.ts';
import type { Report } from '../model.ts';
import { renderJson } from '../report/json.ts';
import { renderMarkdown } from '../report/markdown.ts';
import { exitCodeOf } from '../report/summarize.ts';
import { renderTable } from '../report/table.ts';
import { nodeFiles } from '../workspace/nodeFiles.ts';
import { openWorkspace } from '../workspace/open.ts';
import type { AssetPort, FilePort } from '../workspace/workspace.ts';
import { explain } from './explain.ts';
import { price } from './price.ts';

/** Everything the command line touches outside itself. */
export interface CommandIo {
  readonly cwd: string;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly errIsTerminal: boolean;
  readonly width: number;
  readonly today: string;
  readonly version: string;
  readonly catalog: Catalog;
  readonly assets: AssetPort;
}

const help = `llmcost: what LLM calls in code cost

Usage
  llmcost scan PATH... [--format table|json|markdown] [--config FILE] [--out FILE]
  llmcost explain FILE:LINE [--cell N] [--root DIR]
  llmcost price MODEL [--provider P] [--input N] [--output N] [--cached N] [--at DATE] [--batch] [--tier T] [--region R] [--config FILE] [--format table|json]
  llmcost --help | --version

Options
  --format   table (default), json (schema/scan-result.schema.json) or markdown
  --config   team file to use instead of the llmcost.yaml found upwards
  --out      write the report to a file instead of standard output

Exit codes
  0  fine
  1  a policy or hard budget is broken, or a team file has an error
  2  wrong usage
`;

class UsageError extends Error {}

const formats: Readonly<Record<string, (report: Report, width: number) => string>> = { table: renderTable, json: renderJson, markdown: renderMarkdown };

/** Runs one command line and gives its exit code. Rejects never: what goes wrong is told on `err`. */
export async function run(argv: readonly string[], io: CommandIo): Promise<number> {
  try {
    if (argv[0] === 'explain') return await explain(argv.slice(1), io);
    if (argv[0] === 'price') return await price(argv.slice(1), io);
    const { values, positionals } = parse(argv);
    if (values.version) return say(io, `${io.version}\n`);
    if (values.help || positionals.length === 0) return say(io, help);
    const [command, ...paths] = positionals;
    if (command !== 'scan') throw new UsageError(`there is no command "${command}"`);
    if (paths.length === 0) throw new UsageError('scan needs a PATH');
    return await scan(paths, values, io);
  } catch (error) {
    if (error instanceof UsageError) {
      io.err(`llmcost: ${error.message}\nTry: llmcost --help\n`);
      return 2;
    }
    io.err(`llmcost: ${error instanceof Error ? error.message : String(error)}\n`);
    return 2;
  }
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], allowPositionals: true, options: { format: { type: 'string', default: 'table' }, config: { type: 'string' }, out: { type: 'string' }, help: { type: 'boolean', short: 'h' }, version: { type: 'boolean' } } });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : 'wrong options');
  }
}

function say(io: CommandIo, text: string): number {
  io.out(text);
  return 0;
}

async function scan(paths: readonly string[], options: { format?: string; config?: string; out?: string }, io: CommandIo): Promise<number> {
  const render = formats[options.format ?? 'table'];
  if (!render) throw new UsageError(`there is no format "${options.format}"`);
  const root = await rootOf(paths, io);
  const below = paths.map((path) => relative(root, resolve(io.cwd, path)).replaceAll('\\', '/'));
  const teamFile = options.config === undefined ? undefined : relative(root, resolve(io.cwd, options.config)).replaceAll('\\', '/');
  const workspace = openWorkspace({ root, files: only(nodeFiles(root), below, root), assets: io.assets, today: () => io.today, toolVersion: io.version, catalog: io.catalog, ...(teamFile !== undefined ? { teamFile } : {}) });
  const started = Date.now();
  let shown = false;
  try {
    const report = await workspace.scan((progress) => {
      if (!io.errIsTerminal || Date.now() - started < 1000) return;
      shown = true;
      io.err(`\r${progress.phase} ${progress.done}${progress.total === null ? '' : ` of ${progress.total}`}   `);
    });
    if (shown) io.err('\r\x1b[K');
    const text = render(report, io.width);
    if (options.out === undefined) io.out(text);
    else await writeFile(resolve(io.cwd, options.out), text);
    return exitCodeOf(report);
  } finally {
    workspace.dispose();
  }
}

/** One folder is its own root; several paths, or files, have the folder around them all. */
async function rootOf(paths: readonly string[], io: CommandIo): Promise<string> {
  const full = paths.map((path) => resolve(io.cwd, path));
  for (const [i, path] of full.entries()) if (!(await stat(path).catch(() => null))) throw new UsageError(`${paths[i]} was not found`);
  const folders = await Promise.all(full.map(async (path) => ((await stat(path)).isDirectory() ? path : dirname(path))));
  let root = folders[0] ?? io.cwd;
  while (!folders.every((folder) => folder === root || folder.startsWith(`${root.replace(/\/$/, '')}/`))) root = dirname(root);
  return root;
}

/** Limits a port to some files and folders below its root. Team files above them still count. */
function only(port: FilePort, below: readonly string[], root: string): FilePort {
  if (below.includes('')) return port;
  const inside = (path: string) => below.some((one) => path === one || path.startsWith(`${one}/`)) || /^llmcost\.ya?ml$/.test(basename(path));
  void root;
  return {
    ...port,
    async *list(skipped, signal) {
      for await (const file of port.list(skipped, signal)) if (inside(file.path)) yield file;
    },
  };
}
