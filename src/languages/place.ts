import type { Expr, Span } from '../model.ts';
import type { FactsBuilder } from './builder.ts';
import { field, type SyntaxNode } from './language.ts';

/** Where in a file a walk is, as every adapter knows it. */
export interface Spot {
  readonly builder: FactsBuilder;
  readonly text: string;
  /** Offset of the chunk in the virtual text. */
  readonly offset: number;
  /** Index into `FileFacts.scopes`. */
  readonly scope: number;
  /** Index into `FileFacts.functions` of the innermost function; null at module level. */
  readonly fn: number | null;
  /** Qualified name of what is around; empty at module level. */
  readonly path: string;
}

/** Where a node stands in the virtual text (nodes count inside their chunk). */
export function spanOf(node: SyntaxNode, place: Spot): Span {
  return { start: node.start + place.offset, end: node.end + place.offset };
}

/** A node's text, as written. */
export function sourceOf(node: SyntaxNode, place: Spot): string {
  return place.text.slice(node.start, node.end);
}

/** The text of what stands in a field; empty where nothing does. */
export function sourceOfField(node: SyntaxNode, name: string, place: Spot): string {
  const child = field(node, name);
  return child ? sourceOf(child, place) : '';
}

/** What stands between the brackets of a list of arguments. */
export function insideBrackets(list: SyntaxNode, place: Spot): Span {
  return { start: list.start + 1 + place.offset, end: Math.max(list.start + 1, list.end - 1) + place.offset };
}

/** What stands for a part that unfinished code does not have yet. */
export function missing(node: SyntaxNode, place: Spot): Expr {
  return { kind: 'unknown', span: spanOf(node, place), what: 'missing' };
}

/** Walks the statements below a node. */
export function statements<Place extends { readonly walk: { readonly statement: (node: SyntaxNode, place: Place) => void } }>(
  node: SyntaxNode,
  place: Place,
): void {
  for (const child of node.children) if (child.named && child.type !== 'comment') place.walk.statement(child, place);
}

/** What a function gives back, or yields, once more. */
export function returns(value: Expr, place: Spot): void {
  const facts = place.fn === null ? undefined : place.builder.functionAt(place.fn);
  if (facts) (facts.returns as Expr[]).push(value);
}
