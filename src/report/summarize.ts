import type { Basis, Estimate, FileAnalysis, MonthCost, Picodollars, Report, SkippedFile, TeamConfig } from '../model.ts';
import { budgetStatus, countCalls, type Counted } from './counted.ts';
import { economicsRows, unitRows } from './economics.ts';
import { groupCalls } from './groups.ts';
import { projectStatuses } from './guardrails.ts';
import { total } from './money.ts';
import { createPlaces } from './places.ts';
import { scenarioResult, type ScenarioCalls } from './scenarios.ts';
import { sensitivityRows } from './sensitivity.ts';

export interface SummaryInput {
  readonly tool: Report['tool'];
  readonly catalog: Report['catalog'];
  readonly root: string;
  readonly at: string;
  readonly files: readonly FileAnalysis[];
  readonly considered: number;
  readonly skipped: readonly SkippedFile[];
  readonly team: TeamConfig;
  /** What-ifs over `reportedCalls` of these files. */
  readonly scenarios?: readonly ScenarioCalls[];
}

/** Assumptions that the report names. */
const shownAssumptions = 3;

/** Files with calls, in the order of their paths. */
export function reportedFiles(files: readonly FileAnalysis[]): readonly FileAnalysis[] {
  return files.filter((file) => file.calls.length > 0).toSorted((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}

/** Calls that a report counts: all but those in tests. */
export function reportedCalls(files: readonly FileAnalysis[]): FileAnalysis['calls'] {
  return reportedFiles(files).flatMap((file) => file.calls).filter((one) => !one.call.inTest);
}

/** The report of a workspace: sums of parts equal the totals exactly, because both are the same integers. */
export function summarize(input: SummaryInput): Report {
  const { team } = input;
  const files = reportedFiles(input.files);
  const calls = reportedCalls(input.files);
  const places = createPlaces(files);
  const counted = countCalls(calls, team.projects);
  const monthly = total(counted.flatMap((one) => one.monthly ?? []));
  const budgets = team.budgets.map((budget) => budgetStatus(budget, counted));
  const units = unitRows(team.units, counted);
  return {
    tool: input.tool, catalog: input.catalog, root: input.root, at: input.at, files, considered: input.considered, skipped: input.skipped,
    totals: {
      calls: calls.length, monthly, yearly: total(counted.flatMap((one) => one.yearly ?? [])),
      undeclaredVolume: calls.filter((one) => !one.declared?.volume).length, unknownCost: calls.filter((one) => one.cost.state === 'unknown').length, byBasis: basisShares(counted, monthly),
    },
    months: monthsOf(counted), groups: groupCalls(counted), budgets,
    breaches: calls.flatMap((one) => one.breaches.map((breach) => ({ breach, callId: one.call.id, place: places.ofCall(one) }))),
    units, economics: economicsRows(counted, units), projects: projectStatuses(team, counted, files, budgets, places),
    scenarios: (input.scenarios ?? []).map((one) => scenarioResult(calls, one, team.projects)), sensitivity: sensitivityRows(counted, places).slice(0, shownAssumptions), problems: team.problems,
  };
}

function monthsOf(counted: readonly Counted[]): readonly MonthCost[] {
  const all = counted.flatMap(({ one, monthly }) => (monthly && one.months ? [one.months] : []));
  return (all[0] ?? []).flatMap(({ month }, i) => {
    const cost = total(all.flatMap((months) => months[i]?.cost ?? []));
    return cost ? [{ month, cost }] : [];
  });
}

function basisShares(counted: readonly Counted[], whole: Estimate<Picodollars> | null): Report['totals']['byBasis'] {
  const out: Partial<Record<Basis, number>> = {};
  if (!whole || whole.expected === 0n) return out;
  for (const { monthly } of counted) if (monthly) out[monthly.basis] = (out[monthly.basis] ?? 0) + Number(monthly.expected) / Number(whole.expected);
  return out;
}

/** 1 when a hard budget is over or a team file has an error, else 0. */
export function exitCodeOf(report: Report): 0 | 1 {
  const over = report.budgets.some((one) => one.budget.hard && (one.state === 'over' || one.state === 'escalate'));
  return over || report.problems.some((one) => one.severity === 'error') ? 1 : 0;
}
