import type { Finding, TextEdit } from '../model.ts';

/** Edits that mend several findings of one file at once, and the findings they are for. */
export interface FixedTogether {
  readonly findings: readonly Finding[];
  readonly edits: readonly TextEdit[];
  /** How many findings of these rules have a fix that is left for the next run. */
  readonly left: number;
}

/** Rules whose fixes put another model in. What it takes may be spelled in another way, so everything else waits until the file was read again. */
const swaps = new Set(['model-deprecated', 'model-retiring', 'model-oversized']);

/**
 * The preferred fix of each finding, in source order. One that touches what an earlier one touches is left for the next run, other fixes wait for
 * another model, and comments that silence are never written for all.
 * @param ids rules to mend
 */
export function fixTogether(findings: readonly Finding[], ids: readonly string[]): FixedTogether {
  const taken: TextEdit[] = [];
  const mended: Finding[] = [];
  const fixable = findings.filter(({ id, fix }) => ids.includes(id) && fix !== null && fix.edits.length > 0 && !fix.suppresses);
  const first = fixable.some(({ id }) => swaps.has(id)) ? fixable.filter(({ id }) => swaps.has(id)) : fixable;
  for (const finding of first.toSorted((a, b) => a.span.start - b.span.start)) {
    const { fix } = finding;
    if (!fix || fix.edits.some((edit) => taken.some((one) => touch(one, edit)))) continue;
    taken.push(...fix.edits);
    mended.push(finding);
  }
  return { findings: mended, edits: taken, left: fixable.length - mended.length };
}

/** Two insertions at one place would stand in an order that nobody chose. */
function touch(a: TextEdit, b: TextEdit): boolean {
  return a.span.start === b.span.start || (a.span.start < b.span.end && b.span.start < a.span.end);
}
