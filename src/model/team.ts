import type { ActualUse, CallMatch, DeclaredCall, DeclaredWrapper, PriceOverride } from './declared.ts';
import type { Severity } from './findings.ts';
import type { Budget, Policy, Project, Scenario, Unit } from './plans.ts';
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
