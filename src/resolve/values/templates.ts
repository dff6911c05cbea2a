import type { LanguageFamily } from '../../model.ts';
import { readPaths } from '../requests/paths.ts';
import { rootsOf } from './roots.ts';
import { unknown, type HandleValue, type UnknownValue, type Value } from './values.ts';

/** What fills the places of a template, nearest first: records of values by name, or one value for a template with one place. */
type Fillings = readonly Value[];

const depthLimit = 8;

/**
 * A prompt in which templates of an SDK stand, as plain messages: handles that hold messages give them, `{name}` places are filled with what
 * is known of them and stay holes otherwise.
 */
export function settleTemplates(value: Value, fillings: Fillings, family: LanguageFamily, depth = 0): Value {
  if (depth > depthLimit) return value;
  switch (value.kind) {
    case 'handle':
      return messagesOf(value, fillings, family, depth) ?? value;
    case 'choice':
      return { ...value, alternatives: value.alternatives.map((one) => settleTemplates(one, fillings, family, depth + 1)) };
    case 'list':
      return { ...value, items: value.items.flatMap((one) => spliced(one, settleTemplates(one, fillings, family, depth + 1))) };
    case 'record':
      return {
        ...value,
        entries: new Map([...value.entries].map(([key, one]) => [key, settleTemplates(one, fillings, family, depth + 1)])),
      };
    default:
      return value;
  }
}

/** A template inside a list of messages stands for its own messages. */
function spliced(before: Value, after: Value): readonly Value[] {
  return before.kind === 'handle' && after.kind === 'list' ? after.items : [after];
}

function messagesOf(handle: HandleValue, fillings: Fillings, family: LanguageFamily, depth: number): Value | null {
  let all = fillings;
  for (const { spec, args } of handle.layers) {
    const given = readPaths(args, spec.parameters?.variables, family, spec.optionsAt ?? 0);
    if (given.state === 'here') all = [...all, given.value];
    const found = readPaths(args, spec.parameters?.messages, family, spec.optionsAt ?? 0);
    if (found.state === 'absent') continue;
    const value = found.state === 'open' ? found.why : found.value;
    const filled = spec.template === 'name' ? placeholder(value, all) : spec.template === 'braces' ? fillPlaces(value, all, depth) : value;
    const settled = settleTemplates(filled, all, family, depth + 1);
    return spec.role ? withRole(settled, spec.role) : settled;
  }
  return null;
}

function withRole(content: Value, role: string): Value {
  const at = { span: content.span, file: content.file };
  return {
    kind: 'record',
    entries: new Map<string, Value>([
      ['role', { kind: 'text', parts: [role], how: 'literal', ...at }],
      ['content', content],
    ]),
    rest: null,
    ...at,
  };
}

/** Texts of a template and of its (role, text) pairs. Messages that are written out (`SystemMessage("...")`) are sent as they are. */
function fillPlaces(value: Value, fillings: Fillings, depth: number): Value {
  if (depth > depthLimit) return value;
  switch (value.kind) {
    case 'text':
      return { ...value, parts: value.parts.flatMap((part) => (typeof part === 'string' ? places(part, fillings, value) : [part])) };
    case 'list':
      return { ...value, items: value.items.map((one) => fillPlaces(one, fillings, depth + 1)) };
    case 'choice':
      return { ...value, alternatives: value.alternatives.map((one) => fillPlaces(one, fillings, depth + 1)) };
    case 'record':
      return value.external
        ? value
        : { ...value, entries: new Map([...value.entries].map(([key, one]) => [key, fillPlaces(one, fillings, depth + 1)])) };
    default:
      return value;
  }
}

function places(text: string, fillings: Fillings, at: Value): (string | UnknownValue)[] {
  const out: (string | UnknownValue)[] = [];
  let last = 0;
  const found = [...text.matchAll(/\{\{|\}\}|\{([A-Za-z_][\w.]*)\}/g)];
  const alone = found.filter((match) => match[1] !== undefined).length === 1;
  for (const match of found) {
    const name = match[1];
    out.push(text.slice(last, match.index) + (name === undefined ? match[0].slice(1) : ''));
    last = match.index + match[0].length;
    if (name !== undefined) out.push(...filling(name, alone, fillings, at));
  }
  out.push(text.slice(last));
  return out.filter((part) => part !== '');
}

function filling(name: string, alone: boolean, fillings: Fillings, at: Value): readonly (string | UnknownValue)[] {
  const value = valueOf(name, alone, fillings);
  if (value?.kind === 'text') return value.parts;
  if (value?.kind === 'number') return [String(value.value)];
  if (value?.kind === 'unknown' && value.parameter) return [{ ...value, name }];
  return [unknown(`place {${name}} of a template`, name, value ? rootsOf(value) : [], at)];
}

function valueOf(name: string, alone: boolean, fillings: Fillings): Value | null {
  for (const one of fillings) {
    if (one.kind === 'record') {
      const entry = one.entries.get(name);
      if (entry) return entry;
      if (one.rest) return one.rest;
    } else if (one.kind === 'unknown') return alone ? one : { ...unknown(one.reason, name, one.roots, one) };
    else if (alone) return one;
  }
  return null;
}

/** The messages that stand where a template only names them. */
function placeholder(named: Value, fillings: Fillings): Value {
  const name = named.kind === 'text' && typeof named.parts[0] === 'string' ? named.parts[0] : 'messages';
  const value = valueOf(name, false, fillings);
  if (value?.kind === 'list' || value?.kind === 'text') return value;
  return unknown(`messages {${name}} of a template`, name, value ? rootsOf(value) : [], named);
}
