import type { Estimate, Expr, Region, Span } from '../../model.ts';
import type { FileIndex } from '../values/fileIndex.ts';

/** How often something is done: whole numbers, low <= expected <= high. */
export interface Times {
  readonly low: number;
  readonly expected: number;
  readonly high: number;
}
/** Exactly once: no loop, no branch. */
export const once: Times = { low: 1, expected: 1, high: 1 };

/** A number of times as a range: counted where it is certain. */
export function estimateOf(times: Times): Estimate<number> {
  return { ...times, basis: times.low === times.high ? 'counted' : 'assumed' };
}

/** Whether a thing in a loop is the last that the loop does when it works: it is returned, or stands in a `try` that ends by leaving. */
export function endsLoop(index: FileIndex, span: Span, loop: Span): boolean {
  return (
    index.regionsAt(span.start).some((one) => one.kind === 'try' && one.leaves && isInside(one.span, loop)) ||
    index.facts.functions.some(
      (one) => isInside(span, one.span) && one.returns.some((value) => isInside(span, value.span) && isInside(value.span, loop)),
    )
  );
}

/** One thing that a run of a function does, so many times. Several: branches of which one runs. */
export interface Slot<T> {
  readonly oneOf: readonly T[];
  readonly times: Times;
}

/** A stretch of code that may not run: a region of the facts, or a part of a conditional expression. */
interface Branch {
  readonly kind: Region['kind'];
  readonly span: Span;
  readonly statement: number;
  readonly leaves: boolean;
}
interface Leaf<T> {
  readonly item: T;
  readonly span: Span;
  /** Branches around it, outermost first. */
  readonly around: readonly Branch[];
  /** The function gives back what comes of it, and is done. */
  readonly isReturned: boolean;
}

/**
 * What one run of a function does of some things in it, in source order. Branches of one `if` or `switch` stand in one slot, side by side; what only some of
 * them do is done 0 to 1 times, and expected. What handles an error, or comes after a `try` (or a loop of them) that returns, is done at most as well, and not expected.
 * Loops are left to `turns.ts`. A branch that does none of it and leaves (a guard) is not looked at: what is asked is what the function does when it works.
 */
export function slotsOf<T extends { readonly span: Span }>(index: FileIndex, fn: number, items: readonly T[]): readonly Slot<T>[] {
  const body = index.facts.functions[fn]?.span;
  if (!body) return [];
  const parts = items.length > 1 ? expressionBranches(index, body) : [];
  const returns = index.facts.functions.filter((one) => isInside(one.span, body)).flatMap((one) => one.returns);
  const leaves = items
    .toSorted((a, b) => a.span.start - b.span.start)
    .map((item): Leaf<T> => {
      const regions: readonly Branch[] = index.regionsAt(item.span.start).filter((one) => isInside(one.span, body));
      return {
        item,
        span: item.span,
        isReturned: returns.some((one) => isInside(item.span, one.span)),
        around: [...regions, ...parts.filter((one) => isInside(item.span, one.span))].toSorted(
          (a, b) => a.span.start - b.span.start || b.span.end - a.span.end,
        ),
      };
    });
  return arrange(index, leaves, 0);
}

