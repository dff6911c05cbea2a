import type { ActualUse, Picodollars } from '../model.ts';
import { parseCsv } from '../text/csv.ts';
import { addDays, isDate, nextMonth, periodKey } from '../text/dates.ts';
import { focusUse, isFocus } from './actualsFocus.ts';
import { nearestName } from './hints.ts';

/** One row of an export, by column. */
export type Row = ReadonlyMap<string, string>;

/** What an export says, a row a month (or longer stretch) and place. `problems` are sentences with the line they are about. */
export interface Actuals {
  readonly uses: readonly ActualUse[];
  readonly problems: readonly string[];
}

/** Problems that are told one by one. */
const shownProblems = 5;

/**
 * Reads an export of what was used or billed: CSV, a JSON list, or JSON lines; with the columns of `docs/actuals.md`, or a FOCUS export. Never throws.
 * @param below puts the folder of the team file before a path, as globs of that file have it.
 */
export function parseActuals(source: string, text: string, below: (path: string) => string = (path) => path): Actuals {
  const { rows, problems } = rowsOf(text);
  const read = isFocus(rows[0]?.row ?? new Map()) ? focusUse : plainUse;
  const unknown =
    read === plainUse
      ? [...new Set(rows.flatMap(({ row }) => [...row.keys()]))].filter((name) => !columns.includes(name) && !name.startsWith('tag:'))
      : [];
  const told = [...problems, ...unknown.map((name) => `unknown column "${name}"${nearestName(name, columns)}`)];
  const uses: ActualUse[] = [];
  for (const { line, row } of rows) {
    const use = read(row, source);
    if (typeof use === 'string') told.push(`line ${line}: ${use}`);
    else if (use) uses.push(use.where.file === undefined ? use : { ...use, where: { ...use.where, file: below(use.where.file) } });
  }
  if (rows.length === 0 && told.length === 0) told.push('holds no rows');
  return {
    uses: byMonth(uses),
    problems: told.length > shownProblems ? [...told.slice(0, shownProblems), `and ${told.length - shownProblems} more`] : told,
  };
}

/** Columns of the plain format; `tag:NAME` besides. */
const columns = [
  'month',
  'date',
  'from',
  'until',
  'call',
  'file',
  'function',
  'api',
  'model',
  'provider',
  'owner',
  'project',
  'requests',
  'input_tokens',
  'cached_tokens',
  'output_tokens',
  'cost_usd',
];

function plainUse(row: Row, source: string): ActualUse | string {
  const period = periodOf(row);
  if (period === null) return 'no period: month (2026-10), date (2026-10-05), or from and until';
  const [requests, input, cached, output] = ['requests', 'input_tokens', 'cached_tokens', 'output_tokens'].map((name) =>
    countOf(row.get(name)),
  );
  const cost = moneyOf(row.get('cost_usd'));
  const wrong = Object.entries({ requests, input_tokens: input, cached_tokens: cached, output_tokens: output, cost_usd: cost }).find(
    ([, value]) => value === undefined,
  );
  if (wrong) return `${wrong[0]} is "${row.get(wrong[0]) ?? ''}", which is no number`;
  if ([requests, input, output, cost].every((one) => one === null)) return 'says neither requests nor tokens nor cost_usd';
  const tags = Object.fromEntries(
    [...row].flatMap(([name, value]) => (name.startsWith('tag:') && value !== '' ? [[name.slice(4), value] as const] : [])),
  );
  const where = Object.fromEntries(
    ['file', 'function', 'api', 'model', 'provider', 'owner', 'project'].flatMap((name) =>
      row.get(name) ? [[name, row.get(name)] as const] : [],
    ),
  );
  return {
    source,
    ...period,
    call: row.get('call') || null,
    where: { ...where, ...(Object.keys(tags).length > 0 ? { tags } : {}) },
    requests: requests ?? null,
    input: input ?? null,
    cached: cached ?? null,
    output: output ?? null,
    cost: cost ?? null,
  };
}

function periodOf(row: Row): { readonly from: string; readonly until: string } | null {
  const [month = '', date = '', from = '', until = ''] = ['month', 'date', 'from', 'until'].map((name) => row.get(name) ?? '');
  if (isDate(`${month}-01`)) return { from: `${month}-01`, until: nextMonth(month) };
  if (isDate(date)) return { from: date, until: addDays(date, 1) };
  return isDate(from) && isDate(until) && from < until ? { from, until } : null;
}

