import type { Catalog } from './catalog.ts';
import {
  addUp,
  levels,
  scaled,
  worstBasis,
  type CallCost,
  type CostVariant,
  type DeclaredCall,
  type Estimate,
  type LaterPrice,
  type Level,
  type MonthCost,
  type Picodollars,
  type PriceOverride,
} from '../model.ts';

/** Months that a projection covers. */
const horizon = 12;

/**
 * How often one call is paid: one plus declared retries, times declared steps.
 * @param hasSteps the cost of the call is that of all its steps already.
 */
export function requestsPerCall(declared: Pick<DeclaredCall, 'steps' | 'retries'> | null, hasSteps = false): Estimate<number> {
  const attempts = 1 + (declared?.retries ?? 0);
  const steps = hasSteps ? undefined : declared?.steps;
  return steps
    ? { ...steps, low: steps.low * attempts, expected: steps.expected * attempts, high: steps.high * attempts }
    : { low: attempts, expected: attempts, high: attempts, basis: declared?.retries === undefined ? 'measured' : 'declared' };
}

/** How often a call is paid in a month. Null without a volume. A measured volume is requests by `each`, so what `each` rests on cancels out. */
export function requestsPerMonth(
  declared: Pick<DeclaredCall, 'volume' | 'steps' | 'retries'> | null,
  each: Estimate<number> = requestsPerCall(declared),
): Estimate<number> | null {
  const volume = declared?.volume;
  if (!volume) return null;
  return {
    low: volume.low * each.low,
    expected: volume.expected * each.expected,
    high: volume.high * each.high,
    basis: volume.basis === 'measured' ? 'measured' : worstBasis([volume.basis, each.basis]),
  };
}

/** Requests of each variant: whole numbers that add up to the rounded total. */
export function splitRequests(total: number, shares: readonly number[]): readonly number[] {
  const whole = Math.round(total);
  let before = 0;
  let given = 0;
  return shares.map((share, i) => {
    before += share;
    const upTo = i === shares.length - 1 ? whole : Math.round(whole * before);
    const part = upTo - given;
    given = upTo;
    return part;
  });
}

/** A call's variants with their parts of so many requests: each of the requests that a call sends as often as it is sent. Money is null for all of them when one has no known cost. */
export function withRequests(variants: readonly CostVariant[], requests: Estimate<number> | null): readonly CostVariant[] {
  if (!requests) return variants;
  const isPriced = variants.every((one) => one.cost.state === 'priced');
  return variantsByRequest(variants).flatMap((group) => {
    const times = group[0]?.request?.times;
    const [low = [], expected = [], high = []] = levels.map((level) =>
      splitRequests(
        requests[level] * (times?.[level] ?? 1),
        group.map((one) => one.share),
      ),
    );
    return group.map((one, i): CostVariant => {
      const part = {
        low: low[i] ?? 0,
        expected: expected[i] ?? 0,
        high: high[i] ?? 0,
        basis: times ? worstBasis([requests.basis, times.basis]) : requests.basis,
      };
      return { ...one, requests: part, monthly: isPriced && one.cost.state === 'priced' ? costOf(one.cost.perCall, part) : null };
    });
  });
}

/** The variants of each request of a call, in their order; one group for a call that is one request. */
export function variantsByRequest(variants: readonly CostVariant[]): readonly (readonly CostVariant[])[] {
  return [...new Set(variants.map((one) => one.request?.index ?? 0))].map((index) =>
    variants.filter((one) => (one.request?.index ?? 0) === index),
  );
}

function costOf(perCall: Estimate<Picodollars>, requests: Estimate<number>): Estimate<Picodollars> {
  const at = (level: Level) => perCall[level] * BigInt(requests[level]);
  return { low: at('low'), expected: at('expected'), high: at('high'), basis: worstBasis([perCall.basis, requests.basis]) };
}

/** Money of so many requests: exactly what its variants add up to. Null when the cost of one is not known. */
export function costOfRequests(variants: readonly CostVariant[], requests: Estimate<number>): Estimate<Picodollars> | null {
  return sumOfVariants(withRequests(variants, requests));
}

/** Money per month of variants that know their requests. */
export function sumOfVariants(variants: readonly CostVariant[]): Estimate<Picodollars> | null {
  const parts = variants.flatMap((one) => one.monthly ?? []);
  return parts.length > 0 && parts.length === variants.length ? addUp(parts) : null;
}

/** Cost of one call over all its variants, by their shares. One variant is passed through as it is. */
export function blendVariants(variants: readonly CostVariant[]): CallCost {
  const [first] = variants;
  if (!first) throw new RangeError('a call has at least one variant');
  const open = variants.find((one) => one.cost.state === 'unknown');
  if (variants.length === 1 || open) return (open ?? first).cost;
  const priced = variants.flatMap((one) => (one.cost.state === 'priced' ? [{ ...one, cost: one.cost }] : []));
  const main = priced.reduce((top, one) => (one.share > top.share ? one : top));
  const lines = priced.flatMap((one) =>
    one.cost.lines.map((line) => ({
      ...line,
      share: one.share,
      model: one.cost.model,
      quantity: scaled(line.quantity, one.share),
      cost: scaledMoney(line.cost, one.share),
    })),
  );
  const { list: _list, negotiated: _negotiated, ...rest } = main.cost;
  const others = otherPrices(
    priced.map(({ cost }) => cost),
    (i, money) => scaledMoney(money, priced[i]?.share ?? 1),
  );
  return {
    ...rest,
    ...others,
    perCall: addUp(lines.map((line) => line.cost)),
    lines,
    price: { ...main.cost.price, entry: [...new Set(priced.map((one) => one.cost.price.entry))].join(' and ') },
  };
}

