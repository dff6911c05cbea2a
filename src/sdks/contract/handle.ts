import type { LanguageFamily, Role } from '../../model.ts';
import type { ModelSyntax, Parameters, Path } from './parameters.ts';

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
  /** Where it hands its arguments on to a class of the provider that bills: how those spell it that spell it otherwise. */
  readonly capByProvider?: Readonly<Record<string, Path>>;
  /** How often what it makes is tried, where `parameters.attempts` says nothing. */
  readonly attemptsDefault?: number;
  /** As `Operation.retrieves`, for what is asked through it (`RetrievalQA`). */
  readonly retrieves?: true;
  /** Role of the message that it is (`SystemMessagePromptTemplate`). */
  readonly role?: Role;
}
