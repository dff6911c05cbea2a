import type { FileAnalysis, MonthCost, PolicyBreach } from './analysis.ts';
import type { PriceOverride } from './declared.ts';
import type { Basis, Estimate, Picodollars } from './numbers.ts';
import type { Budget, Kpi, Project, Scenario, Unit } from './plans.ts';
import type { Currency, Origin, SeverityRule, Suppression, TeamProblem } from './team.ts';

/** A file that was considered and not analysed. `reason` is a part of a sentence for a person. */
export interface SkippedFile {
  readonly file: string;
  readonly reason: string;
}
/** How much of a budget the forecast uses on the report's day. */
export interface BudgetStatus {
  readonly budget: Budget;
  /** What is compared: `spent` in this period with `limit`. Of a budget with both limits the one that is used more. */
  readonly period: 'month' | 'year';
  readonly limit: Picodollars;
  readonly spent: Estimate<Picodollars>;
  /** Expected share of the budget, 0..; calls in scope whose volume or price is not known are `notCounted`. */
  readonly used: number;
  readonly notCounted: number;
  /** `over` above the limit; `warn` and `escalate` from the budget's `warnAt` and `escalateAt` on. */
  readonly state: 'ok' | 'warn' | 'over' | 'escalate';
}
/** Calls of one group, with their money. Within a group key the rows add up to the total. */
export interface GroupRow {
  /** As shown: `no owner` where there is none. */
  readonly key: string;
  readonly calls: number;
  /** Sum over calls with a declared volume and a known price; the year is the next twelve whole months. */
  readonly monthly: Estimate<Picodollars> | null;
  readonly yearly: Estimate<Picodollars> | null;
  /** Calls without a volume, and without a price: they are in `calls` and not in the money. */
  readonly undeclared: number;
  readonly unpriced: number;
}
/** What calls are grouped by. From `product` on they are tags of that name. */
export type GroupKey = 'file' | 'model' | 'owner' | 'provider' | 'project' | 'product' | 'team' | 'useCase' | 'environment' | 'costCenter';

