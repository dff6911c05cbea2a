import type { LanguageFamily } from '../../model.ts';
import type { Path } from '../../sdks/sdk.ts';
import { valueOfData } from '../values/data.ts';
import { pickRecord } from '../values/expressions.ts';
import { rootsOf } from '../values/roots.ts';
import { plainText, unknown, type Arguments, type TextValue, type UnknownValue, type Value } from '../values/values.ts';

/** What stands at a path of some arguments: a value, nothing, or something that cannot be told. */
export type Found =
  { readonly state: 'here'; readonly value: Value } | { readonly state: 'absent' } | { readonly state: 'open'; readonly why: UnknownValue };

const absent: Found = { state: 'absent' };

/** What several places say of which none that is seen says anything: the first that may say something out of sight, else nothing. Null where one says more. */
export function saidByNone(founds: readonly Found[]): Found | null {
  if (!founds.every((one) => one.state === 'absent' || (one.state === 'open' && one.why.unseen === true))) return null;
  return founds.find((one) => one.state === 'open') ?? absent;
}

/** First of `paths` that is there. When none is but a spread hides some, the answer is `open`. */
export function readPaths(args: Arguments, paths: readonly Path[] | undefined, family: LanguageFamily, optionsAt: number): Found {
  let open: Found | null = null;
  for (const path of paths ?? []) {
    const found = readPath(args, path, family, optionsAt);
    if (found.state === 'here') return found;
    if (found.state === 'open') open ??= found;
  }
  return open ?? absent;
}

function readPath(args: Arguments, path: Path, family: LanguageFamily, optionsAt: number): Found {
  const steps = path.split('.');
  const head = steps[0] ?? '';
  if (head === '*') {
    const entries = new Map([
      ...args.positional.map((value, i) => [`#${i}`, value()] as const),
      ...[...args.named].map(([name, value]) => [name, value()] as const),
    ]);
    if (entries.size === 0) return args.open ? { state: 'open', why: args.open } : absent;
    return { state: 'here', value: { kind: 'record', entries, rest: args.open, span: null, file: null } };
  }
  if (head === '#*')
    return args.positional.length > 0
      ? { state: 'here', value: { kind: 'list', items: args.positional.map((one) => one()), rest: args.open, span: null, file: null } }
      : absent;
  if (head.startsWith('#')) {
    const position = Number(head.slice(1));
    const lazy = args.positional[position];
    if (!lazy) return args.open && args.positional.length <= position ? { state: 'open', why: args.open } : absent;
    return descend(lazy(), steps.slice(1));
  }
  if (head === '**')
    return args.named.size > 0
      ? {
          state: 'here',
          value: { kind: 'list', items: [...args.named.values()].map((one) => one()), rest: args.open, span: null, file: null },
        }
      : absent;
  const named = args.named.get(head);
  if (named) return descend(named(), steps.slice(1), true);
  if (family === 'javascript') {
    const options = args.positional[optionsAt]?.();
    // A text there is no record of options: the model that an address names.
    if (options && options.kind !== 'text') return descend(options, steps);
  }
  return args.open ? { state: 'open', why: args.open } : absent;
}

/** What may hold a key without being a record literal: a comprehension, an object of a class of the project or of a library. */
const opaque = new Set<Value['kind']>(['list', 'instance', 'external', 'function', 'handle']);

/** `inside`: reached through a key, so that a text found there may be JSON. */
function descend(value: Value, steps: readonly string[], inside = false): Found {
  if (value.kind === 'null') return absent;
  if (steps.length === 0) return { state: 'here', value };
  if (value.kind === 'text' && inside) return descendText(value, steps);
  if (value.kind === 'list' && /^\d+$/.test(steps[0] ?? '')) {
    const item = value.items[Number(steps[0])];
    return item ? descend(item, steps.slice(1), true) : value.rest ? { state: 'open', why: value.rest } : absent;
  }
  const record = pickRecord(value);
  if (!record)
    return value.kind === 'unknown'
      ? { state: 'open', why: value }
      : inside && opaque.has(value.kind)
        ? { state: 'open', why: unknown('built by code that is not followed', '', rootsOf(value), value) }
        : absent;
  const entry = record.entries.get(steps[0] ?? '') ?? (record.external ? record.entries.get('#0') : undefined);
  const direct = record.entries.get(steps[0] ?? '');
  if (direct) return descend(direct, steps.slice(1), true);
  if (entry && entry.kind === 'record') return descend(entry, steps);
  if (entry?.kind === 'unknown' && record.external) return { state: 'open', why: entry };
  return record.rest ? { state: 'open', why: record.rest } : absent;
}

