import { minimatch } from 'minimatch';
import type { AnalyzedCall, Budget, BudgetScope, BudgetStatus, Estimate, FileAnalysis, Finding, Picodollars, Project } from '../model.ts';
import { strongestFirst } from './check.ts';
import { total } from './money.ts';

/** Files with calls, in the order of their paths. What several of them say of one place is told once: where it weighs most, else in the file of the place, else in the first. */
export function reportedFiles(files: readonly FileAnalysis[]): readonly FileAnalysis[] {
  const sorted = files.filter((file) => file.calls.length > 0).toSorted((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  const told = new Map<string, Finding>();
  const isBetter = (one: Finding, than: Finding) =>
    one.severity === than.severity
      ? one.about?.startsWith(`${one.file}:`) === true
      : strongestFirst.indexOf(one.severity) < strongestFirst.indexOf(than.severity);
  for (const one of sorted.flatMap((file) => file.findings)) {
    const key = keyOf(one);
    const other = key === null ? undefined : told.get(key);
    if (key !== null && (!other || isBetter(one, other))) told.set(key, one);
  }
  const isTold = (one: Finding) => (told.get(keyOf(one) ?? '') ?? one) === one;
  return told.size === 0
    ? sorted
    : sorted.map((file) => (file.findings.every(isTold) ? file : { ...file, findings: file.findings.filter(isTold) }));
}

function keyOf({ id, about }: Finding): string | null {
  return about === undefined ? null : `${id} ${about}`;
}

/** Calls that a report counts: all but those in tests. */
export function reportedCalls(files: readonly FileAnalysis[]): FileAnalysis['calls'] {
  return reportedFiles(files)
    .flatMap((file) => file.calls)
    .filter((one) => !one.call.inTest);
}

/** A call with the money of it that counts in totals, and the project it belongs to. */
export interface Counted {
  readonly one: AnalyzedCall;
  /** Name; null when it is in none. */
  readonly project: string | null;
  /** Its money is in the total by another call: the helper's caller, or the request that the helper makes. */
  readonly isElsewhere: boolean;
  /** Null: not known, or counted elsewhere. */
  readonly monthly: Estimate<Picodollars> | null;
  readonly yearly: Estimate<Picodollars> | null;
}

/** Ids of the calls that some calls set going: helpers' callers tell their volume. Of two that call each other the first counts. */
export function coveredBy(calls: readonly AnalyzedCall[]): ReadonlySet<string> {
  const covers = new Map(calls.map(({ call }) => [call.id, call.covers ?? []]));
  return new Set(calls.flatMap(({ call }) => (call.covers ?? []).filter((id) => !(call.id > id && covers.get(id)?.includes(call.id)))));
}

/**
 * Money of calls that counts in totals. What a helper's callers set going, the helper's requests and the calls of other helpers in it, is counted through
 * those callers when any of them has a month; else by its own declaration. So no request is counted twice.
 */
export function countCalls(calls: readonly AnalyzedCall[], projects: readonly Project[]): readonly Counted[] {
  const covered = coveredBy(calls.filter((one) => one.monthly));
  const byId = new Map(calls.map((one) => [one.call.id, one]));
  const isKnown = (id: string, depth = 0): boolean => {
    const one = byId.get(id);
    const covers = one?.call.covers ?? [];
    return (
      Boolean(one?.monthly) || covered.has(id) || (covers.length > 0 && depth < 8 && covers.every((inner) => isKnown(inner, depth + 1)))
    );
  };
  const projectOf = createProjectFinder(projects);
  return calls.map((one): Counted => {
    const isElsewhere = covered.has(one.call.id) || (!one.monthly && isKnown(one.call.id));
    const monthly = isElsewhere ? null : one.monthly;
    return {
      one,
      project: projectOf(one.call.file),
      isElsewhere,
      monthly,
      yearly: monthly && one.months ? total(one.months.map((month) => month.cost)) : null,
    };
  });
}

/** The first project with a path that fits a file. */
export function createProjectFinder(projects: readonly Project[]): (file: string) => string | null {
  const known = new Map<string, string | null>();
  return (file) => {
    const found = known.get(file) ?? projects.find((one) => one.paths.some((glob) => minimatch(file, glob, { dot: true })))?.name ?? null;
    known.set(file, found);
    return found;
  };
}

/** Whether a call is in a budget's scope: every key given must fit. */
export function covers(scope: BudgetScope | undefined, { one, project }: Pick<Counted, 'one' | 'project'>): boolean {
  if (!scope) return true;
  return (
    (scope.project === undefined || scope.project === project) &&
    (scope.owner === undefined || scope.owner === one.owner) &&
    (scope.provider === undefined || scope.provider === one.call.provider) &&
    (scope.path === undefined || minimatch(one.call.file, scope.path, { dot: true })) &&
    Object.entries(scope.tag ?? {}).every(([key, value]) => one.tags[key] === value)
  );
}

/** How much of a budget is used. Of a month and a year the one that is used more is told. */
export function budgetStatus(budget: Budget, calls: readonly Counted[]): BudgetStatus {
  const inScope = calls.filter((one) => covers(budget.scope, one));
  const nothing: Estimate<Picodollars> = { low: 0n, expected: 0n, high: 0n, basis: 'declared' };
  const limits = [
    { period: 'month' as const, limit: budget.monthly, spent: total(inScope.flatMap((one) => one.monthly ?? [])) ?? nothing },
    { period: 'year' as const, limit: budget.yearly, spent: total(inScope.flatMap((one) => one.yearly ?? [])) ?? nothing },
  ].flatMap(({ period, limit, spent }) => (limit === null ? [] : [{ period, limit, spent, used: Number(spent.expected) / Number(limit) }]));
  const worst = limits.reduce(
    (top, one) => (one.used > top.used ? one : top),
    limits[0] ?? { period: 'month' as const, limit: 0n, spent: nothing, used: 0 },
  );
  const state = worst.used >= budget.escalateAt ? 'escalate' : worst.used > 1 ? 'over' : worst.used >= budget.warnAt ? 'warn' : 'ok';
  return { budget, ...worst, notCounted: inScope.filter((one) => !one.monthly && !one.isElsewhere).length, state };
}
