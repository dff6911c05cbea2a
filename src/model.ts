/**
 * The vocabulary, in the order of the flow:
 * source text -> facts -> calls -> tokens -> cost -> findings -> analysis -> team -> report.
 * Imports nothing. All data is readonly and serialisable by structured clone.
 */

// ---------------------------------------------------------------- text

/** Half-open range of UTF-16 offsets into a file's text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** 0-based line and column (UTF-16 code units). Surfaces that count from 1 add 1 at their edge. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Replace `span` by `text`. */
export interface TextEdit {
  readonly span: Span;
  readonly text: string;
}

export type LanguageId = 'python' | 'javascript' | 'jsx' | 'typescript' | 'tsx';

/** Which table of an SDK applies to a file: JavaScript, TypeScript and their JSX forms share one. */
export type LanguageFamily = 'python' | 'javascript';

/**
 * One parsed stretch of a file. A plain file has one; a notebook has one per code cell.
 * `text` lies at `offset` of the file's *virtual text*: all chunks joined by a newline. Every span in the facts is in virtual text.
 */
export interface Chunk {
  readonly text: string;
  readonly offset: number;
  /** 0-based index among the notebook's code cells; null in a plain file. */
  readonly cell: number | null;
}

/** A file as analysis sees it. `path` uses `/`, relative to the workspace root where there is one. */
export interface SourceFile {
  readonly path: string;
  readonly language: LanguageId;
  readonly chunks: readonly Chunk[];
}

// ---------------------------------------------------------------- facts (what an adapter reports)

/** A small, language-neutral expression. `await`, parentheses, casts, `!` and `as T` are dropped by the adapters. */
export type Expr =
  | TextExpr
  | NumberExpr
  | FlagExpr
  | NullExpr
  | ListExpr
  | RecordExpr
  | NameExpr
  | MemberExpr
  | IndexExpr
  | CallExpr
  | ChoiceExpr
  | BinaryExpr
  | SpreadExpr
  | FunctionExpr
  | ComprehensionExpr
  | UnknownExpr;

/** A string literal or template. Parts are decoded text (escapes resolved) or holes; adjacent literals are joined. */
export interface TextExpr {
  readonly kind: 'text';
  readonly span: Span;
  readonly parts: readonly (string | Expr)[];
}
export interface NumberExpr {
  readonly kind: 'number';
  readonly span: Span;
  readonly value: number;
}
export interface FlagExpr {
  readonly kind: 'flag';
  readonly span: Span;
  readonly value: boolean;
}
/** `None`, `null`, `undefined`. */
export interface NullExpr {
  readonly kind: 'null';
  readonly span: Span;
}
/** List, tuple, set or array literal. Items may be SpreadExpr. */
export interface ListExpr {
  readonly kind: 'list';
  readonly span: Span;
  readonly items: readonly Expr[];
}
/** Dict or object literal. `key` null for a spread (`**x`, `...x`) or a computed key that is no literal. */
export interface RecordExpr {
  readonly kind: 'record';
  readonly span: Span;
  readonly entries: readonly RecordEntry[];
}
export interface RecordEntry {
  readonly span: Span;
  readonly key: string | null;
  /** The key when it is an expression (`{[MODEL]: 1}`, `{X.Y: 1}`), else absent. */
  readonly keyExpr?: Expr;
  readonly value: Expr;
  readonly spread: boolean;
}
export interface NameExpr {
  readonly kind: 'name';
  readonly span: Span;
  readonly name: string;
  /** Index into `FileFacts.scopes`: where the name is used. */
  readonly scope: number;
}
/** `object.property`, also `object?.property`. `self` / `this` are names. */
export interface MemberExpr {
  readonly kind: 'member';
  readonly span: Span;
  readonly object: Expr;
  readonly property: string;
}
/** `object[index]`. */
export interface IndexExpr {
  readonly kind: 'index';
  readonly span: Span;
  readonly object: Expr;
  readonly index: Expr;
}
/** A call or `new`. The same object stands in `FileFacts.calls`. */
export interface CallExpr {
  readonly kind: 'call';
  readonly span: Span;
  readonly callee: Expr;
  readonly args: readonly Argument[];
  readonly isNew: boolean;
  /** Between the brackets, for fixes; null for a tagged template or `new X` without brackets. */
  readonly argsSpan: Span | null;
  readonly scope: number;
  /** Index into `FileFacts.functions` of the innermost function around the call; null at module or class level. */
  readonly inFunction: number | null;
}
export interface Argument {
  readonly span: Span;
  /** Keyword name (Python); null when positional or spread. */
  readonly name: string | null;
  readonly value: Expr;
  readonly spread: 'none' | 'list' | 'record';
}
/** `a if c else b`, `c ? a : b`, `a or b`, `a || b`, `a ?? b`. `a and b` gives [b]. */
export interface ChoiceExpr {
  readonly kind: 'choice';
  readonly span: Span;
  readonly operator: 'conditional' | 'or' | 'and';
  readonly condition?: Expr;
  readonly alternatives: readonly Expr[];
}
/** Other binary operators: `+` that is not plainly text, `|` (pipes), `%` formatting, arithmetic. */
export interface BinaryExpr {
  readonly kind: 'binary';
  readonly span: Span;
  readonly operator: string;
  readonly left: Expr;
  readonly right: Expr;
}
export interface SpreadExpr {
  readonly kind: 'spread';
  readonly span: Span;
  readonly value: Expr;
}
/** A lambda, arrow or function expression: index into `FileFacts.functions`. */
export interface FunctionExpr {
  readonly kind: 'function';
  readonly span: Span;
  readonly function: number;
}
/** `[element for x in source]` (all comprehension kinds, generator expressions). `x` is an `element` binding in its own scope. */
export interface ComprehensionExpr {
  readonly kind: 'comprehension';
  readonly span: Span;
  readonly element: Expr;
  readonly source: Expr;
}
/** Anything else. Its parts are still visited, so calls inside are in `FileFacts.calls`. */
export interface UnknownExpr {
  readonly kind: 'unknown';
  readonly span: Span;
  /** Grammar node type, for `explain`. */
  readonly what: string;
}

