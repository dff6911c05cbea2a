import type { CallExpr, FunctionFact, LlmCall } from '../../model.ts';
import type { CompatibleHost } from '../../sdks/sdk.ts';
import { slotsOf, type Slot } from './branches.ts';
import { canLeadToRequest } from '../requests/callees.ts';
import { describe, type Described } from '../requests/calls.ts';
import type { Site } from '../requests/site.ts';
import { siteOf } from '../requests/sites.ts';
import type { Evaluator, Memory } from '../values/evaluator.ts';
import { argumentsOf } from '../values/expressions.ts';
import type { FileIndex } from '../values/fileIndex.ts';
import { forwards, isAnswer } from './forwarding.ts';
import type { Inner, Sending, Target } from './inner.ts';
import { createKept, valuesOf } from './kept.ts';
import { createMethodsByName } from './methodsByName.ts';
import { givenBack, referenceAt } from './references.ts';
import { repeatsOf } from '../requests/repeats.ts';
import { loopsOf } from './repetition.ts';
import { requestsBehind } from './sent.ts';
import type { FunctionValue, Value } from '../values/values.ts';
import { createTargets } from './targets.ts';

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
  const described: Memory<CallExpr, Described> = new Map();
  const uses: Memory<string, boolean> = new Map();
  const running = new Set<string>();
  const targets = createTargets(e, { methods, target, usesModel });
  const kept = createKept(e, {
    requestIn: (call, index, file) => requestIn(call, index, file)?.inner ?? null,
    implementations: methods.implementations,
    billingOf,
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
      const direct = targets.of(called, call, index, file);
      if (direct.length > 0)
        return {
          kind: 'wrapper',
          call,
          file,
          callee: call.callee,
          targets: direct,
          targetsWithin: (frame) => targets.of(e.evaluate(call.callee, file, frame), call, index, file),
          args: (frame) => argumentsOf(e, call, file, frame),
          ...(targets.isPartial(called, direct) ? { isPartial: true as const } : {}),
        };
      const taken = referenceAt(e, call, file);
      if (taken) {
        const referred = targets.of(e.evaluate(taken.expr, file, null), null, index, file);
        if (referred.length > 0)
          return {
            kind: 'wrapper',
            call,
            file,
            callee: taken.expr,
            targets: referred,
            targetsWithin: (frame) => targets.of(e.evaluate(taken.expr, file, frame), null, index, file),
            args: (frame) => taken.args(e, file, frame),
          };
      }
      return null;
    },
  };

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
    return (
      index !== null &&
      callsWithin(index, fn.function).some(
        (call) => siteOf(e, call, index, fn.file) !== null || wrappers.calledBy(call, index, fn.file) !== null,
      )
    );
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
      const billing = billingOf(request.inner);
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
      return inner
        ? [
            {
              span: call.span,
              inner,
              loops: [...loopsOf(e, call, index, fn.file), ...(inner.kind === 'site' ? repeatsOf(e, inner.site) : [])],
              within: nestedIn(index, call.inFunction, fn.function),
            },
          ]
        : [];
    });
    // What a function that is written inside does counts where it is called, if that is seen.
    const called = new Set(
      sendings.flatMap(({ inner, within }) =>
        inner.kind === 'wrapper'
          ? inner.targets.filter((one) => one.fn.file === fn.file && one.fn.function !== within).map((one) => one.fn.function)
          : [],
      ),
    );
    const own = sendings.filter(({ within }) => within === null || !called.has(within));
    return slotsOf(
      index,
      fn.function,
      own.filter((one, i) => own.findIndex((other) => other.span.start === one.span.start && other.span.end === one.span.end) === i),
    );
  }

  /** The request that a call inside a function makes, or the helper it calls, and what it sends. */
  function requestIn(
    call: CallExpr,
    index: FileIndex,
    file: string,
  ): { readonly inner: Inner; readonly carriers: () => Iterable<Value> } | null {
    const site = siteOf(e, call, index, file);
    if (site) return { inner: { kind: 'site', site }, carriers: () => asWritten(site).carriers };
    const wrapper = wrappers.calledBy(call, index, file);
    if (wrapper) return { inner: wrapper, carriers: () => carriersBehind(wrapper) };
    const posted = siteOf(e, call, index, file, true);
    const { deferred } = posted ?? {};
    return posted && deferred ? { inner: { kind: 'site', site: posted }, carriers: () => [deferred] } : null;
  }

  function asWritten(site: Site): Described {
    return e.remembered(described, site.call, () => describe(e, site, null, hosts));
  }

  /** What the request behind is billed by: one operation may ask models of several kinds. */
  function billingOf(inner: Inner): LlmCall['billing'] {
    if (inner.kind === 'wrapper') return inner.targets[0] ? billingOf(inner.targets[0].inner) : 'tokens';
    const { billing, byModel } = inner.site.match.operation;
    return byModel?.some((one) => one.billing !== undefined) ? asWritten(inner.site).call.billing : (billing ?? 'tokens');
  }

  function* carriersBehind(wrapper: Inner & { kind: 'wrapper' }): Generator<Value> {
    if (wrapper.targets.some((one) => one.keeps)) yield* valuesOf(wrapper.args(null));
    for (const { described: request } of requestsBehind(e, hosts, wrapper, null)) yield* request.carriers;
  }

  /** Whether a function gives back what the model answered, or a part of it, or writes it into what it was handed. */
  function returnsAnswer(fn: FunctionValue): boolean {
    const index = e.index(fn.file);
    const facts = index?.facts.functions[fn.function];
    if (!index || !facts) return false;
    const written = index.facts.writes.filter(
      ({ inFunction, object }) => inFunction === fn.function && object.kind === 'name' && isHanded(facts, object.name),
    );
    return [...facts.returns, ...written.map((one) => one.value)].some((one) => isAnswer(e.evaluate(one, fn.file, null)));
  }

  return wrappers;
}

/** The outermost function with a name between a place and a function around it; null where there is none. */
function nestedIn(index: FileIndex, from: number | null, outer: number): number | null {
  let found: number | null = null;
  for (let at = from; at !== null && at !== outer; at = index.facts.functions[at]?.parent ?? null)
    if (index.facts.functions[at]?.name) found = at;
  return found;
}

/** Whether a name is a parameter that a caller hands something in by, not the receiver. */
function isHanded({ parameters }: FunctionFact, name: string): boolean {
  return name !== 'self' && name !== 'cls' && name !== 'this' && parameters.some((one) => one.name === name);
}

function anyOf<T>(values: Iterable<T>, test: (value: T) => boolean): boolean {
  for (const value of values) if (test(value)) return true;
  return false;
}

/** Calls in the function and in the lambdas and helpers nested in it. */
export function callsWithin(index: FileIndex, fn: number): readonly CallExpr[] {
  const facts = index.facts.functions[fn];
  if (!facts) return [];
  return index.callsBetween(facts.span);
}
