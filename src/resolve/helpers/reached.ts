import type { LlmCall, SentRequest } from '../../model.ts';
import type { CompatibleHost } from '../../sdks/sdk.ts';
import type { Site } from '../requests/site.ts';
import { estimateOf } from './branches.ts';
import type { Described } from '../requests/calls.ts';
import type { Evaluator } from '../values/evaluator.ts';
import type { FileIndex } from '../values/fileIndex.ts';
import { isTestPath } from '../values/modules.ts';
import type { Inner } from './inner.ts';
import { repetitionOf } from './repetition.ts';
import { isPartial, reachedLimit, requestsBehind, sentBy, withStandIns, type Place, type Reached, type Sent } from './sent.ts';
import type { Frame } from '../values/values.ts';
import type { Wrappers } from './wrappers.ts';

/** What a helper's call sets going, by places: ids are known only when every file's calls are. */
interface Reaches {
  /** The request that answers; null when it is no call by itself (a helper that only posts what it is given). */
  readonly main: Place | null;
  readonly places: readonly Place[];
  /** Empty where the call itself tells all. */
  readonly sent: readonly Sent[];
}
/** A call and what it reaches, while the ordinals that ids are made of are not known. */
export interface Unnamed {
  readonly call: Omit<LlmCall, 'id'>;
  readonly reaches: Reaches | null;
}
/** The same with its id. What it reaches is told by ids in the end (`withReached`). */
export interface Found {
  readonly call: LlmCall;
  /** Null: the call is a request itself. */
  readonly reaches: Reaches | null;
}

type Called = Inner & { kind: 'wrapper' };

/** A helper's call: what answers it is what it is, at its own place; what else the helper sends is told with it. Null when nothing is sent. `site`: where the answer comes from. */
export function asWrapper(
  e: Evaluator,
  hosts: readonly CompatibleHost[],
  wrappers: Wrappers,
  wrapper: Called,
  index: FileIndex,
): (Unnamed & { readonly site: Site }) | null {
  const severalWays = (): (Unnamed & { readonly site: Site }) | null => {
    const { reached, isCut } = implementations(e, hosts, wrapper, null);
    const [one] = reached;
    return one
      ? {
          site: one.site,
          call: atCaller(e, one, reached, isCut, wrapper, index),
          reaches: { main: placeOf(one), places: reached.map(({ call }) => call), sent: [] },
        }
      : null;
  };
  if (wrapper.targets.length > 1) return severalWays();
  const first = requestsBehind(e, hosts, wrapper, null).next().value;
  if (!first) return null;
  const isCut = isPartial(e, wrapper, null);
  const merged = (inner: Called, frame: Frame | null): Reached | null => {
    const behind = implementations(e, hosts, inner, frame);
    const [one] = behind.reached;
    const at = e.index(inner.file);
    return one && at
      ? { site: one.site, call: atCaller(e, one, behind.reached, behind.isCut, inner, at), behind: behind.reached.map(({ call }) => call) }
      : null;
  };
  const all = sentBy(e, hosts, wrappers, merged, wrapper);
  const main = all.sent.find((one) => one.oneOf.some(({ site }) => site.call === first.site.call));
  // Read too deep: what answers is all that is told.
  if (!main) return severalWays();
  // What only stands in for a request that failed does not tell what is asked.
  const alike = all.sent
    .filter(({ times }) => times.expected > 0)
    .flatMap((one) => one.oneOf)
    .filter(({ call }) => call.billing === first.described.call.billing);
  const billed = alike.filter(({ site }) => !site.match.operation.ownServer);
  const carried = main.oneOf.find(({ site }) => site.call === first.site.call) ?? main.oneOf[0];
  const answer = main.times.expected > 0 ? carried : (billed[0] ?? alike[0] ?? carried);
  if (!answer) return null;
  const peers = [billed, alike, [answer]].find((one) => one.length > 0) ?? [];
  const tellsAll = all.sent.length === 1 && main.oneOf.length === 1 && main.times.high === 1 && main.each.length === 0;
  return {
    site: first.site,
    call: atCaller(e, answer, peers, all.isCut || isCut, wrapper, index),
    reaches: { main: placeOf(answer), places: all.places, sent: tellsAll || all.isCut || isCut ? [] : all.sent },
  };
}

/** A request where it is written, with those that are sent where it fails. */
export function asRequest(site: Site, { call, standIns }: Described): Unnamed {
  return { call, reaches: standIns.length > 0 ? { main: null, places: [], sent: withStandIns({ site, call, standIns }) } : null };
}

function placeOf({ site, call }: Reached): Place | null {
  return site.deferred ? null : call;
}

/** The requests that may answer a call of a helper, one an implementation, read with the arguments of its caller; and whether there are more. */
function implementations(
  e: Evaluator,
  hosts: readonly CompatibleHost[],
  wrapper: Called,
  frame: Frame | null,
): { readonly reached: readonly Reached[]; readonly isCut: boolean } {
  const reached: Reached[] = [];
  for (const { site, described } of requestsBehind(e, hosts, wrapper, frame)) {
    if (reached.length === reachedLimit) return { reached, isCut: true };
    reached.push({ call: described.call, site });
  }
  return { reached, isCut: isPartial(e, wrapper, frame) };
}

