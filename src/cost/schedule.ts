import { askedHolds, sizeHolds, timeHolds, type Asked, type Moment } from './asked.ts';
import type { Adjustment, CatalogModel, CatalogRates, PriceRow } from './catalog.ts';
import { rateOf, rateTimes, type Rate } from './decimal.ts';

/** A rate by its key in the catalog; writes to the cache have one for each time to live. */
export type RateName = Exclude<keyof CatalogRates, 'cacheWrite'>;
/** Rates of one request. Absent or null is unknown. */
export interface Rates extends Readonly<Partial<Record<RateName, Rate | null>>> {
  /** By time to live. */
  readonly cacheWrite?: Readonly<Record<string, Rate>> | null;
}
/** How a model is priced in one situation: which rates hold depends on the size of the prompt only. */
export interface Schedule {
  readonly rows: readonly PriceRow[];
  readonly adjust: readonly Adjustment[];
  readonly asked: Asked;
  /** 1 is list; a team's discount multiplies every token rate. */
  readonly factor: number;
}
/** Rates that hold for a request, with the row and the adjustments that made them; or `missing`: what no rate is known for, as a part of a sentence. */
export type Resolved =
  { readonly rates: Rates; readonly row: PriceRow; readonly adjust: readonly Adjustment[] } | { readonly missing: string };

const perUnit: ReadonlySet<string> = new Set([
  'perRequest',
  'perSearch',
  'perFileSearch',
  'perImage',
  'perPage',
  'perMinute',
  'perMillionCharacters',
]);

/**
 * Every way a model may be priced at a moment: first the expected one, then those that are open: the time of day, a region that the code
 * does not write, a rate that may have ended. Empty when no row holds.
 */
export function schedulesOf(model: CatalogModel, adjustments: readonly Adjustment[], asked: Asked, moment: Moment): readonly Schedule[] {
  const dated = model.prices.filter((row) => holdsOn(row, moment.date) && askedHolds(row.when ?? {}, asked));
  const mayHold = dated.filter((row) => timeHolds(row.when ?? {}, moment) !== false);
  const surely = mayHold.filter((row) => !row.maybe && timeHolds(row.when ?? {}, moment) === true);
  const own = adjustments.filter((one) => holdsOn(one, moment.date) && isFor(one, model.id));
  const certain = own.filter((one) => askedHolds(one.when, asked) && !(one.maybe && asked.region === null));
  const open = asked.region === null ? own.filter((one) => one.maybe) : [];
  if (surely.length === 0) return [];
  const rows = mayHold.length > surely.length ? [surely, mayHold] : [surely];
  const adjust = open.length > 0 ? [certain, [...certain, ...open]] : [certain];
  return rows.flatMap((some) => adjust.map((all): Schedule => ({ rows: some, adjust: all, asked, factor: 1 })));
}

/** `from` inclusive, `until` exclusive; an open end holds for ever. `date` is an ISO date. */
export function holdsOn(one: { readonly from?: string | undefined; readonly until?: string | undefined }, date: string): boolean {
  return (one.from === undefined || one.from <= date) && (one.until === undefined || date < one.until);
}

function isFor(one: Adjustment, id: string): boolean {
  return (!one.models || one.models.some((glob) => globMatches(glob, id))) && !one.except?.some((glob) => globMatches(glob, id));
}

/** `*` any text, `?` one character, `[12]` one of these (no ranges); case ignored. */
export function globMatches(glob: string, text: string): boolean {
  const parts = glob.match(/\[[\w.-]+\]|[^]/g) ?? [];
  const source = parts
    .map((part) =>
      part.length > 1
        ? `[${part.slice(1, -1).replace(/[^\w.]/g, '\\$&')}]`
        : part === '*'
          ? '.*'
          : part === '?'
            ? '.'
            : part.replace(/[\\^$.+()[\]{}|]/g, '\\$&'),
    )
    .join('');
  return new RegExp(`^${source}$`, 'i').test(text);
}

/**
 * Rates for a request of so many input tokens. The row with the most conditions wins, among equals the one with the highest threshold;
 * then the one that only may hold, where a schedule has one; its rates price the whole request. What is asked for and not in the row itself is multiplied by the adjustments.
 * What neither knows is missing: a flex request is never priced as a standard one.
 */
