import type { Picodollars } from '../model.ts';
import { divide } from './decimal.ts';

/** A rate that a team declares. Prices are in US dollars; everything else is this rate on its day. */
export interface Currency {
  /** ISO 4217: `EUR`. */
  readonly code: string;
  /** Units of the currency for one dollar. */
  readonly perUsd: number;
  /** ISO date of the rate. */
  readonly date: string;
}

/** Pico-dollars as pico-units of a currency, rounded half up; the rate is taken to twelve digits. */
export function convert(amount: Picodollars, currency: Currency): bigint {
  return divide(amount * BigInt(Math.round(currency.perUsd * 1e12)), 1_000_000_000_000n);
}
