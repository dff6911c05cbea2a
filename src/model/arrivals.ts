/** 365.25 days / 12. */
const minutesPerMonth = 43_830;

/** How much denser requests come that only come in 40 hours of the week. Whatever gathers them lets more of them find a cached entry: evenly spread is the least. */
export const workingHours = 168 / 40;

/**
 * Share of requests (0..1) that find the cached entry of an earlier one, for random arrivals spread evenly: 1 - e^-a at `a` requests per lifetime.
 * @param minutes that an entry lives after its last use.
 */
export function hitShare(requestsPerMonth: number, minutes: number): number {
  return 1 - Math.exp((-requestsPerMonth / minutesPerMonth) * minutes);
}
