import { isMap, isNode, isPair, LineCounter, parseDocument, type Document } from 'yaml';
import type { Budget, DeclaredCall, Estimate, Origin, PriceOverride, TeamConfig, TeamProblem } from '../model.ts';
import { teamSchema, type TeamFile } from './schema.ts';

/** Reads one `llmcost.yaml`. Never throws: every mistake is a problem at its key, and what is right is kept. */
export function parseTeamFile(path: string, text: string): TeamConfig {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const problems: TeamProblem[] = [];
  const at = (start: number, end: number): Origin => {
    const place = lines.linePos(start);
    return { file: path, line: place.line, column: place.col, span: { start, end } };
  };
  const originOf = (keys: readonly PropertyKey[], ofKey: boolean): Origin => rangeOf(document, keys, ofKey, at);
  for (const error of document.errors) problems.push({ origin: at(error.pos[0], error.pos[1]), severity: 'error', message: error.message.split('\n')[0] ?? error.message });
  const empty: TeamConfig = { files: [path], calls: [], pricing: [], budgets: [], ignore: [], problems };
  let value: unknown;
  try {
    value = document.toJS() ?? {};
  } catch (error) {
    problems.push({ origin: at(0, 0), severity: 'error', message: error instanceof Error ? error.message : 'not readable' });
    return empty;
  }
  const result = teamSchema.safeParse(value);
  if (!result.success) {
    for (const issue of result.error.issues) problems.push(...problemsOf(issue, originOf));
    const kept = withoutBroken(value, result.error.issues.map((issue) => issue.path));
    const again = teamSchema.safeParse(kept);
    return again.success ? { ...configOf(path, again.data, originOf), problems } : empty;
  }
  return { ...configOf(path, result.data, originOf), problems };
}

type Issue = { readonly code: string; readonly message: string; readonly path: readonly PropertyKey[]; readonly keys?: readonly string[]; readonly errors?: readonly (readonly Issue[])[] };

function problemsOf(issue: Issue, originOf: (keys: readonly PropertyKey[], ofKey: boolean) => Origin): readonly TeamProblem[] {
  if (issue.code === 'unrecognized_keys') return (issue.keys ?? []).map((key) => ({ origin: originOf([...issue.path, key], true), severity: 'error' as const, message: `unknown key "${key}"${nearest(key, issue.path)}` }));
  const inner = issue.code === 'invalid_union' ? issue.errors?.flat().find((one) => one.code !== 'invalid_type' && one.code !== 'unrecognized_keys') : undefined;
  return [{ origin: originOf(issue.path, false), severity: 'error', message: `${issue.path.map(String).join('.') || 'file'}: ${inner?.message ?? (issue.code === 'invalid_union' ? 'not in any of the accepted forms' : issue.message)}` }];
}

const keysAt: Readonly<Record<string, readonly string[]>> = {
  '': ['version', 'calls', 'pricing', 'budgets', 'ignore'],
  calls: ['match', 'owner', 'tags', 'volume', 'input', 'output', 'cacheHitRate', 'model'],
  match: ['id', 'file', 'function', 'api', 'model'],
  pricing: ['model', 'provider', 'discount', 'rates', 'from', 'until', 'reason', 'source'],
  budgets: ['name', 'monthly', 'hard', 'warnAt', 'escalateAt', 'scope'],
};

function nearest(key: string, path: readonly PropertyKey[]): string {
  const holder = [...path].toReversed().find((one) => typeof one === 'string');
  const best = (keysAt[String(holder ?? '')] ?? []).map((name) => ({ name, at: distance(key.toLowerCase(), name.toLowerCase()) })).toSorted((a, b) => a.at - b.at)[0];
  return best && best.at <= 3 ? `, did you mean "${best.name}"?` : '';
}

