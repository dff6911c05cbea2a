import type { LanguageFamily } from '../../model.ts';
import type { ModelSyntax, Parameters, Path } from '../../sdks/sdk.ts';
import { choiceOf } from '../values/choices.ts';
import type { Evaluator } from '../values/evaluator.ts';
import { argumentsOf } from '../values/expressions.ts';
import { handleOfInstance } from '../values/inherited.ts';
import { familyOf } from '../values/modules.ts';
import { readPaths, type Found } from './paths.ts';
import {
  alternativesOf,
  plainText,
  unknown,
  type Arguments,
  type HandleLayer,
  type HandleValue,
  type UnknownValue,
  type Value,
} from '../values/values.ts';

/** Arguments, and the table that reads them: of a request, or of what made a handle. */
export interface ReadBy {
  readonly args: Arguments;
  readonly spec: { readonly parameters?: Parameters; readonly optionsAt?: number };
}

/** Which place of a table is looked for. */
export type Pick = (parameters: Parameters) => readonly Path[] | undefined;

/** Handles held in handles are followed so far: deeper than real code nests them. */
export const depthLimit = 6;

/** What the arguments say at a place, else what the handles say that they hold (`Parameters.from`, `added`). */
export function findIn(e: Evaluator, read: ReadBy, pick: Pick, family: LanguageFamily, maker: HandleValue | null = null, depth = 0): Found {
  const {
    args,
    spec: { parameters, optionsAt = 0 },
  } = read;
  if (!parameters) return { state: 'absent' };
  const own = readPaths(args, pick(parameters), family, optionsAt);
  if (own.state === 'here' || depth > depthLimit) return own;
  const held = heldIn(e, read, family, maker);
  if (held.handles.length === 0) return own.state === 'absent' && held.open ? { state: 'open', why: held.open } : own;
  // Among steps of a pipeline only those that send something count.
  const bearing =
    held.handles.length > 1
      ? held.handles.filter((one) => reached(e, [one], family).some((inner) => e.sdkIndex.hasOperations(inner)))
      : held.handles;
  const founds = (bearing.length > 0 ? bearing : held.handles).map((handle) => findInHandle(e, handle, pick, family, depth + 1));
  if (founds.every((found) => found.state === 'absent')) return held.open ? { state: 'open', why: held.open } : own;
  const values = founds.map((found): Value =>
    found.state === 'here' ? found.value : found.state === 'open' ? found.why : unknown('one of several says nothing of it', ''),
  );
  const all = choiceOf(held.open ? [...values, held.open] : values);
  return all.kind === 'unknown' ? { state: 'open', why: all } : { state: 'here', value: all };
}

/** What the arguments that made a handle say, latest first. */
export function findInHandle(e: Evaluator, handle: HandleValue, pick: Pick, family: LanguageFamily, depth = 0): Found {
  for (const layer of handle.layers) {
    const found = findIn(e, layer, pick, family, handle, depth);
    if (found.state !== 'absent') return found;
  }
  return { state: 'absent' };
}

/** A name that a package exports may be a handle already: `gemini15Flash`. */
function exportedHandle(e: Evaluator, value: Value): Value {
  return value.kind === 'external' ? (e.sdkIndex.fromExternal(value, null) ?? value) : value;
}

interface Held {
  readonly handles: readonly HandleValue[];
  /** Something else stands there that may say more; null when all is seen. */
  readonly open: UnknownValue | null;
}

/** The configured handles among the arguments. Plain texts there are model names and hold nothing. */
export function heldIn(
  e: Evaluator,
  { args, spec: { parameters = {}, optionsAt = 0 } }: ReadBy,
  family: LanguageFamily,
  maker: HandleValue | null = null,
): Held {
  const handles: HandleValue[] = [];
  let open: UnknownValue | null = null;
  const take = (value: Value, depth = 0): void => {
    for (const one of alternativesOf(value).map((each) => exportedHandle(e, each))) {
      if (one.kind === 'handle') handles.push(one);
      else if (one.kind === 'list') {
        for (const item of one.items) take(item, depth + 1);
        open ??= one.rest;
      } else if (one.kind === 'record' && !one.external) for (const entry of one.entries.values()) take(entry, depth + 1);
      else if (one.kind === 'unknown' && !one.environment) open ??= { ...one, unseen: true };
      else if (one.kind === 'instance') {
        const base = handleOfInstance(e, one);
        if (base) handles.push(base);
        else open ??= { unseen: true, ...unknown('an object of a class of this project', '', [], one) };
        // A function among others is glue; alone it is what chooses.
      } else if (one.kind === 'function' && depth === 0) open ??= { unseen: true, ...unknown('chosen by a function', '', [], one) };
    }
  };
  const found = readPaths(args, parameters.from, family, optionsAt);
  if (found.state === 'here') take(found.value);
  else if (found.state === 'open') open ??= found.why;
  if (maker) for (const value of addedTo(e, maker, parameters.added)) take(value);
  const major = handles.filter((one) => !one.layers.some((layer) => layer.spec.minor));
  // Of all that a composition is made of, what is known to call is what calls: retrievers and helpers are not.
  return { handles: major.length > 0 ? major : handles, open: handles.length > 0 && parameters.from?.includes('*') ? null : open };
}

