import type { Expr } from '../model.ts';
import type { Place } from './javascriptPlace.ts';
import { field, namedChildren, type SyntaxNode } from './language.ts';
import { missing, sourceOf, spanOf } from './place.ts';

/** What a type of an annotation names; null for what is no type. Both languages name containers alike in the facts: `List[X]`, `Dict[K, V]`. */
export function typeExpression(node: SyntaxNode, place: Place): Expr | null {
  const span = spanOf(node, place);
  const { expression, objectType } = place.walk;
  switch (node.type) {
    case 'nested_type_identifier': {
      const [object, property] = namedChildren(node);
      return {
        kind: 'member',
        span,
        object: object ? expression(object, place) : missing(node, place),
        property: property ? sourceOf(property, place) : '',
      };
    }
    case 'array_type': {
      const element = namedChildren(node)[0];
      return contained('List', element ? expression(element, place) : missing(node, place), node, place);
    }
    case 'generic_type':
      return generic(node, place);
    case 'union_type':
    case 'intersection_type': {
      const parts = namedChildren(node)
        .filter((one) => one.type !== 'literal_type' && one.type !== 'predefined_type')
        .map((one) => expression(one, place));
      return parts.length === 1 && parts[0] ? parts[0] : { kind: 'choice', span, operator: 'conditional', alternatives: parts };
    }
    case 'object_type':
      return objectType(node, place);
    case 'predefined_type':
    case 'literal_type':
    case 'function_type':
    case 'type_query':
    case 'tuple_type':
    case 'lookup_type':
      return { kind: 'unknown', span, what: node.type };
    default:
      return null;
  }
}

const containers: Readonly<Record<string, 'List' | 'Dict'>> = {
  Array: 'List',
  ReadonlyArray: 'List',
  Set: 'List',
  Record: 'Dict',
  Map: 'Dict',
};
/** Types that promise of a receiver what their first argument promises. */
const wrappers = /^(Promise|Readonly|Partial|Required|Awaited|NonNullable|Pick|Omit)$/;

function generic(node: SyntaxNode, place: Place): Expr {
  const base = field(node, 'name') ?? namedChildren(node)[0];
  if (!base) return missing(node, place);
  const name = sourceOf(base, place);
  const inside = namedChildren(field(node, 'type_arguments') ?? node);
  const container = containers[name];
  if (container) {
    const [only, ...rest] = inside.map((one) => place.walk.expression(one, place));
    if (only) {
      const items = [only, ...rest];
      return contained(container, rest.length === 0 ? only : { kind: 'list', span: spanOf(node, place), items }, node, place);
    }
  }
  return place.walk.expression((wrappers.test(name) ? inside[0] : undefined) ?? base, place);
}

function contained(name: 'List' | 'Dict', index: Expr, node: SyntaxNode, place: Place): Expr {
  const span = spanOf(node, place);
  return { kind: 'index', span, object: { kind: 'name', span, name, scope: place.scope }, index };
}
