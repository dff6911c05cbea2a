import type { Basis, Estimate, Meter, Picodollars } from './numbers.ts';

/** Keys of an `Estimate` that hold its numbers, ascending. */
export const levels = ['low', 'expected', 'high'] as const;
/** One of the three situations that a number is told for. */
export type Level = (typeof levels)[number];

/** Meters of tokens that are sent, in the order in which they are shown; priced per million. */
export const inputMeters: readonly Meter[] = ['input', 'audioInput', 'cacheRead', 'cacheWrite'];
/** The same of tokens that come back. */
export const outputMeters: readonly Meter[] = ['output', 'reasoning', 'imageOutput', 'audioOutput'];

/** Every `Basis`, from the best to the worst. */
export const bestFirst = ['measured', 'declared', 'counted', 'approximated', 'assumed'] as const satisfies readonly Basis[];

/** The basis of a combination is that of its worst part; `measured` of nothing. */
export function worstBasis(bases: readonly Basis[]): Basis {
  return bases.reduce<Basis>((worst, one) => (bestFirst.indexOf(one) > bestFirst.indexOf(worst) ? one : worst), 'measured');
}

/** A range without width. */
export function exactly(value: number, basis: Basis): Estimate<number> {
  return { low: value, expected: value, high: value, basis };
}

/** All three levels times an exact factor; the basis stays, so not for factors that are estimates themselves. */
export function scaled(range: Estimate<number>, by: number): Estimate<number> {
  return { ...range, low: range.low * by, expected: range.expected * by, high: range.high * by };
}

/** Sum of at least one range, level by level; the basis is the worst. */
export function addUp(parts: readonly Estimate<Picodollars>[]): Estimate<Picodollars> {
  const sum = (level: Level) => parts.reduce((total, one) => total + one[level], 0n);
  return { low: sum('low'), expected: sum('expected'), high: sum('high'), basis: worstBasis(parts.map((one) => one.basis)) };
}
