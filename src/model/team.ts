import type { Severity } from './findings.ts';
import type { Estimate, Picodollars } from './numbers.ts';
import type { Span } from './text.ts';

/** Where something stands in a team file. 1-based line and column, for people; offsets for the editor. */
export interface Origin {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly span: Span;
}
/** A mistake in a team file, at its key. */
export interface TeamProblem {
  readonly origin: Origin;
  /** Id of the finding that it is; absent: the file itself is wrong. */
  readonly rule?: string;
  readonly severity: Severity;
  readonly message: string;
}
/** Which calls something holds for: every key given must match. Paths are relative to the root, wherever the team file lies. */
export interface CallMatch {
  /** Folder of the team file it stands in; only calls below it match. Absent: the root. */
  readonly within?: string;
  readonly id?: string;
  /** Glob over the call's file. */
  readonly file?: string;
  /** Glob over the enclosing function's qualified name. */
  readonly function?: string;
  /** Glob. */
  readonly api?: string;
  readonly model?: string;
  /** Tags that other entries gave; values are globs. */
  readonly tag?: Readonly<Record<string, string>>;
}
/** What the team says of the calls that match. */
export interface DeclaredCall {
  readonly match: CallMatch;
  readonly origin: Origin;
  /** By which units and other volumes refer to it; `names` are those of every entry that took part. */
  readonly name?: string;
  readonly names?: readonly string[];
  readonly owner?: string;
  readonly tags?: Readonly<Record<string, string>>;
  /** Calls per month. */
  readonly volume?: Estimate<number>;
  /** Tokens per call. */
  readonly input?: Estimate<number>;
  readonly output?: Estimate<number>;
  /** Tokens of variables in the prompt, by their name in the code. */
  readonly variables?: Readonly<Record<string, Estimate<number>>>;
  /** Share of the input read from cache, 0..1. */
  readonly cacheHitRate?: number;
  /** Tokens of one request read from cache; wins over `cacheHitRate`. */
  readonly cached?: Estimate<number>;
  /** Model (deployment, environment variable) that the code cannot tell. */
  readonly modelId?: string;
  /** Which share of the calls goes to which model; shares add up to 1. */
  readonly mix?: readonly { readonly model: string; readonly share: number }[];
  /** Model requests of one call. */
  readonly steps?: Estimate<number>;
  /** Extra attempts per call on average. */
  readonly retries?: number;
  /** Share of the calls through the batch API, 0..1. */
  readonly batchShare?: number;
  /** Change of the volume per month: 0.05 is 5 % more each month. */
  readonly growth?: number;
  /** Twelve factors on the volume, January first. */
  readonly seasonality?: readonly number[];
  /** Volume as so many calls for each time that a named entry or unit happens; resolved to `volume` when team files are merged. */
  readonly volumeOf?: { readonly name: string; readonly times: Estimate<number>; readonly origin: Origin };
  /** A default of a path or environment: every other entry wins over it. */
  readonly isDefault?: boolean;
}
/** What was really used or billed in a stretch of time, as an export says: sums, not means. What the export does not tell is null. */
export interface ActualUse {
  /** File it comes from. */
  readonly source: string;
  /** ISO dates; from inclusive, until exclusive. */
  readonly from: string;
  readonly until: string;
  /** Id of a call, or the name of an entry of `calls`. */
  readonly call: string | null;
  /** What else it says of where it belongs; all that is given must fit. */
  readonly where: { readonly file?: string; readonly function?: string; readonly api?: string; readonly model?: string; readonly provider?: string; readonly owner?: string; readonly project?: string; readonly tags?: Readonly<Record<string, string>> };
  /** Model requests. */
  readonly requests: number | null;
  /** Tokens; cached ones are part of the input. */
  readonly input: number | null;
  readonly cached: number | null;
  readonly output: number | null;
  readonly cost: Picodollars | null;
}
/** A helper of the team's own whose inside the code does not show: what a call of it reaches, and where its arguments stand. */
export interface DeclaredWrapper {
  readonly origin: Origin;
  /** Folder of the team file it stands in; only calls below it are meant. Absent: the root. */
  readonly within?: string;
  /** As it is called: `ask`, `gateway.ask`. */
  readonly function: string;
  /** Glob over the file that defines it, or the package it is imported from. Neither: whatever is called so. */
  readonly file?: string;
  readonly module?: string;
  readonly api: string;
  readonly provider?: string;
  /** What it runs and asks for where the call does not say. */
  readonly model?: string;
  readonly maxOutput?: number;
  /** Where the call says it: names of arguments, `#0` for the first positional one; the first that is there. */
  readonly arguments: Readonly<Partial<Record<WrapperArgument, readonly string[]>>>;
}
/** What an argument of a declared helper can be. */
export type WrapperArgument = 'prompt' | 'messages' | 'system' | 'tools' | 'model' | 'maxOutput';
/** A price of the team's own, for models by name. Of several that fit, the nearest file's comes first, then the one that stands first; `provisioned` before `rates` before `discount`. */
export interface PriceOverride {
  readonly origin: Origin;
  readonly provider?: string;
  /** Glob over the model id. */
  readonly model: string;
  /** 0.12 = 12 % less than list. */
  readonly discount?: number;
  /** Catalog model that a deployment of this name runs: `azure/gpt-4o`. */
  readonly is?: string;
  /** Capacity that is paid by the month: one more request costs nothing (`marginal`), or its share of the bill (`amortised`, USD per month over tokens per month). */
  readonly provisioned?: { readonly monthly: number; readonly billing: 'marginal' | 'amortised'; readonly tokensPerMonth?: number };
  /** USD per million tokens; null is unknown. */
  readonly rates?: { readonly input?: number; readonly output?: number; readonly cacheRead?: number; readonly cacheWrite?: number | Readonly<Record<string, number>> };
  /** ISO dates; from inclusive, until exclusive. */
  readonly from?: string;
  readonly until?: string;
  readonly reason?: string;
  readonly source?: string;
}
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
/** A finding that the team accepts, for the calls that match. */
export interface Suppression {
  readonly origin: Origin;
  /** Id of the finding's rule. */
  readonly finding: string;
  readonly match: CallMatch;
  readonly reason?: string;
  /** ISO date, exclusive. */
  readonly until?: string;
  readonly by?: string;
}
/** What the team thinks of a finding's severity; the last that fits a call wins. */
export interface SeverityRule {
  readonly origin: Origin;
  readonly finding: string;
  readonly severity: Severity | 'off';
  readonly paths?: readonly string[];
  readonly environments?: readonly string[];
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
/** A call that the team file does not speak of yet; `words` say what it is and costs. */
export interface Proposal {
  readonly id: string;
  readonly file: string;
  readonly function: string | null;
  readonly api: string;
  readonly words: string;
}
/** The currency that people read money in; prices of sellers and what the team declares stay in US dollars. */
export interface Currency {
  /** ISO 4217: `EUR`. */
  readonly code: string;
  /** Units of the currency for one dollar. */
  readonly perUsd: number;
  /** ISO date of the rate. */
  readonly date: string;
}
/** One or several `llmcost.yaml`, nearest first, merged. */
export interface TeamConfig {
  readonly files: readonly string[];
  /** Of one file alone: the folder that its paths begin in and that it speaks of. Absent: the root, or several files. */
  readonly folder?: string;
  /** Files that this one builds on, as paths from the root. */
  readonly extends: readonly { readonly path: string; readonly origin: Origin }[];
  readonly calls: readonly DeclaredCall[];
  readonly currency?: Currency;
  readonly pricing: readonly PriceOverride[];
  readonly budgets: readonly Budget[];
  readonly units: readonly Unit[];
  readonly policies: readonly Policy[];
  readonly projects: readonly Project[];
  readonly suppressions: readonly Suppression[];
  readonly severities: readonly SeverityRule[];
  readonly scenarios: readonly Scenario[];
  readonly wrappers: readonly DeclaredWrapper[];
  /** Exports of what was used and billed, and what they say. */
  readonly actualFiles: readonly { readonly path: string; readonly origin: Origin }[];
  readonly actuals: readonly ActualUse[];
  /** Globs of files that are not read, and calls that are none. */
  readonly ignore: readonly string[];
  readonly ignoredCalls: readonly CallMatch[];
  readonly problems: readonly TeamProblem[];
}