/** Levenshtein distance. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)));
    row = next;
  }
  return row[b.length] ?? 0;
}

function rangeOf(document: Document, keys: readonly PropertyKey[], ofKey: boolean, at: (start: number, end: number) => Origin): Origin {
  const parent = keys.length > 1 ? document.getIn(keys.slice(0, -1), true) : document.contents;
  const last = keys.at(-1);
  if (ofKey && isMap(parent)) {
    const pair = parent.items.find((one) => isPair(one) && isNode(one.key) && String(one.key) === String(last));
    if (pair && isNode(pair.key) && pair.key.range) return at(pair.key.range[0], pair.key.range[1]);
  }
  for (let depth = keys.length; depth >= 0; depth--) {
    const node = depth === 0 ? document.contents : document.getIn(keys.slice(0, depth), true);
    if (isNode(node) && node.range) return at(node.range[0], node.range[1]);
  }
  return at(0, 0);
}

/** Drops what is broken, at the level of list items and sections, so that one mistake does not lose the rest of the file. */
function withoutBroken(value: unknown, paths: readonly (readonly PropertyKey[])[]): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return {};
  const broken = new Set(paths.filter((path) => path.length >= 1).map((path) => (typeof path[1] === 'number' ? `${String(path[0])}.${path[1]}` : String(path[0]))));
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key in keysAt || keysAt['']?.includes(key))
      .filter(([key]) => !broken.has(key))
      .map(([key, list]) => [key, Array.isArray(list) ? list.filter((_, i) => !broken.has(`${key}.${i}`)) : list]),
  );
}

function configOf(path: string, file: TeamFile, originOf: (keys: readonly PropertyKey[], ofKey: boolean) => Origin): Omit<TeamConfig, 'problems'> {
  return {
    files: [path],
    calls: (file.calls ?? []).map((call, i): DeclaredCall => ({
      match: defined(call.match), origin: originOf(['calls', i], false),
      ...(call.owner !== undefined ? { owner: call.owner } : {}), ...(call.tags ? { tags: call.tags } : {}), ...(call.volume !== undefined ? { volume: volumeOf(call.volume) } : {}),
      ...(call.input !== undefined ? { input: estimateOf(call.input) } : {}), ...(call.output !== undefined ? { output: estimateOf(call.output) } : {}),
      ...(call.cacheHitRate !== undefined ? { cacheHitRate: call.cacheHitRate } : {}), ...(call.model !== undefined ? { modelId: call.model } : {}),
    })),
    pricing: (file.pricing ?? []).map((one, i): PriceOverride => ({ origin: originOf(['pricing', i], false), ...(defined(one) as Omit<PriceOverride, 'origin'>) })),
    budgets: (file.budgets ?? []).map((one, i): Budget => ({
      origin: originOf(['budgets', i], false), name: one.name, monthly: BigInt(Math.round(one.monthly * 1e6)) * 1_000_000n, hard: one.hard ?? false, warnAt: one.warnAt ?? 0.8, escalateAt: one.escalateAt ?? 1.15,
      ...(one.scope ? { scope: defined(one.scope) } : {}),
    })),
    ignore: file.ignore ?? [],
  };
}

function defined<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as { [K in keyof T]: Exclude<T[K], undefined> };
}

type Amount = number | { low: number; expected: number; high: number };

function estimateOf(value: Amount, factor = 1): Estimate<number> {
  const range = typeof value === 'number' ? { low: value, expected: value, high: value } : value;
  return { low: range.low * factor, expected: range.expected * factor, high: range.high * factor, basis: 'declared' };
}

/** Days and hours of an average month: 365.25 days / 12. */
const daysPerMonth = 30.4375;

/** Calls per month from any of the accepted forms. */
function volumeOf(volume: NonNullable<NonNullable<TeamFile['calls']>[number]['volume']>): Estimate<number> {
  if (typeof volume === 'number') return estimateOf(volume);
  if (typeof volume === 'string') {
    const [, digits = '0', suffix = '', unit = 'month'] = /^\s*([\d_.,]+)\s*([kKmM]?)\s*\/\s*(month|day|hour)/.exec(volume) ?? [];
    const number = Number(digits.replace(/[_,]/g, '')) * (suffix.toLowerCase() === 'k' ? 1e3 : suffix.toLowerCase() === 'm' ? 1e6 : 1);
    return estimateOf(number, unit === 'month' ? 1 : unit === 'day' ? daysPerMonth : daysPerMonth * 24);
  }
  if ('perMonth' in volume) return estimateOf(volume.perMonth);
  if ('perDay' in volume) return estimateOf(volume.perDay, daysPerMonth);
  if ('perHour' in volume) return estimateOf(volume.perHour, daysPerMonth * 24);
  return estimateOf(volume.users, volume.callsPerUserPerDay * volume.activeDays);
}
