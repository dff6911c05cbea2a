import { minimatch } from 'minimatch';
import type { AnalyzedCall, Basis, Budget, BudgetStatus, Estimate, FileAnalysis, GroupRow, Picodollars, Report, SkippedFile, TeamConfig } from '../model.ts';
import { groupBy as groupItems } from './groupBy.ts';
import { modelWords } from './wording.ts';

export interface SummaryInput {
  readonly tool: Report['tool'];
  readonly catalog: Report['catalog'];
  readonly root: string;
  readonly at: string;
  readonly files: readonly FileAnalysis[];
  readonly considered: number;
  readonly skipped: readonly SkippedFile[];
  readonly team: TeamConfig;
}

const order: readonly Basis[] = ['measured', 'declared', 'counted', 'approximated', 'assumed'];

function add(a: Estimate<Picodollars> | null, b: Estimate<Picodollars>): Estimate<Picodollars> {
  if (!a) return b;
  return { low: a.low + b.low, expected: a.expected + b.expected, high: a.high + b.high, basis: order[Math.max(order.indexOf(a.basis), order.indexOf(b.basis))] ?? 'assumed' };
}

/**
 * Money of a call that counts in totals. A request that wrapper callers reach is counted through those callers when any of them
 * declares a volume; else by its own declaration. So no request is counted twice.
 */
export function countedMonthly(calls: readonly AnalyzedCall[]): ReadonlyMap<AnalyzedCall, Estimate<Picodollars>> {
  const reachedByDeclared = new Set(calls.filter((one) => one.call.via !== null && one.monthly).map((one) => one.call.via));
  const out = new Map<AnalyzedCall, Estimate<Picodollars>>();
  for (const one of calls) if (one.monthly && !(one.call.via === null && reachedByDeclared.has(one.call.id))) out.set(one, one.monthly);
  return out;
}

/** The report of a workspace: sums of parts equal the totals exactly, because both are the same integers. */
export function summarize(input: SummaryInput): Report {
  const files = input.files.filter((file) => file.calls.length > 0).toSorted((a, b) => a.path.localeCompare(b.path));
  const calls = files.flatMap((file) => file.calls).filter((one) => !one.call.inTest);
  const counted = countedMonthly(calls);
  const monthly = [...counted.values()].reduce<Estimate<Picodollars> | null>(add, null);
  const group = (keyOf: (call: AnalyzedCall) => string): readonly GroupRow[] => groupBy(calls, counted, keyOf);
  return {
    tool: input.tool, catalog: input.catalog, root: input.root, at: input.at, files, considered: input.considered, skipped: input.skipped,
    totals: { calls: calls.length, monthly, undeclaredVolume: calls.filter((one) => !one.declared?.volume).length, unknownCost: calls.filter((one) => one.cost.state === 'unknown').length, byBasis: basisShares(counted, monthly) },
    groups: { file: group((one) => one.call.file), model: group(modelWords), owner: group((one) => one.owner ?? 'no owner'), provider: group((one) => one.call.provider ?? 'not known') },
    budgets: input.team.budgets.map((budget) => budgetStatus(budget, calls, counted)),
    problems: input.team.problems,
  };
}

function groupBy(calls: readonly AnalyzedCall[], counted: ReadonlyMap<AnalyzedCall, Estimate<Picodollars>>, keyOf: (call: AnalyzedCall) => string): readonly GroupRow[] {
  const groups = groupItems(calls, keyOf);
  return [...groups]
    .map(([key, list]): GroupRow => ({
      key, calls: list.length,
      monthly: list.flatMap((one) => counted.get(one) ?? []).reduce<Estimate<Picodollars> | null>(add, null),
      undeclared: list.filter((one) => !one.declared?.volume).length,
      unpriced: list.filter((one) => one.cost.state === 'unknown').length,
    }))
    .toSorted((a, b) => Number((b.monthly?.expected ?? -1n) - (a.monthly?.expected ?? -1n)) || b.calls - a.calls || a.key.localeCompare(b.key));
}

function basisShares(counted: ReadonlyMap<AnalyzedCall, Estimate<Picodollars>>, total: Estimate<Picodollars> | null): Report['totals']['byBasis'] {
  const out: Partial<Record<Basis, number>> = {};
  if (!total || total.expected === 0n) return out;
  for (const one of counted.values()) out[one.basis] = (out[one.basis] ?? 0) + Number(one.expected) / Number(total.expected);
  return out;
}

function budgetStatus(budget: Budget, calls: readonly AnalyzedCall[], counted: ReadonlyMap<AnalyzedCall, Estimate<Picodollars>>): BudgetStatus {
  const inScope = calls.filter((one) => covers(budget, one));
  const spent = inScope.flatMap((one) => counted.get(one) ?? []).reduce<Estimate<Picodollars> | null>(add, null) ?? { low: 0n, expected: 0n, high: 0n, basis: 'declared' };
  const year = { ...spent, low: spent.low * 12n, expected: spent.expected * 12n, high: spent.high * 12n };
  const limit = budget.monthly ?? budget.yearly ?? 0n;
  const period = budget.monthly === null ? 'year' : 'month';
  const used = Number(period === 'year' ? year.expected : spent.expected) / Number(limit);
  return { budget, period, limit, spent: period === 'year' ? year : spent, used, notCounted: inScope.filter((one) => !one.monthly).length, state: used >= budget.escalateAt ? 'escalate' : used > 1 ? 'over' : used >= budget.warnAt ? 'warn' : 'ok' };
}

function covers(budget: Budget, one: AnalyzedCall): boolean {
  const scope = budget.scope;
  if (!scope) return true;
  return (
    (scope.owner === undefined || scope.owner === one.owner) && (scope.path === undefined || minimatch(one.call.file, scope.path)) && (scope.provider === undefined || scope.provider === one.call.provider) &&
    Object.entries(scope.tag ?? {}).every(([key, value]) => one.tags[key] === value)
  );
}

/** 1 when a hard budget is over or a team file has an error, else 0. */
export function exitCodeOf(report: Report): 0 | 1 {
  const over = report.budgets.some((one) => one.budget.hard && (one.state === 'over' || one.state === 'escalate'));
  return over || report.problems.some((one) => one.severity === 'error') ? 1 : 0;
}
