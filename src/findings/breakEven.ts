import type { Estimate, ModelFacts } from '../model.ts';

/** Minutes that a cache entry lives when nothing else is asked for: https://docs.anthropic.com/en/docs/build-with-claude/prompt-caching */
const lifetimeMinutes = 5;
const hoursPerMonth = 730.5;

export interface BreakEven {
  /** Share of requests that must hit for caching to cost nothing. */
  readonly neededHits: number;
  /** The same as a rate of random arrivals. */
  readonly callsPerHour: number;
}

/**
 * A write costs w and a hit r of the input rate, so with a share h of hits a prefix costs h·r + (1 − h)·w of plain input:
 * less than 1 from h = (w − 1) / (w − r). For random arrivals at a per lifetime the hit share is 1 − e^−a.
 */
export function breakEvenOf(ratio: NonNullable<ModelFacts['cacheRatio']>): BreakEven {
  const neededHits = ratio.write > ratio.read ? Math.max(0, (ratio.write - 1) / (ratio.write - ratio.read)) : 0;
  return { neededHits, callsPerHour: (-Math.log(1 - neededHits) * 60) / lifetimeMinutes };
}

/** Share of requests that find the entry of an earlier one, at a monthly volume spread evenly. */
export function hitShare(volume: Estimate<number>): number {
  return 1 - Math.exp(-(volume.expected / hoursPerMonth / 60) * lifetimeMinutes);
}
