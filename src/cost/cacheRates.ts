import type { ModelFacts } from '../model.ts';
import type { Rate } from './decimal.ts';
import type { Rates } from './schedule.ts';

/** Times to live in the order in which a request gets them when it asks for none. */
const ttlOrder = ['5m', '30m', 'default', '1h'];

/** The time to live that a request gets when it asks for none; null where nothing is billed by it. */
export function usualTtl(rates: Rates): string | null {
  return ttlOrder.find((one) => rates.cacheWrite?.[one] !== undefined) ?? null;
}

/** Rate of a cache write that lives as long as asked, else of the usual one; null when unknown. `default` is the rate of who has one only. */
export function writeRate(rates: Rates, ttl: string | null): Rate | null {
  const writes = rates.cacheWrite;
  if (!writes) return null;
  if (ttl !== null) return writes[ttl] ?? writes['default'] ?? null;
  return writes[usualTtl(rates) ?? ''] ?? null;
}

/** What reads and writes cost of the input rate: what advice on caching rests on. Null when the input or the read rate is not known, or input is free. */
export function cacheRatioOf(rates: Rates): ModelFacts['cacheRatio'] {
  const { input, cacheRead, cacheWrite } = rates;
  if (!input || cacheRead === null || cacheRead === undefined || cacheWrite === null) return null;
  // Twelve digits of the exact quotient: 0.3 of 3 is 0.1.
  const ratio = (rate: Rate) => Number((rate * 1_000_000_000_000n) / input) / 1e12;
  return {
    write: ratio(writeRate(rates, null) ?? input),
    read: ratio(cacheRead),
    ...(cacheWrite ? { writes: Object.fromEntries(Object.entries(cacheWrite).map(([ttl, one]) => [ttl, ratio(one)])) } : {}),
  };
}
