import type { Expr } from '../model.ts';
import { combined } from './builder.ts';
import { typeExpression } from './javascriptAnnotations.ts';
import { assignment, augmentedAssignment } from './javascriptAssignments.ts';
import { call } from './javascriptCalls.ts';
import { numberLiteral, objectEntry, textLiteral } from './javascriptLiterals.ts';
import type { Place } from './javascriptPlace.ts';
import { field, namedChildren, type SyntaxNode } from './language.ts';
import { missing, sourceOf, sourceOfField, spanOf } from './place.ts';

/** Translates an expression; calls are entered in the facts on the way. `name`: what an arrow or class is assigned to. */
export function expression(node: SyntaxNode, place: Place, name: string | null = null): Expr {
  const span = spanOf(node, place);
  const go = (inner: SyntaxNode | null | undefined): Expr => (inner ? expression(inner, place) : missing(node, place));
  switch (node.type) {
    case 'identifier':
    case 'type_identifier':
    case 'shorthand_property_identifier':
      return sourceOf(node, place) === 'undefined'
        ? { kind: 'null', span }
        : { kind: 'name', span, name: sourceOf(node, place), scope: place.scope };
    case 'undefined':
    case 'null':
      return { kind: 'null', span };
    case 'this':
    case 'super':
      return { kind: 'name', span, name: node.type, scope: place.scope };
    case 'meta_property':
      return sourceOf(node, place) === 'import.meta'
        ? { kind: 'member', span, object: { kind: 'name', span, name: 'import', scope: place.scope }, property: 'meta' }
        : { kind: 'unknown', span, what: node.type };
    case 'true':
    case 'false':
      return { kind: 'flag', span, value: node.type === 'true' };
    case 'number':
      return numberLiteral(node, place);
    case 'string':
    case 'template_string':
      return textLiteral(node, place);
    case 'array':
      return { kind: 'list', span, items: namedChildren(node).map(go) };
    case 'spread_element':
      return { kind: 'spread', span, value: go(namedChildren(node)[0]) };
    case 'object':
      return { kind: 'record', span, entries: namedChildren(node).map((one) => objectEntry(one, place)) };
    case 'member_expression':
      return member(node, place);
    case 'subscript_expression':
      return subscript(node, place);
    case 'call_expression':
    case 'new_expression':
      return call(node, place);
    case 'ternary_expression': {
      const condition = go(field(node, 'condition'));
      const alternatives = [go(field(node, 'consequence')), go(field(node, 'alternative'))];
      return { kind: 'choice', span, operator: 'conditional', condition, alternatives };
    }
    case 'binary_expression': {
      const left = go(field(node, 'left'));
      return combined(left, sourceOfField(node, 'operator', place), go(field(node, 'right')), span);
    }
    case 'unary_expression': {
      const value = go(field(node, 'argument'));
      return value.kind === 'number' && place.text[node.start] === '-'
        ? { ...value, span, value: -value.value }
        : { kind: 'unknown', span, what: node.type };
    }
    case 'await_expression':
    case 'parenthesized_expression':
    case 'as_expression':
    case 'satisfies_expression':
    case 'non_null_expression':
    case 'type_annotation':
    case 'parenthesized_type':
    case 'readonly_type': {
      const value = namedChildren(node)[0];
      return value ? expression(value, place, name) : missing(node, place);
    }
    case 'type_assertion':
      return go(namedChildren(node).at(-1));
    case 'assignment_expression':
      return assignment(node, place);
    case 'augmented_assignment_expression':
      return augmentedAssignment(node, place);
    case 'sequence_expression':
      return namedChildren(node).map(go).at(-1) ?? { kind: 'unknown', span, what: node.type };
    case 'arrow_function':
    case 'function_expression':
    case 'function':
    case 'generator_function':
      return functionExpression(node, place, name);
    case 'class':
    case 'class_expression':
      place.walk.classExpression(node, place, name);
      return { kind: 'unknown', span, what: 'class expression' };
    case 'statement_block':
      place.walk.statement(node, place);
      return { kind: 'unknown', span, what: node.type };
    default: {
      const type = typeExpression(node, place);
      if (type) return type;
      for (const child of namedChildren(node)) go(child);
      return { kind: 'unknown', span, what: node.type };
    }
  }
}

function member(node: SyntaxNode, place: Place): Expr {
  const object = field(node, 'object');
  // The grammar reads `x as A.B.C.D` as `(x as A.B.C).D`; a real member of a cast has brackets around it.
  if (object?.type === 'as_expression' || object?.type === 'satisfies_expression') return expression(object, place);
  return {
    kind: 'member',
    span: spanOf(node, place),
    object: object ? expression(object, place) : missing(node, place),
    property: sourceOfField(node, 'property', place),
  };
}

/** `config["model"]` is what `config.model` is. */
function subscript(node: SyntaxNode, place: Place): Expr {
  const span = spanOf(node, place);
  const part = (name: 'object' | 'index'): Expr => {
    const found = field(node, name);
    return found ? expression(found, place) : missing(node, place);
  };
  const object = part('object');
  const index = part('index');
  const [key, ...rest] = index.kind === 'text' ? index.parts : [];
  return typeof key === 'string' && rest.length === 0 && /^[A-Za-z_$][\w$]*$/.test(key)
    ? { kind: 'member', span, object, property: key }
    : { kind: 'index', span, object, index };
}

function functionExpression(node: SyntaxNode, place: Place, name: string | null): Expr {
  const own = field(node, 'name');
  const defined = place.walk.define(node, place, {
    name: own ? sourceOf(own, place) : name,
    nameSpan: own ? spanOf(own, place) : null,
    cls: null,
  });
  return { kind: 'function', span: spanOf(node, place), function: defined };
}
