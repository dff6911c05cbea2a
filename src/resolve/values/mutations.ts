import type { NameExpr } from '../../model.ts';
import { choiceOf } from './choices.ts';
import { withOption } from './commandLine.ts';
import type { Evaluator } from './evaluator.ts';
import { argumentsOf } from './expressions.ts';
import { rootsOf } from './roots.ts';
import { asUnknown, textOf } from './textValues.ts';
import type { FileIndex, Mutation } from './fileIndex.ts';
import { fileData } from './files.ts';
import { excludes } from './reaching.ts';
import { alternativesOf, plainText, unknown, type Frame, type ListValue, type RecordValue, type UnknownValue, type Value } from './values.ts';

/** Lists and records grow after they are made: `messages.append(...)`, `params["model"] = ...`, `params.update(...)`. */
export function withMutations(e: Evaluator, value: Value, expr: NameExpr, index: FileIndex, file: string, frame: Frame | null, sameFunction: boolean): Value {
  if (value.kind === 'choice') {
    const mutable = value.alternatives.filter((one) => one.kind === 'list' || one.kind === 'record');
    if (mutable.length === 0 || mutable.length > 4) return value;
    return choiceOf(value.alternatives.map((one) => (one.kind === 'list' || one.kind === 'record' ? withMutations(e, one, expr, index, file, frame, sameFunction) : one)));
  }
  if ((value.kind !== 'list' && value.kind !== 'record') || value.file !== file) return value;
  return mutate(e, value, index.mutationsWithin(expr.name).filter((one) => sameVariable(index, one, expr)), index, file, frame, sameFunction ? expr.span.start : Infinity, value.span?.end ?? 0);
}

function sameVariable(index: FileIndex, mutation: Mutation, expr: NameExpr): boolean {
  const owner = (scope: number): number | null => {
    for (let at: number | null = scope; at !== null; at = index.facts.scopes[at]?.parent ?? null) if (index.bindings(at, expr.name).length > 0) return at;
    return null;
  };
  return owner(mutation.scope) === owner(expr.scope);
}

/** A list or record after what was written to it and called on it between two places of the text. */
export function mutate(e: Evaluator, start: ListValue | RecordValue, mutations: readonly Mutation[], index: FileIndex, file: string, frame: Frame | null, until: number, from: number): ListValue | RecordValue {
  let value = start;
  const useRegions = until === Infinity ? [] : index.regionsAt(until);
  for (const mutation of mutations) {
    if (mutation.span.start < from) continue;
    if (mutation.span.start >= until && !useRegions.some((region) => (region.kind === 'for' || region.kind === 'while') && region.span.start <= mutation.span.start && mutation.span.end <= region.span.end)) continue;
    const outside = index.regionsAt(mutation.span.start).filter((region) => !useRegions.includes(region));
    if (outside.some((region) => region.leaves || excludes(region, useRegions))) continue;
    const repeats = outside.some((region) => region.kind === 'for' || region.kind === 'while');
    const later = mutation.span.start >= until;
    const maybe = outside.some((region) => region.kind !== 'try');
    const changed = (one: ListValue | RecordValue) => (mutation.kind === 'write' ? applyWrite(e, one, mutation, file, frame, maybe) : applyCall(e, one, mutation, file, frame, repeats || later, maybe));
    if (mutation.entry === undefined) value = changed(value);
    else if (value.kind === 'record') {
      const old = value.entries.get(mutation.entry);
      if (old?.kind === 'list' || old?.kind === 'record') value = { ...value, entries: new Map([...value.entries, [mutation.entry, changed(old)]]) };
    }
  }
  return value;
}

function applyWrite(e: Evaluator, value: ListValue | RecordValue, mutation: Mutation & { kind: 'write' }, file: string, frame: Frame | null, maybe: boolean): ListValue | RecordValue {
  if (value.kind !== 'record') return value;
  const written = e.evaluate(mutation.write.value, file, frame);
  if (mutation.write.property === null) {
    const rest = value.rest ?? unknown('a computed key is set', '', [], { span: mutation.span, file });
    // What is registered under a key that is not known is what any key may give: `models[model.name] = model`.
    const others = value.entries.get('');
    return alternativesOf(written).every(isReceiver) ? { ...value, rest, entries: new Map([...value.entries, ['', others ? choiceOf([others, written]) : written]]) } : { ...value, rest };
  }
  const old = value.entries.get(mutation.write.property);
  return { ...value, entries: new Map([...value.entries, [mutation.write.property, maybe ? optionalEntry(old, written) : written]]) };
}

