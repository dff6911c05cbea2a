import type { Estimate } from './numbers.ts';
import type { LanguageId, Span, TextEdit } from './text.ts';

/** Something read from code: its value, or that it is there but cannot be told, or that it is not there. A warning needs `absent`. */
export type Known<T> =
  | {
      readonly state: 'known';
      readonly value: T;
      readonly how: How;
      readonly span: Span | null;
      /** That the span is in; absent: the call's own. */ readonly file?: string;
    }
  | {
      readonly state: 'dynamic';
      readonly reason: string;
      readonly alternatives: readonly T[];
      readonly span: Span | null;
      readonly file?: string;
    }
  | { readonly state: 'absent' };

/** Where a known value comes from. `env-default`: the fallback of an environment variable, so another value may run; `declared`: the team file says it. */
export type How = 'literal' | 'constant' | 'default-param' | 'env-default' | 'cross-file' | 'library-default' | 'declared';

/** One step of how a value was found, for `explain` and the hover. */
export interface TrailStep {
  readonly file: string;
  readonly span: Span | null;
  readonly text: string;
}

/** Of a message, as the APIs name them; `schema` is the answer's schema, which is sent and billed but is no message. */
export type Role = 'system' | 'user' | 'assistant' | 'tool' | 'schema';

/** A variable inside a prompt. */
export interface PromptHole {
  /** As written: `question`, `ticket.body`, `", ".join(docs)`. */
  readonly name: string;
  readonly span: Span | null;
  /** Known alternatives or type words that bound it (`number`, `list`, `message history`), where seen. */
  readonly hint: 'text' | 'number' | 'list' | 'history' | 'document' | 'image' | 'audio' | 'unknown';
  /** Why it cannot be told: `parameter question of ask`, `result of datetime.now`. */
  readonly reason?: string;
  /** It is a file that goes along, not text. */
  readonly file?: FileKind;
}
/** `file`: the code does not show of what kind. Images are counted in `Prompt.images`. */
export type FileKind = 'audio' | 'video' | 'pdf' | 'file';
/** One message, or the schema of the answer. */
export interface PromptSegment {
  readonly role: Role;
  /** In order: text that the source holds, and holes. */
  readonly parts: readonly (string | PromptHole)[];
}
/** What is sent, as far as it can be read. */
export interface Prompt {
  readonly state: 'known' | 'partial' | 'dynamic';
  readonly segments: readonly PromptSegment[];
  /** Messages that count for chat overhead. */
  readonly messageCount: number;
  /** Names of tools that are declared with the call; `schemaText` is their JSON as sent, where it can be read. */
  readonly tools: { readonly count: number; readonly schemaText: string; readonly complete: boolean } | null;
  /** Pictures sent, in the whole prompt. */
  readonly images: number;
  /** What the library sends of its own, which no code of the project shows: tokens, and what they are. */
  readonly brings?: { readonly what: string; readonly low: number; readonly expected: number; readonly high: number };
  /**
   * End of what is marked to be cached: after so many parts of a segment, or the tools, or the whole (a marker on the request).
   * Absent when no marker is seen in the prompt.
   */
  readonly cacheMark?: { readonly segment: number; readonly parts: number } | 'tools' | 'whole';
}

/** How often the code sends this request beyond once. */
export interface Repetition {
  readonly inLoop: boolean;
  /** What the innermost loop is for: over data, again after a failure, rounds of an agent, another model after a failure. Null outside loops. */
  readonly loopKind: 'data' | 'retry' | 'agent' | 'fallback' | null;
  /** Upper limit of model calls by one execution (agent steps, tool rounds), where it can be told. */
  readonly steps: number | null;
  /** Answers asked for by one request (`n`, `candidateCount`). */
  readonly n: number;
  /** How often one run of the function around it sends it, where the code says so: loops of a known length, attempts of a retry. Absent: once. */
  readonly turns?: Estimate<number>;
  /** Attempts that the code around it makes for one answer, at most: loops and libraries that try again. Absent: none, or without a limit that can be told. */
  readonly attempts?: number;
  /** Once more for each element of these, as the code writes them, because nobody can tell how many there are. */
  readonly each?: readonly string[];
}