export interface Scope {
  readonly parent: number | null;
  /** `block` only where the language has block scope (JavaScript `let` / `const`). */
  readonly kind: 'module' | 'class' | 'function' | 'block' | 'comprehension';
  readonly span: Span;
  /** The function or class that this scope is the inside of. */
  readonly owner: number | null;
}

/** One way in which a name gets a value. Several bindings of one name in a scope are kept in source order. */
export interface Binding {
  readonly name: string;
  readonly scope: number;
  /** The name itself. */
  readonly span: Span;
  readonly from: BindingSource;
  /** Declared type (`client: OpenAI`), as an expression. */
  readonly annotation?: Expr;
}
export type BindingSource =
  | { readonly kind: 'value'; readonly value: Expr }
  /** `x += value`. */
  | { readonly kind: 'augment'; readonly value: Expr }
  /** `from module import name as x`: name; `import module as x`: `*`; default import: `default`. Module text as written (`./a`, `..pkg.mod`). */
  | { readonly kind: 'import'; readonly module: string; readonly imported: string; readonly typeOnly: boolean }
  | { readonly kind: 'parameter'; readonly function: number; readonly index: number }
  | { readonly kind: 'function'; readonly function: number }
  | { readonly kind: 'class'; readonly class: number }
  /** Loop variable, array destructuring: an element of `of`. `index` when it is a fixed position. */
  | { readonly kind: 'element'; readonly of: Expr; readonly index: number | null }
  /** Object destructuring: property `key` of `of`. */
  | { readonly kind: 'entry'; readonly of: Expr; readonly key: string; readonly default?: Expr }
  /** `with value as x`. */
  | { readonly kind: 'context'; readonly value: Expr }
  | { readonly kind: 'unknown' };

/** `object.property = value` or `object["property"] = value`; `property` null when the key is not a literal. */
export interface MemberWrite {
  readonly span: Span;
  readonly object: Expr;
  readonly property: string | null;
  readonly value: Expr;
  /** Declared type: `self.service: Service = injector.get(key)`. */
  readonly annotation?: Expr;
  readonly operator: '=' | '+=' | '||=' | '??=' | '&&=';
  readonly scope: number;
  readonly inFunction: number | null;
}

