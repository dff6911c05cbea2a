import type { Estimate, Picodollars } from './numbers.ts';
import type { Origin } from './team.ts';

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
  readonly where: {
    readonly file?: string;
    readonly function?: string;
    readonly api?: string;
    readonly model?: string;
    readonly provider?: string;
    readonly owner?: string;
    readonly project?: string;
    readonly tags?: Readonly<Record<string, string>>;
  };
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
  readonly rates?: {
    readonly input?: number;
    readonly output?: number;
    readonly cacheRead?: number;
    readonly cacheWrite?: number | Readonly<Record<string, number>>;
  };
  /** ISO dates; from inclusive, until exclusive. */
  readonly from?: string;
  readonly until?: string;
  readonly reason?: string;
  readonly source?: string;
}
