import type { LanguageFamily } from '../../model.ts';
import type { HandleSpec, Parameters } from '../../sdks/sdk.ts';
import { choiceOf } from '../values/choices.ts';
import { noArguments, type Arguments, type HandleValue, type UnknownValue, type Value } from '../values/values.ts';
import { readPaths } from './paths.ts';
import type { At } from './sdkHandles.ts';
import { isCalled, type SdkTables } from './sdkTables.ts';

/** `left | right`, `left.pipe(right)`: the handle that is called when the pipe is. Null: no handle takes part. */
export function pipe(tables: SdkTables, left: Value, right: Value, at: At): Value | null {
  if (left.kind === 'choice') return severalOf(left.alternatives.map((one) => pipe(tables, one, right, at)));
  if (right.kind === 'choice') return severalOf(right.alternatives.map((one) => pipe(tables, left, one, at)));
  if (right.kind === 'handle') return isCalled(tables, right) ? joined(tables, right, [() => left], null, at) : { ...right, ...at };
  if (left.kind !== 'handle') return null;
  if (isCalled(tables, left)) return joined(tables, left, [], null, at);
  // A prompt goes to a model: what cannot be told after one is taken for it.
  return right.kind === 'unknown' ? joined(tables, left, [() => left], right, at) : { ...left, ...at };
}

/** What `handle.pipe(next)` gives; null when the handle's chain is no such method. */
export function pipedBy(tables: SdkTables, handle: HandleValue, args: Arguments, at: At): Value | null {
  const spec = tables.specsByHandle
    .get(handle.type)
    ?.find((one) => one.chains?.includes('|') && one.chains.includes(handle.chain.join('.')));
  const next = spec && args.positional[0]?.();
  return next ? (pipe(tables, { ...handle, chain: [] }, next, at) ?? { ...handle, chain: [], ...at }) : null;
}

/** The handle that a sequence of steps leads to. @param path where the steps stand: a list among the arguments, or `*` for the arguments themselves. */
export function inSequence(tables: SdkTables, path: string, args: Arguments, family: LanguageFamily, at: At): HandleValue | null {
  const items = path === '*' ? stepsAsArguments(args) : stepsIn(args, path, family);
  const value = items
    .slice(1)
    .reduce<Value | null>((left, right) => (left ? (pipe(tables, left, right, at) ?? right) : right), items[0] ?? null);
  if (value?.kind === 'handle') return value;
  // A pipe through one of several models: one handle that leads to each. Where one of them is the project's own, that way ends in the prompt.
  const handles = value?.kind === 'choice' ? value.alternatives.filter((one) => one.kind === 'handle') : [];
  const any = handles.find((one) => isCalled(tables, one)) ?? handles[0];
  return value && any
    ? {
        ...any,
        provider: any.sdk.provider,
        layers: [{ spec: { gives: any.type, parameters: { from: ['#0'] } }, args: { ...noArguments, positional: [() => value] } }],
        certain: false,
      }
    : null;
}

/** `RunnableSequence(prompt, model)`, `RunnableSequence(first=prompt, middle=[...], last=parser)`. */
function stepsAsArguments(args: Arguments): readonly Value[] {
  const named = ['first', 'middle', 'last'].flatMap((name) => args.named.get(name) ?? []);
  return [...args.positional, ...named].map((one) => one()).flatMap((one) => (one.kind === 'list' ? one.items : [one]));
}

function stepsIn(args: Arguments, path: string, family: LanguageFamily): readonly Value[] {
  const found = readPaths(args, [path], family, 0);
  return found.state === 'here' && found.value.kind === 'list' ? found.value.items : [];
}

function severalOf(values: readonly (Value | null)[]): Value | null {
  const made = values.filter((one) => one !== null);
  return made.length > 0 ? choiceOf(made) : null;
}

/** What a model object of any kind may say. */
const anyModel: Parameters = { model: ['model'], maxOutput: ['max_tokens'], baseUrl: ['base_url'] };

/** A handle as it stands in a pipe; `open` is what stands in the pipe where the model should be. */
function joined(tables: SdkTables, handle: HandleValue, before: Arguments['positional'], open: UnknownValue | null, at: At): HandleValue {
  const spec = tables.specsByHandle.get(handle.type)?.find((one) => one.chains?.includes('|'));
  if (!spec) return { ...handle, ...at };
  const assumed = open
    ? [{ spec: { gives: spec.gives, parameters: anyModel }, args: { ...noArguments, open: { ...open, unseen: true as const } } }]
    : [];
  const layers = [{ spec, args: { ...noArguments, positional: before } }, ...assumed, ...handle.layers];
  return {
    ...handle,
    type: spec.gives,
    sdk: tables.givers.get(spec.gives) ?? handle.sdk,
    chain: [],
    layers,
    certain: handle.certain && open === null,
    ...at,
  };
}

/** Whether what a handle is made of leads to one that is called. */
export function leadsToCalled(tables: SdkTables, spec: HandleSpec, args: Arguments, family: LanguageFamily): boolean {
  const found = readPaths(args, spec.parameters?.from, family, spec.optionsAt ?? 0);
  const leads = (value: Value, depth: number): boolean => {
    if (value.kind === 'handle') return isCalled(tables, value);
    const inner =
      depth > 6
        ? []
        : value.kind === 'choice'
          ? value.alternatives
          : value.kind === 'list'
            ? value.items
            : value.kind === 'record'
              ? [...value.entries.values()]
              : [];
    return inner.some((one) => leads(one, depth + 1));
  };
  return found.state === 'here' && leads(found.value, 0);
}
