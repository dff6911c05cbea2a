import { valueOfData } from '../values/data.ts';
import { pickRecord } from '../values/expressions.ts';
import { rootsOf } from '../values/roots.ts';
import { piece } from './httpAddress.ts';
import { unknown, type Arguments, type TextValue, type UnknownValue, type Value } from '../values/values.ts';

/** A body as arguments: the entries of a record, of a model object's constructor, or of a JSON text. */
export function argumentsIn(value: Value): Arguments {
  const record = pickRecord(value);
  if (record)
    return { positional: [], named: new Map([...record.entries].map(([key, one]) => [key, () => one] as const)), open: record.rest };
  if (value.kind === 'instance' && value.args) return { ...value.args, positional: [] };
  if (value.kind === 'text') return textArguments(value);
  return {
    positional: [],
    named: new Map(),
    open: value.kind === 'unknown' ? value : unknown('body of the request', 'body', rootsOf(value), value),
  };
}

/** `'{"model": "gpt-4o", "messages": [...]}'` written as text; with holes in it only its plain fields can be told. */
function textArguments(value: TextValue): Arguments {
  const open = unknown('JSON written as text', 'body', rootsOf(value), value);
  const holes = value.parts.filter((part): part is UnknownValue => typeof part !== 'string');
  try {
    let at = 0;
    const parsed: unknown = JSON.parse(
      value.parts.map((part) => (typeof part === 'string' ? part : String.fromCharCode(0xe000 + at++))).join(''),
    );
    const made = valueOfData(parsed, value, (text) => piece({ host: null, path: '', holes, text: value }, text));
    return made.kind === 'record'
      ? { positional: [], named: new Map([...made.entries].map(([key, one]) => [key, () => one] as const)), open: null }
      : { positional: [], named: new Map(), open };
  } catch {
    return { positional: [], named: new Map(), open };
  }
}