/** A count that is not negative; null when the cell is empty, undefined when it holds something else. */
export function countOf(text: string | undefined): number | null | undefined {
  if (text === undefined || text.trim() === '') return null;
  const value = Number(text.replace(/(?<=\d)[,_](?=\d{3})/g, ''));
  return Number.isFinite(value) && value >= 0 ? value : undefined;
}

/** US dollars as decimal text, exact to a pico-dollar; null when the cell is empty, undefined when it holds something else. Credits are negative. */
export function moneyOf(text: string | undefined): Picodollars | null | undefined {
  if (text === undefined || text.trim() === '') return null;
  const match = /^(-?)\$?(\d+)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/.exec(text.trim().replace(/(?<=\d),(?=\d{3})/g, ''));
  if (!match) return undefined;
  const [, sign, whole = '0', part = '', exponent = '0'] = match;
  const places = 12 + Number(exponent) - part.length;
  const digits = BigInt(whole + part);
  const value = places >= 0 ? digits * 10n ** BigInt(Math.min(places, 60)) : digits / 10n ** BigInt(Math.min(-places, 60));
  return sign === '-' ? -value : value;
}

function rowsOf(text: string): {
  readonly rows: readonly { readonly line: number; readonly row: Row }[];
  readonly problems: readonly string[];
} {
  const start = text.trimStart()[0];
  if (start === '[' || start === '{') return jsonRows(text);
  const [head, ...rest] = parseCsv(text);
  const names = head?.fields.map((name) => name.trim()) ?? [];
  return {
    rows: rest.map(({ line, fields }) => ({
      line,
      row: new Map(names.flatMap((name, i) => (name === '' ? [] : [[name, fields[i]?.trim() ?? ''] as const]))),
    })),
    problems: [],
  };
}

/** A list of records, or one record a line; a record of tags becomes `tag:NAME` columns. */
function jsonRows(text: string): ReturnType<typeof rowsOf> {
  const whole = parse(text);
  const list = Array.isArray(whole)
    ? whole.map((value: unknown, i) => ({ line: i + 1, value }))
    : text.split('\n').flatMap((line, i) => (line.trim() === '' ? [] : [{ line: i + 1, value: parse(line) }]));
  const rows = list.flatMap(({ line, value }) =>
    value !== null && typeof value === 'object'
      ? [{ line, row: new Map(Object.entries(value).flatMap(([name, one]: [string, unknown]) => cells(name, one))) }]
      : [],
  );
  return { rows, problems: rows.length < list.length ? [`${list.length - rows.length} of ${list.length} rows are no JSON records`] : [] };
}

function cells(name: string, value: unknown): readonly (readonly [string, string])[] {
  if (value === null || value === undefined) return [];
  if (name === 'tags' && typeof value === 'object') return Object.entries(value).map(([key, one]) => [`tag:${key}`, String(one)] as const);
  return [[name, typeof value === 'object' ? JSON.stringify(value) : String(value as string | number | boolean)]];
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

/**
 * Rows of one month and place as one, so that a daily export with many rows stays small. What a month covers is what the whole export has of it: a call
 * that was not made on some days has no rows for them.
 */
function byMonth(uses: readonly ActualUse[]): readonly ActualUse[] {
  const merged = new Map<string, ActualUse>();
  const covered = new Map<string, { readonly from: string; readonly until: string }>();
  for (const one of uses) {
    const period = periodKey(one.from, one.until);
    const span = covered.get(period) ?? one;
    covered.set(period, { from: one.from < span.from ? one.from : span.from, until: one.until > span.until ? one.until : span.until });
    const key = JSON.stringify([period, one.call, one.where]);
    const before = merged.get(key);
    merged.set(
      key,
      before
        ? {
            ...before,
            requests: plus(before.requests, one.requests),
            input: plus(before.input, one.input),
            cached: plus(before.cached, one.cached),
            output: plus(before.output, one.output),
            cost: before.cost === null ? one.cost : before.cost + (one.cost ?? 0n),
          }
        : one,
    );
  }
  return [...merged.values()].map((one) => ({ ...one, ...covered.get(periodKey(one.from, one.until)) }));
}

function plus(a: number | null, b: number | null): number | null {
  return a === null ? b : a + (b ?? 0);
}
