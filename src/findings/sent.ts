import type { CallExpr, Expr, FileFacts, LlmCall, PromptHole, Span } from '../model.ts';
import { textBetween } from './code.ts';

/** One piece of a prompt as it is sent. `segment` and `part` are its place in `call.prompt.segments`. */
export interface SentPart {
  readonly piece: string | PromptHole;
  readonly segment: number;
  readonly part: number;
}

/** Providers send the system prompt before the messages; a cache holds a prefix of that (behind the tools). */
export function sentParts(call: LlmCall): readonly SentPart[] {
  const { segments } = call.prompt;
  const order = [...segments.keys()].toSorted((a, b) => Number(segments[a]?.role !== 'system') - Number(segments[b]?.role !== 'system') || a - b);
  return order.flatMap((segment) => (segments[segment]?.parts ?? []).map((piece, part) => ({ piece, segment, part })));
}

/** All text of the prompt that the source holds, without schemas. */
export function staticText(call: LlmCall): string {
  return call.prompt.segments.filter((one) => one.role !== 'schema').flatMap((one) => one.parts.filter((part) => typeof part === 'string')).join('\n');
}

/** The call expression that a call was found at. */
export function expressionOf(code: FileFacts, call: LlmCall): CallExpr | null {
  return code.calls.find((one) => one.span.start === call.span.start && one.span.end === call.span.end) ?? null;
}

/** What is written for a parameter: a Python keyword, or a property of an object literal among the arguments. Dotted for nested ones. */
export function written(expr: CallExpr, names: readonly string[]): Expr | null {
  for (const name of names) {
    const [head = '', ...rest] = name.split('.');
    const records = expr.args.filter((one) => one.name === null && one.spread === 'none' && one.value.kind === 'record').map((one) => one.value);
    let found: Expr | undefined = expr.args.find((one) => one.name === head)?.value;
    for (const record of records) if (!found && record.kind === 'record') found = record.entries.find((entry) => entry.key === head)?.value;
    for (const step of rest) {
      if (found?.kind === 'record') found = found.entries.find((entry) => entry.key === step)?.value;
      else if (found?.kind === 'call') found = found.args.find((one) => one.name === step)?.value;
      else found = undefined;
    }
    if (found) return found;
  }
  return null;
}

/** Place of a quoted literal that reads exactly `value`, without its quotes; null when something else stands there. */
export function literalAt(code: FileFacts, span: Span | null, value: string): Span | null {
  if (!span) return null;
  const text = textBetween(code, span);
  const match = /^[rRuUbB]?(["'`])([^]*)\1$/.exec(text);
  return match && match[2] === value ? { start: span.end - 1 - value.length, end: span.end - 1 } : null;
}

/** Place of a number literal; null when something else stands there. */
export function numberAt(code: FileFacts, span: Span | null, value: number): Span | null {
  return span && Number(textBetween(code, span).replaceAll('_', '')) === value ? span : null;
}

export const grouped = (value: number): string => Math.round(value).toLocaleString('en-US');
