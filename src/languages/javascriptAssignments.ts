import type { Expr } from '../model.ts';
import { combined } from './builder.ts';
import type { Place } from './javascriptPlace.ts';
import { field, type SyntaxNode } from './language.ts';
import { missing, sourceOf, spanOf } from './place.ts';

/** `target = value`: binds the target's names; what it gives is the value. */
export function assignment(node: SyntaxNode, place: Place): Expr {
  const left = field(node, 'left');
  const right = field(node, 'right');
  const name = left?.type === 'identifier' ? sourceOf(left, place) : null;
  const value = right ? place.walk.expression(right, place, name) : missing(node, place);
  if (left) place.walk.bindPattern(left, value, name === null ? place : { ...place, scope: place.builder.scopeOf(name, place.scope) });
  return value;
}

/** `target += value` and its kin, of a name or of a member; what it gives is taken for the value alone. */
export function augmentedAssignment(node: SyntaxNode, place: Place): Expr {
  const left = field(node, 'left');
  const right = field(node, 'right');
  const sign = field(node, 'operator');
  const operator = sign ? sourceOf(sign, place) : '+=';
  const value = right ? place.walk.expression(right, place) : missing(node, place);
  const both = (target: SyntaxNode): Expr =>
    combined(place.walk.expression(target, place), operator.slice(0, -1), value, spanOf(node, place));
  if (left?.type === 'identifier') {
    const name = sourceOf(left, place);
    const scope = place.builder.scopeOf(name, place.scope);
    // What is kept outside of the function and made on first use is what is made.
    const isKept = scope < place.functionScope && /^(?:\?\?|\|\|)=$/.test(operator);
    place.builder.bind(
      name,
      scope,
      spanOf(left, place),
      operator === '+=' ? { kind: 'augment', value } : { kind: 'value', value: isKept ? value : both(left) },
    );
  } else if (left?.type === 'member_expression') {
    const object = field(left, 'object');
    const property = field(left, 'property');
    const known = (['+=', '||=', '??=', '&&='] as const).find((one) => one === operator);
    place.builder.write({
      span: spanOf(left, place),
      object: object ? place.walk.expression(object, place) : missing(node, place),
      property: property ? sourceOf(property, place) : null,
      value: known ? value : both(left),
      operator: known ?? '=',
      scope: place.scope,
      inFunction: place.fn,
    });
  }
  return value;
}
