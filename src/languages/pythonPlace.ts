import type { Expr, Span } from '../model.ts';
import type { FactsBuilder } from './builder.ts';
import type { SyntaxNode } from './language.ts';

/** Where in the file the walk is. */
export interface Place {
  readonly builder: FactsBuilder;
  readonly text: string;
  /** Offset of the chunk in the virtual text. */
  readonly offset: number;
  /** Index into `FileFacts.scopes`. */
  readonly scope: number;
  /** Index into `FileFacts.functions` of the innermost function; null at module and class level. */
  readonly fn: number | null;
  /** Index into `FileFacts.classes` of the class whose body this is; null anywhere else, inside its methods too. */
  readonly cls: number | null;
  /** Qualified name of what is around. */
  readonly path: string;
  readonly walk: Walk;
}
/** The parts of the walk that expressions and statements need of each other. */
export interface Walk {
  readonly statement: (node: SyntaxNode, place: Place) => void;
  /** Defines a lambda. */
  readonly lambda: (node: SyntaxNode, place: Place) => Expr;
  /** Binds the names of a target pattern to `of`. */
  readonly bindTarget: (node: SyntaxNode, of: Expr, place: Place) => void;
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
  for (const child of node.children) {
    if (child.named && child.type !== 'comment') place.walk.statement(child, place);
  }
}

/** What a function gives back, or yields, once more. */
export function returns(value: Expr, place: Place): void {
  if (place.fn === null) return;
  const facts = place.builder.functionAt(place.fn);
  if (facts) (facts.returns as Expr[]).push(value);
}
