import type { Expr, LlmCall, Span } from '../../model.ts';
import type { CompatibleHost } from '../../sdks/sdk.ts';
import type { Site } from '../requests/site.ts';
import { instanceMember } from '../values/instances.ts';
import { once, sideBySide, type Slot, type Times } from './branches.ts';
import { lastNameOf } from '../requests/callees.ts';
import { describe, type Described } from '../requests/calls.ts';
import type { Evaluator, Memory } from '../values/evaluator.ts';
import type { Inner, Sending, Target } from './inner.ts';
import { product, turnsOf } from './turns.ts';
import { alternativesOf, frameOf, type Frame, type FunctionValue, type Value } from '../values/values.ts';
import type { Wrappers } from './wrappers.ts';

/** Helpers that call helpers are followed this far. */
const deepest = 8;

/** Every request that answers a call of a helper, one for each implementation, read with the arguments of its caller. Made one by one: whoever has enough stops. */
export function* requestsBehind(
  e: Evaluator,
  hosts: readonly CompatibleHost[],
  wrapper: Inner & { kind: 'wrapper' },
  parent: Frame | null,
): Generator<{ readonly site: Site; readonly described: Described }> {
  for (const target of targetsIn(e, wrapper, parent).targets) {
    const frame = frameBehind(e, wrapper, target.fn, parent);
    const { inner } = target;
    if (frame.depth > deepest) continue;
    if (inner.kind === 'wrapper') yield* requestsBehind(e, hosts, inner, frame);
    else if (!inner.site.deferred || inner.site.inFrame?.(frame))
      yield { site: inner.site, described: describe(e, inner.site, frame, hosts) };
  }
}

/** The frame that a call of a helper runs one of its targets in. There is one, so that everybody who asks what is sent there finds what others have found. */
export function frameBehind(e: Evaluator, wrapper: Inner & { kind: 'wrapper' }, fn: FunctionValue, parent: Frame | null): Frame {
  const frames: Memory<FunctionValue, Frame> = e.remembered(e.frames.of(parent), wrapper.callee, () => new Map());
  return e.remembered(frames, fn, () => frameOf(fn, wrapper.args(parent), parent));
}

/** The targets that an instance has: what its class overrides, and what it was made with, runs instead of what any instance has. What runs on the same object stays on it. `asAny`: nothing is known of the instance that is not true of any. */
function targetsIn(
  e: Evaluator,
  wrapper: Inner & { kind: 'wrapper' },
  frame: Frame | null,
): { readonly targets: readonly Target[]; readonly asAny: boolean } {
  if (!frame?.self || frame.self.kind !== 'instance') return { targets: wrapper.targets, asAny: true };
  const same = (a: FunctionValue) => (b: FunctionValue) => a.file === b.file && a.function === b.function;
  const here = functionsOf(e, e.evaluate(wrapper.callee, wrapper.file, frame));
  const declared = functionsOf(e, e.evaluate(wrapper.callee, wrapper.file, null));
  const onSelf = (target: Target): Target => ({ ...target, fn: here.find(same(target.fn)) ?? target.fn });
  // A method that only subclasses have stands for them all where the instance is any: here it is one of them.
  const isNarrowed = here.length > 0 && here.length < declared.length;
  if (!isNarrowed && here.every((fn) => declared.some(same(fn)))) return { targets: wrapper.targets.map(onSelf), asAny: true };
  const run = wrapper.targets.filter((target) => here.some(same(target.fn)));
  return { targets: run.length > 0 ? run.map(({ isOneOf, ...one }) => onSelf(one)) : wrapper.targetsWithin(frame), asAny: false };
}

/** Whether on the way to the requests of a call of a helper something else may run of which nothing is known. */
export function isPartial(e: Evaluator, wrapper: Inner & { kind: 'wrapper' }, parent: Frame | null): boolean {
  const { targets, asAny } = targetsIn(e, wrapper, parent);
  if (asAny ? wrapper.isPartial === true : targets.some((one) => one.isOneOf)) return true;
  return targets.some(({ fn, inner }) => {
    const frame = frameBehind(e, wrapper, fn, parent);
    return inner.kind === 'wrapper' && frame.depth <= deepest && isPartial(e, inner, frame);
  });
}

