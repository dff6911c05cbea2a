import type { CallExpr } from '../../../model.ts';
import { addressBelow } from '../addresses.ts';
import { choiceOf } from '../choices.ts';
import { dataOf } from '../data.ts';
import type { Evaluator } from '../evaluator.ts';
import { fileData } from '../files.ts';
import { dedent } from '../textMethods.ts';
import { asUnknown } from '../textValues.ts';
import { plainText, type Value } from '../values.ts';
import { dirname, join } from '../../../text/paths.ts';
import { givesFirst, textIn, type LibraryCall, type LibraryFunction } from './call.ts';

/** Texts, numbers and records: parsed, written out, copied, put together. */
export const dataFunctions: readonly LibraryFunction[] = [
  {
    names: [
      'json.dumps',
      'JSON.stringify',
      'orjson.dumps',
      'ujson.dumps',
      'simplejson.dumps',
      'copy.deepcopy',
      'copy.copy',
      'structuredClone',
      'Object.freeze',
      'Promise.resolve',
      'str',
      'String',
      'bytes',
      'bytearray',
      'io.BytesIO',
      'io.StringIO',
      'Buffer.from',
      'tuple',
      'list',
      'sorted',
      'httpx.URL',
      'yarl.URL',
    ],
    give: givesFirst,
  },
  { names: ['JSON.parse', 'json.loads', 'json.load'], give: (call) => parsed(call, 'json') },
  {
    names: ['yaml.safe_load', 'yaml.load', 'yaml.parse', 'yaml.default.parse', 'js-yaml.load', 'js-yaml.default.load'],
    give: (call) => parsed(call, 'yaml'),
  },
  {
    names: [
      'tomllib.load',
      'tomllib.loads',
      'tomli.load',
      'tomli.loads',
      'toml.loads',
      'toml.parse',
      'toml.default.parse',
      'smol-toml.parse',
      '@iarna/toml.parse',
      '@iarna/toml.default.parse',
    ],
    give: (call) => parsed(call, 'toml'),
  },
  {
    // A path, or what was opened: https://github.com/uiri/toml
    names: ['toml.load'],
    give: ({ e, first, file, at }) =>
      first?.kind !== 'text' ? (first ?? null) : (dataOf(first, 'toml') ?? fileData(e, plainText(first) ?? '', file, at)),
  },
  {
    names: ['textwrap.dedent', 'dedent.default', 'dedent', 'inspect.cleandoc'],
    give: ({ first }) => (first?.kind === 'text' ? { ...first, parts: dedent(first.parts) } : (first ?? null)),
  },
  { names: ['typing.cast'], give: ({ e, first, second, at }) => castTo(e, first, second, at) ?? null },
  {
    names: ['int', 'float', 'Number', 'parseInt', 'parseFloat'],
    give({ first, at }) {
      if (first?.kind === 'number') return first;
      const number = textIn(first);
      return first?.kind === 'text' && number !== null && number.trim() !== '' && Number.isFinite(Number(number))
        ? { kind: 'number', value: Number(number), how: first.how, ...at }
        : null;
    },
  },
  { names: ['dict', 'Object.assign'], give: joined },
  // A form is a record that is filled with `append`: https://developer.mozilla.org/docs/Web/API/FormData
  {
    names: ['FormData', 'form-data', 'form-data.default', 'formdata-node.FormData', 'undici.FormData'],
    give: ({ at }) => ({ kind: 'record', entries: new Map(), rest: null, external: 'FormData', ...at }),
  },
  { names: ['TextEncoder'], give: ({ name, at }) => ({ kind: 'record', entries: new Map(), rest: null, external: name, ...at }) },
  {
    // One of several, whichever it is.
    names: ['random.choice', 'secrets.choice', 'numpy.random.choice', 'lodash.sample', 'lodash.default.sample'],
    give: ({ first }) =>
      first?.kind === 'list' && first.items.length > 0 ? choiceOf([...first.items, ...(first.rest ? [first.rest] : [])]) : null,
  },
  {
    names: ['URL'],
    give({ first, second, file, at }) {
      // `new URL('./prompt.txt', import.meta.url)`: beside this file.
      if (second?.kind === 'text' && first?.kind === 'text' && plainText(second) === file)
        return { ...first, parts: [join(dirname(file), plainText(first) ?? '')] };
      return second ? addressBelow(second, first, at) : (first ?? null);
    },
  },
  { names: ['urllib.parse.urljoin'], give: ({ first, second, at }) => addressBelow(first, second, at) },
];

function parsed({ first }: LibraryCall, format: 'json' | 'yaml' | 'toml'): Value | null {
  return first?.kind === 'text' ? (dataOf(first, format) ?? first) : (first ?? null);
}

/** The entries of all arguments, the later ones over the earlier. */
function joined({ e, args, expr, file, at }: LibraryCall): Value {
  const entries = new Map<string, Value>();
  let rest = args.open;
  for (const one of args.positional) {
    const value = one();
    if (value.kind === 'record') {
      for (const [key, entry] of value.entries) entries.set(key, entry);
      rest ??= value.rest;
    } else rest ??= asUnknown(e, value, expr, file);
  }
  for (const [key, value] of args.named) entries.set(key, value());
  return { kind: 'record', entries, rest, ...at };
}

/** `cast(T, value)`: the value, or what the type promises where the value is not followed. */
function castTo(
  e: Evaluator,
  type: Value | undefined,
  value: Value | undefined,
  at: { span: CallExpr['span']; file: string },
): Value | undefined {
  if (value?.kind !== 'unknown' || !type) return value;
  if (type.kind === 'class') return { ...at, kind: 'instance', file: type.file, class: type.class, args: null };
  return (type.kind === 'external' ? e.sdkIndex.handleOfType(type, at) : null) ?? value;
}
