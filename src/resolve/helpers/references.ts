import type { CallExpr, Expr, Span } from '../../model.ts';
import { eachTakers, lastNameOf } from '../requests/callees.ts';
import { choiceOf } from '../values/choices.ts';
import type { Evaluator } from '../values/evaluator.ts';
import { argumentsOf } from '../values/expressions.ts';
import type { FileIndex } from '../values/fileIndex.ts';
import { hasReceiver } from '../values/parameters.ts';
import { rootsOf } from '../values/roots.ts';
import { textOf } from '../values/textValues.ts';
import { alternativesOf, frameOf, unknown, type Arguments, type Frame, type Value } from '../values/values.ts';
import type { Reference } from './reference.ts';
import { asTask, calledByName, packed } from './tasks.ts';

/** Functions that take a function, at this argument, and call it with the arguments that follow: of asyncio, concurrent.futures, anyio and trio, Starlette, FastAPI's `BackgroundTasks`, Twisted, gevent, Flask-SocketIO, RQ. */
const referenceTakers: ReadonlyMap<string, number> = new Map([
  ['to_thread', 0],
  ['submit', 0],
  ['run_in_executor', 1],
  ['run_sync', 0],
  ['run_in_threadpool', 0],
  ['start_soon', 0],
  ['add_task', 0],
  ['deferToThread', 0],
  ['spawn', 0],
  ['start_background_task', 0],
  ['enqueue', 0],
  ['partial_call', 0],
  ['retry_with_backoff', 0],
  ['call_with_retry', 0],
]);

/** The same of functions that get the arguments packed (`Thread(target=ask, args=(question,))`, `pool.apply_async(ask, (question,))`): where the function, its arguments and its keywords stand. */
const packedTakers: ReadonlyMap<string, readonly (readonly [name: string, position: number])[]> = new Map([
  [
    'Thread',
    [
      ['target', 1],
      ['args', 3],
      ['kwargs', 4],
    ],
  ],
  [
    'Process',
    [
      ['target', 1],
      ['args', 3],
      ['kwargs', 4],
    ],
  ],
  [
    'Timer',
    [
      ['function', 1],
      ['args', 2],
      ['kwargs', 3],
    ],
  ],
  [
    'apply_async',
    [
      ['func', 0],
      ['args', 1],
      ['kwds', 2],
    ],
  ],
]);

/** Functions that make a function of another kind of one: `sync_to_async(f)(...)`. */
const curries = new Set(['sync_to_async', 'async_to_sync', 'asyncify', 'syncify', 'promisify', 'async_wrap']);

/** The function that a call hands on to be called, by a function of a library that is known for it or by one of the project's own. */
export function referenceAt(e: Evaluator, call: CallExpr, file: string): Reference | null {
  return asTask(e, call, file) ?? referenceIn(call) ?? handedOn(e, call, file) ?? calledByName(e, call, file);
}

/** `self.retrying(client.messages.create, model=..., messages=...)`: a function of the project that calls one of its parameters, with what it calls it with. */
function handedOn(e: Evaluator, call: CallExpr, file: string): Reference | null {
  const isFunction = (value: Expr) => value.kind === 'member' || value.kind === 'name';
  if (!call.args.some((one) => one.spread === 'none' && isFunction(one.value))) return null;
  for (const fn of alternativesOf(e.evaluate(call.callee, file, null))) {
    const index = fn.kind === 'function' ? e.index(fn.file) : null;
    const facts = fn.kind === 'function' ? index?.facts.functions[fn.function] : undefined;
    if (fn.kind !== 'function' || !index || !facts) continue;
    const skip = fn.self !== null && hasReceiver(index, fn.function) ? 1 : 0;
    for (const inner of index.callsBetween(facts.span)) {
      const name = inner.callee.kind === 'name' ? inner.callee.name : null;
      const at =
        name === null
          ? -1
          : facts.parameters.findIndex((one) => one.name === name && (one.kind === 'positional' || one.kind === 'keywordOnly'));
      if (at < 0) continue;
      const given =
        call.args.find((one) => one.name === name) ??
        (call.args.slice(0, at - skip + 1).every((one) => one.name === null && one.spread === 'none') ? call.args[at - skip] : undefined);
      if (!given || !isFunction(given.value)) continue;
      // A decorator calls it when what it gives back is called.
      if (givenBack(index, fn.function).some((span) => span.start <= inner.span.start && inner.span.end <= span.end)) continue;
      // A model or chain that is called there is a request of that function's own.
      if (alternativesOf(e.evaluate(given.value, file, null)).some((one) => one.kind === 'handle' && one.chain.length === 0)) continue;
      return {
        expr: given.value,
        args: (_, from, frame) => argumentsOf(e, inner, fn.file, frameOf(fn, argumentsOf(e, call, from, frame), frame)),
      };
    }
  }
  return null;
}

