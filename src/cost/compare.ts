import { writeRate } from './cacheRates.ts';
import type { Catalog } from './catalog.ts';
import { rateNumber } from './decimal.ts';
import { createPriceBook } from './priceBook.ts';
import { globMatches, ratesAt, type RateName, type Rates } from './schedule.ts';

/** USD per million tokens, or for one of what the name says; absent or null is unknown there. */
export type OtherRates = { readonly [Name in 'cacheWrite' | RateName]?: number | null | undefined };
/** A model as another price list has it. */
export interface OtherPrice {
  readonly provider: string;
  readonly id: string;
  readonly rates: (inputTokens: number) => OtherRates | null;
}
/** A disagreement of two lists on one id. */
export interface Difference {
  readonly id: string;
  /** `input 2.5 here, 2.75 there`. */
  readonly what: string;
}
/** One provider's list against another source. Counts are ids that both have a price for: `shared` = `agree` + `explained` + `differ`. */
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
export function compareCatalog(
  catalog: Catalog,
  others: readonly OtherPrice[],
  at: string,
  today = at,
): { readonly lists: readonly ListComparison[] } {
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
      // Zero stands for free, and in some lists for what is not known.
      if (!theirs || !Object.values(theirs).some((rate) => typeof rate === 'number' && rate > 0)) continue;
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
      const base = ratesAt(schedule, 1000);
      // Two lists that name no rate of the same kind say nothing of each other.
      if (what === undefined && !('rates' in base && pairsOf(base.rates, theirs).length > 0)) continue;
      const model = found.price.model;
      const reason = list.explained?.find((one) =>
        one.models.some((glob) => globMatches(glob, model) || globMatches(glob, other.id)),
      )?.reason;
      const holdsStill = book.find(model, list.provider, today).price?.effectiveFrom === found.price.effectiveFrom;
      if (what !== undefined) disagreed.add(model);
      else if (holdsStill) agreed.add(model);
      if (what === undefined) agree++;
      else if (reason !== undefined) explainedOnes.push({ id: other.id, what, reason });
      else differ.push({ id: other.id, what });
    }
    return {
      provider: list.provider,
      shared: agree + explainedOnes.length + differ.length,
      agree,
      confirmed: [...agreed].filter((model) => !disagreed.has(model)),
      explained: explainedOnes.length,
      explainedOnes,
      differ,
      missing,
    };
  });
  return { lists: lists.filter((one) => one.shared + one.missing.length > 0) };
}

const names: readonly (readonly ['cacheWrite' | RateName, string])[] = [
  ['input', 'input'],
  ['output', 'output'],
  ['cacheRead', 'cached input'],
  ['cacheWrite', 'cache write'],
  ['audioInput', 'audio input'],
  ['audioOutput', 'audio output'],
  ['imageInput', 'image input'],
  ['imageOutput', 'image output'],
  ['perImage', 'an image'],
  ['perMinute', 'a minute'],
  ['perPage', 'a page'],
  ['perMillionCharacters', 'a million characters'],
  ['perSearch', 'a search'],
];

/** Rates that both name. Some sources write 0 for "none": that is no disagreement. */
function pairsOf(ours: Rates, theirs: OtherRates): readonly { readonly name: string; readonly here: number; readonly there: number }[] {
  return names.flatMap(([key, name]) => {
    const here = key === 'cacheWrite' ? writeRate(ours, null) : ours[key];
    const there = theirs[key];
    return here === undefined || here === null || there === undefined || there === null || there === 0
      ? []
      : [{ name, here: rateNumber(here), there }];
  });
}

function differencesAt(ours: Rates, theirs: OtherRates | null, size: number): readonly string[] {
  if (!theirs) return [];
  return pairsOf(ours, theirs)
    .filter(({ here, there }) => Math.abs(here - there) > sameWithin * Math.max(here, there))
    .map(
      ({ name, here, there }) =>
        `${name} ${here} here, ${there} there${size === 1000 ? '' : ` at ${size.toLocaleString('en-US')} input tokens`}`,
    );
}