/** Arguments of the methods that add to this very handle after it was made: calls in its file on a receiver that is the same object. */
function addedTo(e: Evaluator, handle: HandleValue, added: Parameters['added']): readonly Value[] {
  if (!added || handle.file === null) return [];
  const file = handle.file;
  const index = e.index(file);
  if (!index) return [];
  const out: Value[] = [];
  for (const call of index.facts.calls) {
    const callee = call.callee;
    if (callee.kind !== 'member') continue;
    const rule = added.find((one) => one.method === callee.property);
    if (!rule) continue;
    const receiver = e.evaluate(callee.object, file, null);
    if (!alternativesOf(receiver).some((one) => one.kind === 'handle' && one.type === handle.type && sameOrigin(one, handle))) continue;
    const found = readPaths(argumentsOf(e, call, file, null), rule.paths, familyOf(index.facts.language), 0);
    if (found.state === 'here') out.push(found.value);
  }
  return out;
}

/** The messages a conversation was begun with, and those that were added to it (`Parameters.appended`). */
export function withAppended(e: Evaluator, messages: Found, handle: HandleValue | null): Found {
  const added = handle?.layers.flatMap((layer) => addedTo(e, handle, layer.spec.parameters?.appended)) ?? [];
  if (added.length === 0 || messages.state === 'open') return messages;
  if (messages.state === 'absent') return { state: 'here', value: { kind: 'list', items: added, rest: null, span: null, file: null } };
  return messages.value.kind === 'list'
    ? { state: 'here', value: { ...messages.value, items: [...messages.value.items, ...added] } }
    : messages;
}

/** Both were made by the same constructor call. */
function sameOrigin(one: HandleValue, other: HandleValue): boolean {
  const call = one.layers.at(-1)?.args.call;
  return call !== undefined && call === other.layers.at(-1)?.args.call;
}

/** All that configures a request besides its own arguments: what made the handle it is made on, and the handles held. */
export function configuring(e: Evaluator, request: ReadBy, handle: HandleValue | null, family: LanguageFamily): readonly HandleLayer[] {
  const out: HandleLayer[] = [];
  const visit = (one: HandleValue, depth: number): void => {
    for (const layer of one.layers) {
      out.push(layer);
      if (layer.spec.parameters && depth < depthLimit) heldIn(e, layer, family, one).handles.forEach((inner) => visit(inner, depth + 1));
    }
  };
  if (handle) visit(handle, 0);
  heldIn(e, request, family).handles.forEach((inner) => visit(inner, 0));
  return out;
}

/** The model argument may be a handle (`openai("gpt-4o")`, a chat model), one of several or a list of them: their own models are meant. */
export function throughHandles(
  e: Evaluator,
  found: Found,
  family: LanguageFamily,
): { readonly found: Found; readonly handles: readonly HandleValue[] } {
  let current = found;
  let handles: readonly HandleValue[] = [];
  for (let i = 0; i < depthLimit && current.state === 'here'; i++) {
    const alternatives = alternativesOf(current.value)
      .flatMap((one) =>
        one.kind === 'list' && one.items.some((item) => item.kind === 'handle') ? [...one.items, ...(one.rest ? [one.rest] : [])] : [one],
      )
      .map((one) => exportedHandle(e, one));
    const inner = alternatives.filter((one): one is HandleValue => one.kind === 'handle');
    if (inner.length === 0) break;
    const founds = inner.map((one) =>
      throughAliases(
        e,
        findInHandle(e, one, (parameters) => parameters.model, family),
        one,
        family,
      ),
    );
    handles = inner;
    // What is no handle, or a handle whose model cannot be read, may be the one that runs: it keeps the model open.
    const others = alternatives.filter((one) => one.kind !== 'handle' && one.kind !== 'null');
    const values = [
      ...founds.flatMap((one) => (one.state === 'here' ? alternativesOf(one.value) : one.state === 'open' ? [one.why] : [])),
      ...others,
    ];
    const open = founds.find((one) => one.state !== 'here');
    if (open && values.length === 0) current = open;
    else
      current = {
        state: 'here',
        value:
          values.length === 1 && values[0]
            ? values[0]
            : { kind: 'choice', alternatives: values, span: current.value.span, file: current.value.file },
      };
    if (others.length > 0) break;
  }
  return { found: current, handles };
}

/** How the handle that names the model spells it, where its table says so. */
export function syntaxOf(handle: HandleValue | undefined): ModelSyntax | undefined {
  return handle?.layers.find((layer) => layer.spec.modelSyntax)?.spec.modelSyntax;
}

