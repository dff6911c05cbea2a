import type { AnalyzedCall, CallExpr, Expr, FileFacts, Fix, LlmCall, MemberExpr, TextEdit } from '../model.ts';
import { textBetween } from './code.ts';
import { knowsOlderCapOnly, obstaclesTo } from './obstacles.ts';
import { gpt5, refusedBy, type Asking } from './refusals.ts';
import type { RuleInput } from './rule.ts';
import { named, settingsOf } from './settings.ts';
import { expressionOf, literalAt } from './written.ts';

/** What putting a replacement in place comes to. */
export interface Swap {
  readonly fixes: readonly Fix[];
  /** What calls here set that the replacement refuses, in words. */
  readonly refused: readonly string[];
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
  const none: Swap = { fixes: [], refused: [], obstacles: [] };
  if (call.model.state !== 'known') return none;
  const users = sharing(input).map((one) => one.call);
  const asking = (expr: CallExpr, request: LlmCall, isRequest: boolean): Asking => ({
    expr,
    settings: settingsOf(code, expr),
    request,
    isRequest,
  });
  const requests = users.flatMap((request) => {
    const expr = expressionOf(code, request);
    return expr ? [asking(expr, request, true)] : [];
  });
  const makers = call.model.span ? innermostCall(code, call.model.span).filter((expr) => requests.every((one) => one.expr !== expr)) : [];
  const asked = [...requests, ...makers.map((expr) => asking(expr, call, false))];
  const carried = [...new Set(requests.flatMap(({ expr }) => receiversOf(code, expr)))].map((expr) => asking(expr, call, false));
  const id = replacement.slice(replacement.lastIndexOf('/') + 1);
  const all = refusedBy(id, call.api, [...asked, ...carried], code);
  const obstacles = obstaclesTo(id, users, [...asked, ...carried], code);
  // The cap alone is renamed by the edit, where the library knows the newer name.
  const canRename = /^(?:openai\.chat\.completions|http\.openai)$/.test(call.api) && !users.some(knowsOlderCapOnly);
  const prefix = call.model.value.slice(0, call.model.value.lastIndexOf('/') + 1);
  const place = literalAt(code, call.model.span, call.model.value);
  const isRenamed = canRename && place !== null && obstacles.length === 0 && all.length === 1 && all[0]?.startsWith('max_tokens') === true;
  const refused = isRenamed ? [] : all;
  if (!place || refused.length > 0 || obstacles.length > 0 || asked.some(({ settings }) => settings.isOpen))
    return { fixes: [], refused, obstacles };
  const renamed = gpt5.test(id) && canRename ? asked.flatMap(({ expr }) => renameCap(code, expr)) : [];
  return renamed.includes(null)
    ? { ...none, refused: ['max_tokens (it is max_completion_tokens there)'] }
    : {
        fixes: [
          { title: `Use ${replacement}`, edits: [{ span: place, text: prefix + replacement }, ...renamed.filter((one) => one !== null)] },
        ],
        refused,
        obstacles,
      };
}

/** `max_tokens` becomes `max_completion_tokens`: https://platform.openai.com/docs/api-reference/chat/create. Null where the name is not written out. */
function renameCap(code: FileFacts, expr: CallExpr): readonly (TextEdit | null)[] {
  const settings = settingsOf(code, expr);
  if (!settings.values.has('max_tokens')) return [];
  const places = [
    ...expr.args.filter((one) => one.name === 'max_tokens'),
    ...expr.args.flatMap((one) => (one.value.kind === 'record' ? one.value.entries.filter((entry) => entry.key === 'max_tokens') : [])),
  ];
  return places.length === 0
    ? [null]
    : places.map(({ span }) => {
        const at = textBetween(code, span).indexOf('max_tokens');
        return at < 0 || at > 1
          ? null
          : { span: { start: span.start + at, end: span.start + at + 'max_tokens'.length }, text: 'max_completion_tokens' };
      });
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
