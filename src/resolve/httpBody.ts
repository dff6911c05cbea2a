import { pickRecord } from './evaluator.ts';
import { piece } from './httpAddress.ts';
import { rootsOf, unknown, type Arguments, type TextValue, type UnknownValue, type Value } from './values.ts';

/** A body as arguments: the entries of a record, of a model object's constructor, or of a JSON text. */
export function argumentsIn(value: Value): Arguments {
  const record = pickRecord(value);
  if (record) return { positional: [], named: new Map([...record.entries].map(([key, one]) => [key, () => one] as const)), open: record.rest };
  if (value.kind === 'instance' && value.args) return { ...value.args, positional: [] };
  if (value.kind === 'text') return textArguments(value);
  return { positional: [], named: new Map(), open: value.kind === 'unknown' ? value : unknown('body of the request', 'body', rootsOf(value), value) };
}

/** `'{"model": "gpt-4o", "messages": [...]}'` written as text; with holes in it only its plain fields can be told. */
function textArguments(value: TextValue): Arguments {
  const open = unknown('JSON written as text', 'body', rootsOf(value), value);
  const holes = value.parts.filter((part): part is UnknownValue => typeof part !== 'string');
  try {
    let at = 0;
    const parsed: unknown = JSON.parse(value.parts.map((part) => (typeof part === 'string' ? part : String.fromCharCode(0xe000 + at++))).join(''));
    const made = fromJson(parsed, value, holes, 0);
    return made.kind === 'record' ? { positional: [], named: new Map([...made.entries].map(([key, one]) => [key, () => one] as const)), open: null } : { positional: [], named: new Map(), open };
  } catch {
    return { positional: [], named: new Map(), open };
  }
}

function fromJson(value: unknown, text: TextValue, holes: readonly UnknownValue[], depth: number): Value {
  const at = { span: text.span, file: text.file };
  if (depth > 12) return unknown('too deep to follow', '', [], at);
  if (typeof value === 'string') return piece({ host: null, path: '', holes, text }, value === '' ? '' : value);
  if (typeof value === 'number') return { kind: 'number', value, how: text.how, ...at };
  if (typeof value === 'boolean') return { kind: 'flag', value, ...at };
  if (Array.isArray(value)) return { kind: 'list', items: value.map((one) => fromJson(one, text, holes, depth + 1)), rest: null, ...at };
  if (value !== null && typeof value === 'object') return { kind: 'record', entries: new Map(Object.entries(value).map(([key, one]) => [key, fromJson(one, text, holes, depth + 1)] as const)), rest: null, ...at };
  return { kind: 'null', ...at };
}