export function ratesAt(schedule: Schedule, inputTokens: number): Resolved {
  const row = schedule.rows
    .filter((one) => sizeHolds(one.when ?? {}, inputTokens))
    .toSorted((a, b) => rank(b) - rank(a) || threshold(b) - threshold(a) || Number(b.maybe ?? false) - Number(a.maybe ?? false))[0];
  if (!row) return { missing: `a request of ${Math.round(inputTokens)} input tokens` };
  const { asked } = schedule;
  const hasTier = row.when?.tier !== undefined;
  const hasBatch = row.when?.batch !== undefined;
  const adjust = schedule.adjust.filter(
    (one) =>
      sizeHolds(one.when, inputTokens) &&
      !(hasTier && one.when.tier !== undefined) &&
      !(hasBatch && one.when.batch !== undefined) &&
      !(row.when?.region !== undefined && one.when.region !== undefined),
  );
  if (asked.tier !== null && !hasTier && !adjust.some((one) => one.when.tier === asked.tier))
    return { missing: `the tier "${asked.tier}"` };
  if (asked.batch && !hasBatch && !adjust.some((one) => one.when.batch)) return { missing: 'batch requests' };
  const factors = [...adjust.map((one) => one.times), ...(schedule.factor === 1 ? [] : [schedule.factor])];
  return { rates: scaled(row.rates, factors), row, adjust };
}

function rank(row: PriceRow): number {
  const when = row.when ?? {};
  return [when.tier, when.batch, when.region, when.utc, when.size, when.quality, when.search].filter((one) => one !== undefined).length;
}
function threshold(row: PriceRow): number {
  return row.when?.inputTokensAtLeast ?? (row.when?.inputTokensOver === undefined ? 0 : row.when.inputTokensOver + 1);
}

/** Input tokens from which on other rates may hold, ascending. */
export function thresholdsOf(schedule: Schedule): readonly number[] {
  const all = [...schedule.rows, ...schedule.adjust].flatMap(({ when }) =>
    [when?.inputTokensOver, when?.inputTokensAtMost]
      .flatMap((one) => (one === undefined ? [] : [one + 1]))
      .concat(when?.inputTokensAtLeast ?? []),
  );
  return [...new Set(all)].toSorted((a, b) => a - b);
}

/** What makes a request's rates differ from the plain ones. `times` is null where the row itself has other rates. */
export interface Modifier {
  /** `batch`, `flex`, `us`, `peak hours`, `over 272,000 input tokens`. */
  readonly name: string;
  readonly times: number | null;
  /** What the catalog says of it; null: nothing. */
  readonly note: string | null;
}

/** What makes this request's rates other than the plain ones, the row's conditions first; empty when nothing does, or when no rates hold. */
export function modifiersAt(schedule: Schedule, inputTokens: number): readonly Modifier[] {
  const resolved = ratesAt(schedule, inputTokens);
  if ('missing' in resolved) return [];
  const when = resolved.row.when ?? {};
  const names = [
    when.tier,
    when.batch ? 'batch' : undefined,
    when.utc ? 'peak hours' : undefined,
    when.inputTokensOver !== undefined ? `over ${when.inputTokensOver.toLocaleString('en-US')} input tokens` : undefined,
    when.inputTokensAtLeast !== undefined ? `from ${when.inputTokensAtLeast.toLocaleString('en-US')} input tokens` : undefined,
  ];
  const ofRow = names.flatMap((name): readonly Modifier[] =>
    name === undefined ? [] : [{ name, times: null, note: resolved.row.note ?? null }],
  );
  const nameOf = (one: Adjustment) =>
    one.when.tier ?? (one.when.batch ? 'batch' : one.when.region ? (schedule.asked.region ?? 'regional') : 'adjusted');
  return [...ofRow, ...resolved.adjust.map((one) => ({ name: nameOf(one), times: one.times, note: one.note ?? null }))];
}

function scaled(rates: CatalogRates, factors: readonly number[]): Rates {
  const times = (rate: number) => factors.reduce((value, factor) => rateTimes(value, factor), rateOf(rate));
  const out: Record<string, Rate | null | Record<string, Rate>> = {};
  for (const [name, rate] of Object.entries(rates)) {
    if (rate === null) out[name] = null;
    else if (typeof rate === 'number')
      out[name] = perUnit.has(name) && name !== 'perImage' && name !== 'perPage' ? rateOf(rate) : times(rate);
    else if (rate !== undefined) out[name] = Object.fromEntries(Object.entries(rate).map(([ttl, one]) => [ttl, times(one)]));
  }
  return out as Rates;
}
