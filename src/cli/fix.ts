import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fixTogether } from '../findings/fixAll.ts';
import type { FileAnalysis } from '../model.ts';
import { applyEdits, changedLines } from '../text/edits.ts';
import { scanPaths, type ScanIo } from './scanning.ts';
import { parseOptions, UsageError } from './usage.ts';

/**
 * `llmcost fix`: mends the findings of the rules that are named, all of them at once. Shows what would change; `--write` changes it.
 * Notebooks are left to the editor, where an edit knows its cell.
 */
export async function fix(argv: readonly string[], io: ScanIo): Promise<number> {
  const { values, positionals } = parseOptions(argv, { rule: { type: 'string', multiple: true }, write: { type: 'boolean' }, config: { type: 'string' } });
  if (positionals.length === 0) throw new UsageError('fix needs a PATH');
  const { report, root } = await scanPaths(positionals, values.config, io);
  const files = report.files.filter((file) => file.chunks.every((chunk) => chunk.cell === null));
  const ids = values.rule ?? [];
  if (ids.length === 0) {
    io.out(countFixable(files));
    return 0;
  }
  let mended = 0;
  for (const file of files) {
    const together = fixTogether(file.findings, ids);
    if (together.edits.length === 0) continue;
    const path = join(root, file.path);
    const text = await readFile(path, 'utf8');
    // The scan reads the same bytes; a mark at their start is not part of the analysed text.
    const mark = text.startsWith('\uFEFF') ? 1 : 0;
    if (text.slice(mark) !== file.chunks[0]?.text && text !== file.chunks[0]?.text) {
      io.err(`llmcost: ${file.path} changed while it was read; left alone\n`);
      continue;
    }
    const at = text === file.chunks[0]?.text ? 0 : mark;
    const edits = together.edits.map((one) => ({ ...one, span: { start: one.span.start + at, end: one.span.end + at } }));
    for (const change of changedLines(text, edits)) io.out(`${file.path}:${change.line}\n${change.before.map((line) => `- ${line}\n`).join('')}${change.after.map((line) => `+ ${line}\n`).join('')}`);
    if (values.write) await writeFile(path, applyEdits(text, edits));
    mended += together.findings.length;
  }
  io.out(`${mended} ${mended === 1 ? 'finding' : 'findings'} ${values.write ? 'mended' : 'would be mended; --write does it'}\n`);
  return 0;
}

/** Which rules could be mended, and how often. */
function countFixable(files: readonly FileAnalysis[]): string {
  const counts = new Map<string, number>();
  for (const finding of files.flatMap((file) => file.findings)) if (finding.fix && !finding.fix.suppresses) counts.set(finding.id, (counts.get(finding.id) ?? 0) + 1);
  if (counts.size === 0) return 'Nothing here has a fix.\n';
  return `${[...counts].toSorted((a, b) => b[1] - a[1]).map(([id, count]) => `${String(count).padStart(5)}  ${id}\n`).join('')}Name what to mend: llmcost fix PATH --rule RULE\n`;
}
