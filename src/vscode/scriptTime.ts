declare const performance: { now(): number };
declare const process: { threadCpuUsage?(): { readonly user: number; readonly system: number } } | undefined;

/** Milliseconds that this thread has computed, where the platform tells (Node 24); else the time on the clock, which also holds what other programs took. */
export function scriptTime(): number {
  const usage = typeof process === 'undefined' ? undefined : process.threadCpuUsage?.();
  return usage ? (usage.user + usage.system) / 1000 : performance.now();
}

/** When the script of the extension began to load: the entries import this before everything else. */
export const loadStart = scriptTime();
