import type { Level, Report } from '../model.ts';
import { convert } from '../text/money.ts';
import type { Cell, Section } from './cells.ts';
import { basisLine, callRows, headline, priceLine } from './rows.ts';
import { sectionsOf } from './sections.ts';
import { dollars, money, moneyRange, percent } from './wording.ts';

/**
 * Body of the report page: no script, no style. `prefix` makes ids unique where several reports share a page; alone, nothing leads into an editor.
 * Sections have an id; `sortable` tables, `goto` buttons with
 * `data-file`, `data-line`, `data-column`, `data-cell` (1-based; cell empty in a plain file); cells have `data-sort` where the text does
 * not sort; a `chart` has `data-chart` (the twelve months as JSON: `{ months, low, expected, high, top, sign }` in the report's currency).
 */
export function renderHtmlBody(report: Report, options: { readonly prefix?: string; readonly isAlone?: boolean } = {}): string {
  const sections = inReadingOrder(sectionsOf(report)).map((one) => ({ ...one, name: one.id, id: `${options.prefix ?? ''}${one.id}` }));
  const out = [
    `<header><h1>LLM cost report</h1><p class="headline">${escape(headline(report))}</p>`,
    `<p class="note">${escape(basisLine(report))}</p></header>`,
    cards(report),
    basisBar(report),
    `<nav aria-label="Sections"><ul>${sections.map((one) => `<li><a href="#${one.id}">${escape(one.title)}</a></li>`).join('')}</ul></nav>`,
  ];
  const groups = sections.filter((section) => section.name.startsWith('group-'));
  for (const section of sections) {
    if (section === groups[0]) out.push('<div class="groups">');
    out.push(
      sectionOf(
        section,
        section.name === 'months' ? chart(report) : section.name === 'scenarios' && !options.isAlone ? whatIfForm(report, section.id) : '',
        options.isAlone ?? false,
      ),
    );
    if (section === groups.at(-1)) out.push('</div>');
  }
  if (report.totals.calls === 0) out.push('<p>No LLM calls were found.</p>');
  out.push(`<footer><p class="note">${escape(priceLine(report))}</p></footer>`);
  return out.join('\n');
}

/** On a page the picture comes first: what needs a decision, budgets, the year. */
function inReadingOrder(sections: readonly Section[]): readonly Section[] {
  const first = ['attention', 'budgets', 'months'];
  return [...first.flatMap((id) => sections.find((one) => one.id === id) ?? []), ...sections.filter((one) => !first.includes(one.id))];
}

/** The figures that everybody asks for. */
function cards(report: Report): string {
  const { monthly, yearly, calls, undeclaredVolume, unknownCost } = report.totals;
  const worst = report.budgets.reduce<Report['budgets'][number] | null>(
    (top, one) => (top === null || one.used > top.used ? one : top),
    null,
  );
  const errors = report.breaches.filter((one) => one.breach.severity === 'error').length;
  const inTotal = callRows(report).filter(({ counted }) => counted.monthly || counted.isElsewhere).length;
  const out: readonly (readonly [string, string, string])[] = [
    [
      'Per month',
      monthly ? money(monthly.expected, report.currency) : '—',
      monthly ? moneyRange(monthly, report.currency) : 'no call has both a volume and a price',
    ],
    ['Next 12 months', yearly ? money(yearly.expected, report.currency) : '—', yearly ? moneyRange(yearly, report.currency) : ''],
    [
      'Calls in the total',
      `${inTotal} of ${calls}`,
      [undeclaredVolume > 0 ? `${undeclaredVolume} without volume` : '', unknownCost > 0 ? `${unknownCost} without price` : '']
        .filter(Boolean)
        .join(', '),
    ],
    ...(worst ? [['Budget used most', percent(worst.used), worst.budget.name] as const] : []),
    ...(report.breaches.length > 0
      ? [['Policies', errors > 0 ? `${errors} broken` : 'kept', `${report.breaches.length - errors} warnings and notes`] as const]
      : []),
  ];
  return `<dl class="cards">${out.map(([name, value, note]) => `<div><dt>${escape(name)}</dt><dd><strong>${escape(value)}</strong><span class="note">${escape(note)}</span></dd></div>`).join('')}</dl>`;
}

/** A page of its own: nothing is loaded from anywhere. `style` and `script` are the page's own, bundled with the tool. `prints`: asks to be printed once it stands. */
export function renderHtmlPage(
  report: Report,
  assets: { readonly style: string; readonly script: string; readonly prints?: boolean },
): string {
  const script = assets.script.replaceAll('</script', '<\\/script');
  return `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>LLM cost report: ${escape(headline(report))}</title><style>${assets.style.replaceAll('</style', '<\\/style')}</style></head>
<body class="standalone"${assets.prints ? ' data-print' : ''}><header class="toolbar"><input type="search" id="filter" placeholder="Filter rows" aria-label="Filter rows"><button type="button" data-action="print">Print</button></header>
<main>${renderHtmlBody(report, { isAlone: true })}</main><script>${script}</script></body></html>
`;
}

function sectionOf(section: Section, before: string, isAlone: boolean): string {
  return `<section id="${section.id}" aria-labelledby="${section.id}-title"><h2 id="${section.id}-title">${escape(section.title)}</h2>${section.note ? `<p class="note">${escape(section.note)}</p>` : ''}${before}${table(section, isAlone)}</section>`;
}

