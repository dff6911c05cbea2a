import type { Report } from '../model.ts';
import { callRows } from './rows.ts';
import { decimalDollars } from './wording.ts';

const columns = [
  'file',
  'line',
  'column',
  'cell',
  'call_id',
  'function',
  'api',
  'provider',
  'kind',
  'confidence',
  'model',
  'owner',
  'project',
  'product',
  'team',
  'use_case',
  'environment',
  'cost_center',
  'tags',
  'input_tokens',
  'output_tokens',
  'cached_tokens',
  'usd_per_call_low',
  'usd_per_call',
  'usd_per_call_high',
  'basis',
  'calls_per_month',
  'usd_per_month_low',
  'usd_per_month',
  'usd_per_month_high',
  'usd_per_year_low',
  'usd_per_year',
  'usd_per_year_high',
  'counted_elsewhere',
  'not_known',
] as const;

/** One row a call, dearest first; money in USD as decimals, nothing rounded. Empty is not known, or in the total by another call: each column of money adds up to its total. */
export function renderCsv(report: Report): string {
  const lines = callRows(report).map(({ analyzed, file, line, column, cell, model, counted }) => {
    const { call, cost, tokens, declared, tags } = analyzed;
    const perCall = cost.state === 'priced' ? cost.perCall : null;
    const money = (range: typeof perCall) => (range ? [range.low, range.expected, range.high].map(decimalDollars) : ['', '', '']);
    return [
      file,
      line,
      column,
      cell ?? '',
      call.id,
      call.function ?? '',
      call.api,
      call.provider ?? '',
      call.kind,
      call.confidence,
      model,
      analyzed.owner ?? '',
      counted.project ?? '',
      ...['product', 'team', 'useCase', 'environment', 'costCenter'].map((key) => tags[key] ?? ''),
      Object.keys(tags).length > 0 ? JSON.stringify(tags) : '',
      tokens.input.expected,
      tokens.output.expected,
      tokens.cacheRead.expected,
      ...money(perCall),
      perCall?.basis ?? '',
      declared?.volume?.expected ?? '',
      ...money(counted.monthly),
      ...money(counted.yearly),
      counted.isElsewhere ? 'true' : 'false',
      cost.state === 'unknown' ? cost.reason : '',
    ];
  });
  return csvOf([columns, ...lines]);
}

/** RFC 4180, with CRLF. What a spreadsheet would run as a formula is kept from running; names like `@web` are none, and other tools join by them. */
export function csvOf(rows: readonly (readonly (string | number)[])[]): string {
  return rows.map((row) => `${row.map(field).join(',')}\r\n`).join('');
}

function field(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const safe = /^[=+\-@\t\r]/.test(value) && !/^(?:-?\d+(?:\.\d+)?|@[\w./ -]+)$/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
