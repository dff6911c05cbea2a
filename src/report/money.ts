import { addUp, worstBasis, type Estimate, type Level, type Picodollars } from '../model.ts';

/** Sum of ranges, level by level; null for none. The basis is the worst. */
export function total(parts: readonly Estimate<Picodollars>[]): Estimate<Picodollars> | null {
  return parts.length === 0 ? null : addUp(parts);
}

/** A range times a range of plain numbers, to a millionth of the factor. */
export function multiply(range: Estimate<Picodollars>, by: Estimate<number>): Estimate<Picodollars> {
  const at = (level: Level) => (range[level] * BigInt(Math.round(by[level] * 1e6))) / 1_000_000n;
  return { low: at('low'), expected: at('expected'), high: at('high'), basis: worstBasis([range.basis, by.basis]) };
}

/** Splits an amount in the proportions of weights, to the last unit: the parts add up to it. Without weights the first part takes all. */
export function apportion(amount: Picodollars, weights: readonly Picodollars[]): readonly Picodollars[] {
  const whole = weights.reduce((sum, one) => sum + one, 0n);
  if (whole === 0n) return weights.map((_, i) => (i === 0 ? amount : 0n));
  let before = 0n;
  let given = 0n;
  return weights.map((weight) => {
    before += weight;
    const upTo = (amount * before) / whole;
    const part = upTo - given;
    given = upTo;
    return part;
  });
}
