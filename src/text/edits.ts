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

/** Whole lines that edits change: what stands there, and what will. `line` is 1-based. */
export interface ChangedLines {
  /** 1-based, in the text before. */
  readonly line: number;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** What edits change, line by line, for a preview. Edits that share a line are shown together. */
export function changedLines(text: string, edits: readonly TextEdit[]): readonly ChangedLines[] {
  const groups: { start: number; end: number; edits: TextEdit[] }[] = [];
  for (const edit of edits.toSorted((a, b) => a.span.start - b.span.start)) {
    const start = text.lastIndexOf('\n', edit.span.start - 1) + 1;
    const after = text.indexOf('\n', edit.span.end);
    const end = after < 0 ? text.length : after;
    const last = groups.at(-1);
    if (last && start <= last.end) {
      last.end = Math.max(last.end, end);
      last.edits.push(edit);
    } else groups.push({ start, end, edits: [edit] });
  }
  const lines = (part: string) => part.split('\n').map((line) => line.replace(/\r$/, ''));
  return groups.map(({ start, end, edits: own }) => ({
    line: text.slice(0, start).split('\n').length,
    before: lines(text.slice(start, end)),
    after: lines(
      applyEdits(
        text.slice(start, end),
        own.map((one) => ({ ...one, span: { start: one.span.start - start, end: one.span.end - start } })),
      ),
    ),
  }));
}
