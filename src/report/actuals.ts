import type { ActualsStatus, ActualUse, AnalyzedCall, Anomaly, Estimate, Picodollars, Project, TeamConfig, VarianceRow } from '../model.ts';
import { daysBetween, daysPerMonth, periodKey } from '../text/dates.ts';
import { countCalls, createProjectFinder, type Counted } from './counted.ts';
import { groupBy } from './groupBy.ts';
import { total } from './money.ts';
import type { Places } from './places.ts';

/** Use with the call and project that it belongs to, and its money: as billed, else at the catalog's price. */
interface Spent {
  readonly use: ActualUse;
  readonly one: AnalyzedCall | null;
  readonly project: string | null;
  /** Null: neither billed nor priced. */
  readonly money: Picodollars | null;
}

/** What was used and billed, against what was forecast; null where nothing was measured. */
export function actualsStatus(team: TeamConfig, calls: readonly AnalyzedCall[], places: Places): ActualsStatus | null {
  const [first] = team.actuals;
  if (!first) return null;
  const spent = spentOf(team, calls);
  const periods = periodsOf(team.actuals);
  const days = [...periods.values()].reduce((sum, one) => sum + one, 0);
  const forecast = countCalls(
    calls.map((one) => (one.measured ? { ...one, monthly: one.measured.forecast } : one)),
    team.projects,
  );
  // Use of a call that nobody could forecast (no price, no volume) is spend, but says nothing of how good the forecast was.
  const foreseen = new Set(forecast.flatMap(({ one, monthly, isElsewhere }) => (monthly || isElsewhere ? [one.call] : [])));
  const comparable = (list: readonly Spent[]) => list.filter(({ one }) => one === null || foreseen.has(one.call));
  const row = (
    level: VarianceRow['level'],
    name: string,
    expected: readonly Counted[],
    actual: readonly Spent[],
    more: Partial<VarianceRow> = {},
  ): VarianceRow => {
    const month = monthlyOf(actual.length === 0 ? expected : expected.filter(createCoverage(actual)));
    const paid = actual.some((one) => one.money !== null) ? monthOf(actual, periods) : null;
    const known = comparable(actual);
    return {
      level,
      name,
      place: null,
      forecast: month,
      actual: paid,
      variance: month && known.some((one) => one.money !== null) ? shareOf(monthOf(known, periods), month.expected) : null,
      volume: null,
      ...more,
    };
  };
  const measured = calls.filter((one) => one.measured !== undefined);
  const isCovered = createCoverage(spent);
  const rest = monthlyOf(forecast.filter((one) => !isCovered(one)));
  const forecastOf = groupBy(forecast, (one) => one.one.call.id);
  const spentOn = groupBy(spent, ({ one }) => one?.call.id ?? '');
  return {
    from: team.actuals.reduce((least, one) => (one.from < least ? one.from : least), first.from),
    until: team.actuals.reduce((last, one) => (one.until > last ? one.until : last), first.until),
    days,
    spent: moneyOf(spent),
    rows: [
      row('total', rest ? 'Everything measured' : 'Everything', forecast, spent),
      ...(rest
        ? [{ level: 'rest' as const, name: 'Not measured', place: null, forecast: rest, actual: null, variance: null, volume: null }]
        : []),
      ...team.projects.map((project) =>
        row(
          'project',
          project.name,
          forecast.filter((one) => one.project === project.name),
          spent.filter((one) => one.project === project.name),
        ),
      ),
      ...measured.map((one) =>
        row('call', one.call.id, forecastOf.get(one.call.id) ?? [], spentOn.get(one.call.id) ?? [], {
          place: places.ofCall(one),
          volume: {
            forecast: one.measured?.volume?.expected ?? null,
            actual: one.declared?.volume?.basis === 'measured' ? one.declared.volume.expected : null,
          },
        }),
      ),
    ],
    anomalies: team.projects.flatMap((project) =>
      anomaliesOf(
        project,
        comparable(spent).filter((one) => one.project === project.name),
        forecast.filter((one) => one.project === project.name),
        periods,
      ),
    ),
    apart: apartOf(spent),
  };
}

function monthlyOf(calls: readonly Counted[]): Estimate<Picodollars> | null {
  return total(calls.flatMap((one) => one.monthly ?? []));
}

/** Periods in which a project spent more, or less, than its threshold allows, compared with the forecast of the calls that the use may be of. @param periods their days */
function anomaliesOf(
  { name, anomalyThreshold: threshold, anomalyOrigin: origin }: Project,
  spent: readonly Spent[],
  forecast: readonly Counted[],
  periods: ReadonlyMap<string, number>,
): readonly Anomaly[] {
  if (threshold === undefined || !origin) return [];
  const paid = spent.filter((one) => one.money !== null);
  return [...groupBy(paid, ({ use }) => periodKey(use.from, use.until))].flatMap(([period, list]): readonly Anomaly[] => {
    const month = monthlyOf(forecast.filter(createCoverage(list)));
    if (!month || month.expected === 0n) return [];
    const actual = inMonth(moneyOf(list), periods.get(period) ?? daysPerMonth);
    const variance = shareOf(actual, month.expected);
    return Math.abs(variance) > threshold ? [{ project: name, period, actual, forecast: month, variance, threshold, origin }] : [];
  });
}

