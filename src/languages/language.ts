import type { Chunk, FileFacts, LanguageId } from '../model.ts';

/**
 * A language adapter: translates its grammar's nodes to facts and finds no meaning itself.
 * To add a language: one file with this object, one line in `index.ts`, fixtures for each facet.
 */
export interface Language {
  readonly id: LanguageId;
  /** File name endings with the dot, lower case. */
  readonly extensions: readonly string[];
  /** VS Code language identifiers. */
  readonly editorIds: readonly string[];
  /** Name of the wasm grammar: `tree-sitter-python`. */
  readonly grammar: string;
  /** How a line comment starts, for suppressions and fixes. */
  readonly lineComment: string;
  /** Pure; never throws on user text; broken code gives the facts that can be read. `parse` comes from `parser.ts`. */
  extract(path: string, chunks: readonly Chunk[], parse: Parse): FileFacts;
}

/** Parses one chunk; spans of the nodes are offsets into that chunk's text. The tree is deleted by the caller of `extract`. */
export type Parse = (text: string) => SyntaxNode;

/** The part of a tree-sitter node that adapters use. Indices are UTF-16 offsets. */
export interface SyntaxNode {
  readonly id: number;
  readonly type: string;
  readonly text: string;
  readonly isNamed: boolean;
  readonly isError: boolean;
  readonly isMissing: boolean;
  readonly hasError: boolean;
  readonly startIndex: number;
  readonly endIndex: number;
  readonly parent: SyntaxNode | null;
  readonly children: readonly (SyntaxNode | null)[];
  readonly namedChildren: readonly (SyntaxNode | null)[];
  readonly childCount: number;
  childForFieldName(name: string): SyntaxNode | null;
  childrenForFieldName(name: string): readonly (SyntaxNode | null)[];
}
