import type { Report } from '../model.ts';
import { callRows } from './rows.ts';
import { decimalDollars } from './wording.ts';

const columns = ['file', 'line', 'column', 'cell', 'call_id', 'function', 'api', 'provider', 'kind', 'confidence', 'model', 'owner', 'tags', 'input_tokens', 'output_tokens', 'cached_tokens', 'usd_per_call_low', 'usd_per_call', 'usd_per_call_high', 'basis', 'calls_per_month', 'usd_per_month_low', 'usd_per_month', 'usd_per_month_high', 'counted_elsewhere', 'not_known'] as const;

/** One row a call, dearest first; money in USD as decimals, nothing rounded. Empty is not known. */
export function renderCsv(report: Report): string {
  const lines = callRows(report).map(({ analyzed, file, line, column, cell, model, isElsewhere }) => {
    const { call, cost, tokens, monthly, declared } = analyzed;
    const perCall = cost.state === 'priced' ? cost.perCall : null;
    const money = (range: typeof perCall, level: 'low' | 'expected' | 'high') => (range ? decimalDollars(range[level]) : '');
    return [
      file, line, column, cell ?? '', call.id, call.function ?? '', call.api, call.provider ?? '', call.kind, call.confidence, model, analyzed.owner ?? '', Object.keys(analyzed.tags).length > 0 ? JSON.stringify(analyzed.tags) : '',
      tokens.input.expected, tokens.output.expected, tokens.cacheRead.expected, money(perCall, 'low'), money(perCall, 'expected'), money(perCall, 'high'), perCall?.basis ?? '', declared?.volume?.expected ?? '',
      money(monthly, 'low'), money(monthly, 'expected'), money(monthly, 'high'), isElsewhere ? 'true' : 'false', cost.state === 'unknown' ? cost.reason : '',
    ];
  });
  return csvOf([columns, ...lines]);
}

/** RFC 4180, with CRLF. What a spreadsheet would run as a formula is kept from running. */
export function csvOf(rows: readonly (readonly (string | number)[])[]): string {
  return rows.map((row) => `${row.map(field).join(',')}\r\n`).join('');
}

function field(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const safe = /^[=+\-@\t\r]/.test(value) && !/^-?\d+(\.\d+)?$/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