/** The project functions that a call of a value runs: an instance's `__call__` or `forward`. */
export function functionsOf(e: Evaluator, callee: Value): readonly FunctionValue[] {
  return alternativesOf(callee).flatMap((one): readonly FunctionValue[] => {
    if (one.kind === 'function') return [one];
    if (one.kind !== 'instance') return [];
    return alternativesOf(instanceMember(e, one, '__call__') ?? instanceMember(e, one, 'forward') ?? one).filter(
      (member): member is FunctionValue => member.kind === 'function',
    );
  });
}

/** Names of the functions that run between a call of a helper and its requests, and of those that make the clients there: a test that replaces one reaches no model. */
export function namesBehind(e: Evaluator, wrapper: Inner & { kind: 'wrapper' }, depth = 0): readonly string[] {
  if (depth > deepest) return [];
  return wrapper.targets.flatMap(({ fn, inner }) => [
    ...ownName(e, fn),
    ...(inner.kind === 'wrapper'
      ? [lastNameOf(inner.callee), ...makersOf(e, inner), ...namesBehind(e, inner, depth + 1)]
      : [...makersOf(e, inner.site), ...constructorsOf(inner.site)]),
  ]);
}

/** The name that a function is declared by, whatever it is called through; none of a method, which many objects may have. */
function ownName(e: Evaluator, fn: FunctionValue): readonly string[] {
  const facts = e.index(fn.file)?.facts.functions[fn.function];
  return facts?.name && facts.class === null ? [facts.name] : [];
}

/** Files of the functions that run between a call of a helper and its requests. */
export function filesBehind(wrapper: Inner & { kind: 'wrapper' }, depth = 0): readonly string[] {
  return depth > deepest
    ? []
    : wrapper.targets.flatMap(({ fn, inner }) => [
        fn.file,
        ...(inner.kind === 'wrapper' ? filesBehind(inner, depth + 1) : [inner.site.file]),
      ]);
}

/** Names of the constructors, as they are written, of what a request is made on: a test puts its own in their place where they are imported. */
function constructorsOf({ handle }: Site): readonly string[] {
  return handle?.layers.flatMap(({ args }) => (args.call ? [lastNameOf(args.call.callee)] : [])) ?? [];
}

/** Names of the functions that gave what a request is made on: `router, config = get_router(config)`, `self.client = self.make_client()`, `getClient().chat`. */
function makersOf(e: Evaluator, { callee, file }: { readonly callee: Expr; readonly file: string }): readonly string[] {
  const index = e.index(file);
  let root = callee;
  let attribute: string | null = null;
  while (root.kind === 'member' || root.kind === 'call') {
    if (root.kind === 'member') attribute = root.property;
    if (root.kind === 'call' && root.callee.kind === 'name') return [root.callee.name];
    root = root.kind === 'member' ? root.object : root.callee;
  }
  if (root.kind !== 'name' || !index) return [];
  if (attribute !== null && /^(self|this)$/.test(root.name))
    return index.selfWrites(attribute).flatMap(({ value }) => (value.kind === 'call' ? [lastNameOf(value.callee)] : []));
  for (let scope: number | null = root.scope; scope !== null; scope = index.facts.scopes[scope]?.parent ?? null) {
    const bindings = index.bindings(scope, root.name);
    if (bindings.length === 0) continue;
    return bindings.flatMap(({ from }) => {
      const value = from.kind === 'value' || from.kind === 'context' ? from.value : from.kind === 'element' ? from.of : null;
      return value?.kind === 'call' ? [lastNameOf(value.callee)] : [];
    });
  }
  return [];
}

/** Where a call stands: what its id is made from once its file is resolved. */
export interface Place {
  readonly file: string;
  readonly span: Span;
}
/** A request as one call of a helper sends it: with the arguments of that call. */
export interface Reached {
  readonly call: Omit<LlmCall, 'id'>;
  readonly site: Site;
  /** As in `Described`. */
  readonly standIns?: Described['standIns'];
  /** Where it is one of several implementations that nobody knows which runs: the requests of them all. */
  readonly behind?: readonly Place[];
}
/** A request that one call of a helper sends so many times, once more for each of `each`. Several: one of them is sent. */
export interface Sent {
  readonly oneOf: readonly Reached[];
  readonly times: Times;
  readonly each: readonly string[];
}
/** What one call of a helper sets going, in the order of the code. */
export interface AllSent {
  readonly sent: readonly Sent[];
  /** Everything that runs on the way: the requests, and the calls of helpers between. */
  readonly places: readonly Place[];
  /** There is more that is not read: helpers too deep, or too many requests. */
  readonly isCut: boolean;
}

