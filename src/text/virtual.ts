import type { Chunk, Position } from '../model.ts';
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
