import type { Condition } from './catalog.ts';

/** What a request asks for besides tokens, as far as the code shows it. */
export interface Asked {
  /** Service tier, speed or latency mode; null is the standard one. */
  readonly tier: string | null;
  readonly batch: boolean;
  /** Region, inference profile or data residency; null when the code does not show one. */
  readonly region: string | null;
  /** Of pictures that are made, as the API spells it; null when the code does not show it. */
  readonly size: string | null;
  readonly quality: string | null;
  /** The web search tool that is offered, where it has fees of its own: `preview`. */
  readonly search: string | null;
}
/** A plain request: standard tier, at once, no region or picture size named. */
export const nothingAsked: Asked = { tier: null, batch: false, region: null, size: null, quality: null, search: null };

/** Values that mean the standard price. */
const standard = new Set(['standard', 'default', 'auto', 'standard_only', 'on_demand', 'global', 'not_given', '']);

/** Reads the modifiers of a call: plain values (`flex`, `batch`) and named ones (`inference_geo:us`, `region:eu`, `size:1024x1024`). */
export function askedFor(modifiers: readonly string[]): Asked {
  const asked = { ...nothingAsked };
  for (const modifier of modifiers) {
    const at = modifier.indexOf(':');
    const name = at < 0 ? '' : modifier.slice(0, at);
    const value = modifier.slice(at + 1).toLowerCase();
    if (modifier === 'batch') asked.batch = true;
    else if (name === 'size') asked.size = value;
    else if (name === 'quality') asked.quality = value;
    else if (name === 'search') asked.search = value;
    else if (name === 'inference_geo' || name === 'inferenceGeo' || name === 'region' || name === 'location' || name === 'profile')
      asked.region = regionOf(value);
    else if (/latency/i.test(name)) asked.tier = standard.has(value) ? asked.tier : `latency-${value}`;
    // Lifetimes are priced by the meter; a number (Cohere's place in the queue) is no tier.
    else if (name === 'cache_ttl' || standard.has(value) || /^\d+$/.test(value)) continue;
    else asked.tier = value;
  }
  return asked;
}

/** `us-east-1`, `europe-west4` are one region; `us`, `eu`, `global` stand for themselves. */
export function regionOf(written: string): string | null {
  const value = written.toLowerCase();
  if (value === '') return null;
  return /^[a-z]{2,}-[a-z]+-?\d/.test(value) || /^[a-z]+-[a-z]+\d$/.test(value) ? 'regional' : value;
}

/** Time of a request: minute of the day in UTC and ISO weekday; null when only a date is known. */
export interface Moment {
  /** ISO date in UTC. */
  readonly date: string;
  /** Minutes since midnight in UTC; null when the hour is not known. */
  readonly minute: number | null;
  /** 1 is Monday; null when the hour is not known. */
  readonly weekday: number | null;
}

/** Reads `2026-11-21` or `2026-11-21T02:30Z`. A time without a zone is UTC. */
export function momentOf(at: string): Moment {
  const [, date = at.slice(0, 10), hour, minute] = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}):(\d{2}))?/.exec(at) ?? [];
  const day = new Date(`${date}T00:00:00Z`).getUTCDay();
  return {
    date,
    minute: hour === undefined ? null : Number(hour) * 60 + Number(minute),
    weekday: hour === undefined || Number.isNaN(day) ? null : day === 0 ? 7 : day,
  };
}

/** Whether the hours and weekdays of a condition hold; null when the time of day is not known. */
export function timeHolds(condition: Condition, moment: Moment): boolean | null {
  if (!condition.utc && !condition.weekdays) return true;
  if (moment.minute === null || moment.weekday === null) return null;
  const { minute, weekday } = moment;
  const inHours = !condition.utc || condition.utc.some((window) => minutesOf(window.from) <= minute && minute < minutesOf(window.until));
  return inHours && (!condition.weekdays || condition.weekdays.includes(weekday));
}

function minutesOf(clock: string): number {
  return Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));
}

/** Whether the part of a condition that is neither size of the prompt nor time holds. */
export function askedHolds(condition: Condition, asked: Asked): boolean {
  return (
    (condition.tier === undefined || condition.tier === asked.tier) &&
    (condition.batch === undefined || asked.batch) &&
    (condition.region === undefined || (asked.region !== null && condition.region.includes(asked.region))) &&
    (condition.size === undefined || (asked.size !== null && condition.size.includes(asked.size))) &&
    (condition.search === undefined || condition.search === asked.search) &&
    (condition.quality === undefined || (asked.quality !== null && condition.quality.includes(asked.quality)))
  );
}

/** Whether the prompt's size, in input tokens with cached ones, is in a condition's range. */
export function sizeHolds(condition: Condition, inputTokens: number): boolean {
  return (
    (condition.inputTokensOver === undefined || inputTokens > condition.inputTokensOver) &&
    (condition.inputTokensAtLeast === undefined || inputTokens >= condition.inputTokensAtLeast) &&
    (condition.inputTokensAtMost === undefined || inputTokens <= condition.inputTokensAtMost)
  );
}
