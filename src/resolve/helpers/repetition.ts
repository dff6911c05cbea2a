import type { BindingSource, CallExpr, Expr, FunctionFact, Region, Repetition } from '../../model.ts';
import { endsLoop, estimateOf } from './branches.ts';
import type { Evaluator } from '../values/evaluator.ts';
import type { FileIndex } from '../values/fileIndex.ts';
import { mappedFunction, mappedOver } from './references.ts';
import { attemptsOf, type Attempts } from './retries.ts';
import { turnsOf } from './turns.ts';

const eachMethods = new Set(['map', 'forEach', 'flatMap', 'imap', 'starmap', 'abatch', 'gather', 'mapLimit', 'each', 'reduce', 'filter']);

/** Functions of packages that call a function for each element of their first argument, and methods of any module of theirs. */
const eachFunctions: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['p-map', new Set(['default', 'pMap', ''])],
  ['p-map-series', new Set(['default', 'pMapSeries', ''])],
  ['p-each-series', new Set(['default', ''])],
  ['p-filter', new Set(['default', ''])],
  [
    'async',
    new Set(['map', 'mapLimit', 'mapSeries', 'each', 'eachLimit', 'eachSeries', 'forEach', 'forEachLimit', 'eachOf', 'eachOfLimit']),
  ],
  ['radash', new Set(['map', 'parallel'])],
  ['modern-async', new Set(['map', 'mapLimit', 'forEach', 'forEachLimit'])],
]);

/** Something around a call that may send it more than once. */
export interface Loop {
  readonly kind: NonNullable<Repetition['loopKind']>;
  /** What it goes over, or the condition that it goes on by. */
  readonly over: Expr | null;
  /** The body, of a statement; null for a comprehension, a callback and what a library repeats. */
  readonly body: Region | null;
  /** It goes on only where the call fails: attempts, and whatever else ends with what works. */
  readonly isTried: boolean;
  /** Of attempts that a library makes. */
  readonly attempts?: Attempts;
  /** It is not written around the call: said of the whole function by a decorator, or done by the call itself. */
  readonly isOutside?: true;
}

/**
 * How often one execution of the code around a call sends it: loops, comprehensions and callbacks in the same function.
 * @param own what the call repeats by itself.
 */
export function repetitionOf(
  e: Evaluator,
  call: CallExpr,
  index: FileIndex,
  file: string,
  own: readonly Loop[] = [],
): Pick<Repetition, 'inLoop' | 'loopKind' | 'turns' | 'attempts' | 'each'> {
  const written = loopsOf(e, call, index, file);
  const loops = [...written, ...own];
  const retries = written.filter((one) => one.kind === 'retry');
  const attempts = retries.length > 0 ? turnsOf(e, retries, index, file, null).times.high : 1;
  const around = loops.filter((one) => !one.isOutside);
  const inner = mappedFunction(call) ? around[0] : (around.find((one) => one.body !== null) ?? around[0]);
  const { times, each } = turnsOf(e, loops, index, file, null);
  return {
    inLoop: inner !== undefined,
    loopKind: inner?.kind ?? null,
    ...(times.high > 1 ? { turns: estimateOf(times) } : {}),
    ...(attempts > 1 ? { attempts } : {}),
    ...(each.length > 0 ? { each } : {}),
  };
}

/** Loops, comprehensions and callbacks around a call within its named function, and what tries that function again. */
export function loopsOf(e: Evaluator, call: CallExpr, index: FileIndex, file: string): readonly Loop[] {
  const loops: Loop[] = [];
  const data = (over: Expr | null): Loop => ({ kind: 'data', over, body: null, isTried: false });
  const retry = (attempts: Attempts): Loop => ({ kind: 'retry', over: null, body: null, isTried: true, attempts });
  const mapped = mappedFunction(call) ? mappedOver(call) : [];
  if (mapped.length > 0) loops.push(data(mapped[0] ?? null));
  const listener = listenerAround(index, call);
  for (const region of index.regionsAt(call.span.start).toReversed()) {
    if (listener && region.span.start < listener.span.start) break;
    if ((region.kind !== 'for' && region.kind !== 'while') || !sameFunction(index, region.inFunction, call.inFunction)) continue;
    const subject = region.subject ? index.text(region.subject.span) : '';
    const attempts = region.subject?.kind === 'call' && region.kind === 'for' ? attemptsOf(e, region.subject, index, file) : null;
    const ends = endsLoop(index, call.span, region.span);
    const kind =
      attempts || (ends && countsTries(index, call, region))
        ? 'retry'
        : kindOf(region.kind, subject, index.text(region.span), headerOf(index, region.span.start), ends);
    loops.push({
      kind,
      over: region.subject ?? null,
      body: region,
      isTried: kind === 'retry' || kind === 'fallback' || ends,
      ...(attempts ? { attempts } : {}),
    });
  }
  for (let scope: number | null = call.scope; scope !== null; scope = index.facts.scopes[scope]?.parent ?? null) {
    const here = index.facts.scopes[scope];
    if (here?.kind === 'comprehension') {
      const source = index.facts.bindings.find((one) => one.scope === scope && one.from.kind === 'element')?.from;
      loops.push(data(source?.kind === 'element' ? listTakenApart(source) : null));
    }
    const fn = here?.kind === 'function' && here.owner !== null ? index.facts.functions[here.owner] : undefined;
    if (!fn) continue;
    if (fn === listener) break;
    const isNamed = fn.kind !== 'lambda' && fn.name !== null;
    const handedTo = callsGiven(index, fn, here?.owner ?? -1);
    for (const one of handedTo) {
      const attempts = attemptsOf(e, one, index, file);
      if (attempts) loops.push({ ...retry(attempts), ...(isNamed ? { isOutside: true as const } : {}) });
    }
    if (isNamed) {
      loops.push(
        ...fn.decorators.flatMap((decorator): readonly Loop[] => {
          const attempts = attemptsOf(e, decorator, index, file);
          return attempts ? [{ ...retry(attempts), isOutside: true }] : [];
        }),
      );
      break;
    }
    const inPlace = handedTo.filter((one) => one.args.some(({ value }) => value.kind === 'function'));
    const first = inPlace.find((one) => goesOverFirst(e, one, file));
    const method = inPlace.find((one) => one.callee.kind === 'member' && eachMethods.has(one.callee.property));
    if (first) loops.push(data(first.args[0]?.value ?? null));
    else if (method) loops.push(data(method.callee.kind === 'member' ? method.callee.object : null));
  }
  return loops;
}

