import type { Finding, TextEdit } from '../model.ts';

/** Edits that mend several findings of one file at once, and the findings they are for. */
export interface FixedTogether {
  readonly findings: readonly Finding[];
  readonly edits: readonly TextEdit[];
}

/**
 * The preferred fix of each finding, in source order. One that touches what an earlier one touches is left for the next run,
 * and comments that silence are never written for all.
 * @param ids rules to mend
 */
export function fixTogether(findings: readonly Finding[], ids: readonly string[]): FixedTogether {
  const taken: TextEdit[] = [];
  const mended: Finding[] = [];
  for (const finding of findings.toSorted((a, b) => a.span.start - b.span.start)) {
    const fix = ids.includes(finding.id) ? finding.fix : null;
    if (!fix || fix.suppresses || fix.edits.some((edit) => taken.some((one) => touch(one, edit)))) continue;
    taken.push(...fix.edits);
    mended.push(finding);
  }
  return { findings: mended, edits: taken };
}

/** Two insertions at one place would stand in an order that nobody chose. */
function touch(a: TextEdit, b: TextEdit): boolean {
  return a.span.start === b.span.start || (a.span.start < b.span.end && b.span.start < a.span.end);
}
