import type { CallExpr, Expr, Region, Repetition } from '../model.ts';
import { endsLoop } from './branches.ts';
import type { FileIndex } from './fileIndex.ts';
import { mappedFunction, mappedOver } from './references.ts';

const eachMethods = new Set(['map', 'forEach', 'flatMap', 'imap', 'starmap', 'abatch', 'gather', 'mapLimit', 'each', 'reduce', 'filter']);

/** Something around a call that may send it more than once. */
export interface Loop {
  readonly kind: NonNullable<Repetition['loopKind']>;
  /** What it goes over, or the condition that it goes on by. */
  readonly over: Expr | null;
  /** The body, of a statement; null for a comprehension and for a callback. */
  readonly body: Region | null;
  /** It goes on only where the call fails: attempts, and whatever else ends with what works. */
  readonly isTried: boolean;
}

/** How often one execution of the code around a call sends it: loops, comprehensions and callbacks in the same function. */
export function repetitionOf(call: CallExpr, index: FileIndex): Pick<Repetition, 'inLoop' | 'loopKind'> {
  const loops = loopsOf(call, index);
  const inner = mappedFunction(call) ? loops[0] : (loops.find((one) => one.body !== null) ?? loops[0]);
  return inner ? { inLoop: true, loopKind: inner.kind } : { inLoop: false, loopKind: null };
}

/** Loops, comprehensions and callbacks around a call within its named function. */
export function loopsOf(call: CallExpr, index: FileIndex): readonly Loop[] {
  const loops: Loop[] = [];
  const mapped = mappedFunction(call) ? mappedOver(call) : [];
  if (mapped.length > 0) loops.push({ kind: 'data', over: mapped[0] ?? null, body: null, isTried: false });
  for (const region of index.regionsAt(call.span.start).toReversed()) {
    if ((region.kind !== 'for' && region.kind !== 'while') || !sameFunction(index, region.inFunction, call.inFunction)) continue;
    const subject = region.subject ? index.text(region.subject.span) : '';
    const kind = kindOf(region.kind, subject, index.text(region.span), headerOf(index, region.span.start));
    loops.push({ kind, over: region.subject ?? null, body: region, isTried: kind === 'retry' || kind === 'fallback' || endsLoop(index, call.span, region.span) });
  }
  for (let scope: number | null = call.scope; scope !== null; scope = index.facts.scopes[scope]?.parent ?? null) {
    const here = index.facts.scopes[scope];
    if (here?.kind === 'comprehension') {
      const source = index.facts.bindings.find((one) => one.scope === scope && one.from.kind === 'element')?.from;
      loops.push({ kind: 'data', over: source?.kind === 'element' ? source.of : null, body: null, isTried: false });
    }
    if (here?.kind === 'function') {
      const fn = here.owner === null ? undefined : index.facts.functions[here.owner];
      if (fn?.kind !== 'lambda' && fn?.name !== null) break;
      const around = fn ? callbackOf(index, fn.span) : null;
      if (around) loops.push({ kind: 'data', over: around.callee.kind === 'member' ? around.callee.object : null, body: null, isTried: false });
    }
  }
  return loops;
}

function sameFunction(index: FileIndex, a: number | null, b: number | null): boolean {
  for (let at = b; ; at = index.facts.functions[at]?.parent ?? null) {
    if (at === a) return true;
    if (at === null) return false;
    const fn = index.facts.functions[at];
    if (fn && fn.kind !== 'lambda') return false;
  }
}

function callbackOf(index: FileIndex, span: { start: number; end: number }): CallExpr | null {
  return index.facts.calls.find((one) => one.callee.kind === 'member' && eachMethods.has(one.callee.property) && one.args.some((argument) => argument.value.kind === 'function' && argument.value.span.start <= span.start && span.end <= argument.value.span.end)) ?? null;
}

function headerOf(index: FileIndex, bodyStart: number): string {
  return index.text({ start: Math.max(0, bodyStart - 160), end: bodyStart }).split('\n').slice(-3).join(' ');
}

function kindOf(kind: string, subject: string, body: string, header: string): Loop['kind'] {
  const head = `${subject} ${header.split(/\bfor\b|\bwhile\b/).at(-1) ?? ''}`;
  if (/attempt|retr(y|ies)|\btries\b|backoff/i.test(head)) return 'retry';
  if (/models?\b|fallback|provider|candidate_llm/i.test(head) && kind === 'for') return 'fallback';
  if (kind === 'while' && /\b(try|except|catch)\b/.test(body) && /\b(sleep|setTimeout|backoff)\b/.test(body)) return 'retry';
  if (/tool_calls|tool_use|stop_reason|finish_reason|function_call|toolCalls|max_turns|max_steps|max_iter/.test(body + head)) return 'agent';
  return 'data';
}
