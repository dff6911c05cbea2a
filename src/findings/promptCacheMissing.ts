import type { Rule } from './rule.ts';

/** Minutes that a cache entry lives when nothing else is asked for: https://docs.anthropic.com/en/docs/build-with-claude/prompt-caching */
const lifetimeMinutes = 5;
const hoursPerMonth = 730.5;

/**
 * A large unchanging prefix is sent at full price although the provider caches on request.
 * Worth it when enough requests come within an entry's life: a write costs w and each hit r of the input rate, so
 * n requests pay from n > (w - r) / (1 - r); for random arrivals at rate a per lifetime the hit share is 1 - e^-a.
 */
export const promptCacheMissing: Rule = {
  id: 'prompt-cache-missing',
  severity: 'warning',
  title: 'Prompt caching is not asked for',
  check({ analyzed: { call, tokens, declared }, facts }) {
    if (call.caching !== 'absent' || !facts || facts.cache.mode !== 'explicit' || facts.cache.minTokens === undefined || !facts.cacheRatio) return null;
    if (tokens.staticPrefix * (1 - facts.tokenizer.error) < facts.cache.minTokens) return null;
    const { write, read } = facts.cacheRatio;
    const needed = (write - 1) / (write - read);
    const perHour = (-Math.log(1 - needed) * 60) / lifetimeMinutes;
    const breakEven = `pays from about ${perHour.toFixed(1)} calls per hour`;
    const prefix = `${Math.round(tokens.staticPrefix).toLocaleString('en-US')} tokens of unchanging prompt are sent at full price; ${facts.id} caches from ${facts.cache.minTokens.toLocaleString('en-US')}`;
    const volume = declared?.volume;
    if (!volume) return { severity: 'information', message: `${prefix}. Caching ${breakEven}; no volume is declared.` };
    const arrivals = (volume.expected / hoursPerMonth / 60) * lifetimeMinutes;
    const hits = 1 - Math.exp(-arrivals);
    if (hits <= needed) return null;
    const share = 1 - (hits * read + (1 - hits) * write);
    return { message: `${prefix}. Caching ${breakEven}; at the declared volume it would save about ${Math.round(share * 100)} % of that part.` };
  },
};
