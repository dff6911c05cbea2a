import type { Expr, Span } from '../model.ts';
import type { FactsBuilder } from './builder.ts';
import type { SyntaxNode } from './language.ts';

/** Where in the file the walk is. */
export interface Place {
  readonly builder: FactsBuilder;
  readonly text: string;
  /** Offset of the chunk in the virtual text. */
  readonly offset: number;
  readonly scope: number;
  readonly fn: number | null;
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

export function spanOf(node: SyntaxNode, place: Place): Span {
  return { start: node.start + place.offset, end: node.end + place.offset };
}
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
