import type { Report } from '../model.ts';
import { basisLine, headline, priceLine } from './rows.ts';
import { sectionsOf, type Cell, type Section } from './sections.ts';
import { dollars, money } from './wording.ts';

/**
 * Body of the report page: no script, no style. Sections have an id; `sortable` tables, `goto` buttons with
 * `data-file`, `data-line`, `data-column`, `data-cell` (1-based; cell empty in a plain file); cells have `data-sort` where the text does
 * not sort; a `chart` has `data-chart` (the twelve months as JSON: `{ months, low, expected, high }` in USD).
 */
export function renderHtmlBody(report: Report): string {
  const sections = sectionsOf(report);
  const out = [`<header><h1>LLM cost report</h1><p class="headline">${escape(headline(report))}</p>`, `<p class="note">${escape(basisLine(report))}</p></header>`, basisBar(report), `<nav aria-label="Sections"><ul>${sections.map((one) => `<li><a href="#${one.id}">${escape(one.title)}</a></li>`).join('')}</ul></nav>`];
  for (const section of sections) out.push(section.id === 'months' ? sectionOf(section, chart(report)) : sectionOf(section, ''));
  if (report.totals.calls === 0) out.push('<p>No LLM calls were found.</p>');
  out.push(`<footer><p class="note">${escape(priceLine(report))}</p></footer>`);
  return out.join('\n');
}

/** A page of its own: nothing is loaded from anywhere. `style` and `script` are the page's own, bundled with the tool. */
export function renderHtmlPage(report: Report, assets: { readonly style: string; readonly script: string }): string {
  const script = assets.script.replaceAll('</script', '<\\/script');
  return `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>LLM cost report: ${escape(headline(report))}</title><style>${assets.style.replaceAll('</style', '<\\/style')}</style></head>
<body class="standalone"><div class="toolbar" role="toolbar" aria-label="Report"><input type="search" id="filter" placeholder="Filter rows" aria-label="Filter rows"><button type="button" data-action="print">Print</button></div>
<main>${renderHtmlBody(report)}</main><script>${script}</script></body></html>
`;
}

function sectionOf(section: Section, before: string): string {
  return `<section id="${section.id}" aria-labelledby="${section.id}-title"><h2 id="${section.id}-title">${escape(section.title)}</h2>${section.note ? `<p class="note">${escape(section.note)}</p>` : ''}${before}${table(section)}</section>`;
}

function table(section: Section): string {
  const used = section.head.map((_, i) => i).filter((i) => section.rows.some((row) => (row[i]?.text ?? '') !== ''));
  const head = used.map((i) => `<th scope="col"><button type="button" class="sort">${escape(section.head[i] ?? '') || '<span class="hidden">Kind</span>'}</button></th>`).join('');
  return `<div class="scroll" role="region" tabindex="0" aria-labelledby="${section.id}-title"><table class="sortable"><thead><tr>${head}</tr></thead><tbody>${section.rows.map((row) => `<tr>${used.map((i) => cellOf(row[i])).join('')}</tr>`).join('')}</tbody></table></div>`;
}

function cellOf(cell: Cell | undefined): string {
  if (!cell) return '<td></td>';
  const place = cell.place;
  const text = place ? `<button type="button" class="goto" data-file="${escape(place.file)}" data-line="${place.line}" data-column="${place.column}" data-cell="${place.cell ?? ''}">${escape(cell.text)}</button>` : escape(cell.text);
  const bar = cell.bar === undefined ? '' : `<svg class="bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true"><rect class="track" width="100" height="4"/><rect class="value" width="${Math.max(0, Math.min(100, cell.bar * 100)).toFixed(1)}" height="4"/></svg>`;
  return `<td${cell.tone ? ` class="${cell.tone}"` : ''}${cell.sort === undefined ? '' : ` data-sort="${cell.sort}"`}>${text}${bar}</td>`;
}

/** How much of the money rests on what, as one bar. */
function basisBar(report: Report): string {
  const shares = Object.entries(report.totals.byBasis).flatMap(([basis, share]) => (share ? [{ basis, share }] : []));
  if (shares.length === 0) return '';
  const starts = shares.map((_, i) => shares.slice(0, i).reduce((sum, one) => sum + one.share, 0));
  return `<svg class="basis" viewBox="0 0 100 3" preserveAspectRatio="none" role="img" aria-label="${escape(basisLine(report))}">${shares.map((one, i) => `<rect class="${one.basis}" x="${((starts[i] ?? 0) * 100).toFixed(2)}" width="${(one.share * 100).toFixed(2)}" height="3"/>`).join('')}</svg>`;
}

/** Data of the chart of months; the script draws it, the table below says the same. */
function chart(report: Report): string {
  const level = (of: 'low' | 'expected' | 'high') => report.months.map((one) => dollars(one.cost[of]));
  const first = report.months[0];
  const last = report.months.at(-1);
  const data = { months: report.months.map((one) => one.month), low: level('low'), expected: level('expected'), high: level('high') };
  const words = first && last ? `Projected cost by month, from ${money(first.cost.expected)} in ${first.month} to ${money(last.cost.expected)} in ${last.month}` : '';
  return `<div class="chart" role="img" aria-label="${escape(words)}" data-chart="${escape(JSON.stringify(data))}"></div>`;
}

export function escape(text: string): string {
  return text.replaceAll(/[&<>"']/g, (mark) => `&#${mark.charCodeAt(0)};`);
}
