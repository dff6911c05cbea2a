import type { Expr, Span } from '../model.ts';
import type { FactsBuilder } from './builder.ts';
import type { SyntaxNode } from './language.ts';

/** Where in the file the walk is, and the parts of the walk that expressions and statements need of each other. */
export interface Place {
  readonly builder: FactsBuilder;
  readonly text: string;
  /** Offset of the chunk in the virtual text. */
  readonly offset: number;
  /** Index into `FileFacts.scopes`. */
  readonly scope: number;
  /** Scope that `var` and functions belong to. */
  readonly functionScope: number;
  /** Index into `FileFacts.functions` of the innermost function; null at module level. */
  readonly fn: number | null;
  /** Qualified name of what is around; empty at module level. */
  readonly path: string;
  readonly walk: Walk;
}
/** The parts of the walk that stand in files of their own and call each other; handed through `Place` so that the files import in one direction. Indices are into `FileFacts`. */
export interface Walk {
  /** Defines a function, arrow or method and gives its index. */
  readonly define: (node: SyntaxNode, place: Place, what: { readonly name: string | null; readonly nameSpan: Span | null; readonly cls: number | null }) => number;
  readonly classExpression: (node: SyntaxNode, place: Place, name: string | null) => number;
  /** An object type in place, as the name of the class that it is entered as; unknown where no member says anything of a receiver. */
  readonly objectType: (node: SyntaxNode, place: Place) => Expr;
  readonly bindPattern: (pattern: SyntaxNode, value: Expr, place: Place, annotation?: Expr) => void;
  readonly statement: (node: SyntaxNode, place: Place) => void;
}

/** Where a node stands in the virtual text (nodes count inside their chunk). */
export function spanOf(node: SyntaxNode, place: Place): Span {
  return { start: node.start + place.offset, end: node.end + place.offset };
}
/** A node's text, as written. */
export function sourceOf(node: SyntaxNode, place: Place): string {
  return place.text.slice(node.start, node.end);
}

/** Walks the statements below a node. */
export function statements(node: SyntaxNode, place: Place): void {
  for (const child of node.children) if (child.named) place.walk.statement(child, place);
}

/** What a function gives back, once more. */
export function returns(value: Expr, place: Place): void {
  const facts = place.fn === null ? undefined : place.builder.functionAt(place.fn);
  if (facts) (facts.returns as Expr[]).push(value);
}
