import type { Expr, FileFacts, Region, Span } from '../model.ts';
import { loopsAround, textBetween } from './code.ts';

/** Runs for ever but for what its body does: `while True`, `while (true)`, `for (;;)`. */
export function isEndless(code: FileFacts, loop: Region): boolean {
  if (loop.kind === 'while') return (loop.subject?.kind === 'flag' && loop.subject.value) || (loop.subject?.kind === 'number' && loop.subject.value !== 0);
  const header = textBetween(code, { start: Math.max(0, loop.span.start - 40), end: loop.span.start });
  const isOpen = loop.subject === undefined || /^;?$/.test(textBetween(code, loop.subject.span).trim());
  return isOpen && /\bfor\s*\(\s*;\s*;\s*\)\s*\{?\s*$/.test(header);
}

/** A person, a queue or a clock sets the pace: the loop turns as often as something comes in. */
export function isPaced(body: string): boolean {
  return /\b(?:input|raw_input|prompt|question|readline|readLine|rl\.\w+|ask(?:_user)?|getUserInput|get_user_input|user_input|recv\w*|receive\w*|get_message|accept|poll|listen|Prompt\.ask|record\w*|transcribe\w*|chat_input|get_nowait|dequeue|consume\w*|read_line|stdin|getline|sleep|setTimeout|wait_for\w*|next_event)\s*(?:<[^>]*>)?\(|\b(?:queue|q|inbox|mailbox|channel)\.get\(|\byield\b|\breadable\b/i.test(body);
}

/** Something in the body counts, or keeps an eye on the time or the money. */
export function isCounted(body: string): boolean {
  return /\b\w*(?:max|limit|steps?|turns?|iter|attempts?|rounds?|count|depth|budget|remaining|deadline|timeout|elapsed|retries|tries|loops?)\w*\s*(?:>=?|<=?|===?|!==?)|(?:>=?|<=?|===?)\s*(?:self\.|this\.)?\w*(?:max|limit|MAX|LIMIT|budget|deadline|timeout)\w*|\+=\s*1\b|-=\s*1\b|\+\+|--|\bfor\s+\w+\s+in\s+range\b/i.test(body);
}

/** How many turns a loop makes, where the code says it: `range(3)`, a literal list, `i < 5`. Null where it does not. */
export function turnsOf(code: FileFacts, loop: Region): number | null {
  const { subject } = loop;
  if (subject?.kind === 'list') return subject.items.every((one) => one.kind !== 'spread') ? subject.items.length : null;
  if (subject?.kind === 'call') return rangeLength(code, subject);
  if (subject?.kind === 'binary' && /^<=?$/.test(subject.operator) && loop.kind === 'for') return counterTurns(code, subject);
  if (subject?.kind === 'name') return lengthOfConstant(code, subject.name, subject.scope);
  return null;
}

/** `let i = 1; i <= n`: the start is read from the text before the condition. */
function counterTurns(code: FileFacts, condition: Extract<Expr, { kind: 'binary' }>): number | null {
  const start = /=\s*(\d+)\s*;\s*$/.exec(textBetween(code, { start: Math.max(0, condition.span.start - 40), end: condition.span.start }))?.[1];
  const limit = numberOf(code, condition.right);
  return start === undefined || limit === null ? null : Math.max(0, limit - Number(start)) + (condition.operator === '<=' ? 1 : 0);
}

function rangeLength(code: FileFacts, call: Extract<Expr, { kind: 'call' }>): number | null {
  if (call.callee.kind !== 'name' || call.callee.name !== 'range') return null;
  const numbers = call.args.map((one) => numberOf(code, one.value));
  if (numbers.some((one) => one === null) || numbers.length === 0) return null;
  const [first = 0, second, step = 1] = numbers as number[];
  const turns = second === undefined ? first : Math.ceil((second - first) / step);
  return turns > 0 ? turns : null;
}

/** A number literal, or a name that is bound to one once in the file. */
export function numberOf(code: FileFacts, expr: Expr): number | null {
  if (expr.kind === 'number') return expr.value;
  if (expr.kind === 'binary' && expr.operator === '+') {
    const [left, right] = [numberOf(code, expr.left), numberOf(code, expr.right)];
    return left === null || right === null ? null : left + right;
  }
  if (expr.kind !== 'name') return null;
  const values = bindingsOf(code, expr.name, expr.scope);
  const only = values.length === 1 && values[0]?.from.kind === 'value' ? values[0].from.value : null;
  return only?.kind === 'number' ? only.value : null;
}

function lengthOfConstant(code: FileFacts, name: string, scope: number): number | null {
  const values = bindingsOf(code, name, scope);
  const only = values.length === 1 && values[0]?.from.kind === 'value' ? values[0].from.value : null;
  const grows = code.calls.some((one) => one.callee.kind === 'member' && one.callee.object.kind === 'name' && one.callee.object.name === name && /^(?:append|extend|push|insert|unshift|concat)$/.test(one.callee.property));
  return only?.kind === 'list' && !grows && only.items.every((one) => one.kind !== 'spread') ? only.items.length : null;
}

/** Bindings of a name in the nearest scope that has any. */
export function bindingsOf(code: FileFacts, name: string, scope: number): FileFacts['bindings'] {
  for (let at: number | null = scope; at !== null; at = code.scopes[at]?.parent ?? null) {
    const found = code.bindings.filter((one) => one.scope === at && one.name === name);
    if (found.length > 0) return found;
  }
  return [];
}

/** Endless loops around a span within its function, innermost first. */
export function endlessLoops(code: FileFacts, span: Span): readonly Region[] {
  return loopsAround(code, span).filter((one) => isEndless(code, one));
}

/** Name of the innermost call that a span is an argument of, with a member's last name: `all`, `gather`. */
export function callersAround(code: FileFacts, span: Span): readonly string[] {
  return code.calls
    .filter((one) => one.args.some((argument) => argument.span.start <= span.start && span.end <= argument.span.end) && (one.span.start !== span.start || one.span.end !== span.end))
    .toSorted((a, b) => a.span.end - a.span.start - (b.span.end - b.span.start))
    .map((one) => (one.callee.kind === 'member' ? one.callee.property : one.callee.kind === 'name' ? one.callee.name : ''));
}
