import type { Report } from '../model.ts';
import { basisLine, budgetWords, callRows, headline, priceLine } from './rows.ts';
import { moneyRange } from './wording.ts';

/**
 * Body of the report page: no script, no style. Classes: `headline`, `note`, `sortable` tables, `goto` buttons with
 * `data-file`, `data-line`, `data-column`, `data-cell` (1-based; cell empty in a plain file).
 */
export function renderHtmlBody(report: Report): string {
  const rows = callRows(report);
  const out = [`<h1>LLM cost report</h1><p class="headline">${escape(headline(report))}</p>`, `<p class="note">${escape(basisLine(report))}</p>`];
  out.push(section('Calls', table(['Where', 'Per call', 'Model', 'Tokens', 'Per month', 'Owner'], rows.map((row) => [`<button class="goto" data-file="${escape(row.file)}" data-line="${row.line}" data-column="${row.column}" data-cell="${row.cell ?? ''}">${escape(row.place)}</button>`, ...[row.cost, row.model, row.tokens, row.monthly, row.owner].map(escape)]))));
  for (const [title, group] of [['By owner', report.groups.owner], ['By model', report.groups.model], ['By file', report.groups.file]] as const) {
    out.push(section(title, table([title.slice(3), 'Per month', 'Calls', 'Without volume', 'Cost not known'], group.map((row) => [escape(row.key), row.monthly ? escape(moneyRange(row.monthly)) : '—', String(row.calls), String(row.undeclared), String(row.unpriced)]))));
  }
  if (report.budgets.length > 0) out.push(section('Budgets', `<ul>${report.budgets.map((one) => `<li class="budget ${one.state}">${escape(budgetWords(one))}<meter min="0" max="1" value="${Math.min(1, one.used)}">${Math.round(one.used * 100)} %</meter></li>`).join('')}</ul>`));
  const findings = report.files.flatMap((file) => file.findings);
  if (findings.length > 0) out.push(section('Findings', table(['Finding', 'Where', 'What'], findings.slice(0, 200).map((one) => {
    const row = rows.find((call) => call.analyzed.call.id === one.callId && call.file === one.file);
    const place = row ? `<button class="goto" data-file="${escape(row.file)}" data-line="${row.line}" data-column="${row.column}" data-cell="${row.cell ?? ''}">${escape(row.place)}</button>` : escape(one.file);
    return [escape(one.id), place, escape(one.message)];
  }))));
  if (report.problems.length > 0) out.push(section('Problems in team files', `<ul>${report.problems.map((one) => `<li>${escape(`${one.origin.file}:${one.origin.line} ${one.message}`)}</li>`).join('')}</ul>`));
  if (report.skipped.length > 0) out.push(section('Not read', `<ul>${report.skipped.slice(0, 50).map((one) => `<li>${escape(`${one.file}: ${one.reason}`)}</li>`).join('')}</ul>`));
  out.push(`<p class="note">${escape(priceLine(report))}</p>`);
  return out.join('\n');
}

function section(title: string, body: string): string {
  return `<section><h2>${escape(title)}</h2>${body}</section>`;
}
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return `<table class="sortable"><thead><tr>${head.map((one) => `<th scope="col"><button class="sort">${escape(one)}</button></th>`).join('')}</tr></thead><tbody>${rows.map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('')}</tbody></table>`;
}
export function escape(text: string): string {
  return text.replace(/[&<>"']/g, (mark) => `&#${mark.charCodeAt(0)};`);
}