/** An alias that the handle's list or record explains: every model it may stand for. That being out of sight leaves it open. */
export function throughAliases(e: Evaluator, found: Found, handle: HandleValue | null, family: LanguageFamily): Found {
  const layer = handle?.layers.find((one) => one.spec.parameters?.aliases);
  const aliases = layer?.spec.parameters?.aliases;
  if (!layer || !aliases || found.state !== 'here') return found;
  const behind = (value: Value): readonly Value[] => {
    const alias = plainText(value);
    if (alias === null) return [value];
    const targets = aliases.list.flatMap((path) => {
      const list = readPaths(layer.args, [path], family, layer.spec.optionsAt ?? 0);
      return list.state === 'here' ? targetsOf(e, alias, list.value, aliases, family) : [];
    });
    return targets.length > 0 ? targets : [unknown(`${alias} is an alias of a list that is not seen here`, alias, [], value)];
  };
  const value = choiceOf(alternativesOf(found.value).flatMap(behind));
  return value.kind === 'unknown' ? { state: 'open', why: value } : { state: 'here', value };
}

function targetsOf(
  e: Evaluator,
  alias: string,
  list: Value,
  { name, model, separator, method }: NonNullable<Parameters['aliases']>,
  family: LanguageFamily,
): readonly Value[] {
  if (list.kind === 'record') {
    const cut = separator === undefined ? -1 : alias.indexOf(separator);
    const entry = list.entries.get(cut < 0 ? alias : alias.slice(0, cut));
    if (separator === undefined || method === undefined || !entry) return entry ? [entry] : [];
    const provider = exportedHandle(e, entry);
    const id: Value = { kind: 'text', parts: [alias.slice(cut + separator.length)], how: 'literal', span: list.span, file: list.file };
    return provider.kind === 'handle' && cut >= 0
      ? [
          e.sdkIndex.called(
            { ...provider, chain: [method] },
            { positional: [() => id], named: new Map(), open: null },
            { span: list.span, file: list.file },
          ) ?? id,
        ]
      : [];
  }
  return list.kind !== 'list' || name === undefined || model === undefined
    ? []
    : list.items.flatMap((item): readonly Value[] => {
        const entry: Arguments = { positional: [() => item], named: new Map(), open: null };
        const named = readPaths(entry, [`#0.${name}`], family, 0);
        const target = readPaths(entry, [`#0.${model}`], family, 0);
        return named.state === 'here' && plainText(named.value) === alias
          ? [target.state === 'here' ? target.value : unknown('no model in the list', alias)]
          : [];
      });
}

/** The handles that a handle and the arguments lead to, through all that they hold. */
function reached(e: Evaluator, roots: readonly HandleValue[], family: LanguageFamily): readonly HandleValue[] {
  const out: HandleValue[] = [];
  const visit = (one: HandleValue, depth: number): void => {
    out.push(one);
    for (const layer of one.layers)
      if (layer.spec.parameters && depth < depthLimit) heldIn(e, layer, family, one).handles.forEach((inner) => visit(inner, depth + 1));
  };
  roots.forEach((one) => visit(one, 0));
  return out;
}

/** Whether a request reaches something that sends one, besides the handle it is made on. */
export function holdsHandle(e: Evaluator, request: ReadBy, handle: HandleValue | null, family: LanguageFamily): boolean {
  const inside = [...heldIn(e, request, family).handles, ...(handle ? [handle] : [])];
  return reached(e, inside, family).some((one) => one !== handle && e.sdkIndex.hasOperations(one));
}

/** Whether what answers is a stand-in of the SDK's own (`TestModel`), which nobody bills. */
export function isFree(e: Evaluator, request: ReadBy, handle: HandleValue | null, family: LanguageFamily): boolean {
  const own = readPaths(request.args, request.spec.parameters?.model, family, request.spec.optionsAt ?? 0);
  if (own.state === 'here')
    return alternativesOf(own.value)
      .map((one) => exportedHandle(e, one))
      .every((one) => one.kind === 'handle' && one.layers.some((layer) => layer.spec.free));
  return reached(e, [...heldIn(e, request, family).handles, ...(handle ? [handle] : [])], family).some((one) =>
    one.layers.some((layer) => layer.spec.free),
  );
}

/**
 * What a cap belongs to among what made a handle: the arguments of a model object, or of the agent that holds no such object but takes settings,
 * each once. Empty where something that may take it is out of sight.
 */
export function capHolders(e: Evaluator, handle: HandleValue, family: LanguageFamily, depth = 0): readonly HandleLayer[] {
  for (const layer of handle.layers) {
    if (layer.spec.capInsert) return [layer];
    const held = layer.spec.parameters?.from && depth < depthLimit ? heldIn(e, layer, family, handle) : null;
    if (held?.open && held.handles.length > 0) return [];
    const inside = held?.handles.map((one) => capHolders(e, one, family, depth + 1)) ?? [];
    if (inside.length > 0 && inside.every((one) => one.length > 0))
      return inside.flat().filter((one, i, all) => all.findIndex((other) => other.args.call === one.args.call) === i);
  }
  const own = handle.layers.filter((one) => one.spec.parameters?.maxOutput).slice(-1);
  // An agent that is given the name of a model makes the model object itself.
  return own.length > 0 || depth > 0
    ? own
    : handle.layers.filter((one) => one.spec.parameters?.model && one.args.call !== undefined).slice(-1);
}
