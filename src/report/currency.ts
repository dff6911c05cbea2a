import type { Picodollars, Report } from '../model.ts';
import { money } from './wording.ts';

/** `$213 at EUR 0.92 for a dollar of 2026-11-01`: what an amount is in dollars and by which rate it is shown. Empty in a report in dollars. */
export function rateWords(amount: Picodollars, { currency }: Pick<Report, 'currency'>): string {
  return currency ? `${money(amount)} at ${currency.code} ${currency.perUsd} for a dollar of ${currency.date}` : '';
}
