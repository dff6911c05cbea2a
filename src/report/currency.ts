import type { Currency, Picodollars } from '../model.ts';
import { inEnglish, type Say } from './say.ts';
import { money } from './wording.ts';

/** `EUR 0.92 for a dollar of 2026-11-01`. */
export function rateOfDay({ code, perUsd, date }: Currency, say: Say = inEnglish): string {
  return say('{0} {1} for a dollar of {2}', code, perUsd, date);
}

/** `$213 at EUR 0.92 for a dollar of 2026-11-01`: what an amount is in dollars and by which rate it is shown. Empty where amounts are in dollars. */
export function rateWords(amount: Picodollars, currency: Currency | undefined, say: Say = inEnglish): string {
  return currency ? say('{0} at {1}', money(amount), rateOfDay(currency, say)) : '';
}
