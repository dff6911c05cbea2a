import type { CallExpr } from '../../model.ts';
import { choiceOf } from './choices.ts';
import { withOption } from './commandLine.ts';
import type { Evaluator } from './evaluator.ts';
import { argumentsOf } from './expressions.ts';
import type { Mutation } from './fileIndex.ts';
import { fileData } from './files.ts';
import { rootsOf } from './roots.ts';
import { asUnknown, textOf } from './textValues.ts';
import {
  alternativesOf,
  plainText,
  unknown,
  type Arguments,
  type Frame,
  type ListValue,
  type RecordValue,
  type UnknownValue,
  type Value,
} from './values.ts';

/** A change of a list or record, as it is seen from where the value is used. */
export interface Change<M extends Mutation = Mutation> {
  readonly mutation: M;
  readonly file: string;
  readonly frame: Frame | null;
  /** It may be made more than once. */
  readonly repeats: boolean;
  /** Only some paths make it. */
  readonly isMaybe: boolean;
}

/** A list or record after changes that follow each other. Entries that are written in a row are copied once: generated code writes thousands. */
export function changed(e: Evaluator, start: ListValue | RecordValue, changes: readonly Change[]): ListValue | RecordValue {
  let value = start;
  let written: Map<string, Value> | null = null;
  for (const change of changes) {
    const write = change.mutation.kind === 'write' ? change.mutation.write : null;
    if (write && write.property !== null && value.kind === 'record') {
      written ??= new Map(value.entries);
      const entry = e.evaluate(write.value, change.file, change.frame);
      written.set(write.property, change.isMaybe ? optionalEntry(written.get(write.property), entry) : entry);
      continue;
    }
    if (written && value.kind === 'record') value = { ...value, entries: written };
    written = null;
    value = changedOnce(e, value, change);
  }
  return written && value.kind === 'record' ? { ...value, entries: written } : value;
}

function changedOnce(e: Evaluator, value: ListValue | RecordValue, change: Change): ListValue | RecordValue {
  const { mutation } = change;
  if (mutation.kind === 'write') return value.kind === 'record' ? afterComputedWrite(e, value, { ...change, mutation }) : value;
  const args = argumentsOf(e, mutation.call, change.file, change.frame);
  const call: ChangingCall = {
    ...change,
    method: mutation.method,
    source: mutation.call.args[0]?.value,
    args,
    added: args.positional.map((one) => one()),
  };
  return value.kind === 'list' ? afterListCall(e, value, call) : afterRecordCall(e, value, call);
}

/** A method that is called on the value, with its arguments. */
interface ChangingCall extends Change {
  readonly method: string;
  readonly source: CallExpr['args'][number]['value'] | undefined;
  readonly args: Arguments;
  readonly added: readonly Value[];
}

/** Something more that a call adds, nobody can tell how much. */
function moreOf(e: Evaluator, { method, source, added, mutation, file }: ChangingCall): UnknownValue {
  const isAnswer = added.some((value) => alternativesOf(value).some((one) => one.kind === 'unknown' && one.answer));
  return {
    ...unknown(
      'added in a loop',
      source ? textOf(e, source, file) : method,
      added.flatMap((one) => rootsOf(one)),
      { span: mutation.span, file },
    ),
    ...(isAnswer ? { answer: true as const } : {}),
  };
}

const withEntry = (value: RecordValue, key: string, entry: Value): RecordValue => ({
  ...value,
  entries: new Map([...value.entries, [key, entry]]),
});

/** After a write under a key that is not known. */
function afterComputedWrite(
  e: Evaluator,
  value: RecordValue,
  { mutation: { write, span }, file, frame }: Change<Mutation & { kind: 'write' }>,
): RecordValue {
  const written = e.evaluate(write.value, file, frame);
  const open = { ...value, rest: value.rest ?? unknown('a computed key is set', '', [], { span, file }) };
  // What is registered under a key that is not known is what any key may give: `models[model.name] = model`.
  const others = value.entries.get('');
  return alternativesOf(written).every(isReceiver) ? withEntry(open, '', others ? choiceOf([others, written]) : written) : open;
}

/** What something can be called on, or called. */
function isReceiver({ kind }: Value): boolean {
  return kind === 'instance' || kind === 'handle' || kind === 'class' || kind === 'function';
}

/** An entry that only some paths set stays readable, but not as certain. */
function optionalEntry(old: Value | undefined, written: Value): Value {
  return old ? choiceOf([old, written]) : choiceOf([written, { kind: 'null', span: null, file: null }]);
}

function afterListCall(e: Evaluator, value: ListValue, call: ChangingCall): ListValue {
  const { method, added, args, source, file, repeats } = call;
  const more = () => moreOf(e, call);
  switch (method) {
    case 'append':
    case 'push':
      return { ...value, items: [...value.items, ...added], rest: value.rest ?? (repeats || args.open ? more() : null) };
    case 'unshift':
    case 'appendleft':
      return { ...value, items: [...added, ...value.items], rest: value.rest ?? (repeats ? more() : null) };
    case 'insert':
      return { ...value, items: [...added.slice(1), ...value.items], rest: value.rest ?? (repeats ? more() : null) };
    case 'extend': {
      const [list] = added;
      if (list?.kind === 'list') return { ...value, items: [...value.items, ...list.items], rest: value.rest ?? list.rest };
      return { ...value, rest: value.rest ?? (list && source ? asUnknown(e, list, source, file) : more()) };
    }
    default:
      return value;
  }
}

function afterRecordCall(e: Evaluator, value: RecordValue, call: ChangingCall): RecordValue {
  const {
    method,
    added: [first, second],
    args,
    file,
    mutation,
    isMaybe,
  } = call;
  const name = first ? plainText(first) : null;
  if (value.external === 'FormData' && (method === 'append' || method === 'set')) {
    if (name === null) return { ...value, rest: value.rest ?? moreOf(e, call) };
    return second ? withEntry(value, name, isMaybe ? optionalEntry(value.entries.get(name), second) : second) : value;
  }
  if (method === 'update') return updated(e, value, call);
  // `config.read("settings.ini")` of a `ConfigParser`.
  if (method === 'read' && /ConfigParser$/.test(value.external ?? '') && name !== null) {
    const read = fileData(e, name, file, { span: mutation.span, file });
    return read?.kind === 'record' ? { ...value, entries: new Map([...value.entries, ...read.entries]) } : value;
  }
  if (method === 'add_argument') return withOption(value, args) ?? value;
  return method === 'setdefault' && name !== null && second && !value.entries.has(name) ? withEntry(value, name, second) : value;
}

/** `params.update(other, model="...")`. */
function updated(e: Evaluator, value: RecordValue, { added: [record], args, source, file, isMaybe }: ChangingCall): RecordValue {
  const entries = new Map(value.entries);
  const set = (name: string, one: Value) => entries.set(name, isMaybe ? optionalEntry(entries.get(name), one) : one);
  for (const [name, one] of args.named) set(name, one());
  if (record?.kind === 'record') for (const [name, one] of record.entries) set(name, one);
  const open = record?.kind === 'record' ? record.rest : record && source ? asUnknown(e, record, source, file) : null;
  const others = open ?? args.open;
  return {
    ...value,
    entries,
    rest: value.rest && others ? { ...value.rest, roots: [...value.rest.roots, ...others.roots] } : (value.rest ?? others),
  };
}