function isInside(inner: Span, outer: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

function arrange<T>(index: FileIndex, leaves: readonly Leaf<T>[], depth: number): readonly Slot<T>[] {
  const [first] = leaves;
  if (!first) return [];
  const statement = first.around[depth]?.statement;
  if (statement === undefined) return [{ oneOf: [first.item], times: once }, ...arrange(index, leaves.slice(1), depth)];
  const end = leaves.findIndex((one) => one.around[depth]?.statement !== statement);
  const group = end < 0 ? leaves : leaves.slice(0, end);
  return ofStatement(index, group, depth, end < 0 ? [] : arrange(index, leaves.slice(end), depth));
}

interface Way<T> {
  readonly branch: Branch;
  readonly slots: readonly Slot<T>[];
}

/** A statement's branches, and what comes after it. */
function ofStatement<T>(index: FileIndex, group: readonly Leaf<T>[], depth: number, rest: readonly Slot<T>[]): readonly Slot<T>[] {
  const ways: Way<T>[] = [];
  for (const leaf of group) {
    const branch = leaf.around[depth];
    if (branch && ways.at(-1)?.branch.span.start !== branch.span.start)
      ways.push({
        branch,
        slots: arrange(
          index,
          group.filter((one) => one.around[depth]?.span.start === branch.span.start),
          depth + 1,
        ),
      });
  }
  const of = (...kinds: readonly Region['kind'][]) => ways.filter(({ branch }) => kinds.includes(branch.kind));
  const slotsIn = (...kinds: readonly Region['kind'][]) => of(...kinds).flatMap((one) => one.slots);
  const [statement] = ways;
  if (!statement || statement.branch.kind === 'for' || statement.branch.kind === 'while') {
    // A loop that tries and returns is only left when every turn failed.
    const returns = group.some((leaf) => leaf.isReturned && leaf.around.slice(depth + 1).some((one) => one.kind === 'try'));
    return [...ways.flatMap((one) => one.slots), ...(returns ? atWorst(rest) : rest)];
  }
  if (of('try', 'except', 'finally').length > 0) {
    const returns = of('try').some(({ branch }) => branch.leaves);
    return [
      ...slotsIn('try'),
      ...atWorst(sideBySide(of('except').map((one) => one.slots))),
      ...slotsIn('finally', 'else'),
      ...(returns ? atWorst(rest) : rest),
    ];
  }
  const leaving = ways.filter(({ branch }) => branch.leaves).map((one) => one.slots);
  const staying = ways.filter(({ branch }) => !branch.leaves).map((one) => one.slots);
  const others = index.facts.regions.filter(
    (one) => one.statement === statement.branch.statement && !ways.some(({ branch }) => branch.span.start === one.span.start),
  );
  const isSure =
    statement.branch.kind === 'case' ||
    (others.every((one) => one.leaves) && [...ways.map((one) => one.branch), ...others].some((one) => one.kind === 'else'));
  if (staying.length === 0) return sideBySide(isSure && rest.length === 0 ? leaving : [...leaving, rest]);
  const through = [...sideBySide(isSure ? staying : [...staying, []]), ...rest];
  return leaving.length > 0 ? sideBySide([...leaving, through]) : through;
}

/** Ways of which one is gone: the first things of each share a slot, and so on. What a way does not have is done not at all on it. */
export function sideBySide<T>(ways: readonly (readonly Slot<T>[])[]): readonly Slot<T>[] {
  const longest = Math.max(0, ...ways.map((one) => one.length));
  return Array.from({ length: longest }, (_, i): Slot<T> => {
    const slots = ways.flatMap((one) => one[i] ?? []);
    const all = slots.map((one) => one.times);
    return {
      oneOf: [...new Set(slots.flatMap((one) => one.oneOf))],
      times: {
        low: slots.length < ways.length ? 0 : Math.min(...all.map((one) => one.low)),
        expected: Math.max(...all.map((one) => one.expected)),
        high: Math.max(...all.map((one) => one.high)),
      },
    };
  });
}

/** What only happens when something else failed. */
function atWorst<T>(slots: readonly Slot<T>[]): readonly Slot<T>[] {
  return slots.map((one) => ({ ...one, times: { low: 0, expected: 0, high: one.times.high } }));
}

/** Parts of the conditional expressions in a stretch of code: `a if c else b`, `c ? a : b`, `a or b` (the others when the first gives nothing), `c and a`. */
function expressionBranches(index: FileIndex, body: Span): readonly Branch[] {
  const out: Branch[] = [];
  const seen = new Set<Expr>();
  const visit = (expr: Expr | undefined): void => {
    if (!expr || seen.has(expr)) return;
    seen.add(expr);
    if (expr.kind === 'choice') {
      // Numbers of regions count up from 0: an expression's is its own place, below.
      const statement = -1 - expr.span.start;
      for (const [i, one] of expr.alternatives.entries()) {
        const kind =
          expr.operator === 'conditional' ? (i === 0 ? 'if' : 'else') : expr.operator === 'and' ? 'if' : i === 0 ? 'try' : 'except';
        out.push({ kind, span: one.span, statement, leaves: false });
      }
    }
    for (const child of childrenOf(expr)) visit(child);
  };
  const { facts } = index;
  for (const one of facts.bindings) if (isInside(one.span, body) && 'value' in one.from) visit(one.from.value);
  for (const one of facts.writes) if (isInside(one.span, body)) visit(one.value);
  for (const one of facts.functions) if (isInside(one.span, body)) one.returns.forEach(visit);
  index.callsBetween(body).forEach(visit);
  return out;
}

function childrenOf(expr: Expr): readonly Expr[] {
  switch (expr.kind) {
    case 'text':
      return expr.parts.filter((part) => typeof part !== 'string');
    case 'list':
      return expr.items;
    case 'record':
      return expr.entries.map((one) => one.value);
    case 'member':
      return [expr.object];
    case 'index':
      return [expr.object, expr.index];
    case 'call':
      return [expr.callee, ...expr.args.map((one) => one.value)];
    case 'choice':
      return expr.alternatives;
    case 'binary':
      return [expr.left, expr.right];
    case 'spread':
      return [expr.value];
    case 'comprehension':
      return [expr.element, expr.source];
    default:
      return [];
  }
}
