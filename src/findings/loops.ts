import type { FileFacts, Region, Span } from '../model.ts';
import { loopsAround, textBetween } from './code.ts';

/** Runs for ever but for what its body does: `while True`, `while (true)`, `for (;;)`. */
export function isEndless(code: FileFacts, loop: Region): boolean {
  if (loop.kind === 'while')
    return (loop.subject?.kind === 'flag' && loop.subject.value) || (loop.subject?.kind === 'number' && loop.subject.value !== 0);
  const header = textBetween(code, { start: Math.max(0, loop.span.start - 40), end: loop.span.start });
  const isOpen = loop.subject === undefined || /^;?$/.test(textBetween(code, loop.subject.span).trim());
  return isOpen && /\bfor\s*\(\s*;\s*;\s*\)\s*\{?\s*$/.test(header);
}

/** A person, a queue or a clock sets the pace: the loop turns as often as something comes in. */
export function isPaced(body: string): boolean {
  return /\b(?:input|raw_input|prompt|question|readline|readLine|rl\.\w+|ask(?:_user)?|getUserInput|get_user_input|user_input|recv\w*|receive\w*|get_message|accept|poll|listen|Prompt\.ask|record\w*|transcribe\w*|chat_input|get_nowait|dequeue|consume\w*|read_line|stdin|getline|sleep|setTimeout|wait_for\w*|next_event)\s*(?:<[^>]*>)?\(|\b(?:queue|q|inbox|mailbox|channel)\.get\(|\byield\b|\breadable\b/i.test(
    body,
  );
}

/** Something in the body counts, or keeps an eye on the time or the money. */
export function isCounted(body: string): boolean {
  return /\b\w*(?:max|limit|steps?|turns?|iter|attempts?|rounds?|count|depth|budget|remaining|deadline|timeout|elapsed|retries|tries|loops?)\w*\s*(?:>=?|<=?|===?|!==?)|(?:>=?|<=?|===?)\s*(?:self\.|this\.)?\w*(?:max|limit|MAX|LIMIT|budget|deadline|timeout)\w*|\+=\s*1\b|-=\s*1\b|\+\+|--|\bfor\s+\w+\s+in\s+range\b/i.test(
    body,
  );
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
    .filter(
      (one) =>
        one.args.some((argument) => argument.span.start <= span.start && span.end <= argument.span.end) &&
        (one.span.start !== span.start || one.span.end !== span.end),
    )
    .toSorted((a, b) => a.span.end - a.span.start - (b.span.end - b.span.start))
    .map((one) => (one.callee.kind === 'member' ? one.callee.property : one.callee.kind === 'name' ? one.callee.name : ''));
}
