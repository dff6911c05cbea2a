import type { AnalyzedCall, FileAnalysis, Origin, Place, Span } from '../model.ts';
import { createLocator } from '../text/virtual.ts';

/** Finds the places of calls, 1-based; line tables are made once a file. */
export interface Places {
  of(file: string, span: Span): Place;
  ofCall(one: AnalyzedCall): Place;
}

/** `files` are those that places are asked of; a place in any other file is line 1. */
export function createPlaces(files: readonly FileAnalysis[]): Places {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const locators = new Map<string, ReturnType<typeof createLocator>>();
  const of = (path: string, span: Span): Place => {
    const locate = locators.get(path) ?? createLocator(byPath.get(path)?.chunks ?? []);
    locators.set(path, locate);
    const { cell, position } = locate(span.start);
    return { file: path, line: position.line + 1, column: position.column + 1, cell };
  };
  return { of, ofCall: (one) => of(one.call.file, one.call.span) };
}

/** `service/answer.py:25`, `grade.ipynb cell 3:4`. */
export function placeWords(place: Place): string {
  return `${place.file}${place.cell === null ? '' : ` cell ${place.cell + 1}`}:${place.line}`;
}

/** Where an entry of a team file stands. */
export function writtenAt({ file, line, column }: Origin): Place {
  return { file, line, column, cell: null };
}
