import type { ModelFacts, PriceOverride } from '../model.ts';
import { catalogSummary, type Catalog, type CatalogModel, type PriceRow, type ProviderPrices } from './catalog.ts';

/** USD per million tokens. Null or absent is unknown. */
export interface Rates {
  readonly input: number | null;
  readonly output: number | null;
  readonly cacheRead: number | null;
  readonly cacheWrite: number | null;
}
export interface Tier {
  /** The tier holds when all input tokens together exceed (or reach, when inclusive) this many. */
  readonly inputTokens: number;
  readonly inclusive: boolean;
  readonly rates: Rates;
}
export interface Price {
  readonly entry: string;
  readonly model: string;
  readonly facts: ModelFacts;
  readonly base: Rates;
  readonly tiers: readonly Tier[];
  readonly effectiveFrom: string | null;
  readonly source: string;
  readonly checkedAt: string;
  readonly contracted: string | null;
}
export type Found = { readonly price: Price; readonly why: string } | { readonly price: null; readonly reason: string; readonly near: readonly string[] };

/** Finds the price that holds for a model id at a date. */
export interface PriceBook {
  readonly summary: { readonly checkedAt: string; readonly models: number };
  /** @param provider who bills; null when the code does not tell: then the makers are asked. @param at ISO date. */
  find(model: string, provider: string | null, at: string): Found;
}

export function createPriceBook(catalog: Catalog, overrides: readonly PriceOverride[] = []): PriceBook {
  return {
    summary: catalogSummary(catalog),
    find(written, provider, at) {
      const own = overrides.find((one) => one.rates && globMatches(one.model, written) && (!one.provider || one.provider === provider) && holds(one, at));
      const listed = findListed(catalog, written, provider, at);
      if (own?.rates) return { price: overridden(own, written, listed.price), why: `override in ${own.origin.file}:${own.origin.line}` };
      if (!listed.price) return listed;
      const discount = overrides.find((one) => one.discount !== undefined && globMatches(one.model, written) && (!one.provider || one.provider === listed.price?.facts.provider) && holds(one, at));
      return discount ? { ...listed, price: discounted(listed.price, discount) } : listed;
    },
  };
}

function holds(one: { readonly from?: string | undefined; readonly until?: string | undefined }, at: string): boolean {
  return (one.from === undefined || one.from <= at) && (one.until === undefined || at < one.until);
}

function globMatches(glob: string, model: string): boolean {
  return new RegExp(`^${glob.replace(/[.+^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*').replaceAll('?', '.')}$`).test(model);
}

/** Prefixes by which gateways and SDKs name the provider in the model id. `models/` is Gemini's resource name. */
const prefixes: Readonly<Record<string, string | null>> = { openai: 'openai', anthropic: 'anthropic', google: 'google', gemini: 'google', models: 'google', mistral: 'mistral', mistralai: 'mistral', groq: 'groq', xai: 'xai', 'x-ai': 'xai', deepseek: 'deepseek', cohere: 'cohere' };

/** Providers whose price list is not in the catalog: their ids must not be priced by the maker's list. */
function findListed(catalog: Catalog, written: string, provider: string | null, at: string): Found {
  const [head, ...rest] = written.split('/');
  const named = rest.length > 0 && head !== undefined ? prefixes[head.toLowerCase()] : undefined;
  const model = named !== undefined ? rest.join('/') : written;
  const biller = provider !== null && catalog.providers.some((one) => one.provider === provider) ? provider : provider === null || (provider in prefixes && prefixes[provider] === named) ? (named ?? null) : provider;
  const lists = catalog.providers.filter((one) => biller === null || one.provider === biller);
  if (lists.length === 0) return { price: null, reason: `no price list of ${String(biller)} is in the catalog`, near: nearOf(catalog, model) };
  const hits = lists.flatMap((list) => {
    const hit = bestMatch(list, model);
    return hit ? [{ list, ...hit }] : [];
  });
  const makers = hits.filter((hit) => hit.list.provider !== 'groq');
  const chosen = biller === null && makers.length === 1 ? makers[0] : hits.length === 1 ? hits[0] : undefined;
  if (!chosen) return { price: null, reason: hits.length > 1 ? `${model} is sold by ${hits.map((hit) => hit.list.title).join(' and ')}; the code does not say which` : `${model} has no entry in the catalog`, near: nearOf(catalog, model) };
  const price = priceAt(chosen.list, chosen.model, at);
  return price ? { price, why: chosen.why } : { price: null, reason: `${model} has no price that holds on ${at}`, near: [] };
}

/** What may follow a prefix: a snapshot date, a version mark or `-latest`. Anything else is another model. */
const snapshot = /^(?:$|[-@:]?(?:latest|preview|exp|\d{4}-\d{2}-\d{2}|\d{6,8}|\d{3,4}|v\d+(?::\d+)?|preview-\d{2}-\d{2,4}|preview-\d{2}-\d{4}|exp-\d+|[-@:].*\d{6,8}.*)$)/i;

type Rule = CatalogModel['match'][number];

