import type { NameExpr, Region } from '../../model.ts';
import { changed, type Change } from './changed.ts';
import { choiceOf } from './choices.ts';
import type { Evaluator } from './evaluator.ts';
import type { FileIndex, Mutation } from './fileIndex.ts';
import { excludes } from './reaching.ts';
import type { Frame, ListValue, RecordValue, Value } from './values.ts';

/** Lists and records grow after they are made: `messages.append(...)`, `params["model"] = ...`, `params.update(...)`. */
export function withMutations(e: Evaluator, value: Value, expr: NameExpr, where: Stretch): Value {
  if (value.kind === 'choice') {
    const mutable = value.alternatives.filter((one) => one.kind === 'list' || one.kind === 'record');
    if (mutable.length === 0 || mutable.length > 4) return value;
    return choiceOf(
      value.alternatives.map((one) => (one.kind === 'list' || one.kind === 'record' ? withMutations(e, one, expr, where) : one)),
    );
  }
  if (value.kind !== 'list' && value.kind !== 'record') return value;
  return mutate(
    e,
    value,
    where.index.mutationsWithin(expr.name).filter((one) => sameVariable(where.index, one, expr)),
    where,
  );
}

function sameVariable(index: FileIndex, mutation: Mutation, expr: NameExpr): boolean {
  const owner = (scope: number): number | null => {
    for (let at: number | null = scope; at !== null; at = index.facts.scopes[at]?.parent ?? null)
      if (index.bindings(at, expr.name).length > 0) return at;
    return null;
  };
  return owner(mutation.scope) === owner(expr.scope);
}

/** A stretch of a file, seen in a frame: what is changed in it counts. A loop around its end changes the value again. */
export interface Stretch {
  readonly index: FileIndex;
  readonly file: string;
  readonly frame: Frame | null;
  readonly from: number;
  /** Infinity: the value is used in another function, whenever that runs. */
  readonly until: number;
}

/** A list or record after what was written to it and called on it in a stretch. */
export function mutate(
  e: Evaluator,
  start: ListValue | RecordValue,
  mutations: readonly Mutation[],
  { index, file, frame, from, until }: Stretch,
): ListValue | RecordValue {
  let value = start;
  let changes: Change[] = [];
  const useRegions = until === Infinity ? [] : index.regionsAt(until);
  for (const mutation of mutations) {
    const { span, entry } = mutation;
    // `x.list = x.list.map(...)` reads the older list on the right.
    const end = mutation.kind === 'write' ? Math.max(span.end, mutation.write.value.span.end) : span.end;
    if (span.start < from || (span.start <= until && until < end)) continue;
    if (
      span.start >= until &&
      !useRegions.some((region) => isLoop(region) && region.span.start <= span.start && span.end <= region.span.end)
    )
      continue;
    const outside = index.regionsAt(span.start).filter((region) => !useRegions.includes(region));
    if (outside.some((region) => region.leaves || excludes(region, useRegions))) continue;
    const change: Change = {
      mutation,
      file,
      frame,
      repeats: outside.some(isLoop) || span.start >= until,
      isMaybe: outside.some((region) => region.kind !== 'try'),
    };
    if (entry === undefined) changes.push(change);
    else if (value.kind === 'record') {
      value = changed(e, value, changes);
      changes = [];
      const old = value.kind === 'record' ? value.entries.get(entry) : null;
      if (value.kind === 'record' && (old?.kind === 'list' || old?.kind === 'record'))
        value = { ...value, entries: new Map([...value.entries, [entry, changed(e, old, [change])]]) };
    }
  }
  return changed(e, value, changes);
}

function isLoop({ kind }: Region): boolean {
  return kind === 'for' || kind === 'while';
}
