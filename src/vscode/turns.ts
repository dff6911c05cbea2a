/** Work by key that is done one at a time, so that what is more urgent never waits for more than one of them. */
export interface Turns {
  /** Whether work of this key waits for its turn. */
  has(key: string): boolean;
  /** Takes work back that waits: somebody does it now. */
  drop(key: string): void;
  /** Settles when the work is done; at once after its turn came when it was taken back. */
  run(key: string, work: () => Promise<void>): Promise<void>;
}

/** Nothing waits at first. */
export function createTurns(): Turns {
  const waiting = new Set<string>();
  let last: Promise<void> = Promise.resolve();
  return {
    has: (key) => waiting.has(key),
    drop: (key) => void waiting.delete(key),
    run(key, work) {
      waiting.add(key);
      const done = last.then(() => (waiting.delete(key) ? work() : undefined));
      last = done.catch(() => {});
      return done;
    },
  };
}
