const day = 86_400_000;

/** Days of an average month: 365.25 days / 12. */
export const daysPerMonth = 30.4375;

/** Whether a text is a calendar day like `2026-02-28`. */
export function isDate(text: string): boolean {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(text) : Number.NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** Whole days from one ISO date to another. */
export function daysBetween(from: string, until: string): number {
  return Math.round((Date.parse(until) - Date.parse(from)) / day);
}

/** An ISO date so many days later. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(date) + days * day).toISOString().slice(0, 10);
}

/** The month that a stretch of time lies in (`2026-12`), or both its ends where it is longer. */
export function periodKey(from: string, until: string): string {
  return until <= nextMonth(from) ? from.slice(0, 7) : `${from} ${until}`;
}

/** First day of the month after that of an ISO date or month (`2026-12`). */
export function nextMonth(date: string): string {
  return new Date(Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)), 1)).toISOString().slice(0, 10);
}