/** What one request of an operation is billed by. */
export type Billing = 'tokens' | 'embedding' | 'image' | 'speech' | 'transcription' | 'rerank' | 'ocr' | 'other';

/** Where a fix may put a missing output cap: `text` is inserted at `at` (virtual-text offset); null when no edit is safe. */
export interface CapSlot {
  /** As the API spells it. */
  readonly parameter: string;
  /** The number that `edit` writes: a start for the writer, not a recommendation for the task. */
  readonly suggested: number;
  readonly edit: TextEdit | null;
  /** What carries the cap is made here, before the call: model objects, or agents that take settings. Empty: out of sight. Absent: the call itself takes it. */
  readonly makers?: readonly CapMaker[];
}
/** A constructor's call: `name` as it is written, `line` counts from 1 (in a notebook, in its cell). */
export interface CapMaker {
  /** It takes no cap: it is given the name of a model, in whose place a model object would carry one. */
  readonly isByName?: true;
  readonly file: string;
  readonly span: Span;
  readonly name: string;
  readonly line: number;
}

/** One place in the code that sends one or several requests to a model, as far as the code tells. No numbers yet: tokens and cost are estimated from it. */
export interface LlmCall {
  /** Stable across line moves: file, enclosing function, api and ordinal among equals. */
  readonly id: string;
  readonly file: string;
  readonly language: LanguageId;
  /** The call expression itself, in virtual text. */
  readonly span: Span;
  /** Id of the SDK table that it was recognised by. */
  readonly sdk: string;
  /** Dotted and stable: `openai.chat.completions`. */
  readonly api: string;
  /** Provider that bills it (`openai`, `anthropic`, `google`, `azure`, `bedrock`, ...); null when it cannot be told. */
  readonly provider: string | null;
  /** Where the code sends it, when that is an address of its own that names no seller: then `provider` is null. */
  readonly sentTo?: SentTo;
  /** `direct`: the provider's SDK; `framework`: a library above it; `http`: a request by address; `wrapper`: a function of the project that sends one of those. */
  readonly kind: 'direct' | 'framework' | 'http' | 'wrapper';
  /** `certain`: what is called was followed to the SDK; `likely`: by a distinctive chain of names; `possible`: by a common name beside an import of the SDK. */
  readonly confidence: 'certain' | 'likely' | 'possible';
  readonly billing: Billing;
  /** Enclosing qualified function name; null at module level. */
  readonly function: string | null;
  /** For a wrapper's caller: id of the call that is reached. */
  readonly via: string | null;
  /**
   * For a wrapper's caller: ids of all the calls that it sets going, the one of `via` among them: requests, and calls of other helpers on the way.
   * Their volume is a part of this one's.
   */
  readonly covers?: readonly string[];
  /** For a wrapper's caller: everything that one call of it sends, in the order of the code. Absent where it is one request, which the call itself tells. */
  readonly requests?: readonly SentRequest[];
  readonly model: Known<string>;
  /** Tokens of one answer. */
  readonly maxOutput: Known<number>;
  /** Parameter that caps the output of this API, and where it would go. Null when the API has none. */
  readonly capSlot: CapSlot | null;
  /** What happens without a cap: required by the API, filled in by the library (value), or open to the model's limit. */
  readonly capDefault: { readonly kind: 'required' } | { readonly kind: 'library'; readonly value: number } | { readonly kind: 'model' };
  /** `automatic`: the provider caches without being asked; `dynamic`: it may be asked for where the code cannot be followed. */
  readonly caching: 'requested' | 'automatic' | 'absent' | 'unsupported' | 'dynamic';
  readonly prompt: Prompt;
  readonly repetition: Repetition;
  readonly streaming: boolean;
  /** Price modifiers written in the code: `batch`, `flex`, `priority`, `fast`, `inference_geo:us`, ... */
  readonly modifiers: readonly string[];
  /** The file is a test by its path or name. */
  readonly inTest: boolean;
  /** Address of the vendor's page on this API. */
  readonly documentation: string;
  /** What it was recognised by, then where its model and its output cap come from. */
  readonly trail: readonly TrailStep[];
  /** What advice needs to know besides. */
  readonly details?: CallDetails;
}

