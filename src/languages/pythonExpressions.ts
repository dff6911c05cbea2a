import type { Expr } from '../model.ts';
import { combined } from './builder.ts';
import { field, fieldsOf, namedChildren, type SyntaxNode } from './language.ts';
import { missing, sourceOf, sourceOfField, spanOf } from './place.ts';
import { call } from './pythonCalls.ts';
import { comprehension } from './pythonComprehensions.ts';
import { dictionaryEntry, joinedStrings, numberLiteral, textLiteral } from './pythonLiterals.ts';
import type { Place } from './pythonPlace.ts';

/** Translates an expression. Each node is translated once; calls are entered in the facts on the way. */
export function expression(node: SyntaxNode, place: Place): Expr {
  const span = spanOf(node, place);
  const go = (inner: SyntaxNode | null): Expr => (inner ? expression(inner, place) : missing(node, place));
  switch (node.type) {
    case 'identifier':
      return { kind: 'name', span, name: sourceOf(node, place), scope: place.scope };
    case 'string':
      return textLiteral(node, place);
    case 'concatenated_string':
      return joinedStrings(node, place);
    case 'integer':
    case 'float':
      return numberLiteral(node, place);
    case 'true':
    case 'false':
      return { kind: 'flag', span, value: node.type === 'true' };
    case 'none':
      return { kind: 'null', span };
    case 'list':
    case 'tuple':
    case 'set':
    case 'expression_list':
    case 'pattern_list':
      return { kind: 'list', span, items: namedChildren(node).map(go) };
    case 'list_splat':
    case 'list_splat_pattern':
      return { kind: 'spread', span, value: go(namedChildren(node)[0] ?? null) };
    case 'dictionary':
      return { kind: 'record', span, entries: namedChildren(node).map((one) => dictionaryEntry(one, place)) };
    case 'attribute':
      return { kind: 'member', span, object: go(field(node, 'object')), property: sourceOfField(node, 'attribute', place) };
    case 'subscript': {
      const object = go(field(node, 'value'));
      return { kind: 'index', span, object, index: oneOrList(fieldsOf(node, 'subscript'), node, place) };
    }
    case 'call':
      return call(node, place);
    case 'conditional_expression': {
      const [body, condition, other] = namedChildren(node);
      const test = go(condition ?? null);
      return { kind: 'choice', span, operator: 'conditional', condition: test, alternatives: [go(body ?? null), go(other ?? null)] };
    }
    case 'boolean_operator': {
      const left = go(field(node, 'left'));
      return combined(left, node.children.some((one) => one.type === 'or') ? '||' : '&&', go(field(node, 'right')), span);
    }
    case 'binary_operator': {
      const left = go(field(node, 'left'));
      return combined(left, sourceOfField(node, 'operator', place), go(field(node, 'right')), span);
    }
    case 'unary_operator': {
      const value = go(field(node, 'argument'));
      const operator = sourceOfField(node, 'operator', place);
      return value.kind === 'number' && operator === '-'
        ? { ...value, span, value: -value.value }
        : operator === '+'
          ? value
          : { kind: 'unknown', span, what: node.type };
    }
    case 'await':
    case 'parenthesized_expression':
    case 'type':
      return go(namedChildren(node)[0] ?? null);
    case 'named_expression': {
      const value = go(field(node, 'value'));
      const name = field(node, 'name');
      if (name) place.walk.bindTarget(name, value, place);
      return value;
    }
    case 'lambda':
      return place.walk.lambda(node, place);
    case 'list_comprehension':
    case 'set_comprehension':
    case 'dictionary_comprehension':
    case 'generator_expression':
      return comprehension(node, place);
    case 'generic_type': {
      const [name, ...rest] = namedChildren(node);
      const inner = rest.flatMap((one) => (one.type === 'type_parameter' ? namedChildren(one) : [one]));
      const index = oneOrList(inner, node, place);
      return { kind: 'index', span, object: go(name ?? null), index };
    }
    case 'union_type':
      return { kind: 'choice', span, operator: 'conditional', alternatives: namedChildren(node).map(go) };
    default:
      for (const child of namedChildren(node)) go(child);
      return { kind: 'unknown', span, what: node.type };
  }
}

/** What stands in square brackets: `x[0]`, `Dict[str, int]`. */
function oneOrList(nodes: readonly SyntaxNode[], around: SyntaxNode, place: Place): Expr {
  const items = nodes.map((one) => expression(one, place));
  return items.length > 1 ? { kind: 'list', span: spanOf(around, place), items } : (items[0] ?? missing(around, place));
}
