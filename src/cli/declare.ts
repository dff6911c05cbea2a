import { readFile, writeFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { proposalsOf } from '../report/proposals.ts';
import { renderTeamFile, syncTeamFile } from '../team/sync.ts';
import { applyEdits } from '../text/edits.ts';
import { parseScanArgs, scanPaths, teamFolderOf, type ScanIo } from './scanning.ts';
import { UsageError } from './usage.ts';

/** `llmcost init`: a first team file from what is found. Exit code 2 when there is one already. */
export async function init(argv: readonly string[], io: ScanIo): Promise<number> {
  const { path, isDry } = parse('init', argv);
  const file = join(resolve(io.cwd, path), 'llmcost.yaml');
  const exists = (await read(file)) !== null || (await read(file.replace(/yaml$/, 'yml'))) !== null;
  if (exists && !isDry) throw new UsageError(`${file} is there already; llmcost sync adds what is new`);
  const { report, root } = await scanPaths([path], undefined, io);
  const text = renderTeamFile(fromRoot(root, file), proposalsOf(report));
  if (isDry) io.out(text);
  else {
    await writeFile(file, text);
    io.out(`${file}: ${proposalsOf(report).length} calls. Fill in owners and volumes; without a volume a call stays out of the total.\n`);
  }
  return 0;
}

/** `llmcost sync`: new calls as commented entries, entries that match nothing any more marked; every other byte stays. */
export async function sync(argv: readonly string[], io: ScanIo): Promise<number> {
  const { path, isDry } = parse('sync', argv);
  const asked = resolve(io.cwd, path);
  const folder = (await teamFolderOf(asked)) ?? asked;
  const name = (await read(join(folder, 'llmcost.yaml'))) !== null ? 'llmcost.yaml' : 'llmcost.yml';
  const file = join(folder, name);
  const text = await read(file);
  if (text === null) throw new UsageError(`there is no llmcost.yaml in ${folder} or above it; llmcost init writes one`);
  // The whole folder that the file speaks of: entries for calls beside the asked path have not vanished.
  const { report, root } = await scanPaths([folder], undefined, io);
  const result = syncTeamFile(
    fromRoot(root, file),
    text,
    proposalsOf(report),
    report.files.flatMap((one) => one.calls),
    io.today,
  );
  if (!result) throw new UsageError(`${name} has an error; mend it first`);
  const changed = applyEdits(text, result.edits);
  if (isDry) io.out(changed);
  else {
    if (changed !== text) await writeFile(file, changed);
    io.out(`${name}: ${result.added} new, ${result.vanished} that match nothing any more, ${result.back} that match again.\n`);
  }
  return 0;
}

function parse(command: string, argv: readonly string[]): { readonly path: string; readonly isDry: boolean } {
  const { values, positionals } = parseScanArgs(argv);
  if (positionals.length > 1) throw new UsageError(`${command} takes one PATH`);
  return { path: positionals[0] ?? '.', isDry: values['dry-run'] ?? false };
}

function fromRoot(root: string, file: string): string {
  return relative(root, file).replaceAll('\\', '/');
}

/** Text of a file, null where there is none. Throws where it could not be written back byte for byte. */
async function read(file: string): Promise<string | null> {
  const bytes = await readFile(file).catch((error: unknown) => {
    if ((error as { code?: unknown }).code === 'ENOENT') return null;
    throw new UsageError(`${file} cannot be read: ${error instanceof Error ? error.message : 'not readable'}`);
  });
  try {
    return bytes && new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new UsageError(`${file} is not UTF-8`);
  }
}
