import type { GroupRow, Report } from '../model.ts';
import { basisLine, budgetWords, callRows, headline, priceLine } from './rows.ts';
import { groupBy } from './groupBy.ts';
import { moneyRange } from './wording.ts';

/** Rows of a call table that a terminal shows before it says how many more there are. */
const shownCalls = 40;

/** The report for a terminal of a given width. */
export function renderTable(report: Report, width = 120): string {
  const rows = callRows(report);
  const lines: string[] = ['LLM cost report', headline(report), basisLine(report), ''].filter((line, i) => line !== '' || i === 3);
  if (rows.length > 0) {
    lines.push(...columns([['Where', 'Per call', 'Model', 'Tokens', 'Per month', 'Owner'], ...rows.slice(0, shownCalls).map((row) => [row.place, row.cost, row.model, row.tokens, row.monthly, row.owner])], width));
    if (rows.length > shownCalls) lines.push(`… and ${rows.length - shownCalls} more calls (--format json has all)`);
  } else lines.push('No LLM calls were found.');
  for (const [title, group] of [['By owner', report.groups.owner], ['By model', report.groups.model]] as const) if (group.length > 1) lines.push('', title, ...columns(group.slice(0, 10).map(groupCells), width));
  if (report.budgets.length > 0) lines.push('', 'Budgets', ...report.budgets.map((one) => `  ${budgetWords(one)}`));
  const findings = report.files.flatMap((file) => file.findings);
  if (findings.length > 0) {
    lines.push('', 'Findings');
    for (const [id, list] of groupBy(findings, (one) => `${one.id} (${one.severity})`)) lines.push(`  ${id}: ${list.length}`);
  }
  for (const problem of report.problems) lines.push(`  ${problem.origin.file}:${problem.origin.line}:${problem.origin.column} ${problem.severity}: ${problem.message}`);
  if (report.skipped.length > 0) lines.push('', `Not read (${report.skipped.length})`, ...report.skipped.slice(0, 10).map((one) => `  ${one.file}: ${one.reason}`));
  lines.push('', priceLine(report));
  return `${lines.join('\n')}\n`;
}

function groupCells(row: GroupRow): readonly string[] {
  const open = [...(row.undeclared > 0 ? [`${row.undeclared} without volume`] : []), ...(row.unpriced > 0 ? [`${row.unpriced} cost not known`] : [])];
  return [row.key, row.monthly ? moneyRange(row.monthly) : '—', `${row.calls} calls`, open.join(', ')];
}

function columns(rows: readonly (readonly string[])[], width: number): readonly string[] {
  const count = rows[0]?.length ?? 0;
  const widths = Array.from({ length: count }, (_, i) => Math.max(...rows.map((row) => (row[i] ?? '').length)));
  const over = widths.reduce((sum, one) => sum + one + 2, 2) - width;
  if (over > 0 && widths[0] !== undefined) widths[0] = Math.max(18, widths[0] - over);
  return rows.map((row) => `  ${row.map((cell, i) => fit(cell, widths[i] ?? 0, i === 0)).join('  ').trimEnd()}`);
}

function fit(cell: string, width: number, keepEnd: boolean): string {
  if (cell.length <= width) return cell.padEnd(width);
  return keepEnd ? `…${cell.slice(cell.length - width + 1)}` : `${cell.slice(0, width - 1)}…`;
}
