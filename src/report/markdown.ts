import type { Report } from '../model.ts';
import { basisLine, budgetWords, callRows, headline, priceLine } from './rows.ts';
import { moneyRange } from './wording.ts';

/** The report for a pull request or a wiki. */
export function renderMarkdown(report: Report): string {
  const rows = callRows(report);
  const lines = ['## LLM cost report', '', `**${escape(headline(report))}**`, '', basisLine(report), ''];
  if (rows.length > 0) lines.push(...table(['Where', 'Per call', 'Model', 'Tokens', 'Per month', 'Owner'], rows.map((row) => [`\`${row.place}\``, row.cost, row.model, row.tokens, row.monthly, row.owner])), '');
  for (const [title, group] of [['By owner', report.groups.owner], ['By model', report.groups.model], ['By file', report.groups.file]] as const) {
    if (group.length > 1) lines.push(`### ${title}`, '', ...table(['', 'Per month', 'Calls', 'Without volume', 'Cost not known'], group.map((row) => [row.key, row.monthly ? moneyRange(row.monthly) : '—', String(row.calls), String(row.undeclared), String(row.unpriced)])), '');
  }
  if (report.budgets.length > 0) lines.push('### Budgets', '', ...report.budgets.map((one) => `- ${escape(budgetWords(one))}`), '');
  const findings = report.files.flatMap((file) => file.findings);
  if (findings.length > 0) lines.push('### Findings', '', ...findings.slice(0, 50).map((one) => `- **${one.id}** \`${one.file}\`: ${escape(one.message)}`), '');
  for (const problem of report.problems) lines.push(`- \`${problem.origin.file}:${problem.origin.line}\` ${escape(problem.message)}`);
  lines.push(priceLine(report));
  return `${lines.filter((line, i) => line !== '' || lines[i - 1] !== '').join('\n')}\n`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  return [`| ${head.join(' | ')} |`, `|${head.map(() => ' --- |').join('')}`, ...rows.map((row) => `| ${row.map(escape).join(' | ')} |`)];
}

function escape(text: string): string {
  return text.replace(/[|<>\\]/g, (mark) => `\\${mark}`).replace(/\r?\n/g, ' ');
}
