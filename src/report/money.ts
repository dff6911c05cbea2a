import type { Basis, Estimate, Picodollars } from '../model.ts';

/** Bases from the best to the worst, as `Basis` lists them. */
export const bestFirst: readonly Basis[] = ['measured', 'declared', 'counted', 'approximated', 'assumed'];

/** The basis of a combination; `measured` of nothing. */
export function worstOf(bases: readonly Basis[]): Basis {
  return bases.reduce<Basis>((worst, one) => (bestFirst.indexOf(one) > bestFirst.indexOf(worst) ? one : worst), 'measured');
}

/** Sum of ranges, level by level; null for none. The basis is the worst. */
export function total(parts: readonly Estimate<Picodollars>[]): Estimate<Picodollars> | null {
  if (parts.length === 0) return null;
  const sum = (level: 'low' | 'expected' | 'high') => parts.reduce((all, one) => all + one[level], 0n);
  return { low: sum('low'), expected: sum('expected'), high: sum('high'), basis: worstOf(parts.map((one) => one.basis)) };
}

/** A range times a range of plain numbers, to a millionth of the factor. */
export function multiply(range: Estimate<Picodollars>, by: Estimate<number>): Estimate<Picodollars> {
  const at = (level: 'low' | 'expected' | 'high') => (range[level] * BigInt(Math.round(by[level] * 1e6))) / 1_000_000n;
  return { low: at('low'), expected: at('expected'), high: at('high'), basis: worstOf([range.basis, by.basis]) };
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
