import type { CallDetails, CallExpr, Expr, FileFacts, LlmCall, RecordExpr, Span } from '../model.ts';
import { textBetween } from './code.ts';
import { bindingsOf } from './loops.ts';

/** What is written at a call, for rules that point at it and fixes that change it. All places are in the call's own file. */

/** The call expression that a call was found at. */
export function expressionOf(code: FileFacts, call: LlmCall): CallExpr | null {
  return code.calls.find((one) => one.span.start === call.span.start && one.span.end === call.span.end) ?? null;
}

/** The API that a call asks, where its seller has ended it; nothing else need be said of such a call. @param at ISO date */
export function endedBy({ details, provider }: LlmCall, at: string): CallDetails['ended'] | null {
  return details?.ended && details.ended.date <= at && (provider === 'openai' || provider === 'azure') ? details.ended : null;
}

/** The model runs on capacity that is paid by the hour, whatever is asked of it: https://docs.aws.amazon.com/bedrock/latest/userguide/prov-throughput.html */
export function isPaidByHour({ model }: LlmCall): boolean {
  return model.state === 'known'
    ? /^arn:aws[\w-]*:bedrock:[^/]*:provisioned-model\//.test(model.value)
    : model.state === 'dynamic' && /provisioned_?model/i.test(model.reason);
}

/** What is written for a parameter: a Python keyword, or a property of an object literal among the arguments. Dotted for nested ones. */
export function written(expr: CallExpr, names: readonly string[]): Expr | null {
  for (const name of names) {
    const [head = '', ...rest] = name.split('.');
    const records = expr.args
      .filter((one) => one.name === null && one.spread === 'none' && one.value.kind === 'record')
      .map((one) => one.value);
    let found: Expr | undefined = expr.args.find((one) => one.name === head)?.value;
    for (const record of records) if (!found && record.kind === 'record') found = entryOf(record, head);
    for (const step of rest) {
      if (found?.kind === 'record') found = entryOf(found, step);
      else if (found?.kind === 'call') found = found.args.find((one) => one.name === step)?.value;
      else found = undefined;
    }
    if (found) return found;
  }
  return null;
}

/** The value behind a key of a record. */
export function entryOf(record: RecordExpr, key: string): Expr | undefined {
  return record.entries.find((entry) => entry.key === key)?.value;
}

/**
 * What a name stands for, where an edit of that is an edit of this call only: bound once, written to by nobody, and named
 * nowhere else but where it grows. Anything else stays as it is.
 */
export function followed(code: FileFacts, expr: Expr, depth = 0): Expr {
  if (expr.kind !== 'name' || depth > 3) return expr;
  const [binding, ...more] = bindingsOf(code, expr.name, expr.scope);
  if (
    !binding ||
    more.length > 0 ||
    binding.from.kind !== 'value' ||
    code.writes.some((one) => one.object.kind === 'name' && one.object.name === expr.name)
  )
    return expr;
  return usesOf(code, expr.name, binding.scope) === 1 ? followed(code, binding.from.value, depth + 1) : expr;
}

/** How often a name is read in its scope: not where it is bound, is a keyword or a key, is a member of something else, or only grows. */
function usesOf(code: FileFacts, name: string, scope: number): number {
  const region = code.scopes[scope]?.span;
  const text =
    region && code.scopes[scope]?.parent !== null ? textBetween(code, region) : code.chunks.map((chunk) => chunk.text).join('\n');
  return (
    text.match(new RegExp(`(?<![\\w$."'])${name.replaceAll('$', '\\$')}(?![\\w$:"']|\\s*=[^=>]|\\.(?:append|push|extend)\\()`, 'g'))
      ?.length ?? 0
  );
}

/** The records that a request is made of: among the arguments, in what they are carried by (`new Command({...})`, `json.dumps({...})`, `{ body: ... }`), behind `**request`. */
function sentRecords(code: FileFacts, expr: CallExpr): readonly RecordExpr[] {
  const inside = (value: Expr, depth: number): readonly RecordExpr[] => {
    const one = followed(code, value);
    if (depth > 4) return [];
    if (one.kind === 'record')
      return [
        one,
        ...one.entries.flatMap((entry) =>
          entry.key !== null && /^(?:body|json|data|payload)$/.test(entry.key) ? inside(entry.value, depth + 1) : [],
        ),
      ];
    return one.kind === 'call' && one !== expr
      ? [
          ...one.args.flatMap((argument) => inside(argument.value, depth + 1)),
          ...(one.callee.kind === 'member' ? inside(one.callee.object, depth + 1) : []),
        ]
      : [];
  };
  return expr.args
    .filter((one) => one.name === null || /^(?:body|json|data|content)$/.test(one.name))
    .flatMap((one) => inside(one.value, 0));
}

/** What is sent for a key, wherever the request is put together; names are followed. */
export function sentFor(code: FileFacts, expr: CallExpr, key: string): Expr | null {
  const found =
    expr.args.find((one) => one.name === key)?.value ??
    sentRecords(code, expr)
      .map((record) => entryOf(record, key))
      .find((one) => one !== undefined);
  return found ? followed(code, found) : null;
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

/** One literal as it is written: `f"""`, what stands between, `"""`. */
export interface Literal {
  readonly open: string;
  readonly close: string;
  /** Place of what stands between the quotes. */
  readonly body: Span;
}

/** The one literal that a text is; null where it is put together of several, or where its end cannot be told. */
export function literalOf(code: FileFacts, expr: Expr): Literal | null {
  if (expr.kind !== 'text') return null;
  const text = textBetween(code, expr.span);
  const [open, quote] = (code.language === 'python' ? /^[a-zA-Z]{0,2}("""|'''|"|')/ : /^(["'`])/).exec(text) ?? [];
  if (open === undefined || quote === undefined || text.length < open.length + quote.length || !text.endsWith(quote)) return null;
  const body = text.slice(open.length, text.length - quote.length);
  return body.replace(/\\[^]/g, '').includes(quote)
    ? null
    : { open, close: quote, body: { start: expr.span.start + open.length, end: expr.span.end - quote.length } };
}
