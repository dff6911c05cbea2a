import { worstBasis, type Estimate } from '../model.ts';

/** Surely nothing: an empty part, which worsens no basis. */
export const noTokens: Estimate<number> = { low: 0, expected: 0, high: 0, basis: 'counted' };

/** Sum of two ranges; what is zero everywhere does not worsen the basis. */
export function add(a: Estimate<number>, b: Estimate<number>): Estimate<number> {
  return {
    low: a.low + b.low,
    expected: a.expected + b.expected,
    high: a.high + b.high,
    basis: worstBasis(b.high > 0 ? [a.basis, b.basis] : [a.basis]),
  };
}
/** Cuts each level at a limit; the basis stays. */
export function atMost(a: Estimate<number>, limit: number): Estimate<number> {
  return { ...a, low: Math.min(a.low, limit), expected: Math.min(a.expected, limit), high: Math.min(a.high, limit) };
}
/** A range that rests on a stated default. The caller keeps low <= expected <= high. */
export function assumed(low: number, expected: number, high: number): Estimate<number> {
  return { low, expected, high, basis: 'assumed' };
}
