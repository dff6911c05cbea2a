import type { Position } from '../model.ts';

/** Line starts of a text. Breaks are \n, \r\n and \r. */
export interface LineIndex {
  /** 0-based; an offset past the end is the end. */
  positionAt(offset: number): Position;
  /** A line past the last, or a column past the end, is the end of the text. A column past its line's end reaches into the next lines. */
  offsetAt(position: Position): number;
}

/** Reads the text once; `positionAt` is then a binary search. Never throws. */
export function lineIndex(text: string): LineIndex {
  const starts = [0];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 10 || (code === 13 && text.charCodeAt(i + 1) !== 10)) starts.push(i + 1);
  }
  return {
    positionAt(offset) {
      const at = Math.max(0, Math.min(offset, text.length));
      let low = 0;
      let high = starts.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if ((starts[middle] ?? 0) <= at) low = middle;
        else high = middle - 1;
      }
      return { line: low, column: at - (starts[low] ?? 0) };
    },
    offsetAt: (position) => Math.min((starts[position.line] ?? text.length) + position.column, text.length),
  };
}
