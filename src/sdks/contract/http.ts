import type { Operation } from './operation.ts';
import type { Path } from './parameters.ts';

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
  /** The method by which the same object was given verb and address before it sends (`xhr.open("POST", url)`): `method`, `url` and `host` are read of its arguments. */
  readonly opened?: string;
}

/** A service that models are reached at. The api id of its endpoints is `http.<id><suffix>`. */
export interface HttpService {
  readonly id: string;
  /** Who bills; null: the address does not say. */
  readonly provider: string | null;
  /** Tested against `host:port`; null: a server of anybody's that speaks this protocol. */
  readonly host: RegExp | null;
  /** The part of the host that names where requests are answered, where that changes the price. */
  readonly region?: RegExp;
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
  /** Where an address of this host names a region that costs more: the region, as `inference_geo` and its like write it. */
  readonly region?: RegExp;
}
