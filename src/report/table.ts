import type { Report } from '../model.ts';
import { basisLine, headline, priceLine } from './rows.ts';
import { plainText, type Section } from './cells.ts';
import { sectionsOf } from './sections.ts';

/** Rows of a section that a terminal shows before it says how many more there are. */
const shownRows = 15;
const shownCalls = 40;
/** The list of calls says it already. */
const left: readonly string[] = ['group-file'];

/** The report for a terminal of a given width; `only` names the sections to show. */
export function renderTable(report: Report, width = 120, only?: readonly string[]): string {
  const lines: string[] = ['LLM cost report', headline(report), basisLine(report)].filter((line) => line !== '');
  const all = sectionsOf(report).filter((section) => (only ? only.includes(section.id) : !left.includes(section.id)));
  const first = all.filter((section) => section.id === 'attention' || section.id === 'calls');
  const sections = [...first, ...all.filter((section) => !first.includes(section))];
  if (report.totals.calls === 0) lines.push('', 'No LLM calls were found.');
  return `${lines.join('\n')}\n${sectionsAsText(sections, width)}\n${priceLine(report)}\n`;
}

/** Tables below each other for a terminal of a given width, each after an empty line. */
export function sectionsAsText(sections: readonly Section[], width: number): string {
  const lines = sections.flatMap((section) => {
    const limit = section.id === 'calls' ? shownCalls : shownRows;
    return [
      '',
      section.title,
      ...(section.note ? [`  ${section.note}`] : []),
      ...columns([section.head, ...section.rows.slice(0, limit).map(texts)], width),
      ...(section.rows.length > limit ? [`  … and ${section.rows.length - limit} more (--format json has all)`] : []),
    ];
  });
  return lines.map((line) => `${line}\n`).join('');
}

function texts(row: Section['rows'][number]): readonly string[] {
  return row.map((cell) => plainText(cell).replaceAll(/\s+/g, ' '));
}

/** Narrowest that a column is cut to. */
const narrowest = 14;

/** Columns in even widths: empty ones are left out, then the widest is cut until the line fits. */
function columns(rows: readonly (readonly string[])[], width: number): readonly string[] {
  const used = (rows[0] ?? []).map((_, i) => i).filter((i) => rows.slice(1).some((row) => (row[i] ?? '') !== ''));
  const kept = rows.map((row) => used.map((i) => row[i] ?? ''));
  const widths = used.map((_, i) => Math.max(...kept.map((row) => (row[i] ?? '').length)));
  for (let over = widths.reduce((sum, one) => sum + one + 2, 0) - width; over > 0;) {
    const widest = widths.indexOf(Math.max(...widths));
    const [second = narrowest] = widths.filter((_, i) => i !== widest).toSorted((a, b) => b - a);
    const now = widths[widest] ?? 0;
    const cut = Math.min(over, Math.max(1, now - Math.max(second, narrowest)));
    if (now - cut < narrowest) break;
    widths[widest] = now - cut;
    over -= cut;
  }
  return kept.map(
    (row) =>
      `  ${row
        .map((cell, i) => fit(cell, widths[i] ?? 0))
        .join('  ')
        .trimEnd()}`,
  );
}

/** Of a path the end tells most, of everything else the beginning. */
function fit(cell: string, width: number): string {
  if (cell.length <= width) return cell.padEnd(width);
  return /^[^ ]*\/[^ ]*(?: cell \d+)?:\d+$/.test(cell) ? `…${cell.slice(cell.length - width + 1)}` : `${cell.slice(0, width - 1)}…`;
}
