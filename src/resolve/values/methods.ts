import type { CallExpr } from '../../model.ts';
import { choiceOf } from './choices.ts';
import { parsedArguments } from './commandLine.ts';
import type { Evaluator } from './evaluator.ts';
import { invoke } from './invoke.ts';
import { templateMethod } from './rendered.ts';
import { argumentRoots, rootsOf } from './roots.ts';
import { joinList, textMethod } from './textMethods.ts';
import { asUnknown, textOf } from './textValues.ts';
import {
  noArguments,
  plainText,
  unknown,
  type Arguments,
  type BuiltinValue,
  type Frame,
  type ListValue,
  type RecordValue,
  type UnknownValue,
  type Value,
} from './values.ts';

/** Methods of plain values. Null: it cannot be told. */
export function callMethod(
  e: Evaluator,
  callee: BuiltinValue,
  args: Arguments,
  expr: CallExpr,
  file: string,
  frame: Frame | null,
): Value | null {
  const { receiver, method } = callee;
  const first = args.positional[0]?.();
  const call: MethodCall = { e, method, args, first, expr, file, frame, at: { span: expr.span, file } };
  if (receiver.kind === 'text') return textMethod(e, receiver, method, args, expr, file);
  if (receiver.kind === 'list') return listMethod(receiver, call);
  if (receiver.kind !== 'record') return null;
  return templateMethod(e, receiver, method, args, expr, file) ?? parsedArguments(receiver, method) ?? recordMethod(receiver, call);
}

interface MethodCall {
  readonly e: Evaluator;
  readonly method: string;
  readonly args: Arguments;
  readonly first: Value | undefined;
  readonly expr: CallExpr;
  readonly file: string;
  readonly frame: Frame | null;
  readonly at: { readonly span: CallExpr['span']; readonly file: string };
}

function listMethod(list: ListValue, { e, method, args, first, expr, file, frame, at }: MethodCall): Value | null {
  switch (method) {
    case 'concat':
      return concatenated(list, args, (value) => asUnknown(e, value, expr, file));
    case 'join':
      return joinList(list.items, list.rest, first ? (plainText(first) ?? '') : ',', at);
    case 'map':
    case 'flatMap':
      return first
        ? {
            kind: 'list',
            items: list.items.map((item) => invoke(e, first, { ...noArguments, positional: [() => item] }, expr, file, frame)),
            rest: list.rest,
            ...at,
          }
        : null;
    case 'filter':
    case 'slice':
    case 'reverse':
    case 'copy':
    case 'flat':
      return list;
    case 'pop':
    case 'shift':
    case 'at':
    case 'find':
      return list.items.length > 0 && !list.rest ? choiceOf(list.items) : unknown('an element', textOf(e, expr, file), rootsOf(list), at);
    default:
      return null;
  }
}

/** @param open what stands for something that is no list. */
function concatenated(list: ListValue, args: Arguments, open: (value: Value) => UnknownValue): ListValue {
  const items = [...list.items];
  let { rest } = list;
  for (const one of args.positional) {
    const value = one();
    if (value.kind === 'list') {
      items.push(...value.items);
      rest ??= value.rest;
    } else rest ??= open(value);
  }
  return { ...list, items, rest };
}

function recordMethod(record: RecordValue, call: MethodCall): Value | null {
  const { e, method, args, first, expr, file, at } = call;
  switch (method) {
    case 'getint':
    case 'getfloat':
    case 'get':
      return entryOf(record, call);
    case 'copy':
    case 'model_dump':
    case 'dict':
      return record;
    // A schema gives back what it is given; where that is the environment, what it declares is all that is known.
    case 'parse':
    case 'safeParse':
    case 'parseAsync':
      return first?.kind === 'unknown' && !first.environment && first.roots.length > 0 ? first : record;
    // https://docs.python.org/3/library/string.html#template-strings
    case 'substitute':
    case 'safe_substitute': {
      const template = record.external === 'Template' ? record.entries.get('#0') : undefined;
      return template?.kind === 'text' ? textMethod(e, template, method, args, expr, file) : null;
    }
    case 'encode':
      return record.external === 'TextEncoder' ? (first ?? record) : record;
    case 'values':
      return { kind: 'list', items: [...record.entries.values()], rest: record.rest, ...at };
    case 'read':
    case 'read_text':
      return null;
    default:
      return unknown(`result of .${method}()`, textOf(e, expr, file), [...rootsOf(record), ...argumentRoots(args)], at);
  }
}

/** `config.get(key, fallback)`. */
function entryOf(record: RecordValue, { e, method, args, first, expr, file, at }: MethodCall): Value {
  if (/ConfigParser$/.test(record.external ?? ''))
    return option(record, args, method !== 'get') ?? unknown('what an INI file holds', textOf(e, expr, file), [], at);
  const key = first ? plainText(first) : null;
  const given = args.positional[1];
  // What an object of a library looks up is its own affair: only what it was made with is seen, not what it holds.
  if (record.external !== undefined && !given && (key === null || !record.entries.has(key)))
    return unknown(`what ${record.external} holds`, textOf(e, expr, file), argumentRoots(args), at);
  const fallback = given?.() ?? { kind: 'null', span: null, file: null };
  if (key !== null)
    return record.entries.get(key) ?? record.entries.get('') ?? (record.rest ? choiceOf([record.rest, fallback]) : fallback);
  return choiceOf([...record.entries.values(), ...(given ? [fallback] : [])]);
}

/** `config.get(section, option, fallback=...)` of what was read into a `ConfigParser`. https://docs.python.org/3/library/configparser.html */
function option(config: RecordValue, args: Arguments, isNumber: boolean): Value | null {
  const [section, name] = [args.positional[0]?.(), args.positional[1]?.()].map((one) => (one ? plainText(one) : null));
  const options = section ? config.entries.get(section) : undefined;
  const value =
    (options?.kind === 'record' && name ? options.entries.get(name.toLowerCase()) : undefined) ?? args.named.get('fallback')?.();
  const number = value?.kind === 'text' && isNumber ? Number(plainText(value)) : NaN;
  return value?.kind === 'text' && Number.isFinite(number)
    ? { kind: 'number', value: number, how: value.how, span: value.span, file: value.file }
    : (value ?? null);
}
