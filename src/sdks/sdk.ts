import type { Billing, LanguageFamily, Role } from '../model.ts';

/**
 * An SDK as a table. To add one: one file with this object, one line in `index.ts`, fixtures under
 * `test/fixtures/<language>/<sdk>/`. There is no `if (sdk.id === ...)` anywhere: what a new SDK needs
 * and the contract cannot say becomes a documented optional field here.
 *
 * How a call is recognised: the receiver of a call is evaluated to a *handle* (`OpenAI()` gives the handle
 * `openai.client`; `client.chats.create(...)` gives `google.chat`), and the member names between the handle and
 * the call make a *chain* (`chat.completions.create`). An operation matches by handle type and chain.
 */
export interface Sdk {
  readonly id: string;
  readonly title: string;
  readonly kind: 'direct' | 'framework' | 'http';
  /** Import roots. `openai` matches `openai`, `openai.types`, `openai/helpers/zod`; not `openai_agents`. */
  readonly packages: Partial<Record<LanguageFamily, readonly string[]>>;
  /** Who bills, unless the handle or its base URL says otherwise. Null: the model id says it. */
  readonly provider: string | null;
  /** Members that change nothing for us when they stand in a chain: `beta`, `with_raw_response`, `aio`. */
  readonly transparent?: readonly string[];
  /** Provider names that the SDK spells otherwise than the catalog: `google_genai` is `google`. */
  readonly providerNames?: Readonly<Record<string, string>>;
  /** Models that it finds the provider of by their name alone, where the model text names none. */
  readonly bareNames?: readonly { readonly model: RegExp; readonly provider: string }[];
  readonly handles: readonly HandleSpec[];
  readonly operations: readonly Operation[];
  readonly projectWide?: readonly ProjectWide[];
  /** Its packages are generated into the project: any import whose path holds the name comes from it, and members are called by their own names (chain `*`). */
  readonly generated?: true;
  /** Its package is called by a common word (`agents`, `llm`): only files that import it are looked at. */
  readonly commonName?: true;
  /** Fields that a class decorator fills with what the decorated methods return: `self.agents` in a `@CrewBase` class. */
  readonly members?: readonly { readonly classDecorator: string; readonly property: string; readonly methodDecorator: string }[];
  /** Fields that a class decorator fills with what a file holds: the field's own text is the path, relative to the class's file (`agents_config` in a `@CrewBase` class). */
  readonly files?: readonly { readonly classDecorator: string; readonly property: string; readonly byDefault: string }[];
  /** Exports that only build a part of a request (`user("...")`, `Part.from_text(text=...)`): their result is read as a record of their arguments, named after the export. */
  readonly builders?: readonly string[];
  /** HTTP clients only: the services whose addresses make a request a call of a model. */
  readonly services?: readonly HttpService[];
  /** For packages that say nothing by themselves (HTTP clients): a file is read when its text holds an address, or a body and something that sends. */
  readonly mentions?: { readonly address: RegExp; readonly body: RegExp; readonly sends: RegExp };
  readonly documentation: string;
}

/** How a model text names its provider. `plain`: it does not. `@provider/model` is Portkey's: without the `@` no provider is named, and the word behind it may be a name of the team's own. */
export type ModelSyntax = 'plain' | 'provider/model' | 'provider:model' | '@provider/model';

/** A function of the package that sets what every call of the project falls back to (`dspy.configure(lm=...)`), or an object whose property does (`Settings.llm = ...`). */
export interface ProjectWide {
  /** Exports, dotted below the package. */
  readonly exports: readonly string[];
  /** Property that is assigned; the value is then argument `#0`. */
  readonly assigned?: string;
  /** Only for calls that are billed so (default `tokens`), where the setting is an assigned property. */
  readonly billing?: Billing;
  readonly parameters: Parameters;
}

