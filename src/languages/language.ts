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
  /** Pure; never throws on user text; broken code gives the facts that can be read. */
  extract(path: string, chunks: readonly Chunk[], parse: Parse): FileFacts;
}

/** Parses one chunk; offsets of the nodes are into that chunk's text (UTF-16). */
export type Parse = (text: string) => SyntaxNode;

/** A syntax tree as plain data, copied out of tree-sitter once so that walking it does not cross into wasm. */
export interface SyntaxNode {
  /** Node type of the grammar; for punctuation and keywords, the text itself. */
  readonly type: string;
  /** False for punctuation and keywords. */
  readonly named: boolean;
  /** UTF-16 offsets into the chunk's text, `end` exclusive. */
  readonly start: number;
  readonly end: number;
  /** Field of the parent that it stands in. */
  readonly field: string | null;
  /** The parser put it in to go on after an error: it is not in the text. */
  readonly missing: boolean;
  readonly children: readonly SyntaxNode[];
}

/** The first child that stands in the field, or null. */
export function field(node: SyntaxNode, name: string): SyntaxNode | null {
  return node.children.find((child) => child.field === name) ?? null;
}
/** All children that stand in the field (`name` of a `from m import a, b`), in order. */
export function fieldsOf(node: SyntaxNode, name: string): readonly SyntaxNode[] {
  return node.children.filter((child) => child.field === name);
}
/** Children that mean something: no punctuation, no keywords, no comments. */
export function namedChildren(node: SyntaxNode): readonly SyntaxNode[] {
  return node.children.filter((child) => child.named && child.type !== 'comment');
}
