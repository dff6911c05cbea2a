import type { ModelFacts, PriceOverride } from '../model.ts';
import { askedFor, momentOf } from './asked.ts';
import { catalogSummary, type Catalog } from './catalog.ts';
import { findListed } from './listed.ts';
import { nearIds } from './match.ts';
import { readingsOf } from './names.ts';
import { applyOverrides } from './overrides.ts';
import { holdsOn, type Rates, type Schedule } from './schedule.ts';

/** A price that holds at a moment, in every situation that the code leaves open. Rates are USD per million tokens or per what their name says. */
export interface Price {
  /** `provider/model` of the catalog, or the place of a team override. */
  readonly entry: string;
  readonly model: string;
  readonly facts: ModelFacts;
  /** The expected schedule first, then those that the code leaves open. Never empty. What is paid: after contracts. */
  readonly schedules: readonly Schedule[];
  /** The same before any team override; null for what the catalog does not list. */
  readonly list: readonly Schedule[] | null;
  /** The same after contracts and before provisioned capacity, where there is some. */
  readonly negotiated?: readonly Schedule[];
  /** Rates of a short prompt in the expected schedule. */
  readonly base: Rates;
  /** ISO date; null when the row names none. */
  readonly effectiveFrom: string | null;
  readonly source: string;
  readonly checkedAt: string;
  /** What the rates agreed with on that day, in words; empty: with nothing. */
  readonly checkedWith: readonly string[];
  /** The team's override that changed the rates: `contracted −12 % (llmcost.yaml:14)`; null at list price. */
  readonly contracted: string | null;
  /** Places of the team's prices that cover it too and do not hold, as another comes first. */
  readonly overrules?: readonly string[];
  /** What the catalog or the override says besides; null: nothing. */
  readonly note: string | null;
}
/** A price with why it holds, or the reason that there is none: a sentence for a person, with ids that look alike. */
export type Found =
  { readonly price: Price; readonly why: string } | { readonly price: null; readonly reason: string; readonly near: readonly string[] };

/** Finds the price that holds for a model id. */
export interface PriceBook {
  readonly summary: { readonly checkedAt: string; readonly models: number };
  /**
   * @param model as the code writes it.
   * @param provider who bills; null when the code does not tell: then the name says it, or the makers are asked.
   * @param at ISO date, or date and time where the hour matters.
   * @param modifiers of the call: `flex`, `batch`, `inference_geo:us`.
   */
  find(model: string, provider: string | null, at: string, modifiers?: readonly string[]): Found;
  /** Entries of the catalog that look like a name, for people to choose from: the same model of other sellers, siblings. Never used as a price. */
  near(model: string): readonly string[];
}

/** A price book over a catalog and the team's overrides, nearest file first. What was found is kept for the life of the book. */
export function createPriceBook(catalog: Catalog, overrides: readonly PriceOverride[] = []): PriceBook {
  const known = new Map<string, Found>();
  const findNow = (written: string, provider: string | null, at: string, modifiers: readonly string[]): Found => {
    const asked = askedFor(modifiers);
    const own = overrides.find((one) => one.is !== undefined && covers(one, written, provider, at));
    const listed = findListed(catalog, own?.is ?? written, own ? null : provider, momentOf(at), asked);
    return applyOverrides({
      overrides: overrides.filter((one) => covers(one, written, provider ?? listed.price?.facts.provider ?? null, at)),
      written,
      at,
      listed,
      asked,
    });
  };
  return {
    summary: catalogSummary(catalog),
    find(written, provider, at, modifiers = []) {
      const key = [written, provider, at, ...modifiers].join('\n');
      const found = known.get(key) ?? findNow(written, provider, at, modifiers);
      known.set(key, found);
      return found;
    },
    near: (written) => nearIds(catalog.providers, readingsOf(written).at(-1)?.id ?? written),
  };
}

function covers(one: PriceOverride, written: string, provider: string | null, at: string): boolean {
  return overrideMatches(one.model, written) && (one.provider === undefined || one.provider === provider) && holdsOn(one, at.slice(0, 10));
}

/** A team's glob over a model id: `*` and `?` only, case matters as in the code. */
function overrideMatches(glob: string, model: string): boolean {
  return new RegExp(
    `^${glob
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.')}$`,
  ).test(model);
}
