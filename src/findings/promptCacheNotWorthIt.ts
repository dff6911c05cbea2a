import { breakEvenOf, hitShare } from './breakEven.ts';
import { textBetween } from './code.ts';
import type { Rule } from './rule.ts';

/** Cache writes that cost more than the reads bring back, at the volume that is declared. */
export const promptCacheNotWorthIt: Rule = {
  id: 'prompt-cache-not-worth-it',
  severity: 'warning',
  title: 'Cache writes that the declared volume does not pay back',
  check({ analyzed: { call, declared }, facts, code }) {
    if (call.caching !== 'requested' || !facts?.cacheRatio || facts.cacheRatio.write <= 1 || !declared?.volume) return null;
    // An hour's lifetime has another write price and another break-even.
    if (/["'`]1h["'`]/.test(textBetween(code, call.span)) || call.repetition.inLoop) return null;
    const { neededHits, callsPerHour } = breakEvenOf(facts.cacheRatio);
    const hits = hitShare({ ...declared.volume, expected: declared.volume.high });
    if (hits >= neededHits) return null;
    const { write, read } = facts.cacheRatio;
    const loss = hits * read + (1 - hits) * write - 1;
    return { message: `At the declared volume about ${Math.round(hits * 100)} % of requests find the cache; ${Math.round(neededHits * 100)} % are needed (${callsPerHour.toFixed(1)} calls per hour). The marked part costs about ${Math.round(loss * 100)} % more than without caching. Drop the marker.`, confidence: 'likely', byHand: 'Drop the cache marker, or declare the volume that holds' };
  },
};
