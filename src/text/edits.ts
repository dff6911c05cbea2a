import type { TextEdit } from '../model.ts';

/** Applies edits to a text. Throws when two overlap. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let out = '';
  let last = 0;
  for (const edit of edits.toSorted((a, b) => a.span.start - b.span.start)) {
    if (edit.span.start < last) throw new Error('edits overlap');
    out += text.slice(last, edit.span.start) + edit.text;
    last = edit.span.end;
  }
  return out + text.slice(last);
}
