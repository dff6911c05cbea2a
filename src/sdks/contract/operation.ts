import type { Billing, LanguageFamily } from '../../model.ts';
import type { HttpRequest } from './http.ts';
import type { ModelSyntax, Parameters, Path } from './parameters.ts';

/** What changes with the model that runs: one API may chat, embed and draw (`InvokeModel`). The first entry whose pattern fits a known model id holds. */
export interface ByModel {
  readonly model: RegExp;
  /** Absent: both. */
  readonly languages?: readonly LanguageFamily[];
  readonly billing?: Billing;
  readonly capDefault?: Operation['capDefault'];
}

/** A function that sends a request, and where its arguments stand. */
export interface Operation {
  /** Dotted and stable, part of the published scan result: `openai.chat.completions`. */
  readonly api: string;
  /** Handle types it is called on, or `module` for functions that the package exports. */
  readonly on: readonly string[];
  /** Chains after transparent members are dropped: `chat.completions.create`; `""` calls the handle itself, `*` is any capitalised member. For `module`: exported names. */
  readonly chains: readonly string[];
  /** Absent: both. */
  readonly languages?: readonly LanguageFamily[];
  /** The chain is so telling that it is accepted on a receiver that cannot be resolved (confidence `likely`). Never for chains other products use. */
  readonly distinctive?: boolean;
  /** Names of receivers that cannot be resolved and are still taken for the first of `on`, in a file that imports the SDK (confidence `possible`). */
  readonly receivers?: RegExp;
  /** Of `receivers`, names so telling that the file need not import the SDK: a model that is handed in from where it is made (`llm.invoke(prompt)`). */
  readonly telling?: RegExp;
  /** With `distinctive` or `receivers`: one of these arguments must be written on a receiver that cannot be resolved (`x.converse(modelId=...)`). */
  readonly needs?: readonly Path[];
  /** With `distinctive`: an argument whose text no other product takes. It tells the SDK where the chain alone would not (`x.run('@cf/meta/llama-3', ...)`). */
  readonly tells?: { readonly argument: Path; readonly text: RegExp };
  /**
   * The request is an object of its own: `on` names its handle type, `chains` the methods that take it as first argument, on any
   * receiver (`client.send(new ConverseCommand({...}))`). `parameters` are read from what made the object.
   */
  readonly carried?: true;
  /** What a request is billed by; absent: tokens. */
  readonly billing?: Billing;
  /** Index of the options object in JavaScript (default 0). */
  readonly optionsAt?: number;
  readonly parameters: Parameters;
  /** Model the library uses when none is written. Reported as a possibility, since it changes from release to release. */
  readonly modelDefault?: string;
  /** Where the model is said, when the request does not say it: in a file that it names, at the service. */
  readonly modelIn?: string;
  /** How a model text names its provider: `openai/gpt-4o` or `openai:gpt-4o`; default plain. */
  readonly modelSyntax?: ModelSyntax;
  /** A call only when its arguments lead to a handle (`Parameters.from`, `added`): a pipeline without a model sends nothing. */
  readonly needsHandle?: boolean;
  readonly byModel?: readonly ByModel[];
  /** What a missing output cap means. `none`: the API has no output to cap (embeddings). */
  readonly capDefault: 'required' | 'model' | 'none' | number;
  /** Parameter that a fix inserts, as a path (`max_completion_tokens`, `config.max_output_tokens`). Absent: no safe fix. Per family where the spelling differs. */
  readonly capInsert?: Partial<Record<LanguageFamily, Path>>;
  /** Settings of a request replace those that its receiver was made with: the cap goes into the record of them that the call writes; without one, where the receiver is made. */
  readonly capWithin?: Partial<Record<LanguageFamily, Path>>;
  /** Services that speak the same protocol at another address may spell the cap as those before them did: `insert` is what they take, except the providers of `not`. */
  readonly capElsewhere?: { readonly not: readonly string[]; readonly insert: Path };
  /** What versions of a package before this one (major, minor) call it. `only`: no later one has the operation, so that the version need not be known. */
  readonly capBefore?: Readonly<Partial<Record<LanguageFamily, { readonly package: string; readonly version: readonly [major: number, minor: number]; readonly insert: Path; readonly only?: true }>>>;
  /** At this provider these models are documented with another spelling than newer ones. */
  readonly capForModels?: { readonly provider: string; readonly models: RegExp; readonly insert: Path };
  /** With one of these arguments the service keeps the settings, the cap among them, and refuses others (Bedrock's managed prompts). */
  readonly capKeptBy?: readonly Path[];
  /** `capInsert` is a path in the body of an HTTP request. */
  readonly inBody?: true;
  /** Name of the cap where it stands in what made the handle: shown, never inserted at the call. */
  readonly capParameter?: Partial<Record<LanguageFamily, Path>>;
  /**
   * Prompt caching of this API. `markers`: keys anywhere in the arguments that ask for it (`cache_control`, `cachePoint`).
   * `byProvider`: the provider's own rule holds (automatic at openai, google, deepseek...; markers at anthropic, bedrock).
   */
  readonly caching: 'automatic' | 'unsupported' | 'byProvider' | { readonly markers: readonly string[] };
  /** Keys that ask for caching besides those of `caching`, or besides the usual ones where it says `byProvider`. */
  readonly markers?: readonly string[];
  /** What was said before goes along with each call (`chat.send_message`): the input is more than what is written. */
  readonly keepsHistory?: true;
  /** Documents that it looks up by itself go along, in a prompt of the library's own. */
  readonly retrieves?: true;
  /** Asks a server of one's own, that bills nobody: of several requests the others say what a helper's call is. */
  readonly ownServer?: true;
  /** Always streams (chain says so). Otherwise `parameters.stream` tells. */
  readonly streams?: boolean;
  /** Each call may run several model requests; default limit of the library, null when unlimited. */
  readonly stepsDefault?: number | null;
  /** `withRounds`: the tables name everything that makes it go on after an answer (`Parameters.tools`, `rounds`); without any it sends one request. `always`: it brings tools of its own. Absent: only the limit tells. */
  readonly goesOn?: 'withRounds' | 'always';
  /** Tokens that each of its requests holds of the library's own, in the words of who reads the estimate: a system prompt, definitions of tools. Measured by others; the table says where. */
  readonly brings?: { readonly what: string; readonly low: number; readonly expected: number; readonly high: number };
  /** Modifiers that hold for every call of this operation: `batch`. */
  readonly modifiers?: readonly string[];
  /** A plain HTTP request: a call only where its URL names an endpoint of `Sdk.services`, which then says everything else. */
  readonly request?: HttpRequest;
  /** Only these packages of the SDK export it (default: all); for `module`. */
  readonly packages?: readonly string[];
  /** For `module`: names that need no import (`fetch`, `UrlFetchApp.fetch`). */
  readonly globals?: readonly string[];
  /** The seller has ended it: what it is called, the ISO date, and what to use. */
  readonly ended?: { readonly name: string; readonly date: string; readonly instead: string };
  /** Absent: that of the SDK. */
  readonly documentation?: string;
}
