import {
  bestFirst,
  worstBasis,
  type Basis,
  type Estimate,
  type FileAnalysis,
  type MonthCost,
  type Picodollars,
  type Report,
  type ReportedBreach,
  type SkippedFile,
  type TeamConfig,
} from '../model.ts';
import { actualsStatus } from './actuals.ts';
import { strongestFirst } from './check.ts';
import { budgetStatus, countCalls, reportedCalls, reportedFiles, type Counted } from './counted.ts';
import { economicsRows, unitRows } from './economics.ts';
import { groupCalls } from './groups.ts';
import { projectStatuses } from './guardrails.ts';
import { total } from './money.ts';
import { ownPrices } from './ownPrices.ts';
import { createPlaces, type Places } from './places.ts';
import { scenarioResult, type ScenarioCalls } from './scenarios.ts';
import { sensitivityRows } from './sensitivity.ts';

/** What a report is made of: analysed files, the team file that holds for all of them, and what was asked for. */
export interface SummaryInput {
  readonly tool: Report['tool'];
  readonly catalog: Report['catalog'];
  readonly root: string;
  /** ISO date that prices were taken at; budgets and scheduled prices are told as of it. */
  readonly at: string;
  readonly files: readonly FileAnalysis[];
  /** Files looked at, skipped ones included. */
  readonly considered: number;
  readonly skipped: readonly SkippedFile[];
  readonly team: TeamConfig;
  /** Only some of the files that the team file speaks of were scanned. */
  readonly isPartial?: boolean;
  /** What-ifs over `reportedCalls` of these files. */
  readonly scenarios?: readonly ScenarioCalls[];
}

/** Assumptions that the report names. */
const shownAssumptions = 3;

/** The report of a workspace: sums of parts equal the totals exactly, because both are the same integers. */
export function summarize(input: SummaryInput): Report {
  const { team } = input;
  const files = reportedFiles(input.files);
  const calls = reportedCalls(input.files);
  const places = createPlaces(files);
  const counted = countCalls(calls, team.projects);
  const monthly = total(counted.flatMap((one) => one.monthly ?? []));
  const budgets = team.budgets.map((budget) => budgetStatus(budget, counted));
  const open = counted.filter((one) => !one.isElsewhere);
  const units = unitRows(team.units, counted);
  const stale = staleSuppressions(input);
  return {
    tool: input.tool,
    catalog: input.catalog,
    root: input.root,
    at: input.at,
    ...(team.currency ? { currency: team.currency } : {}),
    files,
    considered: input.considered,
    skipped: input.skipped,
    totals: {
      calls: calls.length,
      monthly,
      yearly: total(counted.flatMap((one) => one.yearly ?? [])),
      undeclaredVolume: open.filter(({ one }) => !one.declared?.volume).length,
      unknownCost: open.filter(({ one }) => one.cost.state === 'unknown').length,
      byBasis: basisShares(counted, monthly),
    },
    months: monthsOf(counted),
    groups: groupCalls(counted),
    budgets,
    breaches: files.flatMap((file) => breachesOf(file, places)),
    units,
    economics: economicsRows(counted, units),
    projects: projectStatuses(team, counted, files, budgets, units, places),
    actuals: actualsStatus(team, calls, places),
    scenarios: (input.scenarios ?? []).map((one) => scenarioResult(calls, one, team.projects)),
    sensitivity: sensitivityRows(counted, monthly?.expected ?? 0n, places).slice(0, shownAssumptions),
    ownPrices: ownPrices(team.pricing, counted, input.at),
    stale,
    accepted: team.suppressions.filter((one) => stale.every(({ suppression }) => suppression !== one)),
    severities: team.severities,
    problems: team.problems,
  };
}

/** Suppressions that ran out, and, where everything was scanned, those that silence nothing. */
function staleSuppressions({ team, files, at, isPartial }: SummaryInput): Report['stale'] {
  const used = new Set(files.flatMap((file) => file.accepted ?? []).map((one) => `${one.file} ${one.span.start}`));
  const unknown = new Set(team.problems.filter((one) => one.rule === 'suppression-unknown').map((one) => one.origin));
  return team.suppressions
    .filter((one) => !unknown.has(one.origin))
    .flatMap((suppression): Report['stale'] => {
      if (suppression.until !== undefined && suppression.until <= at) return [{ suppression, state: 'expired' }];
      return isPartial || used.has(`${suppression.origin.file} ${suppression.origin.span.start}`) ? [] : [{ suppression, state: 'unused' }];
    });
}

/** Broken policies of a file. A breach whose finding was silenced, by a comment or in a team file, is accepted; it is never stronger than its finding. */
function breachesOf(file: FileAnalysis, places: Places): readonly ReportedBreach[] {
  const findings = new Map(file.findings.map((one) => [`${one.id} ${one.callId}`, one]));
  return file.calls
    .filter((one) => !one.call.inTest)
    .flatMap((one) =>
      one.breaches.flatMap((breach): readonly ReportedBreach[] => {
        const finding = findings.get(`policy-${breach.rule} ${one.call.id}`);
        const severity =
          finding &&
          (strongestFirst[Math.max(strongestFirst.indexOf(breach.severity), strongestFirst.indexOf(finding.severity))] ?? breach.severity);
        return severity ? [{ breach: { ...breach, severity }, callId: one.call.id, place: places.ofCall(one) }] : [];
      }),
    );
}

function monthsOf(counted: readonly Counted[]): readonly MonthCost[] {
  const all = counted.flatMap(({ one, monthly }) => (monthly && one.months ? [one.months] : []));
  return (all[0] ?? []).flatMap(({ month }, i) => {
    const cost = total(all.flatMap((months) => months[i]?.cost ?? []));
    return cost ? [{ month, cost }] : [];
  });
}

/** Shares of the expected month by what they rest on, line by line of the formulas: of one call the input may be declared and the output assumed. */
function basisShares(counted: readonly Counted[], whole: Estimate<Picodollars> | null): Report['totals']['byBasis'] {
  const sums: Partial<Record<Basis, Picodollars>> = {};
  if (!whole || whole.expected === 0n) return {};
  const add = (basis: Basis, money: Picodollars) => (sums[basis] = (sums[basis] ?? 0n) + money);
  for (const { one, monthly } of counted) {
    if (!monthly) continue;
    let rest = monthly.expected;
    for (const { cost, requests } of one.variants) {
      for (const line of cost.state === 'priced' && requests ? cost.lines : []) {
        const money = line.cost.expected * BigInt(requests?.expected ?? 0);
        add(worstBasis([line.cost.basis, requests?.basis ?? 'declared']), money);
        rest -= money;
      }
    }
    // What the lines do not explain (the choice between models, shared capacity) rests on the call's weakest.
    if (rest !== 0n) add(monthly.basis, rest);
  }
  return Object.fromEntries(
    bestFirst.map((basis) => [basis, Number(sums[basis] ?? 0n) / Number(whole.expected)] as const).filter(([, share]) => share > 0),
  );
}