/**
 * Where an argument is: tried in order, first one present wins.
 * `#*` all positional arguments; `**` all named ones; a number is a place in a list (`config_list.0.model`);
 * `max_tokens` named argument (Python keyword or `**spread`; JavaScript: property of the options object), dotted for nested
 * (`config.max_output_tokens`); `#0` positional argument; `#1.maxTokens` a property of one; `*` all arguments as one record.
 * A nested value may be a record or a constructor call with keywords (`types.GenerateContentConfig(max_output_tokens=1)`): both are read alike.
 */
export type Path = string;

/** Where the cost drivers stand: in the operation's arguments, or in those that made the handle (`HandleSpec.parameters`). */
export interface Parameters {
  readonly model?: readonly Path[];
  /** System prompt / instructions. */
  readonly system?: readonly Path[];
  /** List of messages (or whatever the API takes for a conversation). */
  readonly messages?: readonly Path[];
  /** Names a conversation that is kept elsewhere and goes along (`previous_response_id`, `thread_id`): the input is more than what is written. */
  readonly history?: readonly Path[];
  /** Models, or handles that have one, of which each is asked where the one before fails. */
  readonly fallbacks?: readonly Path[];
  /** Plain prompt text or content parts; embeddings input. */
  readonly prompt?: readonly Path[];
  readonly tools?: readonly Path[];
  /** Response schema: pydantic model, zod schema, JSON schema. */
  readonly schema?: readonly Path[];
  readonly maxOutput?: readonly Path[];
  /** Answers per request. */
  readonly n?: readonly Path[];
  readonly stream?: readonly Path[];
  /** Limit of agent / tool steps. */
  readonly steps?: readonly Path[];
  readonly baseUrl?: readonly Path[];
  /** Names who bills, in the words of `Sdk.providerNames` (`model_provider="google_genai"`). */
  readonly provider?: readonly Path[];
  /** Values for the named places of a template that stands elsewhere: the record a chain is called with. Read as the prompt when there is no template. */
  readonly variables?: readonly Path[];
  /**
   * Arguments that hold another configured handle (or a list of them): what is not said here is read from it.
   * `Runner.run(agent, ...)`, `Agent(model=OpenAIChatModel("gpt-4o"))`, `instructor.from_openai(OpenAI())`.
   */
  readonly from?: readonly Path[];
  /** Methods that add such handles after construction, and where they stand in them: `pipeline.add_component("llm", generator)`. */
  readonly added?: readonly { readonly method: string; readonly paths: readonly Path[] }[];
  /** Methods that add messages to what was made, and where they stand in them: `chat.append(user("..."))`. */
  readonly appended?: readonly { readonly method: string; readonly paths: readonly Path[] }[];
  /**
   * The model given is an alias of a list (`Router(model_list=[{"model_name": "fast", "litellm_params": {"model": "..."}}])`) or of a record
   * (`customProvider({ languageModels: { fast: openai("...") } })`). `separator`: what stands before it names a provider in the record, on which
   * `method` makes the model of what follows (`createProviderRegistry({ openai }).languageModel("openai:...")`).
   */
  readonly aliases?: { readonly list: readonly Path[]; readonly name?: Path; readonly model?: Path; readonly separator?: string; readonly method?: string };
  /** A list of which each item is a request of its own: `batch([...])`. By position or name, as written at the call; the other parameters are read of its first item. */
  readonly each?: readonly Path[];
  /** How often a request is tried in all, where the library tries again by itself (`with_retry(stop_after_attempt=3)`). */
  readonly attempts?: readonly Path[];
  /** The same, without the first (`num_retries=3`). */
  readonly retries?: readonly Path[];
  /** Name of what stands for a model (a deployment of Azure, an assistant): which model it runs is not in the code, so the name is offered as an alternative and never taken for a model. A handle there says its own. */
  readonly deployment?: readonly Path[];
  /** Values that switch the price: `service_tier`, `speed`, `inference_geo`. Reported as the plain value (`flex`), or `name:value` where `named`. */
  readonly modifiers?: readonly { readonly path: Path; readonly named?: boolean; readonly ignore?: readonly string[] }[];
}

