import type {
  AnalyzedCall,
  Billing,
  Estimate,
  FileFacts,
  Fix,
  LlmCall,
  ModelFacts,
  Picodollars,
  Severity,
  Span,
  TeamConfig,
  TokenEstimate,
} from '../model.ts';
import type { CacheTerms } from './breakEven.ts';

/** What might be different about a request. */
export interface Change {
  readonly model?: string;
  readonly modifiers?: readonly string[];
  /** Answers per request. */
  readonly n?: number;
  /** These replace the estimate's own. */
  readonly tokens?: Partial<Pick<TokenEstimate, 'input' | 'output' | 'cacheRead' | 'cacheWrite'>>;
  /** ISO date whose prices hold. */
  readonly at?: string;
  /** One request of a run of several, which has no earlier ones to be read from a cache. */
  readonly isOneStep?: true;
}

/** What a rule looks at. `facts` is null when the model is not in the catalog. */
export interface RuleInput {
  readonly analyzed: AnalyzedCall;
  /** Null when the model or its price is not known. */
  readonly facts: ModelFacts | null;
  /** The file that the call stands in. */
  readonly code: FileFacts;
  /** Every call of that file, in source order. */
  readonly siblings: readonly AnalyzedCall[];
  readonly team: TeamConfig;
  /** ISO date that prices are taken at. */
  readonly at: string;
  /** What the catalog knows of another model of the same seller; null when it does not know it. */
  factsOf(model: string): ModelFacts | null;
  /** What caching costs this request and how long an entry of it lives; null when a price is not known. */
  readonly cacheTerms: CacheTerms | null;
  /** Cost of the same request if something were different; null when a price is not known. */
  costIf(change: Change): Estimate<Picodollars> | null;
  /** Tokens of a text by the model's tokenizer, expected value. */
  countTokens(text: string): number;
}

/** What a rule has to say about a call. */
export interface Found {
  /** One sentence or two: what, and the reasoning with its numbers. */
  readonly message: string;
  /** Instead of the rule's default. */
  readonly severity?: Severity;
  /** How sure the rule is of its own reading (default certain); the call's confidence bounds it. */
  readonly confidence?: LlmCall['confidence'];
  /** Expected saving per call. */
  readonly saving?: Picodollars | null;
  /** The preferred one first. */
  readonly fixes?: readonly Fix[];
  /** What to do where no edit is safe. */
  readonly byHand?: string;
  /** The part it is about, where that is not the call as a whole. */
  readonly span?: Span;
  /** As `Finding.about`. */
  readonly about?: string;
}

/** Surest first. */
export const sureness: readonly LlmCall['confidence'][] = ['certain', 'likely', 'possible'];

/** Of calls that one finding is about, the one that it is told at: the surest, among equals the first. */
export function surest(calls: readonly LlmCall[]): LlmCall | undefined {
  return calls.toSorted((a, b) => sureness.indexOf(a.confidence) - sureness.indexOf(b.confidence))[0];
}

/**
 * A rule as a record. To add one: one file with this object, one line in `index.ts`, a page `docs/rules/<id>.md`
 * (its examples are run as tests), and fixtures under `test/fixtures/<language>/rules/<id>/` that show it and that
 * stay silent. Ids are never reused. A rule warns only on what is known to be absent.
 */
export interface Rule {
  readonly id: string;
  /** Default severity; settings and the team file may say otherwise. */
  readonly severity: Severity;
  readonly title: string;
  /** Also asked about calls of helpers that reach a model (default: only about the request itself). */
  readonly wrappers?: true;
  /** Also asked about calls in test files (default: not). */
  readonly tests?: true;
  /** Kinds of request it is asked about (default: those billed by text tokens). */
  readonly billings?: readonly Billing[];
  check(input: RuleInput): Found | null;
}
