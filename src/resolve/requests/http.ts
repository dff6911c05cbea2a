import type { HttpEndpoint, HttpRequest, HttpService, Operation } from '../../sdks/sdk.ts';
import { spelledOut } from '../values/addresses.ts';
import type { Evaluator } from '../values/evaluator.ts';
import { familyOf, isTestPath } from '../values/modules.ts';
import { rootsOf } from '../values/roots.ts';
import { alternativesOf, unknown, type Arguments, type Frame, type Value } from '../values/values.ts';
import { addressOf, piece, type Address } from './httpAddress.ts';
import { argumentsIn } from './httpBody.ts';
import { sentBy, type Sent } from './httpSent.ts';
import { holdsKey, readPaths } from './paths.ts';
import { oneOfSeveral, sentTo } from './sellers.ts';
import type { Site } from './site.ts';

interface Reached {
  readonly service: HttpService;
  readonly endpoint: HttpEndpoint;
  readonly groups: Readonly<Record<string, string | undefined>>;
  readonly address: Address;
}

/**
 * The call of a model that an HTTP request is: the site with the operation of the endpoint it reaches and the body as its arguments.
 * Null when it reaches none. With `deferred`, a request whose address comes from the caller is given too: callers may then tell.
 */
export function httpSite(e: Evaluator, site: Site, deferred = false): Site | null {
  const request = site.match.operation.request;
  if (!request) return site;
  const seen = (frame: Frame | null): Site | null => reachedSite(e, site, request, frame);
  const here = seen(null);
  if (here) return { ...here, inFrame: seen };
  if (!deferred) return null;
  const sent = sentBy(e, site, request, null);
  if (!sent || rootsOf(sent.url).length === 0) return null;
  const carrier = sent.body.state === 'here' ? sent.body.value : sent.body.state === 'open' ? sent.body.why : null;
  return carrier ? { ...site, inFrame: seen, deferred: carrier } : null;
}

function reachedSite(e: Evaluator, site: Site, request: HttpRequest, frame: Frame | null): Site | null {
  const sent = sentBy(e, site, request, frame);
  if (!sent) return null;
  const body =
    sent.body.state === 'here'
      ? sent.body.value
      : unknown('body of the request', 'body', sent.body.state === 'open' ? sent.body.why.roots : []);
  const placeholders = familyOf(e.index(site.file)?.facts.language ?? 'python') === 'python' && !isTestPath(site.file);
  const urls = alternativesOf(sent.url).flatMap(spelledOut);
  const reached = urls.flatMap((one) => {
    const address = addressOf(one, placeholders);
    const found = address ? endpointAt(site, sent, address, () => argumentsIn(body), `${site.file} ${functionName(e, site)}`) : null;
    return found ? [found] : [];
  });
  const first = reached.find((one) => one.address.path !== '') ?? reached[0];
  if (!first) return null;
  const isOne = reached.every((one) => one.service === first.service);
  // Addresses of one host that reach nothing known are older or other parts of the same service.
  const isWhole =
    reached.length === urls.filter((one) => one.kind !== 'null').length ||
    (first.address.host !== null && urls.every((one) => addressOf(one, placeholders)?.host === first.address.host));
  const isOneSeller = reached.every((one) => one.service.provider === first.service.provider);
  const provider = isWhole && isOneSeller ? first.service.provider : null;
  // Of several services that speak one protocol, none in particular is meant.
  const service = isOne
    ? first.service
    : (site.match.sdk.services?.find(
        (one) =>
          one.host === null && reached.every(({ endpoint }) => one.endpoints.some(({ path }) => path.source === endpoint.path.source)),
      ) ?? first.service);
  const operation: Operation = {
    ...first.endpoint.operation,
    api: `http.${service.id}${first.endpoint.suffix ?? ''}`,
    on: [],
    chains: [],
    ...inAddress(first),
    ...capIn(first),
    ...regionOf(reached),
  };
  return {
    ...site,
    match: { sdk: { ...site.match.sdk, provider }, operation },
    handle: null,
    confidence: first.service.host === null ? (first.address.path === '' ? 'possible' : 'likely') : site.confidence,
    args: () => withAddress(argumentsIn(body), first),
    ...(provider === null
      ? {
          sentTo: !isOneSeller
            ? oneOfSeveral
            : first.service.host === null
              ? sentTo(first.address.host)
              : { host: null, reason: `it goes through a gateway (${first.address.host ?? ''})` },
        }
      : {}),
    address: `${first.address.host ?? 'a host that is not known'}${first.address.path}`.replace(/[\ue000-\uefff]/g, '…'),
  };
}