/** Requests behind a helper that are read for one call of it. */
export const reachedLimit = 12;

/** A request, and the ones that are sent where it fails. */
export function withStandIns({ site, call, standIns = [] }: Reached): readonly Sent[] {
  return [
    { oneOf: [{ site, call }], times: once, each: [] },
    ...standIns.map((other): Sent => ({ oneOf: [{ site, call: other }], times: { low: 0, expected: 0, high: 1 }, each: [] })),
  ];
}

/** Everything that one call of a helper with one implementation sends, read with the arguments of its caller. */
export function sentBy(
  e: Evaluator,
  hosts: readonly CompatibleHost[],
  wrappers: Wrappers,
  merged: (wrapper: Inner & { kind: 'wrapper' }, frame: Frame | null) => Reached | null,
  wrapper: Inner & { kind: 'wrapper' },
): AllSent {
  const places: Place[] = [];
  let count = 0;
  let isCut = false;

  const behind = (inner: Inner & { kind: 'wrapper' }, parent: Frame | null): readonly Sent[] => {
    const { targets } = targetsIn(e, inner, parent);
    const [target] = targets;
    if (!target) return [];
    if (targets.length > 1) return one(merged(inner, parent));
    const frame = frameBehind(e, inner, target.fn, parent);
    if (frame.depth > deepest || count > reachedLimit) {
      isCut = true;
      return [];
    }
    // What calls itself again does so as often as nobody knows: the first time is told.
    if (isOpen(parent, frame)) return [];
    return wrappers.sentIn(target.fn).flatMap((slot) => inSlot(slot, frame));
  };

  const one = (reached: Reached | null): readonly Sent[] => {
    if (!reached) return [];
    count += 1 + (reached.standIns?.length ?? 0);
    if (count > reachedLimit) isCut = true;
    places.push({ file: reached.call.file, span: reached.call.span }, ...(reached.behind ?? []));
    return withStandIns(reached);
  };

  const inSlot = (slot: Slot<Sending>, frame: Frame): readonly Sent[] => {
    const ways = slot.oneOf.map((sending) => ofSending(sending, frame)).filter((way) => way.length > 0);
    const [only] = ways;
    const all =
      ways.length === 1 && only
        ? only
        : sideBySide<Sent>(ways.map((way) => way.map((sent) => ({ oneOf: [sent], times: sent.times })))).map((each): Sent => ({
            oneOf: each.oneOf.flatMap((sent) => sent.oneOf),
            times: each.times,
            each: [...new Set(each.oneOf.flatMap((sent) => sent.each))],
          }));
    return all.map((sent) => ({ ...sent, times: product(sent.times, slot.times) }));
  };

  const ofSending = ({ inner, loops }: Sending, frame: Frame): readonly Sent[] => {
    const index = e.index(frame.file);
    const found = inner.kind === 'site' ? one(requestAt(inner.site, frame)) : behind(inner, frame);
    if (inner.kind === 'wrapper' && found.length > 0) places.push({ file: inner.file, span: inner.call.span });
    if (!index || loops.length === 0) return found;
    const turns = turnsOf(e, loops, index, frame.file, frame);
    return found.map((sent) => ({ ...sent, times: product(sent.times, turns.times), each: [...turns.each, ...sent.each] }));
  };

  const requestAt = (site: Site, frame: Frame): Reached | null =>
    site.deferred && !site.inFrame?.(frame) ? null : { site, ...describe(e, site, frame, hosts) };

  const sent = behind(wrapper, null);
  return { sent, places, isCut };
}

function isOpen(parent: Frame | null, frame: Frame): boolean {
  for (let at = parent; at; at = at.parent) if (at.file === frame.file && at.function === frame.function) return true;
  return false;
}
