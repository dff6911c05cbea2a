import type { Binding, Region } from '../../model.ts';
import { choiceOf } from './choices.ts';
import type { FileIndex } from './fileIndex.ts';
import { everyBranchBinds, excludes } from './reaching.ts';
import { rootsOf } from './roots.ts';
import { joinText } from './textValues.ts';
import { unknown, type Value } from './values.ts';

/** What a name may hold where it is used: what a binding gave it, with all that was added since on the same path. */
export interface Held {
  readonly binding: Binding;
  readonly value: Value;
}
interface Path extends Held {
  /** Branches that were taken on the way, of those that the use does not stand in. */
  readonly taken: readonly Region[];
}

/**
 * The values of the bindings that reach a use, `+=` joined to what it was added to. What one of several branches adds makes values of their own,
 * side by side; what a branch alone adds is taken to be added.
 */
export function joinAugmented(index: FileIndex, bindings: readonly Binding[], values: readonly Value[], use: number): readonly Held[] {
  const useRegions = index.regionsAt(use);
  const around = bindings.map((one) => index.regionsAt(one.span.start).filter((region) => !useRegions.includes(region)));
  let paths: readonly Path[] = [];
  for (const [i, binding] of bindings.entries()) {
    const value = values[i];
    const taken = around[i] ?? [];
    if (!value) continue;
    if (binding.from.kind !== 'augment' || paths.length === 0) paths = [...paths, { binding, value, taken }];
    else {
      const isOneOf = (before: Path) =>
        taken.some(
          (region) => !before.taken.includes(region) && around.some((others) => others.some((other) => excludes(other, [region]))),
        );
      paths = paths.flatMap((before): readonly Path[] => {
        if (taken.some((region) => excludes(region, before.taken))) return [before];
        const after = { ...before, value: added(before.value, value) };
        return isOneOf(before) ? [before, { ...after, taken: [...before.taken, ...taken] }] : [after];
      });
    }
  }
  // Where each branch adds something, what went in does not come out.
  const branches = bindings.flatMap((binding, i) =>
    binding.from.kind === 'augment' ? (around[i] ?? []).filter((one) => one.kind === 'if' || one.kind === 'else') : [],
  );
  const isPassed = (path: Path, region: Region) =>
    path.binding.span.start < region.span.start &&
    !path.taken.some((one) => one.statement === region.statement) &&
    !index.regionsAt(region.span.start).some((outer) => excludes(outer, path.taken));
  const all = paths.filter(
    (path) => !branches.some((region) => isPassed(path, region) && everyBranchBinds(index, region.statement, bindings)),
  );
  return all.length > 0 ? all : paths;
}

function added(before: Value, value: Value): Value {
  switch (before.kind) {
    case 'list':
      return value.kind === 'list'
        ? { ...before, items: [...before.items, ...value.items], rest: before.rest ?? value.rest }
        : { ...before, rest: before.rest ?? (value.kind === 'unknown' ? value : unknown('added', '', rootsOf(value))) };
    case 'text':
      return joinText([before, value], before);
    case 'number':
      return value.kind === 'number' ? { ...before, value: before.value + value.value } : unknown('added', '', rootsOf(value));
    case 'choice':
      return choiceOf(before.alternatives.map((one) => added(one, value)));
    case 'unknown':
      return value.kind === 'text' ? joinText([before, value], before) : before;
    default:
      return before;
  }
}