/** What answers, at the place of the call of a helper. Several requests that disagree leave the point open. */
function atCaller(
  e: Evaluator,
  first: Reached,
  all: readonly Reached[],
  isCut: boolean,
  { call, file, targets }: Called,
  index: FileIndex,
): Omit<LlmCall, 'id'> {
  const models = all.map((one) => (one.call.model.state === 'known' ? one.call.model.value : null));
  const same =
    !isCut &&
    all.every((one, i) => models[i] === models[0] && one.call.model.state === first.call.model.state) &&
    (models[0] !== null || new Set(all.map((one) => possibleModels(one.call.model).join('\n'))).size === 1);
  const apis = new Set(all.map((one) => one.call.api));
  const providers = new Set(all.map((one) => one.call.provider));
  const inner = first.call;
  const why =
    targets.length > 1 || targets.some((one) => one.isOneOf)
      ? apis.size > 1
        ? 'several providers can be reached'
        : 'depends on the implementation'
      : 'one of several requests behind it';
  return {
    ...inner,
    api: apis.size > 1 ? 'multi' : inner.api,
    file,
    language: index.facts.language,
    span: call.span,
    kind: 'wrapper',
    confidence: inner.confidence === 'certain' && targets.length === 1 && !isCut ? 'certain' : 'likely',
    provider: providers.size === 1 && !isCut ? inner.provider : null,
    function: index.namedFunction(call.inFunction),
    model: same
      ? inner.model
      : { state: 'dynamic', reason: why, alternatives: [...new Set(all.flatMap((one) => possibleModels(one.call.model)))], span: null },
    maxOutput: capOfAll(
      all.map((one) => one.call.maxOutput),
      isCut,
    ),
    capSlot: null,
    caching: all.every((one) => one.call.caching === inner.caching) ? inner.caching : 'dynamic',
    repetition: { ...inner.repetition, ...repetitionOf(e, call, index, file) },
    inTest: isTestPath(file),
    trail: [{ file: first.site.file, span: first.site.call.span, text: `reaches ${inner.api} in ${first.site.file}` }, ...inner.trail],
  };
}

function possibleModels(model: LlmCall['model']): readonly string[] {
  return model.state === 'known' ? [model.value] : model.state === 'dynamic' ? model.alternatives : [];
}

/** Output cap of a call that can reach several requests: the worst case counts, so one without a cap leaves it absent. */
function capOfAll(caps: readonly LlmCall['maxOutput'][], isCut: boolean): LlmCall['maxOutput'] {
  const first = caps[0] ?? { state: 'absent' };
  const absent = caps.find((cap) => cap.state === 'absent');
  if (absent) return absent;
  const values = [...new Set(caps.map((cap) => (cap.state === 'known' ? cap.value : null)))];
  return values.length === 1 && !isCut
    ? first
    : { state: 'dynamic', reason: 'depends on the implementation', alternatives: values.filter((value) => value !== null), span: null };
}

/** A found call with the ids of what it sets going. @param idAt id of the call that stands at a place; null when none does. */
export function withReached({ call, reaches }: Found, idAt: (place: Place) => string | null): LlmCall {
  if (!reaches) return call;
  const covers = [...new Set(reaches.places.flatMap((place) => idAt(place) ?? []))].filter((id) => id !== call.id);
  const titles = titlesOf(reaches.sent);
  const [only] = reaches.sent;
  const requests = reaches.sent.map((one, i): SentRequest => ({
    // What is asked is what a call costs that sends something.
    title: titles[i] ?? call.api,
    times: estimateOf(one === only && reaches.sent.length === 1 ? { ...one.times, low: Math.max(1, one.times.low) } : one.times),
    each: one.each,
    oneOf: one.oneOf.map((reached): LlmCall => ({
      ...reached.call,
      id: idAt(reached.call) ?? `${reached.call.file}#${reached.call.function ?? ''}#${reached.call.api}`,
    })),
  }));
  return {
    ...call,
    via: reaches.main && idAt(reaches.main),
    ...(call.kind === 'wrapper' ? { covers } : {}),
    ...(requests.length > 0 ? { requests } : {}),
  };
}

/** Names of the functions that requests stand in; where one sends several the API too, and where that is the same their number. */
function titlesOf(sent: readonly Sent[]): readonly string[] {
  const first = sent.map(({ oneOf }) => oneOf[0]?.call);
  const names = first.map((call) => call?.function?.split('.').at(-1) ?? call?.file.split('/').at(-1) ?? '');
  const apis = (name: string) => new Set(first.flatMap((call, i) => (names[i] === name && call ? [call.api] : []))).size;
  const longer = names.map((name, i) => (apis(name) === 1 ? name : `${name} (${first[i]?.api ?? ''})`));
  return longer.map((title, i) =>
    longer.indexOf(title) === longer.lastIndexOf(title)
      ? title
      : `${title} ${longer.slice(0, i + 1).filter((one) => one === title).length}`,
  );
}
