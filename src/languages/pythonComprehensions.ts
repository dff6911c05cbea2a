import type { BindingSource, Expr } from '../model.ts';
import { field, namedChildren, type SyntaxNode } from './language.ts';
import { missing, sourceOf, spanOf } from './place.ts';
import { dictionaryEntry } from './pythonLiterals.ts';
import type { Place } from './pythonPlace.ts';

/** `[f(x) for x in xs if g(x)]` and its kin, over the first source; names of its loops live in a scope of their own. */
export function comprehension(node: SyntaxNode, place: Place): Expr {
  const span = spanOf(node, place);
  const scope = place.builder.scope(place.scope, 'comprehension', span, null);
  const inside: Place = { ...place, scope };
  let source: Expr = missing(node, place);
  let first = true;
  for (const clause of namedChildren(node)) {
    if (clause.type === 'for_in_clause') {
      const right = place.walk.expression(field(clause, 'right') ?? clause, inside);
      if (first) source = right;
      first = false;
      const left = field(clause, 'left');
      if (left) bindElements(left, right, inside);
    } else if (clause.type === 'if_clause') namedChildren(clause).forEach((one) => place.walk.expression(one, inside));
  }
  const body = field(node, 'body');
  const element: Expr = !body
    ? missing(node, place)
    : body.type === 'pair'
      ? { kind: 'record', span: spanOf(body, place), entries: [dictionaryEntry(body, inside)] }
      : place.walk.expression(body, inside);
  return { kind: 'comprehension', span, element, source };
}

/** Loop variables: each element of `of`, or, of a tuple of names, what stands at their places in it. */
export function bindElements(target: SyntaxNode, of: Expr, place: Place): void {
  if (target.type === 'identifier') bindTo(target, { kind: 'element', of, index: null }, place);
  else
    bindParts(target, { kind: 'index', span: of.span, object: of, index: { kind: 'unknown', span: of.span, what: 'any position' } }, place);
}

function bindParts(target: SyntaxNode, whole: Expr, place: Place): void {
  const parts = namedChildren(target);
  // Behind a starred name nobody can tell how far the others are from the front.
  const isCounted = !parts.some((one) => one.type === 'list_splat_pattern');
  for (const [i, part] of parts.entries()) {
    if (part.type === 'identifier') bindTo(part, { kind: 'element', of: whole, index: isCounted ? i : null }, place);
    else bindParts(part, { kind: 'index', span: whole.span, object: whole, index: { kind: 'number', span: whole.span, value: i } }, place);
  }
}

function bindTo(name: SyntaxNode, from: BindingSource, place: Place): void {
  place.builder.bind(sourceOf(name, place), place.scope, spanOf(name, place), from);
}
