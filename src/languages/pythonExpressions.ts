import type { Argument, Expr, RecordEntry } from '../model.ts';
import { combined, textParts } from './builder.ts';
import { field, fieldsOf, namedChildren, type SyntaxNode } from './language.ts';
import type { Place } from './pythonPlace.ts';
import { sourceOf, spanOf } from './place.ts';

/** Translates an expression. Each node is translated once; calls are entered in the facts on the way. */
export function expression(node: SyntaxNode, place: Place): Expr {
  const span = spanOf(node, place);
  const go = (inner: SyntaxNode | null): Expr => (inner ? expression(inner, place) : { kind: 'unknown', span, what: 'missing' });
  switch (node.type) {
    case 'identifier':
      return { kind: 'name', span, name: sourceOf(node, place), scope: place.scope };
    case 'string':
      return stringText(node, place);
    case 'concatenated_string':
      return {
        kind: 'text',
        span,
        parts: textParts(
          namedChildren(node).flatMap((one) => {
            const part = expression(one, place);
            return part.kind === 'text' ? part.parts : [part];
          }),
        ),
      };
    case 'integer':
    case 'float': {
      const value = Number(
        sourceOf(node, place)
          .replaceAll('_', '')
          .replace(/[lLjJ]$/, ''),
      );
      return Number.isFinite(value) ? { kind: 'number', span, value } : { kind: 'unknown', span, what: 'number' };
    }
    case 'true':
      return { kind: 'flag', span, value: true };
    case 'false':
      return { kind: 'flag', span, value: false };
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
      return { kind: 'member', span, object: go(field(node, 'object')), property: textOfField(node, 'attribute', place) };
    case 'subscript': {
      const keys = fieldsOf(node, 'subscript');
      const first = keys[0] ?? null;
      return {
        kind: 'index',
        span,
        object: go(field(node, 'value')),
        index: keys.length > 1 ? { kind: 'list', span, items: keys.map(go) } : go(first),
      };
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
      return combined(left, textOfField(node, 'operator', place), go(field(node, 'right')), span);
    }
    case 'unary_operator': {
      const value = go(field(node, 'argument'));
      const operator = textOfField(node, 'operator', place);
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
      const inner = rest.flatMap((one) => (one.type === 'type_parameter' ? namedChildren(one) : [one])).map(go);
      return {
        kind: 'index',
        span,
        object: go(name ?? null),
        index: inner.length === 1 && inner[0] ? inner[0] : { kind: 'list', span, items: inner },
      };
    }
    case 'union_type':
      return { kind: 'choice', span, operator: 'conditional', alternatives: namedChildren(node).map(go) };
    case 'comparison_operator':
    case 'not_operator':
    default:
      for (const child of namedChildren(node)) go(child);
      return { kind: 'unknown', span, what: node.type };
  }
}

function textOfField(node: SyntaxNode, name: string, place: Place): string {
  const child = field(node, name);
  return child ? sourceOf(child, place) : '';
}

function dictionaryEntry(node: SyntaxNode, place: Place): RecordEntry {
  const span = spanOf(node, place);
  if (node.type === 'dictionary_splat') return { span, key: null, value: expression(namedChildren(node)[0] ?? node, place), spread: true };
  const keyNode = field(node, 'key');
  const valueNode = field(node, 'value');
  const value: Expr = valueNode ? expression(valueNode, place) : { kind: 'unknown', span, what: 'missing' };
  const key: Expr = keyNode ? expression(keyNode, place) : { kind: 'unknown', span, what: 'missing' };
  if (key.kind === 'text' && key.parts.every((part) => typeof part === 'string'))
    return { span, key: key.parts.join(''), value, spread: false };
  if (key.kind === 'number') return { span, key: String(key.value), value, spread: false };
  return { span, key: null, keyExpr: key, value, spread: false };
}

function call(node: SyntaxNode, place: Place): Expr {
  const slot = place.builder.call();
  const callee = expression(field(node, 'function') ?? node.children[0] ?? node, place);
  const list = field(node, 'arguments');
  const args = list
    ? list.type === 'argument_list'
      ? namedChildren(list).map((one) => argument(one, place))
      : [argument(list, place)]
    : [];
  return slot.fill({
    span: spanOf(node, place),
    callee,
    args,
    isNew: false,
    argsSpan: list ? { start: list.start + place.offset + 1, end: Math.max(list.start + 1, list.end - 1) + place.offset } : null,
    scope: place.scope,
    inFunction: place.fn,
  });
}