export interface Parameter {
  readonly name: string;
  readonly span: Span;
  readonly kind: 'positional' | 'keywordOnly' | 'list' | 'record';
  readonly default?: Expr;
  readonly annotation?: Expr;
  /** `({ model, prompt = "x" })`: the names that are taken apart, each bound as `entry` of the parameter too. */
  readonly fields?: readonly { readonly key: string; readonly name: string; readonly default?: Expr }[];
  /** TypeScript `constructor(private client: OpenAI)`: also a field of the class. */
  readonly isField?: boolean;
}
export interface FunctionFact {
  /** Null for a lambda or an arrow that nothing names; `const f = () => ...` is named f. */
  readonly name: string | null;
  /** `Class.method`, `outer.inner`. */
  readonly qualifiedName: string;
  readonly span: Span;
  readonly nameSpan: Span | null;
  /** Its own scope, and the scope it stands in. */
  readonly scope: number;
  readonly outerScope: number;
  /** Class it is a method of. */
  readonly class: number | null;
  readonly kind: 'function' | 'method' | 'constructor' | 'getter' | 'static' | 'classmethod' | 'lambda';
  readonly parameters: readonly Parameter[];
  readonly decorators: readonly Expr[];
  /** Values of `return`, of an arrow's expression body, of `yield`. */
  readonly returns: readonly Expr[];
  readonly returnAnnotation?: Expr;
  readonly isAsync: boolean;
  /** Index of the function around it, or null. */
  readonly parent: number | null;
}
export interface ClassFact {
  readonly name: string;
  readonly span: Span;
  readonly scope: number;
  readonly bases: readonly Expr[];
  /** Interfaces that it promises to keep (`implements`): only those of the project say anything. */
  readonly interfaces?: readonly Expr[];
  /** An interface or object type: it promises members, and makes nothing. */
  readonly isType?: true;
  readonly decorators: readonly Expr[];
  /** Class-level fields, with value and / or declared type. (Fields set in methods are `MemberWrite`s on self / this.) */
  readonly fields: readonly { readonly name: string; readonly span: Span; readonly value?: Expr; readonly annotation?: Expr }[];
  /** Indices into `functions`. */
  readonly methods: readonly number[];
}

/** A stretch of code that may run not at all, or more than once. Spans nest. */
export interface Region {
  readonly kind: 'for' | 'while' | 'if' | 'else' | 'try' | 'except' | 'finally' | 'case';
  /** Body only (for `for` and `while` without the header's source expression). */
  readonly span: Span;
  /** Loop source or condition. */
  readonly subject?: Expr;
  /** Number shared by the branches of one statement (if / elif / else; try / except / finally; the cases of a switch). */
  readonly statement: number;
  /** Ends in return / raise / throw / continue / break on every path that can be told. */
  readonly leaves: boolean;
  readonly inFunction: number | null;
}

export interface ImportFact {
  readonly module: string;
  readonly span: Span;
  readonly typeOnly: boolean;
  /** `from m import *`. */
  readonly star: boolean;
}
/** What a JavaScript module gives to others (Python: every module-level binding, so empty). */
export type ExportFact =
  /** `export const x`, `export { a as x }`, `module.exports.x = expr` (value). */
  | { readonly name: string; readonly local: string }
  | { readonly name: string; readonly value: Expr }
  /** `export { a as x } from "m"`; `export * from "m"` has name and imported `*`. */
  | { readonly name: string; readonly module: string; readonly imported: string };

/** The language-neutral picture of one file. Pure function of its text; cached by content hash. */
export interface FileFacts {
  readonly path: string;
  readonly language: LanguageId;
  readonly chunks: readonly Chunk[];
  readonly scopes: readonly Scope[];
  readonly bindings: readonly Binding[];
  readonly writes: readonly MemberWrite[];
  readonly functions: readonly FunctionFact[];
  readonly classes: readonly ClassFact[];
  /** Every call in the file, outer before inner, in source order. */
  readonly calls: readonly CallExpr[];
  readonly regions: readonly Region[];
  readonly imports: readonly ImportFact[];
  readonly exports: readonly ExportFact[];
  /** Comments, for suppressions: only of chunks that mention `llmcost:`. Text without the comment marks. */
  readonly comments: readonly { readonly span: Span; readonly text: string }[];
  /** Spans of syntax errors. */
  readonly errors: readonly Span[];
}

// ---------------------------------------------------------------- calls

/** Something read from code: its value, or that it is there but cannot be told, or that it is not there. A warning needs `absent`. */
export type Known<T> =
  | { readonly state: 'known'; readonly value: T; readonly how: How; readonly span: Span | null; /** That the span is in; absent: the call's own. */ readonly file?: string }
  | { readonly state: 'dynamic'; readonly reason: string; readonly alternatives: readonly T[]; readonly span: Span | null; readonly file?: string }
  | { readonly state: 'absent' };