function strength(rule: Rule, model: string): number {
  if ('exact' in rule) return rule.exact.toLowerCase() === model ? 10_000 : 0;
  if ('prefix' in rule) return model.startsWith(rule.prefix.toLowerCase()) && (/[-@.:]$/.test(rule.prefix) || snapshot.test(model.slice(rule.prefix.length))) ? 1000 + rule.prefix.length : 0;
  if ('suffix' in rule) return model.endsWith(rule.suffix.toLowerCase()) && model.length === rule.suffix.length ? 900 + rule.suffix.length : 0;
  if ('contains' in rule) return model.startsWith(rule.contains.toLowerCase()) && snapshot.test(model.slice(rule.contains.length)) ? 500 + rule.contains.length : 0;
  if ('pattern' in rule) return new RegExp(rule.pattern, 'i').test(model) ? 2000 : 0;
  const parts = rule.all.map((one) => ('prefix' in one ? (model.startsWith(one.prefix.toLowerCase()) && snapshot.test(model.slice(one.prefix.length)) ? 1000 + one.prefix.length : 0) : strength(one, model)));
  return parts.every((one) => one > 0) ? Math.max(...parts) : 0;
}

function bestMatch(list: ProviderPrices, written: string): { readonly model: CatalogModel; readonly why: string } | null {
  const model = written.toLowerCase();
  let best: { model: CatalogModel; why: string; at: number } | null = null;
  for (const one of list.models) {
    if (one.id.toLowerCase() === model) return { model: one, why: `exactly ${one.id}` };
    for (const rule of one.match) {
      const at = strength(rule, model);
      if (at > (best?.at ?? 0)) best = { model: one, why: `matches ${JSON.stringify(rule)}`, at };
    }
  }
  return best;
}

function priceAt(list: ProviderPrices, model: CatalogModel, at: string): Price | null {
  const rows = model.prices.filter((row) => holds(row, at));
  const base = rows.find((row) => !row.when);
  if (!base) return null;
  const tiers = rows.flatMap((row): readonly Tier[] => {
    const over = row.when?.inputTokensOver ?? row.when?.inputTokensAtLeast;
    return over === undefined ? [] : [{ inputTokens: over, inclusive: row.when?.inputTokensAtLeast !== undefined, rates: ratesOf(row) }];
  });
  const rates = ratesOf(base);
  const next = model.prices.flatMap((row) => (!row.when && row.from !== undefined && row.from > at ? [row.from] : [])).toSorted()[0];
  return {
    entry: `${list.provider}/${model.id}`,
    model: model.id,
    facts: {
      id: model.id, provider: list.provider, tokenizer: model.tokenizer,
      ...(model.limits?.context !== undefined ? { context: model.limits.context } : {}),
      ...(model.limits?.maxOutput !== undefined ? { maxOutput: model.limits.maxOutput } : {}),
      cache: { mode: model.cache.mode, ...(model.cache.minTokens !== undefined ? { minTokens: model.cache.minTokens } : {}) },
      cacheRatio: rates.input !== null && rates.input > 0 && rates.cacheRead !== null ? { write: (rates.cacheWrite ?? rates.input) / rates.input, read: rates.cacheRead / rates.input } : null,
      ...(tiers.length > 0 ? { tierStarts: tiers.map(({ inputTokens, inclusive }) => ({ inputTokens, inclusive })).toSorted((a, b) => a.inputTokens - b.inputTokens) } : {}),
      ...(next !== undefined ? { nextChange: next } : {}),
    },
    base: rates,
    tiers: tiers.toSorted((a, b) => b.inputTokens - a.inputTokens),
    effectiveFrom: base.from ?? null,
    source: model.source ?? list.source,
    checkedAt: list.checkedAt,
    contracted: null,
  };
}

function ratesOf(row: PriceRow): Rates {
  const write = row.rates.cacheWrite;
  return { input: row.rates.input, output: row.rates.output ?? null, cacheRead: row.rates.cacheRead ?? null, cacheWrite: write ? (write['5m'] ?? write['30m'] ?? write['default'] ?? null) : null };
}

function overridden(own: PriceOverride, written: string, listed: Price | null): Price {
  const rates: Rates = { input: own.rates?.input ?? null, output: own.rates?.output ?? null, cacheRead: own.rates?.cacheRead ?? null, cacheWrite: own.rates?.cacheWrite ?? null };
  const place = `${own.origin.file}:${own.origin.line}`;
  return {
    entry: place, model: written, base: rates, tiers: [], effectiveFrom: own.from ?? null, source: own.source ?? place, checkedAt: own.from ?? listed?.checkedAt ?? 'declared', contracted: `contracted rates (${place})`,
    facts: listed?.facts ?? { id: written, provider: own.provider ?? 'own', tokenizer: { encoding: 'o200k_base', factor: 1, error: 0.3 }, cache: { mode: 'none' }, cacheRatio: null },
  };
}

function discounted(price: Price, by: PriceOverride): Price {
  const factor = 1 - (by.discount ?? 0);
  const scale = (rates: Rates): Rates => ({ input: times(rates.input, factor), output: times(rates.output, factor), cacheRead: times(rates.cacheRead, factor), cacheWrite: times(rates.cacheWrite, factor) });
  return { ...price, base: scale(price.base), tiers: price.tiers.map((tier) => ({ ...tier, rates: scale(tier.rates) })), contracted: `contracted −${+((by.discount ?? 0) * 100).toFixed(2)} %${by.until ? ` until ${by.until}` : ''} (${by.origin.file}:${by.origin.line})` };
}

function times(rate: number | null, factor: number): number | null {
  return rate === null ? null : Math.round(rate * factor * 1e6) / 1e6;
}

/** Ids that begin alike: offered to the reader, never used. */
function nearOf(catalog: Catalog, model: string): readonly string[] {
  const stem = model.toLowerCase().slice(0, 7);
  return catalog.providers.flatMap((list) => list.models.filter((one) => one.id.toLowerCase().startsWith(stem)).map((one) => `${list.provider}/${one.id}`)).slice(0, 5);
}
