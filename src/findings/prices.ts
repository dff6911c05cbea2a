import type { Estimate, Picodollars } from '../model.ts';
import type { Change, RuleInput } from './rule.ts';

/** What a change would save on one call at the expected level; null when a price is missing or nothing is saved. */
export function savingOf(input: RuleInput, change: Change): Picodollars | null {
  const { cost } = input.analyzed;
  const other = input.costIf(change);
  if (cost.state !== 'priced' || !other || other.expected >= cost.perCall.expected) return null;
  return cost.perCall.expected - other.expected;
}

/** Share of the expected cost per call that a change saves, 0..1; negative when it costs more; null when a price is missing. */
export function savedShare(input: RuleInput, change: Change): number | null {
  const { cost } = input.analyzed;
  const other = input.costIf(change);
  if (cost.state !== 'priced' || !other || cost.perCall.expected === 0n) return null;
  return Number(((cost.perCall.expected - other.expected) * 10_000n) / cost.perCall.expected) / 10_000;
}

/** An estimate with so many tokens less, at every level. */
export function fewer(estimate: Estimate<number>, by: number): Estimate<number> {
  return {
    ...estimate,
    low: Math.max(0, estimate.low - by),
    expected: Math.max(0, estimate.expected - by),
    high: Math.max(0, estimate.high - by),
  };
}

/** Whole percents of a share, without its sign: the words around it say whether it is more or less. */
export const percent = (share: number): string => `${Math.round(Math.abs(share) * 100)} %`;