export type How = 'literal' | 'constant' | 'default-param' | 'env-default' | 'cross-file' | 'library-default' | 'declared';

/** One step of how a value was found, for `explain` and the hover. */
export interface TrailStep {
  readonly file: string;
  readonly span: Span | null;
  readonly text: string;
}

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
}
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
  readonly images: number;
  /**
   * End of what is marked to be cached: after so many parts of a segment, or the tools, or the whole (a marker on the request).
   * Absent when no marker is seen in the prompt.
   */
  readonly cacheMark?: { readonly segment: number; readonly parts: number } | 'tools' | 'whole';
}

export interface Repetition {
  readonly inLoop: boolean;
  readonly loopKind: 'data' | 'retry' | 'agent' | 'fallback' | null;
  /** Upper limit of model calls by one execution (agent steps, tool rounds), where it can be told. */
  readonly steps: number | null;
  /** Answers asked for by one request (`n`, `candidateCount`). */
  readonly n: number;
  /** How often one run of the function around it sends it, where the code says so: loops of a known length, attempts of a retry. Absent: once. */
  readonly turns?: Estimate<number>;
  /** Once more for each element of these, as the code writes them, because nobody can tell how many there are. */
  readonly each?: readonly string[];
}

/** What one request of an operation is billed by. */
export type Billing = 'tokens' | 'embedding' | 'image' | 'speech' | 'transcription' | 'rerank' | 'other';

/** Where a fix may put a missing output cap: `text` is inserted at `at` (virtual-text offset); null when no edit is safe. */
export interface CapSlot {
  readonly parameter: string;
  /** The number that `edit` writes: a start for the writer, not a recommendation for the task. */
  readonly suggested: number;
  readonly edit: TextEdit | null;
}

