import type { Chunk, TextEdit } from '../model.ts';
import { cellPlaces, lettersOf, type CellPlace } from './notebookPlaces.ts';

/** What edits of one code cell come to. */
export interface EditedCell {
  /** 0-based among the code cells. */
  readonly cell: number;
  /** The cell as it stands. */
  readonly text: string;
  /** In the cell's own text. */
  readonly edits: readonly TextEdit[];
  /** The same in the text of the notebook, its JSON. */
  readonly written: readonly TextEdit[];
}

/**
 * Edits of a notebook's code cells, as edits of its text (its JSON). Every byte of what they do not touch stays: outputs, the
 * layout of the JSON, the way in which other letters are escaped.
 * @param json the text that `chunks` were read from
 * @param edits in virtual text
 * @returns null where an edit does not lie within one cell
 */
export function editCells(json: string, chunks: readonly Chunk[], edits: readonly TextEdit[]): readonly EditedCell[] | null {
  const places = cellPlaces(json);
  const isAscii = !/[^\x00-\x7f]/.test(json);
  const out: EditedCell[] = [];
  for (const [cell, chunk] of chunks.entries()) {
    const inside = edits.filter((one) => one.span.start >= chunk.offset && one.span.start <= chunk.offset + chunk.text.length);
    const place = places[cell];
    if (inside.length === 0) continue;
    if (!place || inside.some((one) => one.span.end > chunk.offset + chunk.text.length)) return null;
    const own = inside.map((one) => ({ ...one, span: { start: one.span.start - chunk.offset, end: one.span.end - chunk.offset } }));
    out.push({
      cell,
      text: place.strings.map((one) => JSON.parse(`"${one.letters.join('')}"`) as string).join(''),
      edits: own,
      written: cellEdits(json, place, own, isAscii),
    });
  }
  return out;
}

/** Letters of one line, as they are written between the quotes. */
type Line = readonly string[];

function cellEdits(json: string, place: CellPlace, edits: readonly TextEdit[], isAscii: boolean): readonly TextEdit[] {
  const before = place.strings.map((one) => one.letters);
  const after = changed(before.flat(), edits, isAscii);
  const [first, last] = [place.strings[0], place.strings.at(-1)];
  if (!first || !last) return [];
  if (!place.isList) return [{ span: { start: first.start + 1, end: first.end - 1 }, text: after.join('') }];
  const lines = linesOf(after);
  const same = (a: Line | undefined, b: Line | undefined) => a !== undefined && b !== undefined && a.join('') === b.join('');
  let head = 0;
  // One line at least stays in between: an element that is taken away alone would leave its comma.
  while (head < Math.min(before.length, lines.length) - 1 && same(before[head], lines[head])) head++;
  let tail = 0;
  while (tail < Math.min(before.length, lines.length) - head - 1 && same(before.at(-1 - tail), lines.at(-1 - tail))) tail++;
  const [from, to] = [place.strings[head], place.strings[before.length - 1 - tail]];
  if (!from || !to) return [];
  // Lines are told apart as the notebook does it: what stands between two of them, or the indentation of the first.
  const second = place.strings[1];
  const between = second ? json.slice(first.end, second.start) : `,${/\r?\n[ \t]*$/.exec(json.slice(0, first.start))?.[0] ?? ' '}`;
  const middle = lines.slice(head, lines.length - tail);
  return [
    {
      span: { start: from.start, end: to.end },
      text: (middle.length > 0 ? middle : [[]]).map((line) => `"${line.join('')}"`).join(between),
    },
  ];
}

/** Letters of a cell with edits applied to them; offsets count letters. */
function changed(letters: readonly string[], edits: readonly TextEdit[], isAscii: boolean): readonly string[] {
  const out: string[] = [];
  let at = 0;
  for (const edit of edits.toSorted((a, b) => a.span.start - b.span.start)) {
    out.push(...letters.slice(at, edit.span.start), ...lettersOf(quoted(edit.text, isAscii)));
    at = edit.span.end;
  }
  return [...out, ...letters.slice(at)];
}

function quoted(text: string, isAscii: boolean): string {
  const json = JSON.stringify(text).slice(1, -1);
  return isAscii ? json.replace(/[^\x00-\x7f]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`) : json;
}

/** Each line with its end, as nbformat saves them: https://nbformat.readthedocs.io/en/latest/format_description.html#cell-types */
function linesOf(letters: readonly string[]): readonly Line[] {
  const lines: string[][] = [[]];
  for (const letter of letters) {
    lines.at(-1)?.push(letter);
    if (letter === '\\n' || letter.toLowerCase() === '\\u000a') lines.push([]);
  }
  return lines.filter((line) => line.length > 0);
}
