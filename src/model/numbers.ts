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
  readonly cache: {
    readonly mode: 'automatic' | 'explicit' | 'none';
    readonly minTokens?: number;
    /** Times to live that can be asked for: `5m`, `1h`. */ readonly ttls?: readonly string[];
  };
  /** Write and read rate of the cache relative to the input rate, for the break-even; null when a rate is unknown. */
  readonly cacheRatio: {
    readonly write: number;
    readonly read: number;
    /** Writes by time to live (`1h`), where they differ. */ readonly writes?: Readonly<Record<string, number>>;
  } | null;
  /** What the model makes instead of text. */
  readonly makes?: 'image' | 'audio';
  /** Whether reasoning has a rate of its own. */
  readonly billsReasoning?: true;
  /** Input tokens from which (`inclusive`) or above which another rate holds for the whole request, ascending. */
  readonly tierStarts?: readonly { readonly inputTokens: number; readonly inclusive: boolean }[];
  /** ISO date of the next change of price that the catalog knows. */
  readonly nextChange?: string;
  /** ISO date on which the provider ends the model, and what it recommends instead. */
  readonly retires?: string;
  /** It may have ended before that day. */
  readonly retiresAtLatest?: true;
  /** The model of the same provider that answers its requests from `retires` on, at its own price; absent: they fail. */
  readonly routedTo?: string;
  readonly replacement?: string;
}
/** `european`: Latin letters, not English; `scripts`: other alphabets (Cyrillic, Arabic, Devanagari, ...), and Latin letters with marks on every fifth (Vietnamese). */
export type TextKind = 'prose' | 'code' | 'json' | 'markdown' | 'european' | 'cjk' | 'scripts' | 'emoji';
/** How a family of models counts: an encoding, times a factor (by kind of text where known), with a stated relative error. */
export interface Tokenizer {
  readonly encoding: EncodingName;
  /** Tokens of the model for one of the encoding, for ordinary text. */
  readonly factor: number;
  readonly error: number;
  readonly factors?: Readonly<Record<TextKind, number>>;
  /** Relative error by kind of text, where it was measured; `error` is then the largest for prose, code, JSON and Markdown. */
  readonly errors?: Readonly<Record<TextKind, number>>;
  /** Tokens that a chat request costs besides its texts. `tools` once when tools are given. */
  readonly overhead?: {
    readonly perRequest: number;
    readonly perMessage: number;
    readonly tools: number;
    readonly perTool: number;
    readonly perProperty: number;
  };
  /** By which rule images become tokens. */
  readonly image?: string;
}
/** Encodings of tiktoken that are shipped: https://github.com/openai/tiktoken/blob/main/tiktoken_ext/openai_public.py. Other tokenizers are one of them times a factor. */
export type EncodingName = 'o200k_base' | 'cl100k_base';