export interface LlmCall {
  /** Stable across line moves: file, enclosing function, api and ordinal among equals. */
  readonly id: string;
  readonly file: string;
  readonly language: LanguageId;
  /** The call expression itself, in virtual text. */
  readonly span: Span;
  readonly sdk: string;
  readonly api: string;
  /** Provider that bills it (`openai`, `anthropic`, `google`, `azure`, `bedrock`, ...); null when it cannot be told. */
  readonly provider: string | null;
  readonly kind: 'direct' | 'framework' | 'http' | 'wrapper';
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
  readonly maxOutput: Known<number>;
  /** Parameter that caps the output of this API, and where it would go. Null when the API has none. */
  readonly capSlot: CapSlot | null;
  /** What happens without a cap: required by the API, filled in by the library (value), or open to the model's limit. */
  readonly capDefault: { readonly kind: 'required' } | { readonly kind: 'library'; readonly value: number } | { readonly kind: 'model' };
  readonly caching: 'requested' | 'automatic' | 'absent' | 'unsupported' | 'dynamic';
  readonly prompt: Prompt;
  readonly repetition: Repetition;
  readonly streaming: boolean;
  /** Price modifiers written in the code: `batch`, `flex`, `priority`, `fast`, `inference_geo:us`, ... */
  readonly modifiers: readonly string[];
  readonly inTest: boolean;
  readonly documentation: string;
  readonly trail: readonly TrailStep[];
  /** What advice needs to know besides. */
  readonly details?: CallDetails;
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

/** Settings of a request that change its cost indirectly, read by the names that SDKs give them. */
export interface CallDetails {
  /** `reasoning_effort`, `reasoning.effort`, `output_config.effort`, ... */
  readonly effort: Known<string>;
  /** Tokens: `thinking.budget_tokens`, `thinkingConfig.thinkingBudget`, ... */
  readonly thinkingBudget: Known<number>;
  /** `detail` of the images in the prompt; absent when none is written. */
  readonly imageDetail: Known<string>;
  /** Retries that the client makes by itself, where the code sets them. */
  readonly clientRetries: Known<number>;
  /** Limit of tool or agent rounds: its parameter (null when the API has none) and what the code sets. */
  readonly stepLimit: { readonly parameter: string | null; readonly value: Known<number>; /** The library has no limit of its own. */ readonly isOpen?: boolean };
  /** Whether something that the bill or a trace can be grouped by passes through: user, metadata, labels, tags, headers. */
  readonly attribution: 'given' | 'absent' | 'open';
}

// ---------------------------------------------------------------- numbers

/** From best to worst. A combination has the worst basis of its parts that matter. */
export type Basis = 'measured' | 'declared' | 'counted' | 'approximated' | 'assumed';

/** low <= expected <= high. */
export interface Estimate<T> {
  readonly low: T;
  readonly expected: T;
  readonly high: T;
  readonly basis: Basis;
}

/** Integer 10^-12 US dollars. */
export type Picodollars = bigint;

/** What the token and finding stages need to know of a model: the part of a catalog entry that is no price. */
export interface ModelFacts {
  readonly id: string;
  readonly provider: string;
  /** tiktoken encoding that text is counted with, times `factor`; `error` is its stated relative error (0: exact). */
  readonly tokenizer: Tokenizer;
  /** Tokens. Absent: not known. */
  readonly context?: number;
  readonly maxInput?: number;
  readonly maxOutput?: number;
  /** Output limit that holds when the request sets none, where it is less than `maxOutput`. */
  readonly defaultMaxOutput?: number;
  readonly cache: { readonly mode: 'automatic' | 'explicit' | 'none'; readonly minTokens?: number; /** Times to live that can be asked for: `5m`, `1h`. */ readonly ttls?: readonly string[] };
  /** Write and read rate of the cache relative to the input rate, for the break-even; null when a rate is unknown. */
  readonly cacheRatio: { readonly write: number; readonly read: number; /** Writes by time to live (`1h`), where they differ. */ readonly writes?: Readonly<Record<string, number>> } | null;
  /** Input tokens from which (`inclusive`) or above which another rate holds for the whole request, ascending. */
  readonly tierStarts?: readonly { readonly inputTokens: number; readonly inclusive: boolean }[];
  /** ISO date of the next change of price that the catalog knows. */
  readonly nextChange?: string;
  /** ISO date on which the provider ends the model, and what it recommends instead. */
  readonly retires?: string;
  readonly replacement?: string;
}
/** `european`: Latin letters, not English; `scripts`: other alphabets (Cyrillic, Arabic, Devanagari, ...). */
export type TextKind = 'prose' | 'code' | 'json' | 'markdown' | 'european' | 'cjk' | 'scripts' | 'emoji';
/** How a family of models counts: an encoding, times a factor (by kind of text where known), with a stated relative error. */
export interface Tokenizer {
  readonly encoding: EncodingName;
  readonly factor: number;
  readonly error: number;
  readonly factors?: Readonly<Record<TextKind, number>>;
  /** Relative error by kind of text, where it was measured; `error` is then the largest for prose, code, JSON and Markdown. */
  readonly errors?: Readonly<Record<TextKind, number>>;
  /** Tokens that a chat request costs besides its texts. `tools` once when tools are given. */
  readonly overhead?: { readonly perRequest: number; readonly perMessage: number; readonly tools: number; readonly perTool: number; readonly perProperty: number };
  /** By which rule images become tokens. */
  readonly image?: string;
}
export type EncodingName = 'o200k_base' | 'cl100k_base';

export interface TokenNote {
  readonly what: string;
  readonly tokens: Estimate<number>;
}
export interface TokenEstimate {
  /** All input tokens, cached ones included. */
  readonly input: Estimate<number>;
  readonly output: Estimate<number>;
  /** Part of the input read from / written to a prompt cache. */
  readonly cacheRead: Estimate<number>;
  readonly cacheWrite: Estimate<number>;
  /** Tokens of the input that the source itself holds. */
  readonly staticInput: number;
  /** Tokens of the unchanging start of the prompt: what a cache could hold. */
  readonly staticPrefix: number;
  /** Tokenizer as shown: `o200k_base`, `o200k_base × 1.20 ± 15 %`. */
  readonly tokenizer: string;
  /** Where the expected output comes from: `the prompt asks for 3 sentences`. */
  readonly outputWords?: string;
  /** Quantities of what is not billed by token: images, characters, minutes, pages, searches. */
  readonly units?: Readonly<Partial<Record<UnitMeter, Estimate<number>>>>;
  /** One execution of a call that runs several requests (tool rounds, agents). Absent: one request. `input` above is that of the first request. */
  readonly steps?: StepEstimate;
  /** The split that the hover shows: static text, each hole with its assumption, overhead, tools. */
  readonly notes: readonly TokenNote[];
}

/** Requests of one execution: each sends what the ones before it sent, plus `growth` tokens. */
export interface StepEstimate {
  /** Number of requests: low 1, expected a typical run, high the limit or where the context is full. */
  readonly count: Estimate<number>;
  /** Tokens that each request adds to the next one's input. */
  readonly growth: Estimate<number>;
  /** Where the limit comes from, in words. */
  readonly limit: string;
}

export type UnitMeter = 'image' | 'character' | 'minute' | 'page' | 'search';
export type Meter = 'input' | 'cacheRead' | 'cacheWrite' | 'output' | 'request' | UnitMeter;

/** One line of the formula: quantity × rate = cost. */
export interface CostLine {
  readonly meter: Meter;
  /** Tokens (or requests). */
  readonly quantity: Estimate<number>;
  /** Rate of the expected cost, in USD per million tokens or characters (USD per one for `request`, `image`, `minute`, `page`, `search`), as decimal text exactly as in the catalog: expected quantity times it is the expected cost. A run that crosses a tier has a line for each rate. */
  readonly rate: string;
  readonly cost: Estimate<Picodollars>;
  /** Where calls split over models or batch: the share and model that the line stands for. Quantity and cost are the share's. */
  readonly share?: number;
  readonly model?: string;
}
export interface PriceReference {
  /** `provider/model` entry of the catalog, or `llmcost.yaml:LINE`. */
  readonly entry: string;
  readonly source: string;
  /** ISO dates. */
  readonly effectiveFrom: string | null;
  readonly checkedAt: string;
  /** What the rates agreed with on `checkedAt`, in words (`the seller's page of 2026-10-07`); empty: with nothing. */
  readonly checkedWith: readonly string[];
  readonly modifiers: readonly string[];
  /** Team override that changed the rates: `contracted −12 % (llmcost.yaml:14)`. */
  readonly contracted: string | null;
}
export type CallCost =
  | {
      readonly state: 'priced';
      /** Effective cost: after contracts, with the share of provisioned capacity where the team wants it so. */
      readonly perCall: Estimate<Picodollars>;
      readonly lines: readonly CostLine[];
      readonly price: PriceReference;
      /** The same at list price, where the team pays another one. */
      readonly list?: Estimate<Picodollars>;
      /** Of a call that runs several requests: one request, a typical run, the run at its limit; `withoutCache` is the run at its limit when every request pays for its whole input. */
      readonly runs?: { readonly one: Picodollars; readonly typical: Picodollars; readonly limit: Picodollars; readonly limitWithoutCache: Picodollars };
      /** Model whose price was used. */
      readonly model: string;
      /** Ids the range covers when code may choose between several; the range then spans all of them. */
      readonly alternatives: readonly string[];
    }
  /** `reason` is a sentence for a person. `near`: ids of the catalog that look alike, offered, never used. */
  | { readonly state: 'unknown'; readonly why: 'model-unresolved' | 'model-without-price' | 'not-token-billed'; readonly reason: string; readonly near: readonly string[] };

// ---------------------------------------------------------------- findings

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

/** A share of a call's requests that is priced alike: one model of a mix, batch or not; of a call that sends several requests, of one of them. */
export interface CostVariant {
  /** 0..1; the shares of a request add up to 1. */
  readonly share: number;
  /** Which of the call's `requests`, and how often one call sends it. Absent: the call is one request. */
  readonly request?: { readonly index: number; readonly times: Estimate<number> };
  /** Model it is priced as; null when it is not known. */
  readonly model: string | null;
  readonly isBatch: boolean;
  readonly tokens: TokenEstimate;
  readonly cost: CallCost;
  /** Its requests and money per month: whole numbers that add up to the call's; null without a volume. */
  readonly requests: Estimate<number> | null;
  readonly monthly: Estimate<Picodollars> | null;
  /** The formula at list prices, where the team pays others; null where it does not, or no list price is known. */
  readonly list: readonly CostLine[] | null;
}
/** Prices that hold from a later day on. */
export interface LaterPrice {
  /** ISO date, inclusive. */
  readonly from: string;
  readonly variants: readonly CostVariant[];
}
export interface MonthCost {
  /** `2026-12`. */
  readonly month: string;
  readonly cost: Estimate<Picodollars>;
}

export type PolicyRule = 'allowed-models' | 'preferred-models' | 'owner' | 'tags' | 'cost-per-call' | 'output-cap' | 'caching' | 'unknown-price' | 'unknown-volume';
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
  readonly measured?: { readonly forecast: Estimate<Picodollars> | null; readonly volume: Estimate<number> | null; readonly uses: readonly ActualUse[] };
  /** The next twelve whole months; null as `monthly` is. */
  readonly months: readonly MonthCost[] | null;
  readonly owner: string | null;
  readonly tags: Readonly<Record<string, string>>;
  /** Policies that it breaks and that the team has not accepted. */
  readonly breaches: readonly PolicyBreach[];
}
export interface FileAnalysis {
  readonly path: string;
  readonly language: LanguageId;
  readonly chunks: readonly Chunk[];
  /** The text has syntax errors: calls may be missing. */
  readonly broken?: boolean;
  readonly calls: readonly AnalyzedCall[];
  readonly findings: readonly Finding[];
  /** Suppressions of the team file that silence something here, by where they stand. */
  readonly accepted?: readonly Origin[];
  /** Functions that calls stand in: qualified name as in `LlmCall.function`, and where the name is written. */
  readonly functions: readonly { readonly name: string; readonly span: Span }[];
}

