import type { Billing, LanguageFamily } from '../model.ts';
import type { HandleSpec } from './contract/handle.ts';
import type { HttpService } from './contract/http.ts';
import type { Operation } from './contract/operation.ts';
import type { Parameters } from './contract/parameters.ts';

export type * from './contract/parameters.ts';
export type * from './contract/handle.ts';
export type * from './contract/operation.ts';
export type * from './contract/http.ts';

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
  /** Packages whose versions advice asks for, besides those of `Operation.capBefore`: what they send by themselves changed. */
  readonly versioned?: Partial<Record<LanguageFamily, readonly string[]>>;
  readonly documentation: string;
}

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
