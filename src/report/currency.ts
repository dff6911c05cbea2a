import type { Currency, Picodollars, Report } from '../model.ts';

const unit = 1_000_000_000_000n;

/** Pico-dollars as pico-units of a declared currency, rounded half up; the rate is taken to twelve digits. */
export function convert(amount: Picodollars, currency: Pick<Currency, 'perUsd'>): bigint {
  return (amount * BigInt(Math.round(currency.perUsd * 1e12)) + unit / 2n) / unit;
}

/** `EUR 1,140 at 0.92 of 2026-11-01`: an amount in the team's currency, with the rate and its day. Empty when none is declared. */
export function inCurrency(amount: Picodollars, report: Pick<Report, 'currency'>): string {
  const { currency } = report;
  if (!currency) return '';
  const value = Number(convert(amount, currency)) / Number(unit);
  return `${currency.code} ${value < 100 ? value.toFixed(2) : Math.round(value).toLocaleString('en-US')} at ${currency.perUsd} of ${currency.date}`;
}
