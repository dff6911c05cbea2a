import type { HttpRequest } from '../../sdks/sdk.ts';
import type { Evaluator } from '../values/evaluator.ts';
import { argumentsOf } from '../values/expressions.ts';
import { familyOf } from '../values/modules.ts';
import { alternativesOf, type Arguments, type Frame, type HandleValue, type Value } from '../values/values.ts';
import { joined } from './httpAddress.ts';
import { readPaths, type Found } from './paths.ts';
import type { Site } from './site.ts';

/** A request of an HTTP client, with what its address and body are in some frame. */
export interface Sent {
  readonly url: Value;
  readonly body: Found;
  readonly args: Arguments;
  readonly request: HttpRequest;
}

/** What a request of this shape sends, seen from a frame: address, body, headers. Null where its arguments do not fit the shape. */
export function sentBy(e: Evaluator, site: Site, request: HttpRequest, frame: Frame | null): Sent | null {
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