/** What gives a handle: an export of the packages that is called or used, or a chain on another handle. A handle keeps the arguments of everything that made it, and operations read on there. */
export interface HandleSpec {
  /** Handle type that comes out: `openai.client`. */
  readonly gives: string;
  /** Absent: both. */
  readonly languages?: readonly LanguageFamily[];
  /** Exports of the packages, dotted below the package where nested (`generative_models.GenerativeModel`). `*` is the module itself. */
  readonly exports?: readonly string[];
  /** The export must be called / `new`ed to give the handle (default true); false when it is one already (`import { openai } from "@ai-sdk/openai"`, the `openai` module). */
  readonly called?: boolean;
  /** Or: chains on another handle (type), called. `""` is calling the handle itself, `|` what comes out of a pipe with this type in it (what stands before it is then `#0`; the spec's other chains, `pipe`, mean the same), `@` decorating a function (its arguments are then `returns`). */
  readonly on?: readonly string[];
  /** Member names from the handle to the call, after transparent members are dropped: `chats.create`. */
  readonly chains?: readonly string[];
  /** Fixed provider of what this makes (`AzureOpenAI`: azure); null: the model id says it, whatever the SDK's own is. */
  readonly provider?: string | null;
  /** The export names a model of its own (`gemini15Flash`): this id, read at `model`. */
  readonly namedModel?: string;
  /** The export is the type of a part of what it gives (`Chat` of `openai/resources`): members that lead there. */
  readonly member?: string;
  /** A stand-in for tests that answers without a model, or a model on the device: requests to it are no calls. */
  readonly free?: true;
  /** Only embeds: where a request holds others too, theirs is the model. */
  readonly minor?: true;
  /** Another provider where this flag is set among its arguments (`vertexai=True`); a flag that cannot be read leaves the provider open. */
  readonly providerIf?: { readonly at: readonly Path[]; readonly provider: string };
  /** Another provider wherever one of these arguments is given, whatever it is (`azure_endpoint=`). */
  readonly providerWith?: { readonly at: readonly Path[]; readonly provider: string };
  /** What is assigned on it in the file of a request is read like arguments of these names (`openai.api_base = "..."`). */
  readonly assigned?: readonly string[];
  /** Where its own arguments hold cost drivers; operations on the handle fall back to them. Arguments of earlier handles in the chain are kept as well. */
  readonly parameters?: Parameters;
  /** Index of the options object in JavaScript (default 0). */
  readonly optionsAt?: number;
  /** How a model text in its arguments, or in the requests on it where those have none, names its provider, where that differs from the operation's way. */
  readonly modelSyntax?: ModelSyntax;
  /** Only these packages of the SDK export it (default: all). */
  readonly packages?: readonly string[];
  /** Only when the first of these arguments that is written is one of these texts: `boto3.client("bedrock-runtime")` is a client of models, `boto3.client("s3")` is none. */
  readonly argument?: { readonly at: readonly Path[]; readonly is: readonly string[] };
  /** The last name of `chains` is accepted on a receiver that cannot be resolved: with `argument` (`self.session.client("bedrock-runtime")`), or where no other product has it (`x.with_structured_output(...)`). */
  readonly onAny?: true;
  /** A handle only when `parameters.from` leads to something that is called: a parallel of retrievers sends nothing. */
  readonly needsHandle?: true;
  /** What it gives stands in a record among the arguments that made its receiver, under the name that it is called with: `app.getAgent("weather")` of `new App({ agents: { weather } })`. */
  readonly entry?: { readonly record: Path; readonly name: Path };
  /** The list at this path is a pipe (`RunnableSequence.from([a, b])` is `a | b`); `*`: the positional arguments are. */
  readonly sequence?: Path;
  /** Its messages are a template: `{name}` is a place to fill, or the text is itself the `name` of one (`MessagesPlaceholder`). */
  readonly template?: 'braces' | 'name';
  /** Without a model argument it runs the library's default, whatever is set project-wide. */
  readonly ownModel?: true;
  /** Parameter that a fix inserts among the arguments that make it, where the operation has none of its own (`Operation.capInsert`). */
  readonly capInsert?: Partial<Record<LanguageFamily, Path>>;
  /** How often what it makes is tried, where `parameters.attempts` says nothing. */
  readonly attemptsDefault?: number;
  /** Role of the message that it is (`SystemMessagePromptTemplate`). */
  readonly role?: Role;
}