/**
 * Whether some of this use may be of a call: its own, or use of no single call that says nothing against it. What no use can be of was not measured, or is not
 * there yet: it is compared with nothing.
 */
function createCoverage(spent: readonly Spent[]): (counted: Counted) => boolean {
  const ids = new Set(spent.flatMap(({ one }) => one?.call.id ?? []));
  const open = spent.flatMap(({ use, one }) => (one ? [] : [use]));
  return (counted) =>
    ids.has(counted.one.call.id) ||
    counted.one.call.covers?.some((id) => ids.has(id)) === true ||
    open.some((use) => mayBeOf(use, counted));
}

function mayBeOf({ call: named, where }: ActualUse, { one: { call, owner, tags, declared, variants }, project }: Counted): boolean {
  const fits = (said: string | undefined, is: string | null) => said === undefined || said === is;
  return (
    (named === null || declared?.names?.includes(named) === true) &&
    fits(where.project, project) &&
    fits(where.file, call.file) &&
    fits(where.function, call.function) &&
    fits(where.api, call.api) &&
    fits(where.provider, call.provider) &&
    fits(where.owner, owner) &&
    (where.model === undefined || variants.some(({ model }) => model === null || model === where.model)) &&
    Object.entries(where.tags ?? {}).every(([key, value]) => (tags[key] ?? value) === value)
  );
}

/** Use of no single call, by what the export says of it; dearest first. */
function apartOf(spent: readonly Spent[]): ActualsStatus['apart'] {
  return [
    ...groupBy(
      spent.filter((one) => one.one === null),
      ({ use }) => wordsOf(use),
    ),
  ]
    .map(([words, list]) => ({ words, money: list.some((one) => one.money !== null) ? moneyOf(list) : null }))
    .toSorted((a, b) => Number((b.money ?? -1n) - (a.money ?? -1n)) || a.words.localeCompare(b.words));
}

function wordsOf({ call, where: { tags = {}, ...where }, source }: ActualUse): string {
  const parts = [call, ...Object.values(where), ...Object.entries(tags).map(([key, value]) => `${key}: ${value}`)].filter(
    (one) => one !== null && one !== undefined,
  );
  return parts.length > 0 ? parts.join(', ') : `${source}, without a call, model or tag`;
}

/** Rows of a call and month that are billed count as billed; where none is, its requests count at the catalog's price. */
function spentOf(team: TeamConfig, calls: readonly AnalyzedCall[]): readonly Spent[] {
  const callOf = new Map(calls.flatMap((one) => one.measured?.uses.map((use) => [use, one] as const) ?? []));
  const projectOf = createProjectFinder(team.projects);
  const billed = new Set(
    team.actuals.flatMap((use) => (use.cost === null ? [] : [`${callOf.get(use)?.call.id ?? ''} ${periodKey(use.from, use.until)}`])),
  );
  return team.actuals.map((use): Spent => {
    const one = callOf.get(use) ?? null;
    const isPriced =
      use.cost === null &&
      one?.cost.state === 'priced' &&
      use.requests !== null &&
      !billed.has(`${one.call.id} ${periodKey(use.from, use.until)}`);
    const file =
      one?.call.file ??
      use.where.file ??
      (use.call?.includes('#')
        ? use.call.split('#')[0]
        : team.calls.find((entry) => entry.name !== undefined && entry.name === use.call)?.match.file);
    return {
      use,
      one,
      project: use.where.project ?? use.where.tags?.['project'] ?? (file === undefined ? null : projectOf(file)),
      money: isPriced && one.cost.state === 'priced' ? one.cost.perCall.expected * BigInt(Math.round(use.requests ?? 0)) : use.cost,
    };
  });
}

/** Money as that of an average month, each call's by the months that it has rows for: one that is new was not made before. */
function monthOf(spent: readonly Spent[], periods: ReadonlyMap<string, number>): Picodollars {
  const parts = groupBy(spent, ({ use, one }) => one?.call.id ?? wordsOf(use));
  return [...parts.values()].reduce((sum, list) => sum + inMonth(moneyOf(list), daysOf(list, periods)), 0n);
}

function daysOf(spent: readonly Spent[], periods: ReadonlyMap<string, number>): number {
  return [...new Set(spent.map(({ use }) => periodKey(use.from, use.until)))].reduce((sum, key) => sum + (periods.get(key) ?? 0), 0);
}

/** Days that each stretch of time covers. */
function periodsOf(uses: readonly ActualUse[]): ReadonlyMap<string, number> {
  const days = new Map<string, number>();
  for (const { from, until } of uses)
    days.set(periodKey(from, until), Math.max(days.get(periodKey(from, until)) ?? 0, daysBetween(from, until)));
  return days;
}

function moneyOf(spent: readonly Spent[]): Picodollars {
  return spent.reduce((sum, one) => sum + (one.money ?? 0n), 0n);
}

/** Money of so many days as money of an average month. */
function inMonth(money: Picodollars, days: number): Picodollars {
  return (money * BigInt(daysPerMonth * 10_000)) / BigInt(Math.max(1, days) * 10_000);
}

/** 0.2: a fifth more than expected. */
function shareOf(actual: Picodollars, expected: Estimate<Picodollars>['expected']): number {
  return expected === 0n ? (actual === 0n ? 0 : 1) : Number(actual - expected) / Number(expected);
}
