import { writeRate } from './cacheRates.ts';
import type { Catalog } from './catalog.ts';
import { rateNumber, type Rate } from './decimal.ts';
import { createPriceBook } from './priceBook.ts';
import { globMatches, ratesAt } from './schedule.ts';

/** USD per million tokens; absent or null is unknown there. */
export interface OtherRates {
  readonly input?: number | null | undefined;
  readonly output?: number | null | undefined;
  readonly cacheRead?: number | null | undefined;
  readonly cacheWrite?: number | null | undefined;
}
/** A model as another price list has it. */
export interface OtherPrice {
  readonly provider: string;
  readonly id: string;
  readonly rates: (inputTokens: number) => OtherRates | null;
}
export interface Difference {
  readonly id: string;
  /** `input 2.5 here, 2.75 there`. */
  readonly what: string;
}
export interface ListComparison {
  readonly provider: string;
  readonly shared: number;
  readonly agree: number;
  /** Entries of ours whose rates of today every id that means them agrees with. */
  readonly confirmed: readonly string[];
  readonly explained: number;
  readonly explainedOnes: readonly (Difference & { readonly reason: string })[];
  readonly differ: readonly Difference[];
  /** Ids with a price there and none here. */
  readonly missing: readonly string[];
}

/** Sizes of prompt at which both are asked: below every tier, and above each of the usual ones. */
const sizes = [1000, 100_001, 130_000, 200_001, 272_001, 600_000];
const sameWithin = 0.006;

/**
 * Compares every priced model of another source with the catalog on a day. A difference is explained when the provider's file says why.
 * @param at ISO date of the other source.
 * @param today ISO date: a row that began after `at` is not confirmed by it.
 */
export function compareCatalog(catalog: Catalog, others: readonly OtherPrice[], at: string, today = at): { readonly lists: readonly ListComparison[] } {
  const book = createPriceBook(catalog);
  const lists = catalog.providers.map((list): ListComparison => {
    const differ: Difference[] = [];
    const explainedOnes: (Difference & { reason: string })[] = [];
    const missing: string[] = [];
    const agreed = new Set<string>();
    const disagreed = new Set<string>();
    let agree = 0;
    for (const other of others.filter((one) => one.provider === list.provider)) {
      const theirs = other.rates(1000);
      if (theirs?.input === undefined || theirs.input === null || theirs.input === 0) continue;
      const found = book.find(other.id, list.provider, at);
      const schedule = found.price?.schedules[0];
      if (!found.price || !schedule) {
        missing.push(other.id);
        continue;
      }
      const what = sizes.flatMap((size) => {
        const ours = ratesAt(schedule, size);
        return 'rates' in ours ? differencesAt(ours.rates, other.rates(size), size) : [];
      })[0];
      const model = found.price.model;
      const reason = list.explained?.find((one) => one.models.some((glob) => globMatches(glob, model) || globMatches(glob, other.id)))?.reason;
      const holdsStill = book.find(model, list.provider, today).price?.effectiveFrom === found.price.effectiveFrom;
      if (what !== undefined) disagreed.add(model);
      else if (holdsStill) agreed.add(model);
      if (what === undefined) agree++;
      else if (reason !== undefined) explainedOnes.push({ id: other.id, what, reason });
      else differ.push({ id: other.id, what });
    }
    return { provider: list.provider, shared: agree + explainedOnes.length + differ.length, agree, confirmed: [...agreed].filter((model) => !disagreed.has(model)), explained: explainedOnes.length, explainedOnes, differ, missing };
  });
  return { lists: lists.filter((one) => one.shared + one.missing.length > 0) };
}

function differencesAt(ours: Parameters<typeof writeRate>[0], theirs: OtherRates | null, size: number): readonly string[] {
  if (!theirs) return [];
  const pairs: readonly (readonly [string, Rate | null | undefined, number | null | undefined])[] = [['input', ours.input, theirs.input], ['output', ours.output, theirs.output], ['cached input', ours.cacheRead, theirs.cacheRead], ['cache write', writeRate(ours, null), theirs.cacheWrite]];
  return pairs.flatMap(([name, a, b]) => {
    // What one side does not know is no disagreement; some sources write 0 for "none".
    if (a === undefined || a === null || b === undefined || b === null || b === 0) return [];
    const here = rateNumber(a);
    return Math.abs(here - b) <= sameWithin * Math.max(here, b) ? [] : [`${name} ${here} here, ${b} there${size === 1000 ? '' : ` at ${size.toLocaleString('en-US')} input tokens`}`];
  });
}
