import type { LlmCall } from './calls.ts';
import type { Picodollars } from './numbers.ts';
import type { Span, TextEdit } from './text.ts';

/** As editors name them, worst first. SARIF and exit codes are derived from it. */
export type Severity = 'error' | 'warning' | 'information' | 'hint';

/** A change that mends a finding, as plain text edits or as a declaration. */
export interface Fix {
  readonly title: string;
  /** Edits in the file's virtual text. Empty when the fix is a declaration in the team file. */
  readonly edits: readonly TextEdit[];
  /** What a surface adds to the nearest `llmcost.yaml` instead of editing the source. */
  readonly declares?: 'volume' | 'owner' | 'tags';
  /** Writes a comment that silences the finding, for a reason that the writer adds: never part of fixing all. */
  readonly suppresses?: true;
}
/** Advice or a warning, at a place. Made by a rule, then settled by what the team file says of severities and accepted findings. */
export interface Finding {
  /** Id of the rule (`max-output-missing`): stable, never reused. */
  readonly id: string;
  readonly severity: Severity;
  /** How sure the rule is; below `likely` the severity is information at most. */
  readonly confidence: LlmCall['confidence'];
  /** Null for what is said of the file and not of a call (a suppression that suppresses nothing). */
  readonly callId: string | null;
  readonly file: string;
  /** In virtual text. */
  readonly span: Span;
  readonly message: string;
  /** The place that it is about, where calls of several files may share it (`src/llm.py:120`, an offset): a report tells it once. */
  readonly about?: string;
  /** Expected saving per call, where it can be told. */
  readonly saving: Picodollars | null;
  /** The same per month; null without a declared volume. */
  readonly savingMonthly: Picodollars | null;
  /** The first of `fixes` that edits the source. */
  readonly fix: Fix | null;
  /** Every way to mend it, the preferred one first. */
  readonly fixes: readonly Fix[];
  /** What to do where no edit is safe; shown as a disabled action. */
  readonly byHand: string | null;
  /** Address of the page that the advice rests on. */
  readonly documentation: string;
}
