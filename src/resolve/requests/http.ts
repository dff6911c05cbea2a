import type { HttpEndpoint, HttpRequest, HttpService, Operation } from '../../sdks/sdk.ts';
import { rootsOf } from '../values/roots.ts';
import { spelledOut } from '../values/addresses.ts';
import type { Evaluator } from '../values/evaluator.ts';
import { argumentsOf } from '../values/expressions.ts';
import { addressOf, joined, piece, type Address } from './httpAddress.ts';
import { argumentsIn } from './httpBody.ts';
import { familyOf, isTestPath } from '../values/modules.ts';
import { holdsKey, readPaths, type Found } from './paths.ts';
import { oneOfSeveral, sentTo } from './sellers.ts';
import { alternativesOf, unknown, type Arguments, type Frame, type HandleValue, type Value } from '../values/values.ts';
import type { Site } from './site.ts';

/** A request of an HTTP client, with what its address and body are in some frame. */
interface Sent {
  readonly url: Value;
  readonly body: Found;
  readonly args: Arguments;
  readonly request: HttpRequest;
}

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

function sentBy(e: Evaluator, site: Site, request: HttpRequest, frame: Frame | null): Sent | null {
  const family = familyOf(e.index(site.file)?.facts.language ?? 'python');
  const args = site.args(frame);
  const opening = request.opened === undefined ? args : openedBy(e, site, request.opened, frame);
  if (!opening) return null;
  const method = request.method ? readPaths(opening, request.method, family, 0) : null;
  if (
    method?.state === 'here' &&
    method.value.kind === 'text' &&
    !/^post$/i.test(method.value.parts.map((part) => (typeof part === 'string' ? part : '')).join('') || 'post')
  )
    return null;
  const given = readPaths(args, request.body, family, 0);
  const body = given.state === 'absent' && request.writes ? writtenTo(e, site, request.writes, frame) : given;
  if (request.method && method?.state === 'absent' && body.state === 'absent') return null;
  // On a receiver that is not followed, what has no body, or a function for one, is a server's route or a mock of it.
  if (
    site.match.operation.distinctive &&
    (body.state === 'absent' || (body.state === 'here' && alternativesOf(body.value).some((one) => one.kind === 'function')))
  )
    return null;
  const own = readPaths(opening, request.url, family, 0);
  const host = request.host ? readPaths(opening, request.host, family, 0) : null;
  if (own.state === 'absent') return null;
  const url = own.state === 'open' ? own.why : own.value;
  const base = host?.state === 'here' ? [host.value] : baseOf(e, site, frame, family);
  return { url: textual(url) && base.length > 0 ? joined(base, url) : url, body, args, request };
}

/** What the same object was given before, in the same function, by a method that says where it sends (`xhr.open("POST", url)`); null where it was not. */
function openedBy(e: Evaluator, { call, file }: Site, method: string, frame: Frame | null): Arguments | null {
  const index = e.index(file);
  const receiver = call.callee.kind === 'member' && call.callee.object.kind === 'name' ? call.callee.object.name : null;
  const opened =
    receiver === null
      ? undefined
      : index?.facts.calls.find(
          ({ callee, inFunction, span }) =>
            inFunction === call.inFunction &&
            span.end <= call.span.start &&
            callee.kind === 'member' &&
            callee.property === method &&
            callee.object.kind === 'name' &&
            callee.object.name === receiver,
        );
  return opened ? argumentsOf(e, opened, file, frame) : null;
}

/** The body that is sent through what the request gave back: `const request = https.request(...); request.write(body)`. */
function writtenTo(e: Evaluator, site: Site, methods: readonly string[], frame: Frame | null): Found {
  const index = e.index(site.file);
  const name = index?.facts.bindings.find((one) => one.from.kind === 'value' && one.from.value === site.call)?.name;
  const writes =
    index?.facts.calls.filter(
      ({ callee, inFunction }) =>
        inFunction === site.call.inFunction &&
        callee.kind === 'member' &&
        methods.includes(callee.property) &&
        callee.object.kind === 'name' &&
        callee.object.name === name,
    ) ?? [];
  const sent = writes.flatMap((one) => one.args[0]?.value ?? [])[0];
  return name !== undefined && sent ? { state: 'here', value: e.evaluate(sent, site.file, frame) } : { state: 'absent' };
}

function textual(value: Value): boolean {
  return value.kind === 'text' || value.kind === 'unknown' || value.kind === 'null';
}

/** Addresses that the client was made with. */
function baseOf(e: Evaluator, site: Site, frame: Frame | null, family: ReturnType<typeof familyOf>): readonly Value[] {
  const handle =
    frame === null
      ? site.handle
      : (alternativesOf(e.evaluate(site.callee, site.file, frame)).find((one): one is HandleValue => one.kind === 'handle') ?? site.handle);
  for (const layer of handle?.layers ?? []) {
    const found = readPaths(layer.args, layer.spec.parameters?.baseUrl, family, layer.spec.optionsAt ?? 0);
    if (found.state === 'here') return alternativesOf(found.value).filter((one) => one.kind !== 'null');
    if (found.state === 'open') return [found.why];
  }
  return [];
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
