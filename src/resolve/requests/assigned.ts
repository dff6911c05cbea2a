import { choiceOf } from '../values/choices.ts';
import type { Evaluator } from '../values/evaluator.ts';
import type { FileIndex } from '../values/fileIndex.ts';
import { alternativesOf, noArguments, unknown, type HandleLayer, type HandleValue, type Lazy, type Value } from '../values/values.ts';

/** A handle with what a file assigns on it as arguments (`HandleSpec.assigned`). What only some paths assign is one of several values. */
export function withAssigned(e: Evaluator, handle: HandleValue, index: FileIndex, file: string): HandleValue {
  if (!handle.layers.some((layer) => layer.spec.assigned)) return handle;
  return {
    ...handle,
    layers: handle.layers.map((layer) =>
      layer.spec.assigned ? { ...layer, args: { ...noArguments, named: assignedOn(e, layer, handle, index, file) } } : layer,
    ),
  };
}

function assignedOn(
  e: Evaluator,
  { spec }: HandleLayer,
  { sdk, family }: HandleValue,
  index: FileIndex,
  file: string,
): ReadonlyMap<string, Lazy> {
  const named = new Map<string, Lazy>();
  for (const property of spec.assigned ?? []) {
    const writes = index.facts.writes.filter(
      (one) =>
        one.property === property &&
        one.operator === '=' &&
        alternativesOf(e.evaluate(one.object, file, null)).some(
          (value) => value.kind === 'external' && sdk.packages[family]?.includes([value.module, ...value.path].join('.')),
        ),
    );
    if (writes.length === 0) continue;
    named.set(property, () => {
      const always = writes.some(
        (one) =>
          !index.regionsAt(one.span.start).some(({ kind }) => kind === 'if' || kind === 'else' || kind === 'except' || kind === 'case'),
      );
      const values: Value[] = writes.map((one) => e.evaluate(one.value, file, null));
      return choiceOf(always ? values : [...values, unknown(`${property} that only some paths set`, property)]);
    });
  }
  return named;
}
