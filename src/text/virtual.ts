import type { Chunk, Position, Span } from '../model.ts';
import { lineIndex, type LineIndex } from './lineIndex.ts';

/** A place in a file: 0-based position inside its cell (or the whole file). */
export interface Place {
  readonly cell: number | null;
  readonly position: Position;
}

/** Finds places of virtual-text offsets; line tables are made once a chunk. */
export function createLocator(chunks: readonly Chunk[]): (offset: number) => Place {
  const indices = new Map<Chunk, LineIndex>();
  return (offset) => {
    const chunk = chunks.findLast((one) => one.offset <= offset) ?? chunks[0];
    if (!chunk) return { cell: null, position: { line: 0, column: 0 } };
    const index = indices.get(chunk) ?? lineIndex(chunk.text);
    indices.set(chunk, index);
    return { cell: chunk.cell, position: index.positionAt(offset - chunk.offset) };
  };
}

/** Virtual text of a span: that of the chunks it goes over, joined by a newline. */
export function virtualText(chunks: readonly Chunk[], { start, end }: Span): string {
  const inside = chunks.filter((one) => one.offset <= end && start <= one.offset + one.text.length);
  return inside.map((one) => one.text.slice(Math.max(0, start - one.offset), Math.max(0, end - one.offset))).join('\n');
}
