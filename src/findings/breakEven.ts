/** What caching costs, relative to plain input, and how long an entry lives. */
export interface CacheTerms {
  /** Times the rate of plain input: 1.25 is a quarter more. */
  readonly write: number;
  readonly read: number;
  /** Time to live of an entry after its last use. */
  readonly minutes: number;
}

/** From where on caching costs less than plain input. The formulas stand at `breakEvenOf`. */
export interface BreakEven {
  /** Requests with the same start, one after the other, from which caching is cheaper. */
  readonly requests: number;
  /** Share of requests that must hit for caching to cost nothing, 0..1. */
  readonly neededHits: number;
  /** The same as a rate of random arrivals. */
  readonly callsPerHour: number;
}

/**
 * A write costs w and a hit r of the input rate. n requests cost w + (n - 1) r instead of n, which is less from n > (w - r) / (1 - r). With a
 * share h of hits a request costs h r + (1 - h) w instead of 1, which is less from h > (w - 1) / (w - r). For random arrivals at a
 * per lifetime of an entry the share of hits is 1 - e^-a (`hitShare`).
 */
export function breakEvenOf({ write, read, minutes }: CacheTerms): BreakEven {
  const neededHits = write > read ? Math.max(0, (write - 1) / (write - read)) : 0;
  return { requests: Math.floor((write - read) / (1 - read)) + 1, neededHits, callsPerHour: (-Math.log(1 - neededHits) * 60) / minutes };
}
