import type { Currency, Picodollars } from '../model.ts';

const pico = 1_000_000_000_000n;

/** US dollars as pico-dollars, exact to a billionth of a dollar. */
export function picodollars(dollars: number): Picodollars {
  return BigInt(Math.round(dollars * 1e9)) * 1000n;
}

/** Pico-dollars as pico-units of a declared currency, rounded half up; the rate is taken to twelve digits. */
export function convert(amount: Picodollars, currency: Pick<Currency, 'perUsd'>): bigint {
  return (amount * BigInt(Math.round(currency.perUsd * 1e12)) + pico / 2n) / pico;
}

/** Money with every digit that matters, for a limit, which must not read like the value that broke it: `$0.01234`, `EUR 0.01135` in a currency that the team declares. */
export function preciseMoney(amount: Picodollars, currency?: Currency): string {
  const value = Number(currency ? convert(amount, currency) : amount) / Number(pico);
  return `${currency ? `${currency.code} ` : '$'}${Number(value.toPrecision(4)).toLocaleString('en-US', { maximumFractionDigits: 12 })}`;
}