/** A line of the split of a call's input. */
export interface TokenNote {
  /** As shown: `user text`, `2 images`, `message overhead`. */
  readonly what: string;
  readonly tokens: Estimate<number>;
}
/** Tokens of one execution of a call; of one that runs several requests, of its first request, with `steps` for the others. */
export interface TokenEstimate {
  /** All input tokens, cached ones included. */
  readonly input: Estimate<number>;
  /** Tokens of one answer, reasoning included; a request for several (`Repetition.n`) costs that many. */
  readonly output: Estimate<number>;
  /** Part of the input read from / written to a prompt cache. */
  readonly cacheRead: Estimate<number>;
  readonly cacheWrite: Estimate<number>;
  /** How much is read does not follow from the size of the input: the cheapest request reads most and writes least, the dearest the other way round. */
  readonly readsMostAtBest?: true;
  /** Tokens of the input that the source itself holds. */
  readonly staticInput: number;
  /** Tokens of the unchanging start of the prompt: what a cache could hold. */
  readonly staticPrefix: number;
  /** Tokenizer as shown: `o200k_base`, `o200k_base × 1.20 ± 15 %`. */
  readonly tokenizer: string;
  /** Part of the input that is audio: where a model hears, it bills that at a rate of its own. */
  readonly audioInput?: Estimate<number>;
  /** Part of the output that is reasoning, where the seller bills it at a rate of its own. */
  readonly reasoning?: Estimate<number>;
  /** What the output is; absent: text. */
  readonly outputKind?: 'image' | 'audio';
  /** Where the expected output comes from: `the prompt asks for 3 sentences`. */
  readonly outputWords?: string;
  /** Quantities of what is not billed by token: images, characters, minutes, pages, searches of the web and of files. */
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

/** What is billed by count or length and not by token. Characters are priced per million, all others each. */
export type UnitMeter = 'image' | 'character' | 'minute' | 'page' | 'search' | 'fileSearch';
/** Meters of tokens by what they hold, then those of other units. `audioInput`, `reasoning`, `imageOutput` and `audioOutput` are no part of `input` and `output`. */
export type Meter =
  'input' | 'audioInput' | 'cacheRead' | 'cacheWrite' | 'output' | 'reasoning' | 'imageOutput' | 'audioOutput' | 'request' | UnitMeter;

/** One line of the formula: quantity × rate = cost. */
export interface CostLine {
  readonly meter: Meter;
  /** Tokens (or requests) of the cheapest, the expected and the dearest request: the cheapest may well read more from a cache than the dearest. */
  readonly quantity: Estimate<number>;
  /** Rate of the expected cost, in USD per million tokens or characters (USD per one for `request`, `image`, `minute`, `page`, `search`, `fileSearch`), as decimal text exactly as in the catalog: expected quantity times it is the expected cost. A run that crosses a tier has a line for each rate. */
  readonly rate: string;
  /** Parts of the cheapest, the expected and the dearest request: the lines of a call add up to it at each. */
  readonly cost: Estimate<Picodollars>;
  /** Where calls split over models or batch: the share and model that the line stands for. Quantity and cost are the share's. */
  readonly share?: number;
  readonly model?: string;
}
/** Which price was used, and what it rests on. */
export interface PriceReference {
  /** `provider/model` entry of the catalog, or `llmcost.yaml:LINE`. */
  readonly entry: string;
  /** Address of the page, or `llmcost.yaml:LINE`. */
  readonly source: string;
  /** ISO dates. */
  readonly effectiveFrom: string | null;
  readonly checkedAt: string;
  /** What the rates agreed with on `checkedAt`, in words (`the seller's page of 2026-10-07`); empty: with nothing. */
  readonly checkedWith: readonly string[];
  /** What the rates depend on and the code asks for: `batch`, `flex`, `inference_geo:us`. */
  readonly modifiers: readonly string[];
  /** Team override that changed the rates: `contracted −12 % (llmcost.yaml:14)`. */
  readonly contracted: string | null;
  /** Places of the team's prices that cover the model too and do not hold, as that one comes first. */
  readonly overrules?: readonly string[];
  /** Why nobody can tell that this seller bills it, as a sentence; absent where the code says it. */
  readonly assumed?: string;
}
/** Cost of one execution of a call, or why there is none. Never 0 for what is not known. */
export type CallCost =
  | {
      readonly state: 'priced';
      /** Effective cost: after contracts, with the share of provisioned capacity where the team wants it so. */
      readonly perCall: Estimate<Picodollars>;
      readonly lines: readonly CostLine[];
      readonly price: PriceReference;
      /** The same at list price, where the team pays another one. */
      readonly list?: Estimate<Picodollars>;
      /** The same after contracts and before provisioned capacity, where the team has some. */
      readonly negotiated?: Estimate<Picodollars>;
      /**
       * Of a call that runs several requests, with tokens as expected: one request, the run with the fewest, a typical run, the run at its limit; `limitWithoutCache` is
       * that one when every request pays for its whole input. `typicalLines` have the range of the tokens alone, over a typical number of requests.
       */
      readonly runs?: {
        readonly one: Picodollars;
        readonly least: Picodollars;
        readonly typical: Picodollars;
        readonly limit: Picodollars;
        readonly limitWithoutCache: Picodollars;
        readonly typicalLines: readonly CostLine[];
      };
      /** Of a call that sends a conversation so far, with an answer as expected: its first turn, a typical one, and one that fills the context (`tokens`) without a cache. */
      readonly conversation?: {
        readonly first: Picodollars;
        readonly typical: Picodollars;
        readonly full: Picodollars;
        readonly tokens: number;
      };
      /** Model whose price was used. */
      readonly model: string;
      /** Ids the range covers when code may choose between several; the range then spans all of them. */
      readonly alternatives: readonly string[];
    }
  /** `reason` is a sentence for a person. `near`: ids of the catalog that look alike, offered, never used. */
  | {
      readonly state: 'unknown';
      readonly why: 'model-unresolved' | 'model-without-price' | 'not-token-billed';
      readonly reason: string;
      readonly near: readonly string[];
    };