/** A place as people count it: 1-based; `cell` is the 0-based code cell of a notebook. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly cell: number | null;
}
/** A breach with the call that it is of. */
export interface ReportedBreach {
  readonly breach: PolicyBreach;
  readonly callId: string;
  readonly place: Place;
}
/** Cost of one unit of the business, with what it is made of. */
export interface UnitRow {
  readonly unit: Unit;
  /** Null when the cost of a part is not known. */
  readonly cost: Estimate<Picodollars> | null;
  /** Null when the unit has no volume, too. */
  readonly monthly: Estimate<Picodollars> | null;
  /** The unit's calls by their names in the team file; `times` for one unit. */
  readonly parts: readonly { readonly name: string; readonly times: number; readonly cost: Estimate<Picodollars> | null }[];
}
/** What something costs on one of the four levels: per million tokens, per request, per task (one call of the code), per business outcome. */
export interface EconomicsRow {
  readonly level: 'tokens' | 'request' | 'task' | 'outcome';
  readonly name: string;
  readonly cost: Estimate<Picodollars>;
  /** What an outcome earns; null on the other levels, and where it is not declared. */
  readonly value: Picodollars | null;
}
/** Guardrails that the stages of a project ask for; ids that the JSON of a scan shows. */
export type GuardrailId = 'token-budget' | 'output-caps' | 'anomaly-threshold' | 'routing-policy' | 'prompt-caching' | 'tagging';
/** Whether a project keeps a guardrail. */
export interface GuardrailCheck {
  readonly id: GuardrailId;
  readonly title: string;
  readonly state: 'pass' | 'fail' | 'not-applicable';
  /** Whether the project's stage asks for it. */
  readonly isRequired: boolean;
  /** Empty unless `state` is `fail`. `place` is null for what stands nowhere yet. */
  readonly failures: readonly { readonly message: string; readonly place: Place | null }[];
}
/** A declared project with its forecast, guardrails and KPIs. */
export interface ProjectStatus {
  readonly name: string;
  /** Null for the workspace as a whole, which stands in where no project is declared. */
  readonly project: Project | null;
  /** In the project's paths, calls of tests left out. */
  readonly calls: number;
  readonly monthly: Estimate<Picodollars> | null;
  readonly yearly: Estimate<Picodollars> | null;
  readonly checks: readonly GuardrailCheck[];
  readonly kpis: readonly KpiStatus[];
  /** Why it must be escalated; empty when nothing asks for it. */
  readonly escalations: readonly string[];
  /** What the next stage asks for and is not there yet. */
  readonly next: { readonly stage: string; readonly missing: readonly GuardrailId[] } | null;
}
/** A KPI against its target. */
export interface KpiStatus {
  readonly kpi: Kpi;
  /** As the team writes it, else told by the report: USD for costs, 0..1 for `cacheShare`. Null when neither knows it. */
  readonly actual: number | null;
  readonly state: 'met' | 'missed' | 'not measured';
}
/** Measured money against the forecast, both for an average month. */
export interface VarianceRow {
  /** `rest`: what no use can be of. */
  readonly level: 'total' | 'rest' | 'project' | 'call';
  /** Of a call its id. */
  readonly name: string;
  readonly place: Place | null;
  /** Of what was measured; of everything where nothing was. */
  readonly forecast: Estimate<Picodollars> | null;
  /** Null: use without money. */
  readonly actual: Picodollars | null;
  /** 0.2: a fifth more than expected. */
  readonly variance: number | null;
  /** Calls a month; of single calls only. */
  readonly volume: { readonly forecast: number | null; readonly actual: number | null } | null;
}
/** A month whose spend left the forecast by more than the project's threshold. */
export interface Anomaly {
  readonly project: string;
  /** `2026-10`, or both ends of a longer stretch. */
  readonly period: string;
  /** As money of an average month. */
  readonly actual: Picodollars;
  readonly forecast: Estimate<Picodollars>;
  readonly variance: number;
  readonly threshold: number;
  readonly origin: Origin;
}
/** Actual use against the forecast. */
export interface ActualsStatus {
  /** ISO dates that the use lies between, until exclusive, and the days that it covers. */
  readonly from: string;
  readonly until: string;
  readonly days: number;
  readonly spent: Picodollars;
  readonly rows: readonly VarianceRow[];
  readonly anomalies: readonly Anomaly[];
  /** Use of no single call. */
  readonly apart: readonly { readonly words: string; readonly money: Picodollars | null }[];
}
/** A what-if beside the projection. Compared are the calls whose price is known in both. */
export interface ScenarioResult {
  readonly scenario: Scenario;
  /** Of the calls that are compared; null when there are none. */
  readonly monthly: Estimate<Picodollars> | null;
  readonly yearly: Estimate<Picodollars> | null;
  /** Expected change per month against the same calls as they are. */
  readonly change: Picodollars;
  /** Calls that it changes, and calls that have no price in it (left out of the comparison). */
  readonly touched: number;
  readonly lost: number;
}
/** The expected month of everything with one assumption at its low and at its high, all others as expected. `repeats`: how often a helper's request is sent. */
export interface SensitivityRow {
  readonly what: 'volume' | 'input tokens' | 'output tokens' | 'model' | 'steps' | 'repeats';
  readonly callId: string;
  readonly place: Place;
  readonly low: Picodollars;
  readonly high: Picodollars;
  readonly basis: Basis;
}
/** A price that the team declares, and what of the expected month rests on it; `list` is what the same calls would cost everybody. */
export interface OwnPrice {
  readonly override: PriceOverride;
  /** On the report's day. */
  readonly state: 'holds' | 'later' | 'ended';
  /** Calls that it is the price of. */
  readonly calls: number;
  /** Null: no call with a month, or no list price. */
  readonly paid: Estimate<Picodollars> | null;
  readonly list: Estimate<Picodollars> | null;
}
/** A suppression of the team file that does nothing (any more). */
export interface StaleSuppression {
  readonly suppression: Suppression;
  readonly state: 'expired' | 'unused';
}
/** What a scan found, with nothing left to compute: every format and page is made of it alone. */
export interface Report {
  readonly tool: { readonly name: string; readonly version: string };
  readonly catalog: { readonly checkedAt: string; readonly models: number };
  /** Folder that was scanned, as given; paths are relative to it. */
  readonly root: string;
  /** ISO date that prices were taken at. */
  readonly at: string;
  /** Shown beside dollars; absent: dollars only. */
  readonly currency?: Currency;
  readonly files: readonly FileAnalysis[];
  /** Files that were looked at, skipped ones included. */
  readonly considered: number;
  readonly skipped: readonly SkippedFile[];
  readonly totals: {
    readonly calls: number;
    readonly monthly: Estimate<Picodollars> | null;
    readonly yearly: Estimate<Picodollars> | null;
    readonly undeclaredVolume: number;
    readonly unknownCost: number;
    /** Share of expected monthly money by basis, 0..1, adds up to 1 (empty when there is no monthly). */
    readonly byBasis: Readonly<Partial<Record<Basis, number>>>;
  };
  /** The next twelve whole months; empty when there is no monthly. */
  readonly months: readonly MonthCost[];
  readonly groups: Readonly<Record<GroupKey, readonly GroupRow[]>>;
  readonly budgets: readonly BudgetStatus[];
  readonly breaches: readonly ReportedBreach[];
  readonly units: readonly UnitRow[];
  readonly economics: readonly EconomicsRow[];
  readonly projects: readonly ProjectStatus[];
  /** Null: the team has no export of actual use. */
  readonly actuals: ActualsStatus | null;
  readonly scenarios: readonly ScenarioResult[];
  /** What team files set for findings that stand at their own lines. */
  readonly severities: readonly SeverityRule[];
  /** The assumptions that move the total most, strongest first. */
  readonly sensitivity: readonly SensitivityRow[];
  readonly ownPrices: readonly OwnPrice[];
  readonly stale: readonly StaleSuppression[];
  /** Suppressions that hold. */
  readonly accepted: readonly Suppression[];
  readonly problems: readonly TeamProblem[];
}
