import { parse as parseYaml } from 'yaml';
import { plainText, unknown, type TextValue, type Value } from './values.ts';

/** Larger files are data, not settings or prompts. */
const longest = 200_000;

/** What a JSON or YAML text holds, as values that keep the text's place; null when it has holes, is too long, or is no such text. */
export function dataOf(text: TextValue, format: 'json' | 'yaml'): Value | null {
  const plain = plainText(text);
  if (plain === null || plain.length > longest || (format === 'json' && !/^\s*[[{]/.test(plain))) return null;
  try {
    const data: unknown = format === 'json' ? JSON.parse(plain) : parseYaml(plain);
    return data !== null && typeof data === 'object' ? valueOfData(data, text) : null;
  } catch {
    return null;
  }
}

/**
 * Parsed data as a value at the place of the text it was read from.
 * @param textOf makes the value of a string in it; without it the string is plain text.
 */
export function valueOfData(data: unknown, text: TextValue, textOf: (text: string) => Value = (one) => ({ ...text, parts: [one] }), depth = 0): Value {
  const at = { span: text.span, file: text.file };
  if (depth > 12) return unknown('too deep to follow', '', [], at);
  if (typeof data === 'string') return textOf(data);
  if (typeof data === 'number') return { kind: 'number', value: data, how: text.how, ...at };
  if (typeof data === 'boolean') return { kind: 'flag', value: data, ...at };
  if (Array.isArray(data)) return { kind: 'list', items: data.map((one) => valueOfData(one, text, textOf, depth + 1)), rest: null, ...at };
  if (data !== null && typeof data === 'object') return { kind: 'record', entries: new Map(Object.entries(data).map(([key, one]) => [key, valueOfData(one, text, textOf, depth + 1)])), rest: null, ...at };
  return { kind: 'null', ...at };
}
