import type { CallExpr, Expr, Span } from '../../model.ts';
import type { CompatibleHost, Operation } from '../../sdks/sdk.ts';
import type { Site } from '../requests/site.ts';
import { slotsOf, type Slot } from './branches.ts';
import { canLeadToRequest } from '../requests/callees.ts';
import { describe } from '../requests/calls.ts';
import { siteOf } from '../requests/sites.ts';
import type { Evaluator, Memory } from '../values/evaluator.ts';
import { argumentsOf } from '../values/expressions.ts';
import type { FileIndex } from '../values/fileIndex.ts';
import { forwards, isAnswer } from './forwarding.ts';
import { createKept, valuesOf } from './kept.ts';
import { memberOf } from '../values/members.ts';
import { createMethodsByName } from './methodsByName.ts';
import { declaredElement } from '../values/annotations.ts';
import { givenBack, referenceAt } from './references.ts';
import { repeatsOf } from '../requests/repeats.ts';
import { loopsOf, type Loop } from './repetition.ts';
import { functionsOf, requestsBehind } from './sent.ts';
import { alternativesOf, type Arguments, type Frame, type FunctionValue, type Value } from '../values/values.ts';

/** A request inside a project function that carries one of its parameters as the prompt, or the call of another such function. */
export type Inner =
  | { readonly kind: 'site'; readonly site: Site }
  | { readonly kind: 'wrapper'; readonly call: CallExpr; readonly file: string; readonly callee: Expr; readonly targets: readonly Target[]; /** The targets on a receiver that is known to the frame only: what its maker handed over. */ readonly targetsWithin: (frame: Frame) => readonly Target[]; readonly args: (frame: Frame | null) => Arguments; /** Other implementations may run, of which nothing is known. */ readonly isPartial?: true };

/** A function of the project that a call may mean, and what it sends. */
export interface Target {
  readonly fn: FunctionValue;
  readonly inner: Inner;
  /** What it is handed is added to a conversation that its object keeps, and goes along from there. */
  readonly keeps?: true;
  /** It implements an abstract method beside others that reach a model in a way that no table knows, or none. */
  readonly isOneOf?: true;
}

/** A request, or a call of another helper, where it stands in a helper. */
export interface Sending {
  readonly span: Span;
  readonly inner: Inner;
  readonly loops: readonly Loop[];
}

/** Finds and remembers wrappers. */
export interface Wrappers {
  /** The forwarding request inside a function, or null. */
  innerOf(fn: FunctionValue): Inner | null;
  /** Every request that one run of such a function sends, and every call of another one in it, as its branches allow. */
  sentIn(fn: FunctionValue): readonly Slot<Sending>[];
  /** The wrapper that a call expression calls, with its arguments; null when it calls none. */
  calledBy(call: CallExpr, index: FileIndex, file: string): (Inner & { kind: 'wrapper' }) | null;
}

/** Functions that only search with a vector are no embedding helpers. */
const embedderName = /embed|vectori|encode/i;

