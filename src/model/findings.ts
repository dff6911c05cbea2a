import type { LlmCall } from './calls.ts';
import type { Picodollars } from './numbers.ts';
import type { Span, TextEdit } from './text.ts';

export type Severity = 'error' | 'warning' | 'information' | 'hint';

export interface Fix {
  readonly title: string;
  /** Edits in the file's virtual text. Empty when the fix is a declaration in the team file. */
  readonly edits: readonly TextEdit[];
  /** What a surface adds to the nearest `llmcost.yaml` instead of editing the source. */
  readonly declares?: 'volume' | 'owner' | 'tags';
  /** Writes a comment that silences the finding, for a reason that the writer adds: never part of fixing all. */
  readonly suppresses?: true;
}
export interface Finding {
  readonly id: string;
  readonly severity: Severity;
  /** How sure the rule is; below `likely` the severity is information at most. */
  readonly confidence: LlmCall['confidence'];
  /** Null for what is said of the file and not of a call (a suppression that suppresses nothing). */
  readonly callId: string | null;
  readonly file: string;
  readonly span: Span;
  readonly message: string;
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
  readonly documentation: string;
}
