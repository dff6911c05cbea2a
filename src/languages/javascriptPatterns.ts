import type { Expr } from '../model.ts';
import { expression } from './javascriptExpressions.ts';
import { keyOf } from './javascriptLiterals.ts';
import type { Place } from './javascriptPlace.ts';
import { sourceOf, spanOf } from './place.ts';
import { field, namedChildren, type SyntaxNode } from './language.ts';

/** Binds what a `const`, `let` or `var` statement declares (`var` in the scope of the function); gives the declared names, for `export const`. */
export function declarators(node: SyntaxNode, place: Place): readonly string[] {
  const isVar = node.type === 'variable_declaration';
  const names: string[] = [];
  for (const one of namedChildren(node)) {
    if (one.type !== 'variable_declarator') continue;
    const target = field(one, 'name');
    const valueNode = field(one, 'value');
    const cast = valueNode?.type === 'as_expression' ? namedChildren(valueNode).at(1) : undefined;
    // `const model = make() as BaseChatModel` declares its type as much as a type after the name does.
    const typeNode = field(one, 'type') ?? cast;
    if (!target) continue;
    const where = isVar ? { ...place, scope: place.functionScope } : place;
    const annotation = typeNode ? expression(typeNode, place) : undefined;
    const name = target.type === 'identifier' ? sourceOf(target, place) : null;
    if (name !== null) names.push(name);
    else names.push(...patternNames(target, place));
    if (valueNode?.type === 'class' && name !== null) {
      place.walk.classExpression(valueNode, where, name);
      continue;
    }
    const value: Expr = valueNode ? expression(valueNode, place, name) : { kind: 'null', span: spanOf(one, place) };
    bindPattern(target, value, where, annotation);
  }
  return names;
}

/** Names that a destructuring pattern binds, in source order; no keys, no defaults. */
export function patternNames(pattern: SyntaxNode, place: Place): string[] {
  if (pattern.type === 'identifier' || pattern.type === 'shorthand_property_identifier_pattern') return [sourceOf(pattern, place)];
  return namedChildren(pattern).flatMap((one) => (one.field === 'right' || one.field === 'key' ? [] : patternNames(one, place)));
}

/** Binds a name, or takes a pattern apart. Member targets become writes. */
export function bindPattern(pattern: SyntaxNode, value: Expr, place: Place, annotation?: Expr): void {
  const { builder } = place;
  const span = spanOf(pattern, place);
  switch (pattern.type) {
    case 'identifier':
      return builder.bind(sourceOf(pattern, place), place.scope, span, { kind: 'value', value }, annotation);
    case 'member_expression': {
      const property = field(pattern, 'property');
      return builder.write({
        span,
        object: expression(field(pattern, 'object') ?? pattern, place),
        property: property ? sourceOf(property, place) : null,
        value,
        operator: '=',
        scope: place.scope,
        inFunction: place.fn,
      });
    }
    case 'subscript_expression': {
      const key = field(pattern, 'index');
      const keyExpr = key ? expression(key, place) : null;
      const property = keyExpr?.kind === 'text' && keyExpr.parts.every((part) => typeof part === 'string') ? keyExpr.parts.join('') : null;
      return builder.write({
        span,
        object: expression(field(pattern, 'object') ?? pattern, place),
        property,
        value,
        operator: '=',
        scope: place.scope,
        inFunction: place.fn,
      });
    }
    case 'object_pattern':
      for (const one of namedChildren(pattern)) {
        if (one.type === 'shorthand_property_identifier_pattern')
          builder.bind(sourceOf(one, place), place.scope, spanOf(one, place), { kind: 'entry', of: value, key: sourceOf(one, place) });
        else if (one.type === 'object_assignment_pattern') {
          const left = field(one, 'left');
          const right = field(one, 'right');
          if (left?.type === 'shorthand_property_identifier_pattern')
            builder.bind(sourceOf(left, place), place.scope, spanOf(left, place), {
              kind: 'entry',
              of: value,
              key: sourceOf(left, place),
              ...(right ? { default: expression(right, place) } : {}),
            });
        } else if (one.type === 'pair_pattern') {
          const keyNode = field(one, 'key');
          const target = field(one, 'value');
          const key = keyNode ? keyOf(keyNode, place) : null;
          if (!target || key === null) continue;
          const inner = target.type === 'assignment_pattern' ? field(target, 'left') : target;
          const fallback = target.type === 'assignment_pattern' ? field(target, 'right') : null;
          if (inner?.type === 'identifier')
            builder.bind(sourceOf(inner, place), place.scope, spanOf(inner, place), {
              kind: 'entry',
              of: value,
              key,
              ...(fallback ? { default: expression(fallback, place) } : {}),
            });
          else if (inner) bindPattern(inner, { kind: 'member', span: spanOf(inner, place), object: value, property: key }, place);
        } else if (one.type === 'rest_pattern') {
          const name = namedChildren(one)[0];
          if (name?.type === 'identifier') builder.bind(sourceOf(name, place), place.scope, spanOf(name, place), { kind: 'value', value });
        }
      }
      return;
    case 'array_pattern':
      for (const [i, one] of namedChildren(pattern).entries()) {
        const target = one.type === 'assignment_pattern' ? field(one, 'left') : one;
        if (target?.type === 'identifier')
          builder.bind(sourceOf(target, place), place.scope, spanOf(target, place), { kind: 'element', of: value, index: i });
        else if (target && target.type !== 'rest_pattern')
          bindPattern(target, { kind: 'unknown', span: spanOf(target, place), what: 'part of a list' }, place);
      }
      return;
    default:
      return;
  }
}
