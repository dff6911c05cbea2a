import type { Expr } from '../model.ts';
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

/** Loop variables: each element of `of`. */
export function bindElements(target: SyntaxNode, of: Expr, place: Place): void {
  if (target.type === 'identifier')
    place.builder.bind(sourceOf(target, place), place.scope, spanOf(target, place), { kind: 'element', of, index: null });
  else
    for (const child of namedChildren(target)) bindElements(child, { kind: 'unknown', span: of.span, what: 'part of an element' }, place);
}
