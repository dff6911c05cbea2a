import type { CallMatch } from './declared.ts';
import type { Severity } from './findings.ts';
import type { Estimate, Picodollars } from './numbers.ts';
import type { Origin } from './team.ts';

/** Calls that a budget is for: every key given must fit. `path` is a glob, everything else must be equal. */
export interface BudgetScope {
  readonly project?: string;
  readonly owner?: string;
  readonly path?: string;
  readonly provider?: string;
  readonly tag?: Readonly<Record<string, string>>;
}
/** A limit on expected spend, in USD. */
export interface Budget {
  readonly origin: Origin;
  readonly name: string;
  /** Absent: the whole workspace. */
  readonly scope?: BudgetScope;
  /** Per month; null when only the year is limited. */
  readonly monthly: Picodollars | null;
  /** For twelve months; null when only the month is limited. */
  readonly yearly: Picodollars | null;
  /** True: over it, `llmcost check` and `llmcost scan` fail. False: soft, it warns and fails nothing. */
  readonly hard: boolean;
  /** Share of the budget, 0..; default 0.8 and 1.15. */
  readonly warnAt: number;
  readonly escalateAt: number;
}
/** What the business counts, made of calls. */
export interface Unit {
  readonly origin: Origin;
  /** Folder of the team file it stands in; only calls below it are meant. Absent: the root. */
  readonly within?: string;
  readonly name: string;
  /** How often each named entry of `calls` happens for one unit. */
  readonly calls: Readonly<Record<string, number>>;
  /** What one unit earns, in USD; null when not declared. */
  readonly value: Picodollars | null;
  /** Units per month. */
  readonly volume?: Estimate<number>;
  readonly volumeOf?: { readonly name: string; readonly times: Estimate<number>; readonly origin: Origin };
}
/** One entry of `policies`; each rule it names holds for the calls in its scope. */
export interface Policy {
  readonly origin: Origin;
  readonly name: string;
  readonly severity: Severity;
  readonly paths?: readonly string[];
  readonly environments?: readonly string[];
  readonly allowedModels?: readonly string[];
  readonly preferredModels?: readonly string[];
  readonly requireOwner?: boolean;
  /** True: any value; else the allowed values or a regular expression. */
  readonly requireTags?: Readonly<Record<string, true | readonly string[] | { readonly pattern: string }>>;
  /** Expected USD of one call. */
  readonly maxCostPerCall?: Picodollars;
  /** Tokens. */
  readonly maxOutput?: number;
  /** Tokens of unchanging prompt. */
  readonly cachingAbove?: number;
  readonly unknownPrice?: 'allowed' | 'forbidden';
  readonly unknownVolume?: 'allowed' | 'forbidden';
  readonly suppressionReason?: 'optional' | 'required';
}
/** A project by globs over its files, with what is planned for it. Of several that fit a file the first counts. */
export interface Project {
  readonly origin: Origin;
  readonly name: string;
  readonly paths: readonly string[];
  readonly owner?: string;
  readonly stage?: 'concept' | 'mvp' | 'pilot' | 'launch' | 'scale' | 'sunset';
  /** In the order written; `due` is an ISO date. */
  readonly milestones: readonly { readonly name: string; readonly due: string; readonly state: 'open' | 'met' | 'missed' }[];
  readonly kpis: readonly Kpi[];
  /** Address or path (from the root) of the document that says which model is used for what. */
  readonly routingPolicy?: string;
  /** Share by which a month's spend may leave the forecast: 0.3. */
  readonly anomalyThreshold?: number;
  /** Where the threshold stands. */
  readonly anomalyOrigin?: Origin;
}
/** A number that a project is to reach. Its actual value is written by the team, or told by the report: USD a month or a call of the project, USD a unit, share of the input read from cache. */
export interface Kpi {
  readonly origin: Origin;
  readonly name: string;
  /** In the unit of `KpiStatus.actual`. */
  readonly target: number;
  readonly actual?: number;
  readonly metric?: 'costPerMonth' | 'costPerCall' | 'cacheShare';
  /** Name of a declared unit whose cost it is. */
  readonly unit?: string;
  /** Which side of the target is good; costs are lower, everything else higher. */
  readonly better: 'higher' | 'lower';
  /** Missing the target must be escalated. */
  readonly qualityGate?: boolean;
}

/** A what-if: what is given replaces what holds now, for the calls that match. */
export interface Scenario {
  /** Null: it is the report's own, or was asked for, and stands in no file. */
  readonly origin: Origin | null;
  readonly name: string;
  readonly match?: CallMatch;
  readonly model?: string;
  /** Shares, 0..1. */
  readonly cacheHitRate?: number;
  readonly batchShare?: number;
  /** Input trimmed to at most so many tokens. */
  readonly promptTokens?: number;
  /** Output capped at so many tokens. */
  readonly outputCap?: number;
  /** Factor on the volume. */
  readonly volumeTimes?: number;
  /** Prompt caching wherever the model and the prompt allow it. */
  readonly caching?: boolean;
  /** ISO date of the prices. */
  readonly at?: string;
}
