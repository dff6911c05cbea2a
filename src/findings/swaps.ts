import type { AnalyzedCall, CallExpr, Expr, FileFacts, Fix, MemberExpr, Span, TextEdit } from '../model.ts';
import { isTextAgent, settingOf, type Asking } from './asking.ts';
import { bareId, providerOf } from './answerLength.ts';
import { textBetween } from './code.ts';
import { named } from './named.ts';
import { obstaclesTo, olderCapOf, profileOf } from './obstacles.ts';
import { gpt5 } from './refusals.ts';
import { refusedBy, type Refused } from './refused.ts';
import type { RuleInput } from './rule.ts';
import { expressionOf, literalAt } from './written.ts';

/** What putting a replacement in place comes to. */
export interface Swap {
  readonly fixes: readonly Fix[];
  /** What calls here ask that the replacement refuses. */
  readonly refused: Refused;
  /** What else has to change with it, a sentence each. */
  readonly obstacles: readonly string[];
}

/** Calls of the file that use the same written model, in source order. */
export function sharing({ analyzed: { call }, siblings }: RuleInput): readonly AnalyzedCall[] {
  const { model } = call;
  if (model.state !== 'known' || model.span === null) return siblings.filter((one) => one.call.id === call.id);
  const {
    span: { start },
    file = call.file,
  } = model;
  return siblings.filter(
    ({ call: { kind, model: other } }) =>
      kind !== 'wrapper' &&
      other.state === 'known' &&
      other.span?.start === start &&
      (other.file ?? call.file) === file &&
      other.value === model.value,
  );
}

/**
 * Writes a replacement over a model's literal, where that is in this file and every call that uses it can do without change, or
 * with the one change of name that the newer models ask for (`max_tokens`). Anything else is for a person to do.
 */
export function swapModel(input: RuleInput, replacement: string): Swap {
  const {
    analyzed: { call },
    code,
  } = input;
  if (call.model.state !== 'known') return { fixes: [], refused: nothing, obstacles: [] };
  const users = sharing(input).map((one) => one.call);
  const places = users.flatMap((request) => {
    const expr = expressionOf(code, request);
    return expr ? [{ expr, request }] : [];
  });
  const around = call.model.span ? innermostCall(code, call.model.span).filter((expr) => places.every((one) => one.expr !== expr)) : [];
  const carried = [...new Set(places.flatMap(({ expr }) => receiversOf(code, expr)))];
  const made = {
    toldInWords: [...around, ...carried].some((expr) => isTextAgent(expr, code)),
    asksResponses: [...around, ...carried].some(({ span }) => /\bOpenAIResponses\b/.test(textBetween(code, span))),
  };
  const requests = places.map((one): Asking => ({ ...one, isRequest: true, ...made }));
  const making = (expr: CallExpr): Asking => ({ expr, request: call, isRequest: false, ...made });
  const makers = around.map(making);
  const asked = [...requests, ...makers, ...carried.map(making)];
  const id = bareId(replacement);
  const all = refusedBy(id, call.api, asked, code);
  const obstacles = obstaclesTo(replacement, users, asked, code);
  const place = literalAt(code, call.model.span, call.model.value);
  if (!place || obstacles.length > 0 || all.may.length > 0 || all.rest.length > 0 || users.some((one) => one.details?.setsMore === true))
    return { fixes: [], refused: all, obstacles };
  // The cap alone is renamed by the edit, where the library knows the newer name.
  const canRename = /^(?:openai\.chat\.completions|http\.openai)$/.test(call.api) && users.every((one) => olderCapOf(one) === null);
  const renamed = gpt5.test(id) && canRename ? requests.flatMap((one) => renameCap(code, one, makers)) : [];
  if (all.sent.some((one) => !(canRename && one.startsWith('max_tokens'))) || renamed.includes(null))
    return { fixes: [], refused: all, obstacles };
  const edits = renamed
    .filter((one) => one !== null)
    .filter((one, i, every) => every.findIndex((other) => other?.span.start === one.span.start) === i);
  return {
    fixes: [{ title: `Use ${replacement}`, edits: [{ span: place, text: spelledLike(call.model.value, replacement) }, ...edits] }],
    refused: nothing,
    obstacles,
  };
}

/** A replacement with what stands before the id that it takes the place of: a gateway's and a provider's name, a profile's regions. Its own maker's name replaces the other's. */
export function spelledLike(before: string, replacement: string): string {
  const provider = providerOf(before);
  const folders = before.slice(provider.length).split('/').slice(0, -replacement.split('/').length);
  return [provider, ...folders.map((one) => `${one}/`), profileOf(before) ?? '', replacement].join('');
}

const nothing: Refused = { sent: [], may: [], rest: [] };

/** `max_tokens` becomes `max_completion_tokens`: https://platform.openai.com/docs/api-reference/chat/create. Null where the name is not written out. */
function renameCap(code: FileFacts, asking: Asking, makers: readonly Asking[]): readonly (TextEdit | null)[] {
  if (!settingOf(asking.request, 'max_tokens')) return [];
  const own = capsIn(asking.expr);
  const places = own.length > 0 ? own : makers.flatMap(({ expr }) => capsIn(expr));
  return places.length === 0
    ? [null]
    : places.map((span) => {
        const at = textBetween(code, span).indexOf('max_tokens');
        return at < 0 || at > 1
          ? null
          : { span: { start: span.start + at, end: span.start + at + 'max_tokens'.length }, text: 'max_completion_tokens' };
      });
}

function capsIn({ args }: CallExpr): readonly Span[] {
  return [
    ...args.filter((one) => one.name === 'max_tokens').map((one) => one.span),
    ...args.flatMap((one) =>
      one.value.kind === 'record' ? one.value.entries.filter((entry) => entry.key === 'max_tokens').map((entry) => entry.span) : [],
    ),
  ];
}

/** The calls that what receives a request is made by, nearest first: `model.bind_tools(tools)` of `(prompt | model.bind_tools(tools)).invoke()`. */
function receiversOf(code: FileFacts, expr: CallExpr): readonly CallExpr[] {
  const out: CallExpr[] = [];
  const open: Expr[] = [expr.callee];
  for (let i = 0, at = open.shift(); at && i < 24; i++, at = open.shift()) {
    if (at.kind === 'member') open.push(at.object, ...heldIn(code, at));
    else if (at.kind === 'call') {
      out.push(at);
      open.push(at.callee);
    } else if (at.kind === 'binary' && at.operator === '|') open.push(at.left, at.right);
    else if (at.kind === 'name') {
      const next = named(code, at);
      if (next !== at) open.push(next);
    }
  }
  return out;
}

/** What an object keeps under a name, where it is put there once: `self.llm = partial(client.chat.completions.create, max_tokens=300)`. */
function heldIn(code: FileFacts, { object, property }: MemberExpr): readonly Expr[] {
  if (object.kind !== 'name' || !/^(?:self|this)$/.test(object.name)) return [];
  const writes = code.writes.filter((one) => one.property === property && one.object.kind === 'name' && one.object.name === object.name);
  return writes.length === 1 ? writes.map((one) => one.value) : [];
}

/** The call that a literal is an argument of: a client's or model object's constructor, or the request itself. */
function innermostCall(code: FileFacts, span: { readonly start: number; readonly end: number }): readonly CallExpr[] {
  const around = code.calls
    .filter((one) => one.span.start <= span.start && span.end <= one.span.end)
    .toSorted((a, b) => a.span.end - a.span.start - (b.span.end - b.span.start))[0];
  return around ? [around] : [];
}