/** The function that a call hands on to be called: `asyncio.to_thread(f, ...)`, `executor.submit(f, ...)`, `loop.run_in_executor(None, partial(f, ...))`. */
export function referenceIn(call: CallExpr): Reference | null {
  const curried = call.callee.kind === 'call' && curries.has(lastNameOf(call.callee.callee)) ? call.callee.args[0] : undefined;
  if (curried && curried.name === null && (curried.value.kind === 'member' || curried.value.kind === 'name'))
    return { expr: curried.value, args: (e, file, frame) => argumentsOf(e, call, file, frame) };
  const mapped = mappedFunction(call);
  if (mapped)
    return {
      expr: mapped,
      args: (e, file, frame) => ({
        positional: mappedOver(call).map((list) => () => anElement(e, list, file, frame)),
        named: new Map(),
        open: null,
      }),
    };
  const places = packedTakers.get(lastNameOf(call.callee));
  if (places) return handedPacked(call, places);
  const at = referenceTakers.get(lastNameOf(call.callee));
  if (at === undefined) return null;
  const argument = call.args[at];
  if (!argument || argument.name !== null) return null;
  if (argument.value.kind === 'member' || argument.value.kind === 'name')
    return { expr: argument.value, args: (e, file, frame) => shifted(argumentsOf(e, call, file, frame), at + 1) };
  const partial = argument.value;
  const first = partial.kind === 'call' && lastNameOf(partial.callee) === 'partial' ? partial.args[0] : undefined;
  if (partial.kind !== 'call' || !first || first.name !== null || (first.value.kind !== 'member' && first.value.kind !== 'name'))
    return null;
  return { expr: first.value, args: (e, file, frame) => shifted(argumentsOf(e, partial, file, frame), 1) };
}

function handedPacked(call: CallExpr, [target, list, record]: readonly (readonly [name: string, position: number])[]): Reference | null {
  const named = call.args.find((one) => one.name === target?.[0]);
  const first =
    named ??
    (target && call.args.slice(0, target[1] + 1).every((one) => one.name === null && one.spread === 'none')
      ? call.args[target[1]]
      : undefined);
  if (!list || !record || !first || (first.value.kind !== 'member' && first.value.kind !== 'name')) return null;
  const args = packed(call, list, record);
  return { expr: first.value, args: (e, file, frame) => args(file, frame, e) };
}

/** The function that a call hands to be called for each element: `items.map(ask)`, `pool.map(ask, items)`, `map(ask, items)`. Functions written in place are calls of their own. */
export function mappedFunction(call: CallExpr): Expr | null {
  const first = call.args[0];
  if (!eachTakers.has(lastNameOf(call.callee)) || !first || first.name !== null || first.spread !== 'none') return null;
  return first.value.kind === 'name' || first.value.kind === 'member' ? first.value : null;
}

/** The lists whose elements such a function gets: the arguments after it, else the receiver. */
export function mappedOver(call: CallExpr): readonly Expr[] {
  const lists = call.args
    .slice(1)
    .filter((one) => one.name === null && one.spread === 'none')
    .map((one) => one.value);
  return lists.length > 0 ? lists : call.callee.kind === 'member' ? [call.callee.object] : [];
}

function anElement(e: Evaluator, list: Expr, file: string, frame: Frame | null): Value {
  const value = e.evaluate(list, file, frame);
  if (value.kind === 'list' && value.rest === null && value.items.length > 0 && value.items.length <= 12) return choiceOf(value.items);
  return unknown(`an element of ${textOf(e, list, file)}`, textOf(e, list, file), rootsOf(value), { span: list.span, file });
}

function shifted(args: Arguments, by: number): Arguments {
  return { ...args, positional: args.positional.slice(by) };
}

/** Functions inside one that it only gives back, alone or in a list or record: they run when its caller says so, with what they are given then. */
export function givenBack(index: FileIndex, fn: number): readonly Span[] {
  const facts = index.facts.functions[fn];
  if (!facts) return [];
  const inside = index.facts.functions.flatMap((one, at) =>
    at !== fn && facts.span.start <= one.span.start && one.span.end <= facts.span.end ? [one] : [],
  );
  const isCalled = (name: string) =>
    index
      .callsBetween(facts.span)
      .some(
        (call) =>
          (call.callee.kind === 'name' && call.callee.name === name) ||
          call.args.some((one) => one.value.kind === 'name' && one.value.name === name),
      );
  const spansIn = (expr: Expr): readonly Span[] => {
    if (expr.kind === 'function') return [expr.span];
    if (expr.kind === 'name') return isCalled(expr.name) ? [] : inside.flatMap((one) => (one.name === expr.name ? [one.span] : []));
    if (expr.kind === 'list') return expr.items.flatMap(spansIn);
    if (expr.kind === 'record') return expr.entries.flatMap((one) => spansIn(one.value));
    return expr.kind === 'choice' ? expr.alternatives.flatMap(spansIn) : [];
  };
  return facts.returns.flatMap(spansIn);
}