/** The list whose elements a loop's names are, also where each is taken apart (`for a, b in pairs`). */
function listTakenApart({ of, index }: Extract<BindingSource, { kind: 'element' }>): Expr {
  return index !== null && of.kind === 'index' && of.index.kind === 'unknown' ? of.object : of;
}

/** `for i in range(3): try: return ask()`, `for (let i = 0; i < 3; i++)`: over numbers, and what is tried is left when it works. */
function countsTries(index: FileIndex, call: CallExpr, loop: Region): boolean {
  const isCounter =
    loop.kind === 'for' &&
    (loop.subject?.kind === 'binary' ||
      (loop.subject?.kind === 'call' && loop.subject.callee.kind === 'name' && loop.subject.callee.name === 'range'));
  return (
    isCounter &&
    index.regionsAt(call.span.start).some((one) => one.kind === 'try' && loop.span.start <= one.span.start && one.span.end <= loop.span.end)
  );
}

/** Methods that only note a function down: it runs when something happens, however often the code that notes it does. */
const listening = /^(?:on|once|addEventListener|addListener|subscribe|(?:on|register)[A-Z]\w*)$/;

/** The innermost function around a call that is handed to such a method. */
function listenerAround(index: FileIndex, call: CallExpr): FunctionFact | null {
  for (let at = call.inFunction; at !== null; at = index.facts.functions[at]?.parent ?? null) {
    const fn = index.facts.functions[at];
    if (!fn || fn.kind !== 'lambda') return null;
    if (callsGiven(index, fn, at).some(({ callee }) => callee.kind === 'member' && listening.test(callee.property))) return fn;
  }
  return null;
}

/** Calls that a function is handed to: written in place, or by its name. */
function callsGiven(index: FileIndex, { name, outerScope }: FunctionFact, fn: number): readonly CallExpr[] {
  return index.facts.calls.filter((one) =>
    one.args.some(
      ({ value }) =>
        (value.kind === 'function' && value.function === fn) ||
        (name !== null && value.kind === 'name' && value.name === name && index.bindings(outerScope, name).length > 0),
    ),
  );
}

function goesOverFirst(e: Evaluator, call: CallExpr, file: string): boolean {
  if (call.callee.kind !== 'name' && call.callee.kind !== 'member') return false;
  const callee = e.evaluate(call.callee, file, null);
  return callee.kind === 'external' && eachFunctions.get(callee.module)?.has(callee.path.at(-1) ?? '') === true;
}

function sameFunction(index: FileIndex, a: number | null, b: number | null): boolean {
  for (let at = b; ; at = index.facts.functions[at]?.parent ?? null) {
    if (at === a) return true;
    if (at === null) return false;
    const fn = index.facts.functions[at];
    if (fn && fn.kind !== 'lambda') return false;
  }
}

function headerOf(index: FileIndex, bodyStart: number): string {
  return index
    .text({ start: Math.max(0, bodyStart - 160), end: bodyStart })
    .split('\n')
    .slice(-3)
    .join(' ');
}

/** @param ends whether the call is the last that the loop does when it works. */
function kindOf(kind: string, subject: string, body: string, header: string, ends: boolean): Loop['kind'] {
  const head = `${subject} ${header.split(/\bfor\b|\bwhile\b/).at(-1) ?? ''}`;
  if (/attempt|retr(y|ies)|\btries\b|backoff/i.test(head)) return 'retry';
  // A loop over models that nothing leaves asks each of them: it compares.
  if (/models?\b|fallback|provider|candidate_llm/i.test(head) && kind === 'for' && (ends || /\b(?:break|return)\b/.test(body)))
    return 'fallback';
  if (kind === 'while' && /\b(try|except|catch)\b/.test(body) && /\b(sleep|setTimeout|backoff)\b/.test(body)) return 'retry';
  if (/tool_calls|tool_use|stop_reason|finish_reason|function_call|toolCalls|max_turns|max_steps|max_iter/.test(body + head))
    return 'agent';
  return 'data';
}
