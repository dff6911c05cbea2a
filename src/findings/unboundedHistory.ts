import type { Expr, FileFacts } from '../model.ts';
import { bodyText, loopsAround, namedFunctionAround } from './code.ts';
import { bindingsOf, isCounted, isEndless, isPaced } from './loops.ts';
import type { Rule } from './rule.ts';
import { expressionOf, written } from './written.ts';

const appenders = /^(?:append|extend|push)$/;

/** Messages are added on every turn and never taken away: turn n pays for all turns before it. */
export const unboundedHistory: Rule = {
  id: 'unbounded-history',
  severity: 'information',
  title: 'The conversation only grows',
  check({ analyzed: { call }, code }) {
    const expr = expressionOf(code, call);
    const messages = expr ? written(expr, ['messages', 'input', 'contents', 'history']) : null;
    const name = messages ? nameOf(messages) : null;
    if (!messages || name === null) return null;
    const escaped = name.replaceAll('.', '\\.');
    const whole = code.chunks.map((one) => bodyText(code, { start: one.offset, end: one.offset + one.text.length })).join('\n');
    const trimmed = new RegExp(
      `\\b${escaped}\\s*(?:\\[[^\\]]*:[^\\]]*\\]|\\.(?:slice|splice|pop|popleft|shift|clear|remove)\\(|\\.length\\s*=)|\\bdel\\s+${escaped}|\\b\\w*(?:trim|summar|truncat|compact|prune|shorten|window|compress|limit)\\w*\\s*\\(|maxlen|max_?(?:history|messages|turns)`,
      'i',
    );
    if (trimmed.test(whole)) return null;
    return messages.kind === 'name' ? inLoop(code, call.span, messages, name) : inObject(code, call.span, name);
  },
};

function nameOf(expr: Expr): string | null {
  if (expr.kind === 'name') return expr.name;
  return expr.kind === 'member' && expr.object.kind === 'name' && (expr.object.name === 'self' || expr.object.name === 'this')
    ? `${expr.object.name}.${expr.property}`
    : null;
}

const message =
  'Every turn sends all turns before it: the tokens of a conversation grow with the square of its length, and nothing here takes old messages away. Keep the last few, or sum up the older ones.';
const byHand = 'Keep a fixed number of recent messages, or replace old ones by a summary';

/** A list from outside the loop that the loop adds to, in a conversation that a person keeps going. */
function inLoop(
  code: FileFacts,
  span: { readonly start: number; readonly end: number },
  messages: Expr & { kind: 'name' },
  name: string,
): { message: string; byHand: string } | null {
  const loop = loopsAround(code, span).find((one) => isEndless(code, one));
  if (!loop) return null;
  const body = bodyText(code, loop.span);
  if (!isPaced(body) || isCounted(body)) return null;
  const inside = (at: number) => loop.span.start <= at && at < loop.span.end;
  const bindings = bindingsOf(code, messages.name, messages.scope);
  if (bindings.length === 0 || bindings.some((one) => inside(one.span.start) && one.from.kind !== 'augment')) return null;
  const grows = code.calls.filter(
    (one) =>
      one.callee.kind === 'member' &&
      appenders.test(one.callee.property) &&
      one.callee.object.kind === 'name' &&
      one.callee.object.name === name &&
      inside(one.span.start),
  ).length;
  return grows + bindings.filter((one) => inside(one.span.start)).length >= 1 ? { message, byHand } : null;
}

/** A list on an object that its methods add to and only the constructor sets. */
function inObject(
  code: FileFacts,
  span: { readonly start: number; readonly end: number },
  name: string,
): { message: string; byHand: string; confidence: 'possible' } | null {
  const [owner = '', property = ''] = name.split('.');
  const isIt = (one: Expr) => one.kind === 'member' && one.object.kind === 'name' && one.object.name === owner && one.property === property;
  const fn = namedFunctionAround(code, span);
  if (!fn || fn.kind === 'constructor') return null;
  const grows = code.calls.some(
    (one) =>
      one.callee.kind === 'member' &&
      appenders.test(one.callee.property) &&
      isIt(one.callee.object) &&
      fn.span.start <= one.span.start &&
      one.span.end <= fn.span.end,
  );
  const resets = code.writes.some(
    (one) =>
      one.property === property &&
      one.object.kind === 'name' &&
      one.object.name === owner &&
      one.inFunction !== null &&
      code.functions[one.inFunction]?.kind !== 'constructor',
  );
  return grows && !resets ? { message, byHand, confidence: 'possible' } : null;
}
