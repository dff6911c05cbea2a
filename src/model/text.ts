/** Half-open range of UTF-16 offsets into a file's text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** 0-based line and column (UTF-16 code units). Surfaces that count from 1 add 1 at their edge. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Replace `span` by `text`. */
export interface TextEdit {
  readonly span: Span;
  readonly text: string;
}

/** A grammar each; `.js` is read as `javascript` whether it holds JSX or not. */
export type LanguageId = 'python' | 'javascript' | 'jsx' | 'typescript' | 'tsx';

/** Which table of an SDK applies to a file: JavaScript, TypeScript and their JSX forms share one. */
export type LanguageFamily = 'python' | 'javascript';

/**
 * One parsed stretch of a file. A plain file has one; a notebook has one per code cell.
 * `text` lies at `offset` of the file's *virtual text*: all chunks joined by a newline. Every span in the facts is in virtual text.
 */
export interface Chunk {
  readonly text: string;
  /** Of its first character in the virtual text. */
  readonly offset: number;
  /** 0-based index among the notebook's code cells; null in a plain file. */
  readonly cell: number | null;
}

/** A file as analysis sees it. `path` uses `/`, relative to the workspace root where there is one. */
export interface SourceFile {
  readonly path: string;
  readonly language: LanguageId;
  readonly chunks: readonly Chunk[];
}