function argument(node: SyntaxNode, place: Place): Argument {
  const span = spanOf(node, place);
  switch (node.type) {
    case 'keyword_argument':
      return { span, name: textOfField(node, 'name', place), value: expression(field(node, 'value') ?? node, place), spread: 'none' };
    case 'dictionary_splat':
      return { span, name: null, value: expression(namedChildren(node)[0] ?? node, place), spread: 'record' };
    case 'list_splat':
      return { span, name: null, value: expression(namedChildren(node)[0] ?? node, place), spread: 'list' };
    default:
      return { span, name: null, value: expression(node, place), spread: 'none' };
  }
}

function comprehension(node: SyntaxNode, place: Place): Expr {
  const span = spanOf(node, place);
  const scope = place.builder.scope(place.scope, 'comprehension', span, null);
  const inside: Place = { ...place, scope };
  let source: Expr = { kind: 'unknown', span, what: 'missing' };
  let first = true;
  for (const clause of namedChildren(node)) {
    if (clause.type === 'for_in_clause') {
      const right = expression(field(clause, 'right') ?? clause, inside);
      if (first) source = right;
      first = false;
      const left = field(clause, 'left');
      if (left) bindElements(left, right, inside);
    } else if (clause.type === 'if_clause') namedChildren(clause).forEach((one) => expression(one, inside));
  }
  const body = field(node, 'body');
  const element: Expr = !body
    ? { kind: 'unknown', span, what: 'missing' }
    : body.type === 'pair'
      ? { kind: 'record', span: spanOf(body, place), entries: [dictionaryEntry(body, inside)] }
      : expression(body, inside);
  return { kind: 'comprehension', span, element, source };
}

/** Loop variables: each element of `of`. */
export function bindElements(target: SyntaxNode, of: Expr, place: Place): void {
  if (target.type === 'identifier')
    place.builder.bind(sourceOf(target, place), place.scope, spanOf(target, place), { kind: 'element', of, index: null });
  else
    for (const child of namedChildren(target)) bindElements(child, { kind: 'unknown', span: of.span, what: 'part of an element' }, place);
}

/** A string literal: prefix, escapes and interpolations resolved. */
function stringText(node: SyntaxNode, place: Place): Expr {
  const span = spanOf(node, place);
  const start = node.children.find((one) => one.type === 'string_start');
  const prefix = start
    ? sourceOf(start, place)
        .replace(/['"]+$/, '')
        .toLowerCase()
    : '';
  const raw = prefix.includes('r');
  const formatted = prefix.includes('f') || prefix.includes('t');
  const parts: (string | Expr)[] = [];
  const literal = (text: string) => parts.push(formatted ? text.replaceAll('{{', '{').replaceAll('}}', '}') : text);
  for (const child of node.children) {
    if (child.type === 'string_content') {
      let at = child.start;
      for (const escape of child.children) {
        if (escape.type !== 'escape_sequence') continue;
        literal(place.text.slice(at, escape.start));
        const written = sourceOf(escape, place);
        parts.push(raw ? written : unescape(written));
        at = escape.end;
      }
      literal(place.text.slice(at, child.end));
    } else if (child.type === 'interpolation') {
      const inner = field(child, 'expression') ?? namedChildren(child)[0];
      if (inner) parts.push(expression(inner, place));
    }
  }
  return { kind: 'text', span, parts: textParts(parts) };
}

const simpleEscapes: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  '\\': '\\',
  "'": "'",
  '"': '"',
  a: '\x07',
  b: '\b',
  f: '\f',
  v: '\v',
  '0': '\0',
};

function unescape(written: string): string {
  const mark = written[1] ?? '';
  if (mark === '\n' || mark === '\r') return '';
  if ('xuU'.includes(mark) && mark !== '') {
    const code = Number.parseInt(written.slice(2), 16);
    return Number.isInteger(code) && code <= 0x10ffff ? String.fromCodePoint(code) : written;
  }
  return simpleEscapes[mark] ?? written;
}
