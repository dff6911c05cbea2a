

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
  /** Besides tools, what makes it go on after an answer: handoffs, other agents, servers of tools (`Operation.goesOn`). */
  readonly rounds?: readonly Path[];
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
  readonly modifiers?: readonly PriceModifier[];
}

/** A value that switches the price. */
export interface PriceModifier {
  readonly path: Path;
  /** Reported as `name:value`, by the last step of the path. */
  readonly named?: boolean;
  /** Values that are the standard price. */
  readonly ignore?: readonly string[];
  /** Counts only where one of these bills: options for several stand beside each other, and each reads its own. */
  readonly of?: readonly string[];
}

/** How a model text names its provider. `plain`: it does not. `@provider/model` is Portkey's: without the `@` no provider is named, and the word behind it may be a name of the team's own. */
export type ModelSyntax = 'plain' | 'provider/model' | 'provider:model' | '@provider/model';