/** A request body that is written as JSON text: read when it is complete, open when parts are filled in at run time. */
function descendText(value: TextValue, steps: readonly string[]): Found {
  const text = plainText(value);
  if (text === null) return { state: 'open', why: unknown('text that is filled in at run time', '', rootsOf(value), value) };
  if (!/^\s*\{/.test(text)) return absent;
  try {
    return descend(valueOfData(JSON.parse(text), value), steps, true);
  } catch {
    return absent;
  }
}

/** Whether a key stands anywhere in the arguments; `open` when something that is not seen could hold it. */
export function holdsKey(args: Arguments, keys: readonly string[]): 'yes' | 'no' | 'open' {
  let open = args.open !== null;
  for (const [name, value] of args.named) {
    if (keys.includes(name) && value().kind !== 'null') return 'yes';
    const inside = valueHolds(value(), keys, 0);
    if (inside === 'yes') return 'yes';
    open ||= inside === 'open';
  }
  for (const value of args.positional) {
    const inside = valueHolds(value(), keys, 0);
    if (inside === 'yes') return 'yes';
    open ||= inside === 'open';
  }
  return open ? 'open' : 'no';
}

/** Names of parts of a message that are plain text, when nothing else is known of them. */
const textName = /^(?:user_?)?(?:question|query|prompt|text|topic|title|instructions?|user_?input|user_?message|message_?text)$/i;

function valueHolds(value: Value, keys: readonly string[], depth: number): 'yes' | 'no' | 'open' {
  if (depth > 8) return 'no';
  let open = false;
  const look = (inner: Value): boolean => {
    const found = valueHolds(inner, keys, depth + 1);
    open ||= found === 'open';
    return found === 'yes';
  };
  switch (value.kind) {
    case 'record':
      for (const [key, entry] of value.entries) if ((keys.includes(key) && entry.kind !== 'null') || look(entry)) return 'yes';
      if (value.external && keys.includes(value.external)) return 'yes';
      return open || value.rest ? 'open' : 'no';
    case 'list':
      if (value.items.some(look)) return 'yes';
      return open || value.rest ? 'open' : 'no';
    case 'choice':
      return value.alternatives.some(look) ? 'yes' : open ? 'open' : 'no';
    case 'unknown':
      return value.textual || (depth > 0 && textName.test(value.name))
        ? 'no'
        : value.parameter || /message|history|system|content|tools|kwargs|params|options|config|body|request|payload/i.test(value.name)
          ? 'open'
          : 'no';
    default:
      return 'no';
  }
}

/** Whether a value surely holds one of the keys, however deep. */
export function isMarked(value: Value | undefined, keys: readonly string[]): boolean {
  return value !== undefined && valueHolds(value, keys, 0) === 'yes';
}

/**
 * First value under one of the keys, anywhere in the arguments but below `except`.
 * Absent when nothing is hidden from view; open when something that is not seen could hold it.
 */
export function findKey(args: Arguments, keys: readonly string[], except: readonly string[]): Found {
  let open: UnknownValue | null = args.open;
  const look = (value: Value, depth: number): Value | null => {
    if (depth > 6) return null;
    if (value.kind === 'record') {
      for (const [key, inner] of value.entries) {
        if (keys.includes(key) && inner.kind !== 'null') return inner;
        const deeper = except.includes(key) ? null : look(inner, depth + 1);
        if (deeper) return deeper;
      }
      open ??= value.rest;
    } else if (value.kind === 'list' || value.kind === 'choice') {
      for (const inner of value.kind === 'list' ? value.items : value.alternatives) {
        const deeper = look(inner, depth + 1);
        if (deeper) return deeper;
      }
      if (value.kind === 'list') open ??= value.rest;
    } else if (value.kind === 'unknown' && /kwargs|params|options|config|settings|body|payload|extra|args/i.test(value.name))
      open ??= value;
    return null;
  };
  for (const [name, value] of args.named) {
    const made = value();
    if (keys.includes(name) && made.kind !== 'null') return { state: 'here', value: made };
    const inner = except.includes(name) ? null : look(made, 0);
    if (inner) return { state: 'here', value: inner };
  }
  for (const value of args.positional) {
    const inner = look(value(), 0);
    if (inner) return { state: 'here', value: inner };
  }
  return open ? { state: 'open', why: open } : absent;
}

/** How people of a language write a parameter, of its spellings: camel case in JavaScript alone. Null when there is none. */
export function spelledFor(family: LanguageFamily, paths: readonly string[]): string | null {
  const named = paths.filter((path) => !path.startsWith('#') || family === 'javascript');
  return named.find((path) => /[a-z][A-Z]/.test(path) === (family === 'javascript')) ?? named[0] ?? null;
}