/** What changes with the model that runs: one API may chat, embed and draw (`InvokeModel`). The first entry whose pattern fits a known model id holds. */
export interface ByModel {
  readonly model: RegExp;
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
  /** Services that speak the same protocol at another address may spell the cap as those before them did: `insert` is what they take, except the providers of `not`. */
  readonly capElsewhere?: { readonly not: readonly string[]; readonly insert: Path };
  /** What versions of a package before this one (major, minor) call it. */
  readonly capBefore?: Readonly<Partial<Record<LanguageFamily, { readonly package: string; readonly version: readonly [major: number, minor: number]; readonly insert: Path }>>>;
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
  /** Asks a server of one's own, that bills nobody: of several requests the others say what a helper's call is. */
  readonly ownServer?: true;
  /** Always streams (chain says so). Otherwise `parameters.stream` tells. */
  readonly streams?: boolean;
  /** Each call may run several model requests; default limit of the library, null when unlimited. */
  readonly stepsDefault?: number | null;
  /** Modifiers that hold for every call of this operation: `batch`. */
  readonly modifiers?: readonly string[];
  /** A plain HTTP request: a call only where its URL names an endpoint of `Sdk.services`, which then says everything else. */
  readonly request?: HttpRequest;
  /** Only these packages of the SDK export it (default: all); for `module`. */
  readonly packages?: readonly string[];
  /** For `module`: names that need no import (`fetch`, `UrlFetchApp.fetch`). */
  readonly globals?: readonly string[];
  /** Absent: that of the SDK. */
  readonly documentation?: string;
}

/** Where the parts of an HTTP request stand. */
export interface HttpRequest {
  readonly url: readonly Path[];
  /** Read when there is no `url`: host and path apart (`{ hostname, path }`). */
  readonly host?: readonly Path[];
  readonly body: readonly Path[];
  /** Verb, where it is an argument. Absent here: the function always posts. Absent in the code: it posts when there is a body. */
  readonly method?: readonly Path[];
  readonly headers?: readonly Path[];
  /** Methods of what the function gives back that send the body when it is no argument: `request.write(body)`. */
  readonly writes?: readonly string[];
}

/** A service that models are reached at. The api id of its endpoints is `http.<id><suffix>`. */
export interface HttpService {
  readonly id: string;
  /** Who bills; null: the address does not say. */
  readonly provider: string | null;
  /** Tested against `host:port`; null: a server of anybody's that speaks this protocol. */
  readonly host: RegExp | null;
  /** How this service spells the output cap, where it differs from the endpoint's own way: by the endpoint's spelling. */
  readonly capSpelling?: Readonly<Record<string, string>>;
  readonly endpoints: readonly HttpEndpoint[];
}
/** An address below a service, and what a request to it is. */
export interface HttpEndpoint {
  /** Tested against the path, without query. A group named `model` is the model, named in the address. */
  readonly path: RegExp;
  /** Of the api id; absent: the service's chat (`http.openai`). */
  readonly suffix?: string;
  /** Name of the output cap in the body, where it is not the first of `operation.parameters.maxOutput`. */
  readonly cap?: Path;
  readonly operation: Omit<Operation, 'api' | 'on' | 'chains'>;
  /**
   * What must be seen before the path alone is believed, where `HttpService.host` is null: keys of the body, a header, a word in the
   * names of what holds the address or of where the request stands. All that are given must hold. Nothing given: the path is telling.
   */
  readonly evidence?: { readonly body?: readonly string[]; readonly header?: string; readonly word?: RegExp };
}

/** Options of OpenAI-compatible clients: a base URL names the provider. Pattern is tested against the URL's host. */
export interface CompatibleHost {
  readonly host: RegExp;
  /** Null: a gateway that passes requests on and bills nothing of its own. */
  readonly provider: string | null;
}
