import { hitShare, workingHours, type DeclaredCall, type Estimate, type LlmCall, type ModelFacts, type TokenNote } from '../model.ts';
import { assumed, noTokens } from './arithmetic.ts';

/** Minutes that an entry lives where the provider names no time: the least that OpenAI and Anthropic name. */
export const usualMinutes = 5;

/** The smallest and the largest start that a seller asks for before it caches anything. Where a model's own is not known, less than the one is not cached, more than the other is. https://api-docs.deepseek.com/guides/kv_cache, https://platform.claude.com/docs/en/build-with-claude/prompt-caching */
const [fewest, most] = [64, 4096];

/** Tokens of one request by what the prompt cache does with them; both are parts of the input. */
export interface CacheUse {
  readonly read: Estimate<number>;
  readonly write: Estimate<number>;
  /** What the two rest on; null when there is nothing to say. */
  readonly note: TokenNote | null;
  /** How much is read does not follow from the size of the input: `TokenEstimate.readsMostAtBest`. */
  readonly readsMostAtBest?: true;
}

/**
 * Tokens of a request that are read from and written to the prompt cache: as the team declares them; else, where the code caches (or the
 * provider does by itself) and a volume is declared, by how often requests find the entry of the one before. For random arrivals at `a`
 * requests per lifetime that is 1 - e^-a of them. Without a volume a request on its own is expected, which finds nothing and writes where
 * writes are billed; at best all of it is read.
 * @param prefix unchanging tokens at the start of the prompt.
 */
export function cacheUse(
  call: LlmCall,
  facts: ModelFacts | null,
  declared: DeclaredCall | null,
  input: Estimate<number>,
  prefix: number,
): CacheUse {
  const plain: CacheUse = { read: noTokens, write: noTokens, note: null };
  if (declared?.cached) {
    const { low, expected, high, basis } = declared.cached;
    const read = { low: Math.min(low, input.low), expected: Math.min(expected, input.expected), high: Math.min(high, input.high), basis };
    return { ...plain, read, ...(read.low * input.high < read.high * input.low ? { readsMostAtBest: true } : {}) };
  }
  const rate = declared?.cacheHitRate;
  if (rate !== undefined) return { ...plain, read: readAt(rate, input) };
  if (!facts?.cacheRatio || facts.cache.mode === 'none' || (call.caching !== 'requested' && call.caching !== 'automatic')) return plain;
  const cached = Math.floor(Math.min(prefix, input.expected));
  if (cached < (facts.cache.minTokens ?? fewest)) return plain;
  if (facts.cache.minTokens === undefined && cached < most) return perhaps(cached, ratesOf(call, facts.cacheRatio));
  if (!declared?.volume || declared.volume.expected <= 0) return onItsOwn(cached, ratesOf(call, facts.cacheRatio));
  const minutes = lifetimeOf(call, facts);
  const { low, expected, high } = declared.volume;
  const [rarely, usually, often] = [hitShare(low, minutes), hitShare(expected, minutes), hitShare(high * workingHours, minutes)];
  const tokens = (share: number) => Math.round(cached * share);
  const percent = (share: number) => `${Math.round(share * 100)} %`;
  const words = `${percent(usually)} of requests find the cached start of ${cached.toLocaleString('en-US')} tokens, at the declared volume spread evenly over ${minutes} minutes of life (${percent(often)} if they only come in working hours)`;
  const read = assumed(tokens(rarely), tokens(usually), tokens(often));
  const write =
    ratesOf(call, facts.cacheRatio).write > 1 ? assumed(cached - read.high, cached - read.expected, cached - read.low) : noTokens;
  return { read, write, readsMostAtBest: true, note: { what: words, tokens: read } };
}

/** Tokens that are read where a share of the input is declared to be. */
export function readAt(rate: number, input: Estimate<number>): Estimate<number> {
  const part = (tokens: number) => Math.round(tokens * rate);
  return { low: part(input.low), expected: part(input.expected), high: part(input.high), basis: 'declared' };
}

/** A start that may be too short to be cached: none is expected to be, all of it may be read or written. */
function perhaps(cached: number, { write }: { readonly write: number }): CacheUse {
  const use: Estimate<number> = assumed(0, 0, cached);
  return {
    read: use,
    write: write > 1 ? use : noTokens,
    readsMostAtBest: true,
    note: {
      what: `whether a start of ${cached.toLocaleString('en-US')} tokens is cached is not known: the seller's least size for this model was not read`,
      tokens: use,
    },
  };
}

/** A request of which nobody says how often it comes: it may find the entry of another, and is expected not to. */
function onItsOwn(cached: number, { read, write }: { readonly read: number; readonly write: number }): CacheUse {
  const times = (ratio: number) => `${Number(ratio.toFixed(3))} times`;
  const alone = write > 1 ? `writes it at ${times(write)} the input price` : 'pays the input price for it';
  const use: Estimate<number> = assumed(0, 0, cached);
  return {
    read: use,
    write: write > 1 ? assumed(0, cached, cached) : noTokens,
    readsMostAtBest: true,
    note: {
      what: `the cached start of ${cached.toLocaleString('en-US')} tokens: a request on its own ${alone}, one that finds it reads it at ${times(read)}; how often requests come is not declared`,
      tokens: use,
    },
  };
}

/** Rates relative to input, and minutes that an entry lives, for the time to live that the code asks for or gets. Null when a rate is not known. */
export function cacheTermsOf(
  call: LlmCall,
  facts: ModelFacts,
): { readonly write: number; readonly read: number; readonly minutes: number } | null {
  return facts.cacheRatio && { ...ratesOf(call, facts.cacheRatio), minutes: lifetimeOf(call, facts) };
}

function ratesOf(call: LlmCall, ratio: NonNullable<ModelFacts['cacheRatio']>): { readonly write: number; readonly read: number } {
  const ttl = askedLife(call);
  return { read: ratio.read, write: (ttl === undefined ? undefined : ratio.writes?.[ttl]) ?? ratio.write };
}

function askedLife(call: LlmCall): string | undefined {
  return call.modifiers.find((one) => one.startsWith('cache_ttl:'))?.slice('cache_ttl:'.length);
}

/** Minutes that a cache entry lives: what the code asks for, else the provider's usual time. */
function lifetimeOf(call: LlmCall, facts: ModelFacts): number {
  const asked = askedLife(call);
  // The hour of Gemini is that of caches made explicitly; its implicit ones have no promised time.
  const usual =
    call.caching === 'automatic' && (facts.provider === 'google' || facts.provider === 'vertex') ? undefined : facts.cache.ttls?.[0];
  const [, number, unit] = /^(\d+)([mh])$/.exec(asked ?? usual ?? '') ?? [];
  return number === undefined ? usualMinutes : Number(number) * (unit === 'h' ? 60 : 1);
}

/** Tokens up to the place that is marked to be cached, where there is one; the unchanging start otherwise. */
export function cachedPrefix(call: LlmCall, staticPrefix: number, count: (text: string) => number, tools: number): number {
  const mark = call.prompt.cacheMark;
  if (mark === 'tools') return Math.min(staticPrefix, tools);
  if (mark === undefined || mark === 'whole') return staticPrefix;
  const before = call.prompt.segments.slice(0, mark.segment).flatMap((segment) => segment.parts);
  const parts = [...before, ...(call.prompt.segments[mark.segment]?.parts.slice(0, mark.parts) ?? [])];
  return Math.min(staticPrefix, tools + parts.reduce((sum, part) => sum + (typeof part === 'string' ? count(part) : 0), 0));
}
