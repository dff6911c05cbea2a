import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fixTogether } from '../findings/fixAll.ts';
import { sourceFileOf } from '../languages/index.ts';
import { editCells } from '../languages/notebookEdit.ts';
import type { FileAnalysis, TextEdit } from '../model.ts';
import { applyEdits, changedLines, type ChangedLines } from '../text/edits.ts';
import { scanPaths, type ScanIo } from './scanning.ts';
import { parseOptions, UsageError } from './usage.ts';

/** `llmcost fix`: mends the findings of the rules that are named, all of them at once. Shows what would change; `--write` changes it. */
export async function fix(argv: readonly string[], io: ScanIo): Promise<number> {
  const { values, positionals } = parseOptions(argv, {
    rule: { type: 'string', multiple: true },
    write: { type: 'boolean' },
    config: { type: 'string' },
  });
  if (positionals.length === 0) throw new UsageError('fix needs a PATH');
  const { report, root } = await scanPaths(positionals, values.config, io);
  const ids = values.rule ?? [];
  if (ids.length === 0) {
    io.out(countFixable(report.files));
    return 0;
  }
  let mended = 0;
  let left = 0;
  for (const file of report.files) {
    const together = fixTogether(file.findings, ids);
    if (together.edits.length === 0) continue;
    const path = join(root, file.path);
    const text = await readFile(path, 'utf8');
    const change = changeOf(file, text, together.edits);
    if (!change) {
      io.err(`llmcost: ${file.path} changed while it was read; left alone\n`);
      continue;
    }
    for (const { place, lines } of change.shown)
      io.out(
        `${file.path}${place}:${lines.line}\n${lines.before.map((line) => `- ${line}\n`).join('')}${lines.after.map((line) => `+ ${line}\n`).join('')}`,
      );
    if (values.write) await writeFile(path, applyEdits(text, change.edits));
    mended += together.findings.length;
    left += together.left;
  }
  io.out(
    `${mended} ${mended === 1 ? 'finding' : 'findings'} ${values.write ? 'mended' : 'would be mended; --write does it'}${left > 0 ? `, ${left} more when it is run again: they depend on what changes first` : ''}\n`,
  );
  return 0;
}

interface Change {
  /** In the text of the file. */
  readonly edits: readonly TextEdit[];
  /** For the preview; `place` tells the cell of a notebook. */
  readonly shown: readonly { readonly place: string; readonly lines: ChangedLines }[];
}

/** Edits of the analysed text as edits of the file; null where the file is not what was analysed. */
function changeOf(file: FileAnalysis, text: string, edits: readonly TextEdit[]): Change | null {
  // The scan reads the same bytes; a mark at their start may not be part of the analysed text.
  const at = [0, ...(text.startsWith('\uFEFF') ? [1] : [])].find((mark) => isSame(file, text.slice(mark)));
  if (at === undefined) return null;
  const moved = (all: readonly TextEdit[]) => all.map((one) => ({ ...one, span: { start: one.span.start + at, end: one.span.end + at } }));
  if (file.chunks[0]?.cell === null)
    return { edits: moved(edits), shown: changedLines(text, moved(edits)).map((lines) => ({ place: '', lines })) };
  const cells = editCells(text.slice(at), file.chunks, edits);
  return (
    cells && {
      edits: moved(cells.flatMap((one) => one.written)),
      shown: cells.flatMap((one) => changedLines(one.text, one.edits).map((lines) => ({ place: ` cell ${one.cell + 1}`, lines }))),
    }
  );
}

function isSame(file: FileAnalysis, text: string): boolean {
  const now = sourceFileOf(file.path, text);
  return (
    now !== null &&
    'chunks' in now &&
    now.chunks.length === file.chunks.length &&
    now.chunks.every((one, i) => one.text === file.chunks[i]?.text)
  );
}

/** Which rules could be mended, and how often. */
function countFixable(files: readonly FileAnalysis[]): string {
  const counts = new Map<string, number>();
  for (const finding of files.flatMap((file) => file.findings))
    if (finding.fix && !finding.fix.suppresses) counts.set(finding.id, (counts.get(finding.id) ?? 0) + 1);
  if (counts.size === 0) return 'Nothing here has a fix.\n';
  return `${[...counts]
    .toSorted((a, b) => b[1] - a[1])
    .map(([id, count]) => `${String(count).padStart(5)}  ${id}\n`)
    .join('')}Name what to mend: llmcost fix PATH --rule RULE\n`;
}
