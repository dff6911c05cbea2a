import type { Expr, RecordEntry } from '../model.ts';
import { textParts } from './builder.ts';
import type { Place } from './javascriptPlace.ts';
import { field, namedChildren, type SyntaxNode } from './language.ts';
import { missing, sourceOf, spanOf } from './place.ts';

/** `1_000`, `0x10`, `10n`. */
export function numberLiteral(node: SyntaxNode, place: Place): Expr {
  const span = spanOf(node, place);
  const value = Number(sourceOf(node, place).replaceAll('_', '').replace(/n$/, ''));
  return Number.isFinite(value) ? { kind: 'number', span, value } : { kind: 'unknown', span, what: 'number' };
}

/** A string or template: escapes and holes resolved. */
export function textLiteral(node: SyntaxNode, place: Place): Expr {
  return { kind: 'text', span: spanOf(node, place), parts: textParts(node.children.flatMap((child) => textPart(child, place))) };
}

function textPart(node: SyntaxNode, place: Place): readonly (string | Expr)[] {
  if (node.type === 'string_fragment' || node.type === 'html_character_reference') return [sourceOf(node, place)];
  if (node.type === 'escape_sequence') return [unescape(sourceOf(node, place))];
  if (node.type === 'template_substitution') {
    const value = namedChildren(node)[0];
    return value ? [place.walk.expression(value, place)] : [];
  }
  return [];
}

const simpleEscapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', v: '\v', '0': '\0' };

function unescape(written: string): string {
  const mark = written[1] ?? '';
  if (mark === '\n' || mark === '\r') return '';
  if (mark === 'x' || mark === 'u') {
    const code = Number.parseInt(written.slice(2).replace(/[{}]/g, ''), 16);
    return Number.isInteger(code) && code <= 0x10ffff ? String.fromCodePoint(code) : written;
  }
  return simpleEscapes[mark] ?? mark;
}

/** What a string literal says where escapes do not matter: a module, a key. */
export function literalText(node: SyntaxNode, place: Place): string {
  return node.children
    .filter((one) => one.type === 'string_fragment')
    .map((one) => sourceOf(one, place))
    .join('');
}

/** One entry of an object literal: `a: 1`, `a`, `[key]: 1`, `...rest`, `run() {}`. */
export function objectEntry(node: SyntaxNode, place: Place): RecordEntry {
  const span = spanOf(node, place);
  const { expression } = place.walk;
  switch (node.type) {
    case 'spread_element':
      return { span, key: null, value: expression(namedChildren(node)[0] ?? node, place), spread: true };
    case 'shorthand_property_identifier':
      return { span, key: sourceOf(node, place), value: expression(node, place), spread: false };
    case 'pair': {
      const keyNode = field(node, 'key');
      const valueNode = field(node, 'value');
      const key = keyNode ? keyOf(keyNode, place) : null;
      const value = valueNode ? expression(valueNode, place, key) : missing(node, place);
      if (key !== null || !keyNode) return { span, key, value, spread: false };
      return { span, key: null, keyExpr: expression(namedChildren(keyNode)[0] ?? keyNode, place), value, spread: false };
    }
    case 'method_definition': {
      const nameNode = field(node, 'name');
      const name = nameNode ? sourceOf(nameNode, place) : null;
      const defined = place.walk.define(node, place, { name, nameSpan: nameNode ? spanOf(nameNode, place) : null, cls: null });
      return { span, key: name, value: { kind: 'function', span, function: defined }, spread: false };
    }
    default:
      return { span, key: null, value: expression(node, place), spread: false };
  }
}

/** The name of a property key; null for a computed one that is no literal. */
export function keyOf(node: SyntaxNode, place: Place): string | null {
  if (node.type === 'property_identifier' || node.type === 'private_property_identifier' || node.type === 'number')
    return sourceOf(node, place);
  const literal = node.type === 'computed_property_name' ? namedChildren(node)[0] : node;
  return literal?.type === 'string' ? literalText(literal, place) : null;
}