/** Finds wrappers, and remembers them as long as the evaluator's files hold. */
export function createWrappers(e: Evaluator, hosts: readonly CompatibleHost[]): Wrappers {
  const memo: Memory<string, Inner | null> = new Map();
  const plans: Memory<string, readonly Slot<Sending>[]> = new Map();
  const methods = createMethodsByName(e);
  const described: Memory<CallExpr, readonly Value[]> = new Map();
  const uses: Memory<string, boolean> = new Map();
  const running = new Set<string>();
  const kept = createKept(e, {
    requestIn: (call, index, file) => requestIn(call, index, file)?.inner ?? null,
    implementations: methods.implementations,
    once: (key, compute) => (running.has(key) || running.size > 12 ? null : whileRunning(key, compute)),
  });

  const wrappers: Wrappers = {
    innerOf(fn) {
      const key = `${fn.file}#${fn.function}`;
      if (running.has(key) || running.size > 12) return null;
      return e.remembered(memo, key, () => whileRunning(key, () => search(fn)));
    },
    sentIn: (fn) => e.remembered(plans, `${fn.file}#${fn.function}`, () => planOf(fn)),
    calledBy(call, index, file) {
      if (!canLeadToRequest(e, call.callee)) return null;
      // What nothing is handed to builds its own prompt.
      if (call.args.length === 0) return null;
      const called = e.evaluate(call.callee, file, null);
      const direct = targetsOf(called, call, index, file);
      if (direct.length > 0) return { kind: 'wrapper', call, file, callee: call.callee, targets: direct, targetsWithin: (frame) => targetsOf(e.evaluate(call.callee, file, frame), call, index, file), args: (frame) => argumentsOf(e, call, file, frame), ...(isPartial(called, direct) ? { isPartial: true as const } : {}) };
      const taken = referenceAt(e, call, file);
      if (taken) {
        const referred = targetsOf(e.evaluate(taken.expr, file, null), null, index, file);
        if (referred.length > 0) return { kind: 'wrapper', call, file, callee: taken.expr, targets: referred, targetsWithin: (frame) => targetsOf(e.evaluate(taken.expr, file, frame), null, index, file), args: (frame) => taken.args(e, file, frame) };
      }
      return null;
    },
  };

  function targetsOf(callee: Value, call: CallExpr | null, index: FileIndex, file: string): readonly Target[] {
    const functions = functionsOf(e, callee);
    // Of a table of handlers, the two that ask a model say nothing of a call of any.
    const targets = functions.length > 3 && functions.some((fn) => target(fn).length > 0) && mostly(functions, 1 / 3).length === 0 ? [] : functions.flatMap((fn): readonly Target[] => {
      const own = target(fn);
      // What a base does itself is meant by `super.method()`, whatever its subclasses do.
      return own.length > 0 || isOfBase(call) ? own : implemented(fn);
    });
    if (targets.length > 0 || functions.length > 0) return targets;
    if (call === null || alternativesOf(callee).some((one) => one.kind !== 'unknown' && one.kind !== 'null')) return [];
    const declared = call.callee.kind === 'member' ? declaredElement(e, call.callee.object, index, file) : null;
    if (declared && call.callee.kind === 'member') return targetsOf(memberOf(e, declared, call.callee.property, call.callee, file, null), null, index, file);
    const named = methods.candidates(call, index, file);
    const abstract = named.length === 0 ? null : methods.declared(call);
    const promised = abstract ? implemented(abstract) : [];
    return promised.length > 0 ? promised : mostly(named, 3 / 4);
  }

  /** One method of several classes, of which some reach a model in a way that no table knows. */
  function isPartial(called: Value, targets: readonly Target[]): boolean {
    const given = functionsOf(e, called).filter((one) => one.self?.kind === 'instance');
    return targets.some((one) => one.isOneOf) || (given.length > 1 && given.some((one) => !targets.some((target) => target.fn.file === one.file) && !isStandIn(e, one)));
  }

  /** What the implementations of an abstract method can reach. */
  function implemented(fn: FunctionValue): readonly Target[] {
    const all = methods.implementations(fn);
    const reached = mostly(all, 1 / 3).slice(0, 8);
    return reached.length > 0 && all.some((one) => target(one).length === 0 && !usesModel(one) && !isStandIn(e, one)) ? reached.map((one) => ({ ...one, isOneOf: true })) : reached;
  }

  /** What these can reach, where at least such a share of them uses a model at all: of sixty tools, the three that ask one say nothing of a call of any. */
  function mostly(functions: readonly FunctionValue[], share: number): readonly Target[] {
    const reached = functions.flatMap(target);
    const using = reached.length === 0 ? [] : functions.filter((fn) => target(fn).length > 0 || usesModel(fn));
    return using.length >= functions.length * share ? reached : [];
  }

  function usesModel(fn: FunctionValue): boolean {
    const key = `uses ${fn.file}#${fn.function}`;
    return !running.has(key) && running.size <= 12 && e.remembered(uses, key, () => whileRunning(key, () => findsModel(fn)));
  }

  function whileRunning<T>(key: string, compute: () => T): T {
    running.add(key);
    try {
      return compute();
    } finally {
      running.delete(key);
    }
  }

  function findsModel(fn: FunctionValue): boolean {
    const index = e.index(fn.file);
    return index !== null && callsWithin(index, fn.function).some((call) => siteOf(e, call, index, fn.file) !== null || wrappers.calledBy(call, index, fn.file) !== null);
  }

  function target(fn: FunctionValue): readonly Target[] {
    const inner = wrappers.innerOf(fn);
    return inner ? [{ fn, inner, ...(kept.by(fn).size > 0 ? { keeps: true as const } : {}) }] : [];
  }

  function search(fn: FunctionValue): Inner | null {
    const index = e.index(fn.file);
    const facts = index?.facts.functions[fn.function];
    if (!index || !facts || facts.parameters.length === 0) return null;
    const asks = () => returnsAnswer(fn);
    // A helper that embeds or ranks on its way to an answer is known by the answer.
    let aside: Inner | null = null;
    const later = givenBack(index, fn.function);
    for (const call of callsWithin(index, fn.function)) {
      if (later.some((span) => span.start <= call.span.start && call.span.end <= span.end)) continue;
      const request = requestIn(call, index, fn.file);
      if (!request) continue;
      const billing = billingOf(request.inner) ?? 'tokens';
      if (billing === 'embedding' && !embedderName.test(facts.name ?? '') && !asks()) continue;
      // A part of a parameter (`body.question`) that travels on through another helper: only a function that gives the answer back is one too.
      const counts = (value: Value) => request.inner.kind === 'site' || value.kind !== 'unknown' || value.parameter !== undefined || asks();
      if (!anyOf(request.carriers(), (value) => counts(value) && forwards(value, fn, facts, asks))) continue;
      if (billing === 'tokens') return request.inner;
      aside ??= request.inner;
    }
    return kept.sending(fn) ?? aside;
  }

  function planOf(fn: FunctionValue): readonly Slot<Sending>[] {
    const index = e.index(fn.file);
    if (!index) return [];
    const sendings = callsWithin(index, fn.function).flatMap((call): readonly (Sending & { readonly within: number | null })[] => {
      const inner = requestIn(call, index, fn.file)?.inner ?? kept.through(call, fn);
      return inner ? [{ span: call.span, inner, loops: [...loopsOf(e, call, index, fn.file), ...(inner.kind === 'site' ? repeatsOf(e, inner.site) : [])], within: nestedIn(index, call.inFunction, fn.function) }] : [];
    });
    // What a function that is written inside does counts where it is called, if that is seen.
    const called = new Set(sendings.flatMap(({ inner, within }) => (inner.kind === 'wrapper' ? inner.targets.filter((one) => one.fn.file === fn.file && one.fn.function !== within).map((one) => one.fn.function) : [])));
    const own = sendings.filter(({ within }) => within === null || !called.has(within));
    return slotsOf(index, fn.function, own.filter((one, i) => own.findIndex((other) => other.span.start === one.span.start && other.span.end === one.span.end) === i));
  }

  /** The request that a call inside a function makes, or the helper it calls, and what it sends. */
  function requestIn(call: CallExpr, index: FileIndex, file: string): { readonly inner: Inner; readonly carriers: () => Iterable<Value> } | null {
    const site = siteOf(e, call, index, file);
    if (site) return { inner: { kind: 'site', site }, carriers: () => e.remembered(described, call, () => describe(e, site, null, hosts).carriers) };
    const wrapper = wrappers.calledBy(call, index, file);
    if (wrapper) return { inner: wrapper, carriers: () => carriersBehind(wrapper) };
    const posted = siteOf(e, call, index, file, true);
    const { deferred } = posted ?? {};
    return posted && deferred ? { inner: { kind: 'site', site: posted }, carriers: () => [deferred] } : null;
  }

  function* carriersBehind(wrapper: Inner & { kind: 'wrapper' }): Generator<Value> {
    if (wrapper.targets.some((one) => one.keeps)) yield* valuesOf(wrapper.args(null));
    for (const { described: request } of requestsBehind(e, hosts, wrapper, null)) yield* request.carriers;
  }

  /** Whether a function gives back what the model answered, or a part of it. */
  function returnsAnswer(fn: FunctionValue): boolean {
    const index = e.index(fn.file);
    const returns = index?.facts.functions[fn.function]?.returns ?? [];
    return returns.some((one) => isAnswer(e.evaluate(one, fn.file, null)));
  }

  return wrappers;
}

