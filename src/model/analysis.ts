import type { LlmCall } from './calls.ts';
import type { ActualUse, DeclaredCall } from './declared.ts';
import type { Finding, Severity } from './findings.ts';
import type { CallCost, CostLine, Estimate, Picodollars, TokenEstimate } from './numbers.ts';
import type { Origin } from './team.ts';
import type { Chunk, LanguageId, Span } from './text.ts';

/** A share of a call's requests that is priced alike: one model of a mix, batch or not; of a call that sends several requests, of one of them. */
export interface CostVariant {
  /** 0..1; the shares of a request add up to 1. */
  readonly share: number;
  /** Which of the call's `requests`, and how often one call sends it. Absent: the call is one request. */
  readonly request?: { readonly index: number; readonly times: Estimate<number> };
  /** Model it is priced as; null when it is not known. */
  readonly model: string | null;
  readonly isBatch: boolean;
  /** Of one request. */
  readonly tokens: TokenEstimate;
  readonly cost: CallCost;
  /** Its requests and money per month: whole numbers that add up to the call's; null without a volume. */
  readonly requests: Estimate<number> | null;
  readonly monthly: Estimate<Picodollars> | null;
  /** The formula at list prices, where the team pays others; null where it does not, or no list price is known. */
  readonly list: readonly CostLine[] | null;
  /** The formula at contracted prices, where capacity is provisioned. */
  readonly negotiated?: readonly CostLine[];
}
/** Prices that hold from a later day on. */
export interface LaterPrice {
  /** ISO date, inclusive. */
  readonly from: string;
  readonly variants: readonly CostVariant[];
}
/** A month of the projection, with growth, season and scheduled price changes in it. */
export interface MonthCost {
  /** `2026-12`. */
  readonly month: string;
  readonly cost: Estimate<Picodollars>;
}

/** Which key of a policy is broken; ids that the JSON of a scan shows. */
export type PolicyRule =
  | 'allowed-models'
  | 'preferred-models'
  | 'owner'
  | 'tags'
  | 'cost-per-call'
  | 'output-cap'
  | 'caching'
  | 'unknown-price'
  | 'unknown-volume';
/** A call that breaks a policy of the team. */
export interface PolicyBreach {
  /** Its name, and where it is written. */
  readonly policy: string;
  readonly origin: Origin;
  readonly rule: PolicyRule;
  readonly severity: Severity;
  readonly message: string;
}

/** A call with everything known about it: the one result that every surface reads. */
export interface AnalyzedCall {
  readonly call: LlmCall;
  readonly tokens: TokenEstimate;
  readonly cost: CallCost;
  /** Team entry that matched; null when none did. */
  readonly declared: DeclaredCall | null;
  /** How its requests split over models and batch; one as a rule. */
  readonly variants: readonly CostVariant[];
  /** Scheduled price changes of the next twelve months, ascending; empty without a volume. */
  readonly later: readonly LaterPrice[];
  /** How often one call is paid: one plus retries, times declared steps where the cost is that of a single step. */
  readonly requestsPerCall: Estimate<number>;
  /** Per month at today's volume and price; null when no volume is declared or no price is known. */
  readonly monthly: Estimate<Picodollars> | null;
  /** What was used, and what was forecast (month and calls a month as declared); the numbers above rest on the use. Absent: nothing was measured. */
  readonly measured?: {
    readonly forecast: Estimate<Picodollars> | null;
    readonly volume: Estimate<number> | null;
    readonly uses: readonly ActualUse[];
  };
  /** The next twelve whole months; null as `monthly` is. */
  readonly months: readonly MonthCost[] | null;
  /** From the team file, else from CODEOWNERS; null when neither names one. */
  readonly owner: string | null;
  /** From the team file; empty when it gives none. */
  readonly tags: Readonly<Record<string, string>>;
  /** Policies that it breaks and that the team has not accepted. */
  readonly breaches: readonly PolicyBreach[];
}
/** Everything found in one file. Serialisable: it is what crosses from the engine's thread to a surface. */
export interface FileAnalysis {
  readonly path: string;
  readonly language: LanguageId;
  readonly chunks: readonly Chunk[];
  /** The text has syntax errors: calls may be missing. */
  readonly broken?: boolean;
  /** Empty: none were found. A file that could not be read has no analysis: it is in `Report.skipped`. */
  readonly calls: readonly AnalyzedCall[];
  readonly findings: readonly Finding[];
  /** Suppressions of the team file that silence something here, by where they stand. */
  readonly accepted?: readonly Origin[];
  /** Functions that calls stand in: qualified name as in `LlmCall.function`, and where the name is written. */
  readonly functions: readonly { readonly name: string; readonly span: Span }[];
}
/** How a call expression was read. Places are `file:line:column`, 1-based (`file[cell]:line:column` in notebooks). */
export interface ExplainedCall {
  readonly place: string;
  readonly code: string;
  readonly verdict: string;
  readonly parts: readonly {
    readonly title: string;
    readonly steps: readonly { readonly depth: number; readonly place: string; readonly code: string; readonly found: string }[];
  }[];
  /** Its numbers; null when it is not counted as a model call. */
  readonly analyzed: AnalyzedCall | null;
}