// ---------------------------------------------------------------- team

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
export type WrapperArgument = 'prompt' | 'messages' | 'system' | 'tools' | 'model' | 'maxOutput';
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
  readonly rates?: { readonly input?: number; readonly output?: number; readonly cacheRead?: number; readonly cacheWrite?: number };
  /** ISO dates; from inclusive, until exclusive. */
  readonly from?: string;
  readonly until?: string;
  readonly reason?: string;
  readonly source?: string;
}
export interface BudgetScope {
  readonly project?: string;
  readonly owner?: string;
  readonly path?: string;
  readonly provider?: string;
  readonly tag?: Readonly<Record<string, string>>;
}
export interface Budget {
  readonly origin: Origin;
  readonly name: string;
  /** Absent: the whole workspace. */
  readonly scope?: BudgetScope;
  /** Per month; null when only the year is limited. */
  readonly monthly: Picodollars | null;
  /** For twelve months; null when only the month is limited. */
  readonly yearly: Picodollars | null;
  readonly hard: boolean;
  /** Share of the budget, 0..; default 0.8 and 1.15. */
  readonly warnAt: number;
  readonly escalateAt: number;
}
/** What the business counts, made of calls. */
export interface Unit {
  readonly origin: Origin;
  readonly name: string;
  /** How often each named entry of `calls` happens for one unit. */
  readonly calls: Readonly<Record<string, number>>;
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
  readonly maxCostPerCall?: Picodollars;
  /** Tokens. */
  readonly maxOutput?: number;
  /** Tokens of unchanging prompt. */
  readonly cachingAbove?: number;
  readonly unknownPrice?: 'allowed' | 'forbidden';
  readonly unknownVolume?: 'allowed' | 'forbidden';
  readonly suppressionReason?: 'optional' | 'required';
}
export interface Project {
  readonly origin: Origin;
  readonly name: string;
  readonly paths: readonly string[];
  readonly owner?: string;
  readonly stage?: 'concept' | 'mvp' | 'pilot' | 'launch' | 'scale' | 'sunset';
  /** In the order written; `due` is an ISO date. */
  readonly milestones: readonly { readonly name: string; readonly due: string; readonly state: 'open' | 'met' | 'missed' }[];
  readonly kpis: readonly Kpi[];
  readonly routingPolicy?: string;
  readonly anomalyThreshold?: number;
  /** Where the threshold stands. */
  readonly anomalyOrigin?: Origin;
}
/** A number that a project is to reach. Its actual value is written by the team, or told by the report: USD a month or a call of the project, USD a unit, share of the input read from cache. */
export interface Kpi {
  readonly origin: Origin;
  readonly name: string;
  readonly target: number;
  readonly actual?: number;
  readonly metric?: 'costPerMonth' | 'costPerCall' | 'cacheShare';
  readonly unit?: string;
  /** Which side of the target is good; costs are lower, everything else higher. */
  readonly better: 'higher' | 'lower';
  readonly qualityGate?: boolean;
}
export interface Suppression {
  readonly origin: Origin;
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
  readonly origin: Origin | null;
  readonly name: string;
  readonly match?: CallMatch;
  readonly model?: string;
  readonly cacheHitRate?: number;
  readonly batchShare?: number;
  readonly promptTokens?: number;
  readonly outputCap?: number;
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
/** A currency that reports also show; prices stay in US dollars. */
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

// ---------------------------------------------------------------- report

export interface SkippedFile {
  readonly file: string;
  readonly reason: string;
}
export interface BudgetStatus {
  readonly budget: Budget;
  /** What is compared: `spent` in this period with `limit`. Of a budget with both limits the one that is used more. */
  readonly period: 'month' | 'year';
  readonly limit: Picodollars;
  readonly spent: Estimate<Picodollars>;
  /** Expected share of the budget, 0..; calls in scope whose volume or price is not known are `notCounted`. */
  readonly used: number;
  readonly notCounted: number;
  readonly state: 'ok' | 'warn' | 'over' | 'escalate';
}
export interface GroupRow {
  readonly key: string;
  readonly calls: number;
  /** Sum over calls with a declared volume and a known price; the year is the next twelve whole months. */
  readonly monthly: Estimate<Picodollars> | null;
  readonly yearly: Estimate<Picodollars> | null;
  readonly undeclared: number;
  readonly unpriced: number;
}
export type GroupKey = 'file' | 'model' | 'owner' | 'provider' | 'project' | 'product' | 'team' | 'useCase' | 'environment' | 'costCenter';

/** A place as people count it: 1-based; `cell` is the 0-based code cell of a notebook. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly cell: number | null;
}
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
  readonly monthly: Estimate<Picodollars> | null;
  readonly parts: readonly { readonly name: string; readonly times: number; readonly cost: Estimate<Picodollars> | null }[];
}
/** What something costs on one of the four levels: per million tokens, per request, per task (one call of the code), per business outcome. */
export interface EconomicsRow {
  readonly level: 'tokens' | 'request' | 'task' | 'outcome';
  readonly name: string;
  readonly cost: Estimate<Picodollars>;
  readonly value: Picodollars | null;
}
export type GuardrailId = 'token-budget' | 'output-caps' | 'anomaly-threshold' | 'routing-policy' | 'prompt-caching' | 'tagging';
export interface GuardrailCheck {
  readonly id: GuardrailId;
  readonly title: string;
  readonly state: 'pass' | 'fail' | 'not-applicable';
  /** Whether the project's stage asks for it. */
  readonly isRequired: boolean;
  readonly failures: readonly { readonly message: string; readonly place: Place | null }[];
}
export interface ProjectStatus {
  readonly name: string;
  /** Null for the workspace as a whole, which stands in where no project is declared. */
  readonly project: Project | null;
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
export interface KpiStatus {
  readonly kpi: Kpi;
  readonly actual: number | null;
  readonly state: 'met' | 'missed' | 'not measured';
}
/** Measured money against the forecast, both for an average month. */
export interface VarianceRow {
  readonly level: 'total' | 'project' | 'call';
  /** Of a call its id. */
  readonly name: string;
  readonly place: Place | null;
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
  readonly monthly: Estimate<Picodollars> | null;
  readonly yearly: Estimate<Picodollars> | null;
  /** Expected change per month against the same calls as they are. */
  readonly change: Picodollars;
  /** Calls that it changes, and calls that have no price in it (left out of the comparison). */
  readonly touched: number;
  readonly lost: number;
}
/** How far one assumption moves the expected month between its low and its high, all others as expected. */
export interface SensitivityRow {
  readonly what: 'volume' | 'input tokens' | 'output tokens' | 'model' | 'steps';
  readonly callId: string;
  readonly place: Place;
  readonly low: Picodollars;
  readonly high: Picodollars;
  readonly basis: Basis;
}
/** A suppression of the team file that does nothing (any more). */
export interface StaleSuppression {
  readonly suppression: Suppression;
  readonly state: 'expired' | 'unused';
}
export interface Report {
  readonly tool: { readonly name: string; readonly version: string };
  readonly catalog: { readonly checkedAt: string; readonly models: number };
  readonly root: string;
  /** ISO date that prices were taken at. */
  readonly at: string;
  /** Shown beside dollars; absent: dollars only. */
  readonly currency?: Currency;
  readonly files: readonly FileAnalysis[];
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
  readonly stale: readonly StaleSuppression[];
  readonly problems: readonly TeamProblem[];
}
