import type { LanguageFamily } from '../../model.ts';
import type { Parameters } from '../../sdks/sdk.ts';
import type { Evaluator } from '../values/evaluator.ts';
import { argumentsOf } from '../values/expressions.ts';
import { handleOfInstance } from '../values/inherited.ts';
import { familyOf } from '../values/modules.ts';
import {
  alternativesOf,
  unknown,
  type Arguments,
  type HandleLayer,
  type HandleValue,
  type UnknownValue,
  type Value,
} from '../values/values.ts';
import { readPaths } from './paths.ts';

/** Arguments, and the table that reads them: of a request, or of what made a handle. */
export interface ReadBy {
  readonly args: Arguments;
  readonly spec: { readonly parameters?: Parameters; readonly optionsAt?: number };
}

/** Handles held in handles are followed so far: deeper than real code nests them. */
export const depthLimit = 6;

/** A name that a package exports may be a handle already: `gemini15Flash`. */
export function exportedHandle(e: Evaluator, value: Value): Value {
  return value.kind === 'external' ? (e.sdkIndex.fromExternal(value, null) ?? value) : value;
}

/** The configured handles that arguments hold. */
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
export function addedTo(e: Evaluator, handle: HandleValue, added: Parameters['added']): readonly Value[] {
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

/** The handles that a handle and the arguments lead to, through all that they hold. */
export function reached(e: Evaluator, roots: readonly HandleValue[], family: LanguageFamily): readonly HandleValue[] {
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
