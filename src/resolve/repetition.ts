import type { CallExpr, Repetition } from '../model.ts';
import type { FileIndex } from './fileIndex.ts';
import { mappedFunction } from './references.ts';

const eachMethods = new Set(['map', 'forEach', 'flatMap', 'imap', 'starmap', 'abatch', 'gather', 'mapLimit', 'each', 'reduce', 'filter']);

/** How often one execution of the code around a call sends it: loops, comprehensions and callbacks in the same function. */
export function repetitionOf(call: CallExpr, index: FileIndex): Pick<Repetition, 'inLoop' | 'loopKind'> {
  if (mappedFunction(call)) return { inLoop: true, loopKind: 'data' };
  const regions = index.regionsAt(call.span.start).filter((region) => (region.kind === 'for' || region.kind === 'while') && sameFunction(index, region.inFunction, call.inFunction));
  const inner = regions.at(-1);
  if (inner) {
    const subject = inner.subject ? index.text(inner.subject.span) : '';
    const body = index.text(inner.span);
    return { inLoop: true, loopKind: kindOf(inner.kind, subject, body, headerOf(index, inner.span.start)) };
  }
  for (let scope: number | null = call.scope; scope !== null; scope = index.facts.scopes[scope]?.parent ?? null) {
    const here = index.facts.scopes[scope];
    if (here?.kind === 'comprehension') return { inLoop: true, loopKind: 'data' };
    if (here?.kind === 'function') {
      const fn = here.owner === null ? undefined : index.facts.functions[here.owner];
      if (fn?.kind !== 'lambda' && fn?.name !== null) break;
      const around = fn ? callbackOf(index, fn.span) : null;
      if (around) return { inLoop: true, loopKind: 'data' };
    }
  }
  return { inLoop: false, loopKind: null };
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

function kindOf(kind: string, subject: string, body: string, header: string): Repetition['loopKind'] {
  const head = `${subject} ${header.split(/\bfor\b|\bwhile\b/).at(-1) ?? ''}`;
  if (/attempt|retr(y|ies)|\btries\b|backoff/i.test(head)) return 'retry';
  if (/models?\b|fallback|provider|candidate_llm/i.test(head) && kind === 'for') return 'fallback';
  if (kind === 'while' && /\b(try|except|catch)\b/.test(body) && /\b(sleep|setTimeout|backoff)\b/.test(body)) return 'retry';
  if (/tool_calls|tool_use|stop_reason|finish_reason|function_call|toolCalls|max_turns|max_steps|max_iter/.test(body + head)) return 'agent';
  return 'data';
}
