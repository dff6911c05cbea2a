/** An exact rate: integer 10^-12 US dollars per million tokens, or per unit where a rate is per unit. */
export type Rate = bigint;

const digits = 12;
const one = 1_000_000_000n;

/** Rate of a number as people write it; exact to twelve digits after the point. */
export function rateOf(usd: number): Rate {
  return BigInt(usd.toFixed(digits).replace('.', ''));
}

/** A rate times a factor such as 0.5 or 1.1, exact to nine digits of the factor, rounded half up. */
export function rateTimes(rate: Rate, factor: number): Rate {
  return divide(rate * BigInt(Math.round(factor * 1e9)), one);
}

/** Decimal text without needless zeros: `0.0039875`. */
export function rateText(rate: Rate): string {
  const text = rate.toString().padStart(digits + 1, '0');
  return `${text.slice(0, -digits)}.${text.slice(-digits)}`.replace(/\.?0+$/, '');
}

/** The rate in USD, for showing and comparing only: what is billed is computed with the integer. */
export function rateNumber(rate: Rate): number {
  return Number(rateText(rate));
}

/** Quotient of two non-negative integers, rounded half up. */
export function divide(a: bigint, b: bigint): bigint {
  return (a + b / 2n) / b;
}
