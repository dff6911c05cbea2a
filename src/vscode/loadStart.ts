declare const performance: { now(): number };

/** When the script of the extension began to load: the entries import this before everything else. */
export const loadStart = performance.now();