/** What stands in for a model where none is wanted. */
function isStandIn(e: Evaluator, fn: FunctionValue): boolean {
  const index = e.index(fn.file);
  const cls = index?.facts.functions[fn.function]?.class ?? null;
  return /fake|mock|stub|noop|test/i.test(fn.file) || /fake|mock|stub|noop|dummy|echo|test/i.test((cls === null ? undefined : index?.facts.classes[cls]?.name) ?? '');
}

/** A method that hands on to the one it overrides: both are one helper, and who calls it is reported. */
export function handsOnToBase(call: CallExpr, index: FileIndex): boolean {
  return isOfBase(call) && call.callee.kind === 'member' && index.namedFunction(call.inFunction)?.split('.').at(-1) === call.callee.property;
}

/** `super.method(...)`, `super().method(...)`. */
function isOfBase(call: CallExpr | null): boolean {
  const object = call?.callee.kind === 'member' ? call.callee.object : null;
  return (object?.kind === 'name' && object.name === 'super') || (object?.kind === 'call' && object.callee.kind === 'name' && object.callee.name === 'super');
}

/** The outermost function with a name between a place and a function around it; null where there is none. */
function nestedIn(index: FileIndex, from: number | null, outer: number): number | null {
  let found: number | null = null;
  for (let at = from; at !== null && at !== outer; at = index.facts.functions[at]?.parent ?? null) if (index.facts.functions[at]?.name) found = at;
  return found;
}

function anyOf<T>(values: Iterable<T>, test: (value: T) => boolean): boolean {
  for (const value of values) if (test(value)) return true;
  return false;
}

/** What the request behind is billed by. */
export function billingOf(inner: Inner): Operation['billing'] {
  if (inner.kind === 'site') return inner.site.match.operation.billing;
  const next = inner.targets[0]?.inner;
  return next && billingOf(next);
}

/** Calls in the function and in the lambdas and helpers nested in it. */
export function callsWithin(index: FileIndex, fn: number): readonly CallExpr[] {
  const facts = index.facts.functions[fn];
  if (!facts) return [];
  return index.callsBetween(facts.span);
}
