import type { Binding, Region } from '../../model.ts';
import type { FileIndex } from './fileIndex.ts';

/**
 * Bindings that may hold at `use`, in source order. Walks back from the use; a binding whose regions all contain the use ends the walk.
 * Branches that leave (return, raise), and other branches of the statement the use stands in, do not reach.
 */
export function reachingBindings(index: FileIndex, bindings: readonly Binding[], use: number): readonly Binding[] {
  const useRegions = index.regionsAt(use);
  const before = bindings.filter((binding) => reachPoint(binding) <= use);
  if (before.length === 0) return bindings.slice(0, 1);
  const out: Binding[] = [];
  for (const binding of before.toReversed()) {
    const outside = index.regionsAt(binding.span.start).filter((region) => !useRegions.includes(region));
    // Where a callback returns, the code around it goes on.
    if (outside.some((region) => region.leaves && region.kind !== 'try') && !inOtherFunction(index, binding.span.start, use)) continue;
    if (outside.some((region) => excludes(region, useRegions))) continue;
    out.unshift(binding);
    if (inOtherFunction(index, binding.span.start, use)) continue;
    if (!outside.some((region) => region.kind !== 'try' && region.kind !== 'finally')) {
      if (binding.from.kind !== 'augment') break;
    } else if (
      outside[0] &&
      everyBranchBinds(
        index,
        outside[0].statement,
        out.filter((one) => one.from.kind !== 'augment'),
      )
    )
      break;
  }
  return out.length > 0 ? out : before.slice(-1);
}

/** Bindings of an outer name that a function may see. In a notebook, the cell that defines the function usually says what it works on. */
export function outerBindings(index: FileIndex, bindings: readonly Binding[], useFunction: number | null): readonly Binding[] {
  const start = useFunction === null ? undefined : index.facts.functions[useFunction]?.span.start;
  if (start !== undefined && bindings.length > 1 && index.facts.chunks.length > 1) {
    const cell = index.facts.chunks.findLast((chunk) => chunk.offset <= start);
    const before = bindings.filter((binding) => cell !== undefined && binding.span.start >= cell.offset && reachPoint(binding) <= start);
    if (before.length > 0) return reachingBindings(index, before, start);
  }
  return bindings.slice(-6);
}

/** `if ... else ...` in which each branch that goes on binds the name: what was bound before does not reach. */
export function everyBranchBinds(index: FileIndex, statement: number, bound: readonly Binding[]): boolean {
  const branches = index.facts.regions.filter((one) => one.statement === statement && (one.kind === 'if' || one.kind === 'else'));
  return (
    branches.some((one) => one.kind === 'else') &&
    branches.every(
      (branch) =>
        branch.leaves ||
        bound.some((one) => index.regionsAt(one.span.start).at(-1) === branch) ||
        nestedIn(index, branch).some((one) => everyBranchBinds(index, one, bound)),
    )
  );
}

/** Statements with branches that stand inside a branch: `else if`. */
function nestedIn(index: FileIndex, branch: Region): readonly number[] {
  return [
    ...new Set(
      index.facts.regions
        .filter((one) => one.kind === 'if' && one !== branch && branch.span.start <= one.span.start && one.span.end <= branch.span.end)
        .map((one) => one.statement),
    ),
  ];
}

/** A callback or helper that assigns a name of the code around it may have run or not. */
export function inOtherFunction(index: FileIndex, at: number, use: number): boolean {
  return index.facts.functions.some((one) => one.span.start <= at && at < one.span.end && !(one.span.start <= use && use < one.span.end));
}

/** A binding holds after its value: `x = f(x)` reads the older x on the right. */
function reachPoint(binding: Binding): number {
  return binding.from.kind === 'value' || binding.from.kind === 'augment'
    ? Math.max(binding.span.end, binding.from.value.span.end)
    : binding.span.end;
}

/** Whether a region's binding cannot be seen from the regions around a use: the other branch of one statement. */
export function excludes(region: Region, useRegions: readonly Region[]): boolean {
  return (
    region.kind !== 'for' &&
    region.kind !== 'while' &&
    useRegions.some((one) => one.statement === region.statement && one.span.start !== region.span.start && region.kind !== 'try')
  );
}