/** Where the requests are answered, where each of the addresses says the same. */
function regionOf(reached: readonly Reached[]): Partial<Operation> {
  const named = new Set(reached.map(({ service, address }) => service.region?.exec(address.host ?? '')?.[1]));
  const [region] = named;
  return named.size === 1 && region !== undefined
    ? { modifiers: [...(reached[0]?.endpoint.operation.modifiers ?? []), `region:${region}`] }
    : {};
}

/** Where the address names the model (or the deployment), it is read from there. */
function inAddress(reached: Reached): Partial<Operation> {
  const { parameters } = reached.endpoint.operation;
  if (reached.groups['model']) return { parameters: { ...parameters, model: ['#0'] } };
  if (reached.groups['deployment']) return { parameters: { ...parameters, model: [], deployment: ['#0'] } };
  return {};
}

/** The body's own name for the cap, as the service spells it. */
function capIn(reached: Reached): Partial<Operation> {
  const [first] = reached.endpoint.operation.parameters.maxOutput ?? [];
  const spelling = reached.endpoint.cap ?? first;
  if (spelling === undefined || reached.endpoint.operation.capDefault === 'none') return {};
  const cap = reached.service.capSpelling?.[spelling] ?? spelling;
  return { capInsert: { python: cap, javascript: cap }, inBody: true };
}

function withAddress(args: Arguments, reached: Reached): Arguments {
  const named = reached.groups['model'] ?? reached.groups['deployment'];
  return named ? { ...args, positional: [() => piece(reached.address, named)] } : args;
}

function endpointAt(site: Site, sent: Sent, address: Address, body: () => Arguments, place: string): Reached | null {
  if (address.host === '') return null;
  for (const service of site.match.sdk.services ?? []) {
    if (service.host !== null && (address.host === null || !service.host.test(address.host))) continue;
    // A host that is written out and is none of the services is somebody's own server: its path has to tell.
    for (const endpoint of service.endpoints) {
      const match = endpoint.path.exec(address.path);
      if (!match) continue;
      if (service.host === null && !holds(endpoint, sent, address, body, place)) continue;
      return { service, endpoint, groups: match.groups ?? {}, address };
    }
    if (service.host !== null && service.provider !== null) return null;
  }
  return null;
}

function holds(endpoint: HttpEndpoint, sent: Sent, address: Address, body: () => Arguments, place: string): boolean {
  const wanted = endpoint.evidence;
  if (!wanted) return true;
  if (
    wanted.word &&
    !wanted.word.test(`${place} ${address.host ?? ''} ${address.holes.map((one) => `${one.name} ${one.reason}`).join(' ')}`)
  )
    return false;
  if (wanted.body && !wanted.body.every((key) => body().named.has(key))) return false;
  if (
    wanted.header !== undefined &&
    holdsKey({ positional: [], named: new Map([['headers', () => headersOf(sent)]]), open: null }, [wanted.header]) !== 'yes'
  )
    return false;
  return true;
}

function headersOf(sent: Sent): Value {
  const found = readPaths(sent.args, sent.request.headers, 'python', 0);
  return found.state === 'here' ? found.value : { kind: 'null', span: null, file: null };
}

function functionName(e: Evaluator, site: Site): string {
  const index = e.index(site.file);
  return site.call.inFunction === null ? '' : (index?.facts.functions[site.call.inFunction]?.qualifiedName ?? '');
}