/** An address that names no seller. `reason` is a part of a sentence for a person: why nobody can tell who bills. */
export interface SentTo {
  /** As written, with its port; null when it cannot be told, or is a gateway's that passes requests on. */
  readonly host: string | null;
  readonly reason: string;
}

/** A request that one call of a helper sends. */
export interface SentRequest {
  /** What tells it from the others, in a word or two: the function that it stands in. */
  readonly title: string;
  /** How often. Low 0 where a branch may go without; high more than expected where it is tried again, or stands in for one that failed. */
  readonly times: Estimate<number>;
  /** Sent once more for each element of these, as the code writes them, because nobody can tell how many there are: `times` is for one of each. */
  readonly each: readonly string[];
  /** As read with the arguments of the caller; id, file and span are those of the request itself. Several: branches, of which one sends. */
  readonly oneOf: readonly LlmCall[];
}

/** A setting as a request carries it. */
export interface Setting {
  /** The code sets it whatever happens; false: under a condition, or to what may be nothing. */
  readonly isSure: boolean;
  /** Where it is one plain value: that, or the `type` of a record. */
  readonly value?: string | number | boolean;
  /** The value is a default: whoever calls, or the environment, may set another. */
  readonly isDefault?: true;
}

/** Settings of a request that change its cost indirectly, read by the names that SDKs give them. */
export interface CallDetails {
  /** `reasoning_effort`, `reasoning.effort`, `output_config.effort`, ... */
  readonly effort: Known<string>;
  /** Tokens: `thinking.budget_tokens`, `thinkingConfig.thinkingBudget`, ... */
  readonly thinkingBudget: Known<number>;
  /** `detail` of the images in the prompt, `media_resolution` of Gemini; absent when none is written. */
  readonly imageDetail: Known<string>;
  /** The code asks for an answer that is spoken. */
  readonly speaks?: true;
  /** Retries that the client makes by itself, where the code sets them. */
  readonly clientRetries: Known<number>;
  /** Limit of tool or agent rounds: its parameter (null when the API has none) and what the code sets. */
  readonly stepLimit: {
    readonly parameter: string | null;
    readonly value: Known<number>;
    /** The library has no limit of its own. */ readonly isOpen?: boolean;
    /** It has, or may have, what makes it go on after an answer: it sends several requests also where no limit can be told. */ readonly goesOn?: true;
  };
  /** Whether something that the bill or a trace can be grouped by passes through: user, metadata, labels, tags, headers. */
  readonly attribution: 'given' | 'absent' | 'open';
  /** Newest versions of packages that the project allows, by name, where older ones spell or send settings otherwise; left out: nobody can tell. */
  readonly versions?: Readonly<Record<string, readonly [major: number, minor: number]>>;
  /** The cap as a package spells it before the version `since`, where the project allows no newer one. */
  readonly olderCap?: {
    readonly name: string;
    readonly newer: string;
    readonly package: string;
    readonly since: readonly [major: number, minor: number];
  };
  /** What the request sets of what some models refuse, by name (`temperature`, `stop`), wherever it is set: in its own arguments, else in what it is made on. */
  readonly sets: Readonly<Record<string, Setting>>;
  /** Something is passed on that cannot be read, and may set more. */
  readonly setsMore?: true;
  /** The seller has ended the API: `name` is its name, `date` an ISO date, `instead` what took its place. */
  readonly ended?: { readonly name: string; readonly date: string; readonly instead: string };
}
