import { exactly, hitShare } from '../model.ts';
import { breakEvenOf } from './breakEven.ts';
import { markCache } from './cacheMarkers.ts';
import { savingOf } from './prices.ts';
import type { Rule } from './rule.ts';
import { countedTokens, grouped } from './sent.ts';

/** A large unchanging prefix is sent at full price although the provider caches on request. */
export const promptCacheMissing: Rule = {
  id: 'prompt-cache-missing',
  severity: 'warning',
  title: 'Prompt caching is not asked for',
  check(input) {
    const {
      analyzed: { call, tokens, declared },
      facts,
      cacheTerms,
    } = input;
    if (call.caching !== 'absent' || !facts || facts.cache.mode !== 'explicit' || facts.cache.minTokens === undefined || !cacheTerms)
      return null;
    if (tokens.staticPrefix * (1 - facts.tokenizer.error) < facts.cache.minTokens) return null;
    const { neededHits, callsPerHour } = breakEvenOf(cacheTerms);
    const counted = countedTokens(tokens.staticPrefix, facts);
    const prefix = `${counted.charAt(0).toUpperCase()}${counted.slice(1)} tokens of unchanging prompt are sent at full price; ${facts.id} caches from ${grouped(facts.cache.minTokens)}`;
    const breakEven = `pays from about ${callsPerHour.toFixed(1)} calls per hour`;
    const fixes = markCache(input);
    const mend = fixes.length > 0 ? { fixes } : { byHand: 'Put a cache marker at the end of the unchanging part' };
    if (!declared?.volume) return { severity: 'information', message: `${prefix}. Caching ${breakEven}; no volume is declared.`, ...mend };
    const hits = hitShare(declared.volume.expected, cacheTerms.minutes);
    if (hits <= neededHits) return null;
    const { write, read } = cacheTerms;
    const share = 1 - (hits * read + (1 - hits) * write);
    const saving = savingOf(input, {
      tokens: {
        cacheRead: exactly(Math.round(tokens.staticPrefix * hits), 'approximated'),
        cacheWrite: exactly(Math.round(tokens.staticPrefix * (1 - hits)), 'approximated'),
      },
    });
    return {
      message: `${prefix}. Caching ${breakEven}; at the declared volume it would save about ${Math.round(share * 100)} % of that part.`,
      saving,
      ...mend,
    };
  },
};
