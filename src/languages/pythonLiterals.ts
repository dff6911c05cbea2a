import type { Expr, RecordEntry } from '../model.ts';
import { textParts } from './builder.ts';
import { field, namedChildren, type SyntaxNode } from './language.ts';
import { missing, sourceOf, spanOf } from './place.ts';
import type { Place } from './pythonPlace.ts';

/** `key: value` or `**record` of a dictionary. */
export function dictionaryEntry(node: SyntaxNode, place: Place): RecordEntry {
  const span = spanOf(node, place);
  if (node.type === 'dictionary_splat')
    return { span, key: null, value: place.walk.expression(namedChildren(node)[0] ?? node, place), spread: true };
  const keyNode = field(node, 'key');
  const valueNode = field(node, 'value');
  const value: Expr = valueNode ? place.walk.expression(valueNode, place) : missing(node, place);
  const key: Expr = keyNode ? place.walk.expression(keyNode, place) : missing(node, place);
  if (key.kind === 'text' && key.parts.every((part) => typeof part === 'string'))
    return { span, key: key.parts.join(''), value, spread: false };
  if (key.kind === 'number') return { span, key: String(key.value), value, spread: false };
  return { span, key: null, keyExpr: key, value, spread: false };
}

/** `1_000`, `1.5`, Python 2's `10L`. */
export function numberLiteral(node: SyntaxNode, place: Place): Expr {
  const span = spanOf(node, place);
  const digits = sourceOf(node, place).replaceAll('_', '');
  const value = Number(digits.replace(/[lLjJ]$/, ''));
  return Number.isFinite(value) ? { kind: 'number', span, value } : { kind: 'unknown', span, what: 'number' };
}

/** Strings that stand side by side are one. */
export function joinedStrings(node: SyntaxNode, place: Place): Expr {
  const parts = namedChildren(node).flatMap((one) => {
    const part = place.walk.expression(one, place);
    return part.kind === 'text' ? part.parts : [part];
  });
  return { kind: 'text', span: spanOf(node, place), parts: textParts(parts) };
}

/** A string literal: prefix, escapes and interpolations resolved. */
export function textLiteral(node: SyntaxNode, place: Place): Expr {
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
      if (inner) parts.push(place.walk.expression(inner, place));
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
