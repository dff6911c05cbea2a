import type { ActualUse, DeclaredCall, Estimate, LlmCall, TeamConfig } from '../model.ts';
import { addDays, daysBetween, daysPerMonth, periodKey } from '../text/dates.ts';

/** Days before the end of what was measured that count: older use says little of the present. */
const recentDays = 92;

/**
 * Which use belongs to which call of one file, by call id. A row is a call's when it names the call, its file or an entry of that one file, and no other
 * call of the file fits: use of several calls together is not split, since nobody knows how.
 */
export function attributeUses(
  team: TeamConfig,
  calls: readonly { readonly call: LlmCall; readonly declared: DeclaredCall | null }[],
): ReadonlyMap<string, readonly ActualUse[]> {
  const found = new Map<string, ActualUse[]>();
  const asked = calls.filter(({ call }) => !call.inTest);
  const file = asked[0]?.call.file;
  for (const use of team.actuals) {
    if (file === undefined || !namesFile(team, use, file)) continue;
    const fitting = asked.filter((one) => fits(use, one));
    const [only] = fitting;
    if (only && fitting.length === 1) found.set(only.call.id, [...(found.get(only.call.id) ?? []), use]);
  }
  return found;
}

function namesFile(team: TeamConfig, use: ActualUse, file: string): boolean {
  if (use.where.file !== undefined) return use.where.file === file;
  if (use.call === null) return false;
  if (use.call.startsWith(`${file}#`)) return true;
  return team.calls.some(
    (entry) => entry.name === use.call && (entry.match.file === file || entry.match.id?.startsWith(`${file}#`) === true),
  );
}

function fits(
  { call: name, where }: ActualUse,
  { call, declared }: { readonly call: LlmCall; readonly declared: DeclaredCall | null },
): boolean {
  const { tags = {} } = where;
  return (
    (name === null || name === call.id || declared?.names?.includes(name) === true) &&
    (where.function === undefined || where.function === call.function) &&
    (where.api === undefined || where.api === call.api) &&
    (where.provider === undefined || where.provider === call.provider) &&
    (where.owner === undefined || where.owner === declared?.owner) &&
    Object.entries(tags).every(([key, value]) => (declared?.tags?.[key] ?? value) === value)
  );
}

/**
 * What use says of its call, as a declaration that replaces what was assumed or declared: calls a month, tokens of one request. Expected is the mean of the
 * last 92 days that were measured, low and high the least and the most of their months. Nothing where the export does not count requests.
 * @param requestsPerCall with retries and steps. @param hasSteps a call is a run of several requests: tokens of one request do not tell those of the first.
 */
export function measuredCall(
  uses: readonly ActualUse[],
  requestsPerCall: number,
  hasSteps: boolean,
): Pick<DeclaredCall, 'volume' | 'input' | 'output' | 'cached'> {
  const all = periodsOf(uses);
  const last = all.reduce((latest, one) => (one.until > latest ? one.until : latest), '');
  const recent = all.filter((one) => one.requests > 0 && one.until > addDays(last, -recentDays));
  if (recent.length === 0) return {};
  const perMonth = (list: readonly Period[]) => (sumOf(list, 'requests') / requestsPerCall / sumOf(list, 'days')) * daysPerMonth;
  const tokens = (key: 'input' | 'output' | 'cached'): Estimate<number> | undefined => {
    const told = recent.filter((one) => one[key] !== null);
    const mean = (list: readonly Period[]) => sumOf(list, key) / sumOf(list, 'requests');
    return hasSteps || told.length === 0
      ? undefined
      : rangeAround(
          mean(told),
          told.map((one) => mean([one])),
        );
  };
  const [input, output, cached] = [tokens('input'), tokens('output'), tokens('cached')];
  return {
    volume: rangeAround(
      perMonth(recent),
      recent.map((one) => perMonth([one])),
    ),
    ...(input ? { input } : {}),
    ...(output ? { output } : {}),
    ...(cached ? { cached } : {}),
  };
}

interface Period {
  readonly until: string;
  readonly days: number;
  readonly requests: number;
  readonly input: number | null;
  readonly cached: number | null;
  readonly output: number | null;
}

/** Use of a call by month: exports may tell its requests, its models and its meters in rows of their own. */
function periodsOf(uses: readonly ActualUse[]): readonly Period[] {
  const months = new Map<string, Period>();
  const plus = (a: number | null, b: number | null) => (a === null ? b : a + (b ?? 0));
  for (const { from, until, requests, input, cached, output } of uses) {
    const key = periodKey(from, until);
    const before = months.get(key) ?? { until, days: 0, requests: 0, input: null, cached: null, output: null };
    months.set(key, {
      until: until > before.until ? until : before.until,
      days: Math.max(before.days, daysBetween(from, until)),
      requests: before.requests + (requests ?? 0),
      input: plus(before.input, input),
      cached: plus(before.cached, cached),
      output: plus(before.output, output),
    });
  }
  return [...months.values()];
}

function sumOf(list: readonly Period[], key: 'days' | 'requests' | 'input' | 'cached' | 'output'): number {
  return list.reduce((sum, one) => sum + (one[key] ?? 0), 0);
}

function rangeAround(mean: number, each: readonly number[]): Estimate<number> {
  const expected = Math.round(mean);
  return {
    low: Math.min(expected, ...each.map(Math.round)),
    expected,
    high: Math.max(expected, ...each.map(Math.round)),
    basis: 'measured',
  };
}