/** List and contracted cost of several parts together: of each part its own, or what is paid where that is the same. @param weigh money of the i-th part as it counts. */
export function otherPrices(
  costs: readonly Extract<CallCost, { state: 'priced' }>[],
  weigh: (i: number, money: Estimate<Picodollars>) => Estimate<Picodollars>,
): { readonly list?: Estimate<Picodollars>; readonly negotiated?: Estimate<Picodollars> } {
  const sum = (pick: (cost: (typeof costs)[number]) => Estimate<Picodollars>) => addUp(costs.map((cost, i) => weigh(i, pick(cost))));
  return {
    ...(costs.some((cost) => cost.list) ? { list: sum((cost) => cost.list ?? cost.perCall) } : {}),
    ...(costs.some((cost) => cost.negotiated) ? { negotiated: sum((cost) => cost.negotiated ?? cost.perCall) } : {}),
  };
}

function scaledMoney(a: Estimate<Picodollars>, by: number): Estimate<Picodollars> {
  const part = BigInt(Math.round(by * 1e9));
  const of = (value: Picodollars) => (value * part) / 1_000_000_000n;
  return { ...a, low: of(a.low), expected: of(a.expected), high: of(a.high) };
}

/**
 * Days after `at` (exclusive) up to a year later on which a rate begins or ends, ascending: of some catalog entries (`provider/model`),
 * and of the team's own prices. What the catalog holds is read at the first question.
 */
export function createPriceChanges(
  catalog: Catalog,
  overrides: readonly PriceOverride[],
  at: string,
): (entries: readonly string[]) => readonly string[] {
  const until = monthsFrom(at, horizon + 1)[horizon] ?? at;
  const inside = (rows: readonly { readonly from?: string | undefined; readonly until?: string | undefined }[]) =>
    rows
      .flatMap((row) => [row.from, row.until])
      .filter((day) => day !== undefined)
      .filter((day) => day > at && day < until);
  let byEntry: ReadonlyMap<string, readonly string[]> | undefined;
  return (entries) => {
    byEntry ??= new Map(
      catalog.providers
        .flatMap((list) => list.models.map((model) => [`${list.provider}/${model.id}`, inside(model.prices)] as const))
        .filter(([, days]) => days.length > 0),
    );
    const own = inside(overrides);
    return [...new Set([...own, ...entries.flatMap((entry) => byEntry?.get(entry) ?? [])])].toSorted();
  };
}

/** The twelve whole months after the month of an ISO date, as `2026-12`. */
export function monthsFrom(at: string, count = horizon): readonly string[] {
  const year = Number(at.slice(0, 4));
  const month = Number(at.slice(5, 7));
  return Array.from(
    { length: count },
    (_, i) => `${year + Math.floor((month + i) / 12)}-${String(((month + i) % 12) + 1).padStart(2, '0')}`,
  );
}

/** What a call costs in each of the next twelve whole months, with its growth, season and scheduled prices. Null without volume or price. */
export function projectMonths(
  call: {
    readonly declared: DeclaredCall | null;
    readonly requestsPerCall: Estimate<number>;
    readonly variants: readonly CostVariant[];
    readonly later: readonly LaterPrice[];
  },
  at: string,
): readonly MonthCost[] | null {
  const requests = requestsPerMonth(call.declared, call.requestsPerCall);
  if (!requests) return null;
  const months: MonthCost[] = [];
  for (const [i, month] of monthsFrom(at).entries()) {
    const factor = (1 + (call.declared?.growth ?? 0)) ** (i + 1) * (call.declared?.seasonality?.[Number(month.slice(5, 7)) - 1] ?? 1);
    const parts: Estimate<Picodollars>[] = [];
    for (const { variants, share } of pricesIn(month, call.variants, call.later)) {
      const cost = costOfRequests(variants, scaled(requests, factor * share));
      if (!cost) return null;
      parts.push(cost);
    }
    months.push({ month, cost: addUp(parts) });
  }
  return months;
}

/** Which prices hold in a month, each for its share of the month's days. */
function pricesIn(
  month: string,
  now: readonly CostVariant[],
  later: readonly LaterPrice[],
): readonly { readonly variants: readonly CostVariant[]; readonly share: number }[] {
  const days = new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)), 0)).getUTCDate();
  const first = later.findLast((one) => one.from <= `${month}-01`)?.variants ?? now;
  const changes = later.filter((one) => one.from.slice(0, 7) === month && one.from > `${month}-01`);
  const starts = [1, ...changes.map((one) => Number(one.from.slice(8, 10))), days + 1];
  return [first, ...changes.map((one) => one.variants)].map((variants, i) => ({
    variants,
    share: ((starts[i + 1] ?? days + 1) - (starts[i] ?? 1)) / days,
  }));
}
