import type { AnalyzedCall } from '../model.ts';
import { staticText } from '../text/prompts.ts';
import { modelWords } from './wording.ts';

/** A call before and after a change; null where it was not, or is no more. */
export interface CallPair {
  readonly before: AnalyzedCall | null;
  readonly after: AnalyzedCall | null;
}

/** Shorter prompts stand in many calls: they tell nobody that one of them was moved. */
const tellingText = 40;

/**
 * Which call is which after a change. Ids number the calls of one function, so one that is added above another would make both look changed:
 * calls that read alike are paired first, in the same function, then in the same file, then wherever they were moved to; what is left of a function is paired in order, at last across APIs.
 * @param renamed paths before to paths after, of files that were moved
 */
export function pairCalls(
  before: readonly AnalyzedCall[],
  after: readonly AnalyzedCall[],
  renamed: ReadonlyMap<string, string> = new Map(),
): readonly CallPair[] {
  const fileOf = (one: AnalyzedCall) => renamed.get(one.call.file) ?? one.call.file;
  const text = new Map([...before, ...after].map((one) => [one, staticText(one.call, '\n')] as const));
  const contentOf = (one: AnalyzedCall) => `${one.call.api} ${modelWords(one)} ${text.get(one) ?? ''}`;
  const placeOf = (one: AnalyzedCall, file: string) => `${file}#${one.call.function ?? ''}#${one.call.api}`;
  const isTelling = (one: AnalyzedCall) => (text.get(one)?.length ?? 0) >= tellingText;
  /** What pairs two calls, the surest first; null: not this way. */
  const keys: readonly ((one: AnalyzedCall, file: string) => string | null)[] = [
    (one, file) => `${placeOf(one, file)} ${contentOf(one)}`,
    (one, file) => (isTelling(one) ? `${file} ${contentOf(one)}` : null),
    placeOf,
    (one) => (isTelling(one) ? contentOf(one) : null),
    // The function may ask another seller now.
    (one, file) => (one.call.function === null ? null : `${file}#${one.call.function}`),
  ];
  const pairs: CallPair[] = [];
  let [left, open] = [before, after];
  for (const key of keys) {
    const waiting = new Map<string, AnalyzedCall[]>();
    for (const one of left) {
      const name = key(one, fileOf(one));
      if (name !== null) waiting.set(name, [...(waiting.get(name) ?? []), one]);
    }
    const used = new Set<AnalyzedCall>();
    open = open.filter((one) => {
      const name = key(one, one.call.file);
      const found = name === null ? undefined : waiting.get(name)?.shift();
      if (!found) return true;
      used.add(found);
      pairs.push({ before: found, after: one });
      return false;
    });
    left = left.filter((one) => !used.has(one));
  }
  return [...pairs, ...open.map((one) => ({ before: null, after: one })), ...left.map((one) => ({ before: one, after: null }))];
}
