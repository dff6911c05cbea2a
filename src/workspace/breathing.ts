import type { Progress } from './workspace.ts';

/** Milliseconds that long work may hold its thread. */
const longestHold = 10;

/** Called between the steps of long work: tells how far it is and lets the thread do something else, where enough time has passed. Rejects with the signal's reason when aborted. */
export type Breathe = (progress: Progress) => Promise<void>;

/** A pause for one stretch of long work. */
export function createBreath(onProgress: ((progress: Progress) => void) | undefined, signal: AbortSignal | undefined): Breathe {
  let last = performance.now();
  return async (progress) => {
    signal?.throwIfAborted();
    if (performance.now() - last < longestHold) return;
    onProgress?.(progress);
    await new Promise<void>((resolve) => void setTimeout(resolve, 0));
    last = performance.now();
  };
}
