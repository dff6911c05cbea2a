import { exactly, hitShare, type Estimate, type LlmCall, type ModelFacts, type Scenario, type TokenEstimate } from '../model.ts';
import { atMost } from './arithmetic.ts';
import { cacheTermsOf, readAt, usualMinutes } from './caching.ts';

type Wanted = Pick<Scenario, 'promptTokens' | 'outputCap' | 'cacheHitRate' | 'caching'>;

/**
 * Tokens of a request as a what-if would have them: input trimmed, output capped, more of the input read from the cache.
 * Caching holds the unchanging start of the prompt where the model caches so much; the share of requests that find it
 * is 1 - e^-a for random arrivals at `a` requests per lifetime, the others write it where the provider bills writes.
 * @param requests per month; null: not known, then caching changes nothing.
 */
export function adjustTokens(
  tokens: TokenEstimate,
  call: LlmCall,
  facts: ModelFacts | null,
  requests: number | null,
  wanted: Wanted,
): TokenEstimate {
  const limit = wanted.promptTokens;
  const input = limit === undefined ? tokens.input : atMost(tokens.input, limit);
  const output = wanted.outputCap === undefined ? tokens.output : atMost(tokens.output, wanted.outputCap);
  const trimmed = { ...tokens, input, output, cacheRead: within(tokens.cacheRead, input), cacheWrite: within(tokens.cacheWrite, input) };
  if (wanted.cacheHitRate !== undefined) {
    // A share of the input grows with it.
    const { readsMostAtBest: _, ...rest } = trimmed;
    return { ...rest, cacheRead: readAt(wanted.cacheHitRate, input) };
  }
  if (
    wanted.caching !== true ||
    requests === null ||
    !facts ||
    facts.cache.mode === 'none' ||
    call.caching === 'unsupported' ||
    tokens.cacheRead.expected > 0
  )
    return trimmed;
  const prefix = Math.min(tokens.staticPrefix, input.low);
  if (prefix < (facts.cache.minTokens ?? 0) || prefix === 0) return trimmed;
  const read = Math.round(prefix * hitShare(requests, cacheTermsOf(call, facts)?.minutes ?? usualMinutes));
  const written = facts.cache.mode === 'explicit' ? Math.round(prefix) - read : 0;
  return { ...trimmed, cacheRead: exactly(read, 'assumed'), cacheWrite: exactly(written, 'assumed') };
}

function within(part: Estimate<number>, whole: Estimate<number>): Estimate<number> {
  return {
    ...part,
    low: Math.min(part.low, whole.low),
    expected: Math.min(part.expected, whole.expected),
    high: Math.min(part.high, whole.high),
  };
}
