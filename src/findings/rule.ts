import type { AnalyzedCall, Fix, ModelFacts, Picodollars, Severity } from '../model.ts';

/** What a rule looks at. `facts` is null when the model is not in the catalog. */
export interface RuleInput {
  readonly analyzed: AnalyzedCall;
  readonly facts: ModelFacts | null;
}

/**
 * A rule as a record. To add one: one file with this object, one line in `index.ts`, a page `docs/rules/<id>.md`,
 * fixtures that show it and fixtures that stay silent. Ids are never reused. A rule warns only on what is known to be absent.
 */
export interface Rule {
  readonly id: string;
  readonly severity: Severity;
  readonly title: string;
  check(input: RuleInput): { readonly message: string; readonly severity?: Severity; readonly saving?: Picodollars; readonly fix?: Fix } | null;
}