function table(section: Section, isAlone: boolean): string {
  const used = section.head.map((_, i) => i).filter((i) => section.rows.some((row) => (row[i]?.text ?? '') !== ''));
  const head = used
    .map(
      (i) =>
        `<th scope="col"><button type="button" class="sort">${escape(section.head[i] ?? '') || '<span class="hidden">Kind</span>'}</button></th>`,
    )
    .join('');
  return `<div class="scroll" tabindex="0"><table class="sortable"><thead><tr>${head}</tr></thead><tbody>${section.rows.map((row) => `<tr>${used.map((i) => cellOf(row[i], isAlone)).join('')}</tr>`).join('')}</tbody></table></div>`;
}

function cellOf(cell: Cell | undefined, isAlone: boolean): string {
  if (!cell) return '<td></td>';
  const place = cell.place;
  const text =
    cell.filter !== undefined
      ? `<button type="button" class="drill" data-filter="${escape(cell.filter)}">${escape(cell.text)}</button>`
      : place && isAlone
        ? `<span class="place">${escape(cell.text)}</span>`
        : place
          ? `<button type="button" class="goto" data-file="${escape(place.file)}" data-line="${place.line}" data-column="${place.column}" data-cell="${place.cell ?? ''}">${escape(cell.text)}</button>`
          : escape(cell.text);
  const bar =
    cell.bar === undefined
      ? ''
      : `<svg class="bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true"><rect class="track" width="100" height="4"/><rect class="value" width="${Math.max(0, Math.min(100, cell.bar * 100)).toFixed(1)}" height="4"/></svg>`;
  return `<td${cell.keywords === undefined ? '' : ` data-keywords="${escape(cell.keywords)}"`}${cell.tone ? ` class="${cell.tone}"` : ''}${cell.sort === undefined ? '' : ` data-sort="${cell.sort}"`}>${text}${bar}</td>`;
}

/** Controls of a what-if; the script shows them where an editor answers, and asks it by a message `{ kind: 'whatIf', folder, scenario }`. */
function whatIfForm(report: Report, id: string): string {
  const models = [
    ...new Set(report.files.flatMap((file) => file.calls.flatMap((one) => one.variants.flatMap((variant) => variant.model ?? [])))),
  ].toSorted();
  const field = (name: string, label: string, attributes: string) => `<label>${label}<input name="${name}" ${attributes}></label>`;
  return `<form class="what-if" hidden data-what-if>${field('model', 'Other model', `type="text" list="${id}-models" autocomplete="off"`)}<datalist id="${id}-models">${models.map((model) => `<option value="${escape(model)}"></option>`).join('')}</datalist>
${field('volumeTimes', 'Volume ×', 'type="number" min="0" step="0.1"')}${field('promptTokens', 'Input at most', 'type="number" min="1" step="1"')}${field('outputCap', 'Output at most', 'type="number" min="1" step="1"')}${field('cacheHitRate', 'Read from cache, %', 'type="number" min="0" max="100" step="1"')}${field('batchShare', 'Through batch, %', 'type="number" min="0" max="100" step="1"')}${field('at', 'Prices of', 'type="date"')}
<label class="check"><input name="caching" type="checkbox">Prompt caching on</label>
${field('file', 'Only files', 'type="text" placeholder="service/**" autocomplete="off"')}<button type="button" data-save-scenario disabled>Save to llmcost.yaml…</button><output aria-live="polite"></output></form>`;
}

/** How much of the money rests on what, as one bar. */
function basisBar(report: Report): string {
  const shares = Object.entries(report.totals.byBasis).flatMap(([basis, share]) => (share ? [{ basis, share }] : []));
  if (shares.length === 0) return '';
  const starts = shares.map((_, i) => shares.slice(0, i).reduce((sum, one) => sum + one.share, 0));
  return `<svg class="basis" viewBox="0 0 100 3" preserveAspectRatio="none" role="img" aria-label="${escape(basisLine(report))}">${shares.map((one, i) => `<rect class="${one.basis}" x="${((starts[i] ?? 0) * 100).toFixed(2)}" width="${(one.share * 100).toFixed(2)}" height="3"/>`).join('')}</svg>`;
}

/** What a picture shows of the range above: as much as lets the expected line be read. */
const shownTimes = 4;

/** Data of the chart of months; the script draws it up to `top`, the table below says the same. */
function chart(report: Report): string {
  const level = (of: Level) => report.months.map((one) => dollars(report.currency ? convert(one.cost[of], report.currency) : one.cost[of]));
  const first = report.months[0];
  const last = report.months.at(-1);
  const [expected, high] = [Math.max(...level('expected')), Math.max(...level('high'))];
  const isCut = expected > 0 && high > expected * shownTimes * 1.5;
  const data = {
    months: report.months.map((one) => one.month),
    low: level('low'),
    expected: level('expected'),
    high: level('high'),
    top: (isCut ? expected * shownTimes : high * 1.05) || 1,
    sign: report.currency ? `${report.currency.code} ` : '$',
  };
  const words =
    first && last
      ? `Projected cost by month, from ${money(first.cost.expected, report.currency)} in ${first.month} to ${money(last.cost.expected, report.currency)} in ${last.month}`
      : '';
  const note = isCut ? '<p class="note">The range goes on above the picture: see the column High.</p>' : '';
  return `<div class="chart" role="img" aria-label="${escape(words)}" data-chart="${escape(JSON.stringify(data))}"></div>${note}`;
}

function escape(text: string): string {
  return text.replaceAll(/[&<>"']/g, (mark) => `&#${mark.charCodeAt(0)};`);
}
