import { hitShare } from '../model.ts';
import { breakEvenOf } from './breakEven.ts';
import type { Found, Rule, RuleInput } from './rule.ts';
import { grouped } from './sent.ts';

/** Cache writes that cost more than the reads bring back, at the volume that is declared, or in a script that asks once. */
export const promptCacheNotWorthIt: Rule = {
  id: 'prompt-cache-not-worth-it',
  severity: 'warning',
  title: 'Cache writes that are not paid back',
  check(input) {
    const {
      analyzed: { call, declared },
      cacheTerms,
    } = input;
    if (!cacheTerms || cacheTerms.write <= 1 || call.repetition.inLoop || call.repetition.steps !== null) return null;
    if (call.caching === 'requested') return declared?.volume ? rareWrites(input) : oneShot(input);
    return call.caching === 'automatic' && declared?.volume ? implicitWrites(input) : null;
  },
};

/** Share of requests that hit, where it is less than what pays; the higher end of the declared volume counts. */
function tooFew({ analyzed: { declared }, cacheTerms }: RuleInput): { readonly words: string; readonly loss: number } | null {
  if (!declared?.volume || !cacheTerms) return null;
  const { neededHits, callsPerHour } = breakEvenOf(cacheTerms);
  const hits = hitShare(declared.volume.high, cacheTerms.minutes);
  if (hits >= neededHits) return null;
  return {
    words: `At the declared volume about ${Math.round(hits * 100)} % of requests find the cache; ${Math.round(neededHits * 100)} % are needed (${callsPerHour.toFixed(1)} calls per hour)`,
    loss: hits * cacheTerms.read + (1 - hits) * cacheTerms.write - 1,
  };
}

function rareWrites(input: RuleInput): Found | null {
  const few = tooFew(input);
  return (
    few && {
      message: `${few.words}. The marked part costs about ${Math.round(few.loss * 100)} % more than without caching. Drop the marker.`,
      confidence: 'likely',
      byHand: 'Drop the cache marker, or declare the volume that holds',
    }
  );
}

/** Some providers write what they cache by themselves at a price above that of input. */
function implicitWrites(input: RuleInput): Found | null {
  const {
    analyzed: { call, tokens },
    facts,
  } = input;
  const least = facts?.cache.minTokens;
  const few = tooFew(input);
  if (!few || least === undefined || tokens.input.expected < least || call.modifiers.includes('batch')) return null;
  return {
    severity: 'information',
    message: `${few.words}, and ${facts?.id} writes each prompt from ${grouped(least)} tokens to its cache at a price above that of input. Ask for explicit caching without a breakpoint, and nothing is written.`,
    confidence: 'likely',
    byHand: 'Set prompt_cache_options to { "mode": "explicit" }',
  };
}

/** A request at the top of a script, the only one there that is marked: nobody reads what it writes, unless the script is run again at once. */
function oneShot({ analyzed: { call }, cacheTerms, code, siblings }: RuleInput): Found | null {
  const isScript = call.function === null && code.chunks.every((one) => one.cell === null);
  if (!isScript || !cacheTerms || siblings.filter((one) => one.call.caching === 'requested').length !== 1) return null;
  return {
    severity: 'information',
    confidence: 'possible',
    message: `Sent once in a run: a run that begins more than ${grouped(cacheTerms.minutes)} minutes after the last one pays ${cacheTerms.write.toFixed(2)} times the input rate for the marked part and reads nothing. From ${breakEvenOf(cacheTerms).requests} requests within that time the marker pays.`,
    byHand: 'Drop the cache marker, or ask more within one run',
  };
}
