/** What people run between two edits: everything once, random cases fewer times, and what stands elsewhere too in the whole run alone. */
export const isFast = process.env['LLMCOST_TESTS'] === 'fast';

/** How often a property is tried: a fifth in the fast run. */
export function runs(whole: number): number {
  return isFast ? Math.max(2, Math.round(whole / 5)) : whole;
}
