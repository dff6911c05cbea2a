import type { LanguageFamily } from '../../model.ts';
import type { ModelSyntax, Parameters, Path } from '../../sdks/sdk.ts';
import { choiceOf } from '../values/choices.ts';
import type { Evaluator } from '../values/evaluator.ts';
import { alternativesOf, unknown, type HandleValue, type Value } from '../values/values.ts';
import { addedTo, depthLimit, exportedHandle, heldIn, reached, type ReadBy } from './heldHandles.ts';
import { throughAliases } from './modelAliases.ts';
import { readPaths, saidByNone, type Found } from './paths.ts';

/** Which place of a table is looked for. */
export type PlaceOf = (parameters: Parameters) => readonly Path[] | undefined;

/** What the arguments say at a place, else what the handles say that they hold (`Parameters.from`, `added`). */
export function findIn(
  e: Evaluator,
  read: ReadBy,
  placeOf: PlaceOf,
  family: LanguageFamily,
  maker: HandleValue | null = null,
  depth = 0,
): Found {
  const {
    args,
    spec: { parameters, optionsAt = 0 },
  } = read;
  if (!parameters) return { state: 'absent' };
  const own = readPaths(args, placeOf(parameters), family, optionsAt);
  if (own.state === 'here' || depth > depthLimit) return own;
  const held = heldIn(e, read, family, maker);
  if (held.handles.length === 0) return own.state === 'absent' && held.open ? { state: 'open', why: held.open } : own;
  // Among steps of a pipeline only those that send something count.
  const bearing =
    held.handles.length > 1
      ? held.handles.filter((one) => reached(e, [one], family).some((inner) => e.sdkIndex.hasOperations(inner)))
      : held.handles;
  const founds = (bearing.length > 0 ? bearing : held.handles).map((handle) => findInHandle(e, handle, placeOf, family, depth + 1));
  const none = saidByNone(founds);
  if (none && held.open && (none.state === 'absent' || held.open.unseen)) return { state: 'open', why: held.open };
  if (none && !held.open) return none.state === 'open' ? none : own;
  const values = founds.map((found): Value =>
    found.state === 'here' ? found.value : found.state === 'open' ? found.why : unknown('one of several says nothing of it', ''),
  );
  const all = choiceOf(held.open ? [...values, held.open] : values);
  return all.kind === 'unknown' ? { state: 'open', why: all } : { state: 'here', value: all };
}

/** What the arguments that made a handle say, latest first. */
export function findInHandle(e: Evaluator, handle: HandleValue, placeOf: PlaceOf, family: LanguageFamily, depth = 0): Found {
  for (const layer of handle.layers) {
    const found = findIn(e, layer, placeOf, family, handle, depth);
    if (found.state !== 'absent') return found;
  }
  return { state: 'absent' };
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
