import { hitShare, type Estimate, type LlmCall, type ModelFacts, type Scenario, type TokenEstimate } from '../model.ts';
import { cacheTermsOf, usualMinutes } from './caching.ts';

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
    const rate = wanted.cacheHitRate;
    return {
      ...trimmed,
      cacheRead: {
        low: Math.floor(input.low * rate),
        expected: Math.round(input.expected * rate),
        high: Math.floor(input.high * rate),
        basis: 'declared',
      },
    };
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
  const same = (value: number): Estimate<number> => ({ low: value, expected: value, high: value, basis: 'assumed' });
  return { ...trimmed, cacheRead: same(read), cacheWrite: same(facts.cache.mode === 'explicit' ? Math.round(prefix) - read : 0) };
}

function atMost(range: Estimate<number>, limit: number): Estimate<number> {
  return { ...range, low: Math.min(range.low, limit), expected: Math.min(range.expected, limit), high: Math.min(range.high, limit) };
}
function within(part: Estimate<number>, whole: Estimate<number>): Estimate<number> {
  return {
    ...part,
    low: Math.min(part.low, whole.low),
    expected: Math.min(part.expected, whole.expected),
    high: Math.min(part.high, whole.high),
  };
}