/** What something can be called on, or called. */
function isReceiver({ kind }: Value): boolean {
  return kind === 'instance' || kind === 'handle' || kind === 'class' || kind === 'function';
}

/** An entry that only some paths set stays readable, but not as certain. */
function optionalEntry(old: Value | undefined, written: Value): Value {
  return old ? choiceOf([old, written]) : choiceOf([written, { kind: 'null', span: null, file: null }]);
}

function applyCall(e: Evaluator, value: ListValue | RecordValue, mutation: Mutation & { kind: 'call' }, file: string, frame: Frame | null, repeats: boolean, maybe: boolean): ListValue | RecordValue {
  const args = argumentsOf(e, mutation.call, file, frame);
  const added = args.positional.map((one) => one());
  const source = mutation.call.args[0]?.value;
  const isAnswer = added.some((value) => alternativesOf(value).some((one) => one.kind === 'unknown' && one.answer));
  const rest = (): UnknownValue => ({ ...unknown('added in a loop', source ? textOf(e, source, file) : mutation.method, added.flatMap((one) => rootsOf(one)), { span: mutation.span, file }), ...(isAnswer ? { answer: true as const } : {}) });
  if (value.kind === 'list') {
    switch (mutation.method) {
      case 'append':
      case 'push': return { ...value, items: [...value.items, ...added], rest: value.rest ?? (repeats || args.open ? rest() : null) };
      case 'unshift':
      case 'appendleft': return { ...value, items: [...added, ...value.items], rest: value.rest ?? (repeats ? rest() : null) };
      case 'insert': return { ...value, items: [...added.slice(1), ...value.items], rest: value.rest ?? (repeats ? rest() : null) };
      case 'extend': {
        const list = added[0];
        if (list?.kind === 'list') return { ...value, items: [...value.items, ...list.items], rest: value.rest ?? list.rest };
        return { ...value, rest: value.rest ?? (list && source ? asUnknown(e, list, source, file) : rest()) };
      }
      default: return value;
    }
  }
  if (value.external === 'FormData' && (mutation.method === 'append' || mutation.method === 'set')) {
    const name = added[0] ? plainText(added[0]) : null;
    if (name === null) return { ...value, rest: value.rest ?? rest() };
    return added[1] ? { ...value, entries: new Map([...value.entries, [name, maybe ? optionalEntry(value.entries.get(name), added[1]) : added[1]]]) } : value;
  }
  if (mutation.method === 'update') {
    const entries = new Map(value.entries);
    for (const [name, one] of args.named) entries.set(name, maybe ? optionalEntry(entries.get(name), one()) : one());
    const record = added[0];
    if (record?.kind === 'record') for (const [name, one] of record.entries) entries.set(name, maybe ? optionalEntry(entries.get(name), one) : one);
    const open = record?.kind === 'record' ? record.rest : record && source ? asUnknown(e, record, source, file) : null;
    const others = open ?? args.open;
    return { ...value, entries, rest: value.rest && others ? { ...value.rest, roots: [...value.rest.roots, ...others.roots] } : (value.rest ?? others) };
  }
  // `config.read("settings.ini")` of a `ConfigParser`.
  if (mutation.method === 'read' && /ConfigParser$/.test(value.external ?? '') && added[0]) {
    const path = plainText(added[0]);
    const read = path === null ? null : fileData(e, path, file, { span: mutation.span, file });
    return read?.kind === 'record' ? { ...value, entries: new Map([...value.entries, ...read.entries]) } : value;
  }
  if (mutation.method === 'add_argument') return withOption(value, args) ?? value;
  if (mutation.method === 'setdefault') {
    const name = added[0] ? plainText(added[0]) : null;
    if (name !== null && added[1] && !value.entries.has(name)) return { ...value, entries: new Map([...value.entries, [name, added[1]]]) };
  }
  return value;
}
