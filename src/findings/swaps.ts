import type { AnalyzedCall, CallExpr, Expr, FileFacts, Fix, LlmCall, TextEdit } from '../model.ts';
import { textBetween } from './code.ts';
import { bindingsOf } from './loops.ts';
import type { RuleInput } from './rule.ts';
import { entryOf, expressionOf, literalAt, sentFor } from './written.ts';

/** What a request sets, besides what it says. */
export interface Settings {
  readonly values: ReadonlyMap<string, Expr>;
  /** Something is passed on that cannot be read: it may set anything. */
  readonly isOpen: boolean;
}

/** A setting that a family of models refuses, with an error instead of an answer. */
interface Refusal {
  readonly model: RegExp;
  readonly apis?: RegExp;
  readonly what: string;
  /** @param request what was found of the call. */
  isAsked(settings: Settings, code: FileFacts, call: CallExpr, request: LlmCall): boolean;
}

const isSet = ({ values }: Settings, ...names: readonly string[]) => names.some((name) => values.has(name));
const isNumber = (expr: Expr | undefined, value: number) => expr?.kind === 'number' && expr.value === value;
const isTextOf = (expr: Expr | undefined, pattern: RegExp) => expr?.kind === 'text' && expr.parts.length === 1 && typeof expr.parts[0] === 'string' && pattern.test(expr.parts[0]);
const typeIn = (expr: Expr | undefined) => (expr?.kind === 'record' ? entryOf(expr, 'type') : undefined);
const samples = (settings: Settings) => isSet(settings, 'top_p', 'topP', 'top_k', 'topK') || (isSet(settings, 'temperature') && !isNumber(settings.values.get('temperature'), 1));

/** Versions of the AI SDK before 5, whose settings have other names: https://ai-sdk.dev/docs/migration-guides/migration-guide-5-0 */
const isOldAiSdk = (settings: Settings, { details }: LlmCall) => isSet(settings, 'maxTokens', 'maxSteps') || (details?.version?.[0] ?? 5) < 5;
/** They send it where it is not set: https://github.com/vercel/ai/releases/tag/ai@5.0.0-canary.11 */
const zeroByItself = { apis: /^ai\./, what: 'the temperature of 0 that this version of the AI SDK sends by itself', isAsked: (settings: Settings, _code: FileFacts, _call: CallExpr, request: LlmCall) => !isSet(settings, 'temperature') && isOldAiSdk(settings, request) };

// https://platform.claude.com/docs/en/models/sonnet-5-5/migration-guide, https://platform.claude.com/docs/en/models/sonnet-5/migration-guide
const claude5 = /^claude-(?:opus|sonnet|haiku)-5/;
// https://platform.openai.com/docs/guides/latest-model: parameters that models that reason do not take.
const gpt5 = /^gpt-(?:[5-9]|\d\d)/;

const refusals: readonly Refusal[] = [
  { model: claude5, what: 'temperature, top_p or top_k', isAsked: samples },
  { model: claude5, ...zeroByItself },
  { model: gpt5, ...zeroByItself },
  { model: claude5, what: 'thinking by a budget', isAsked: ({ values }) => values.has('budget_tokens') || values.has('budgetTokens') || isTextOf(typeIn(values.get('thinking')), /^(?:enabled|disabled)$/) },
  { model: claude5, what: 'a forced tool_choice', isAsked: ({ values }) => ['tool_choice', 'toolChoice'].some((key) => isTextOf(typeIn(values.get(key)), /^(?:any|tool)$/) || isTextOf(values.get(key), /^(?!(?:auto|none)$)/)) },
  { model: claude5, what: 'an answer that is begun for it (prefill)', isAsked: (_, code, call) => endsWithAssistant(code, call) },
  { model: gpt5, what: 'temperature or top_p', isAsked: samples },
  { model: gpt5, what: 'penalties, logprobs or logit_bias', isAsked: (settings) => isSet(settings, 'presence_penalty', 'presencePenalty', 'frequency_penalty', 'frequencyPenalty', 'logprobs', 'top_logprobs', 'logit_bias', 'logitBias') },
  { model: gpt5, what: 'reasoning effort minimal', isAsked: ({ values }) => ['reasoning_effort', 'reasoningEffort', 'effort'].some((key) => isTextOf(values.get(key), /^minimal$/)) },
  // Instructor asks for a function wherever it is given a model of the answer: https://python.useinstructor.com/modes-comparison/
  // Frameworks for agents speak Chat Completions to OpenAI where they are not told otherwise, each by a class of that name.
  { model: gpt5, apis: /^(?:openai|azure\.openai)\.chat|^http\.openai$|^litellm\.completion$|^(?:instructor|agno|autogen|crewai|haystack|langchain|langgraph|llamaindex|smolagents|strands|swarm)\./, what: 'function tools in Chat Completions while it reasons', isAsked: (settings, code, call) => (isSet(settings, 'tools', 'functions', 'response_model') || bindsTools(call)) && !isTextOf(settings.values.get('reasoning_effort'), /^none$/) && !isSet(settings, 'use_responses_api', 'useResponsesApi') && !/\bOpenAIResponses\b/.test(textBetween(code, call.span)) },
  // Its provider speaks Responses where it is not asked for `.chat`, and did not before version 5.
  { model: gpt5, apis: /^ai\./, what: 'function tools in Chat Completions while it reasons', isAsked: (settings, code, _call, request) => isSet(settings, 'tools') && (isOldAiSdk(settings, request) || /\.chat\(/.test(textOfModel(settings, code))) },
  // https://github.com/langchain-ai/langchain-community/blob/main/libs/community/langchain_community/chat_models/openai.py
  { model: gpt5, what: 'the temperature of 0.7 that this class sends by itself', isAsked: (settings, code, call) => !isSet(settings, 'temperature') && call.callee.kind === 'name' && call.callee.name === 'ChatOpenAI' && code.imports.some((one) => /^langchain(?:_community)?\.chat_models/.test(one.module)) },
  // These hand it on as it is; LiteLLM, LangChain and LlamaIndex write the newer name for newer models.
  { model: gpt5, apis: /^(?:openai\.chat\.completions|http\.openai)$|^(?:agno|haystack|instructor|smolagents|strands)\./, what: 'max_tokens (max_completion_tokens there)', isAsked: (settings) => isSet(settings, 'max_tokens') },
];

/** Libraries that look a model's name up in a table of their own, and refuse one that it does not hold: the table is that of the version installed. */
const knowsByName = /^(?:autogen|llamaindex)\./;

/** What stands for the model of a request, behind a name if need be. */
function textOfModel({ values }: Settings, code: FileFacts): string {
  const model = values.get('model');
  return model ? textBetween(code, named(code, model).span) : '';
}

/** `model.bind_tools(tools)`: https://docs.langchain.com/oss/python/langchain/models#tool-calling */
function bindsTools(call: CallExpr): boolean {
  return call.callee.kind === 'member' && /^bind_?[tT]ools$/.test(call.callee.property) && call.args.length > 0;
}

/** What putting a replacement in place comes to. */
export interface Swap {
  readonly fixes: readonly Fix[];
  /** What calls here set that the replacement refuses, in words. */
  readonly refused: readonly string[];
}

/** Calls of the file that use the same written model, in source order. */
export function sharing({ analyzed: { call }, siblings }: RuleInput): readonly AnalyzedCall[] {
  const { model } = call;
  if (model.state !== 'known' || model.span === null) return siblings.filter((one) => one.call.id === call.id);
  const { span: { start }, file = call.file } = model;
  return siblings.filter(({ call: { kind, model: other } }) => kind !== 'wrapper' && other.state === 'known' && other.span?.start === start && (other.file ?? call.file) === file && other.value === model.value);
}

/**
 * Writes a replacement over a model's literal, where that is in this file and every call that uses it can do without change, or
 * with the one change of name that the newer models ask for (`max_tokens`). Anything else is for a person to do.
 */
export function swapModel(input: RuleInput, replacement: string): Swap {
  const { analyzed: { call }, code } = input;
  if (call.model.state !== 'known') return { fixes: [], refused: [] };
  const users = sharing(input).flatMap((one) => expressionOf(code, one.call) ?? []);
  const makers = call.model.span ? innermostCall(code, call.model.span) : [];
  const asked = [...new Set([...users, ...makers])].map((expr) => ({ expr, settings: settingsOf(code, expr) }));
  const carried = [...new Set(users.flatMap((expr) => receiversOf(code, expr)))].map((expr) => ({ expr, settings: settingsOf(code, expr) }));
  const id = replacement.slice(replacement.lastIndexOf('/') + 1);
  const all = refusals.filter((one) => one.model.test(id) && (one.apis?.test(call.api) ?? true) && [...asked, ...carried].some(({ expr, settings }) => one.isAsked(settings, code, expr, call))).map((one) => one.what);
  // The cap alone is renamed by the edit.
  const canRename = /^(?:openai\.chat\.completions|http\.openai)$/.test(call.api);
  const refused = canRename && all.length === 1 && all[0]?.startsWith('max_tokens') ? [] : all;
  const prefix = call.model.value.slice(0, call.model.value.lastIndexOf('/') + 1);
  const place = literalAt(code, call.model.span, call.model.value);
  // The first versions of the API end with the models that they were made for: https://docs.anthropic.com/en/api/migrating-from-text-completions-to-messages
  if (!place || refused.length > 0 || (gpt5.test(id) && knowsByName.test(call.api)) || (claude5.test(id) && readsFirstBlock(code)) || asked.some(({ settings }) => settings.isOpen) || /\.completions$/.test(call.api.replace('chat.completions', ''))) return { fixes: [], refused };
  const renamed = gpt5.test(id) && canRename ? asked.flatMap(({ expr }) => renameCap(code, expr)) : [];
  return renamed.includes(null) ? { fixes: [], refused: ['max_tokens (it is max_completion_tokens there)'] } : { fixes: [{ title: `Use ${replacement}`, edits: [{ span: place, text: prefix + replacement }, ...renamed.filter((one) => one !== null)] }], refused };
}

/** Answers of models that think may begin with a thinking block: what reads the first block as text breaks. */
export function readsFirstBlock(code: FileFacts): boolean {
  return code.chunks.some((one) => /\.content\[0\]\s*(?:as \w+\))?\??\.text|\.content\[0\]\[["']text["']\]/.test(one.text));
}

/** `max_tokens` becomes `max_completion_tokens`: https://platform.openai.com/docs/api-reference/chat/create. Null where the name is not written out. */
function renameCap(code: FileFacts, expr: CallExpr): readonly (TextEdit | null)[] {
  const settings = settingsOf(code, expr);
  if (!settings.values.has('max_tokens')) return [];
  const places = [...expr.args.filter((one) => one.name === 'max_tokens'), ...expr.args.flatMap((one) => (one.value.kind === 'record' ? one.value.entries.filter((entry) => entry.key === 'max_tokens') : []))];
  return places.length === 0 ? [null] : places.map(({ span }) => {
    const at = textBetween(code, span).indexOf('max_tokens');
    return at < 0 || at > 1 ? null : { span: { start: span.start + at, end: span.start + at + 'max_tokens'.length }, text: 'max_completion_tokens' };
  });
}

/** The calls that what receives a request is made by, nearest first: `model.bind_tools(tools)` of `model.bind_tools(tools).invoke()`. */
function receiversOf(code: FileFacts, expr: CallExpr): readonly CallExpr[] {
  const out: CallExpr[] = [];
  let at: Expr = expr.callee;
  for (let i = 0; i < 8; i++) {
    if (at.kind === 'member') at = at.object;
    else if (at.kind === 'call') {
      out.push(at);
      at = at.callee;
    } else if (at.kind === 'name') {
      const next = named(code, at);
      if (next === at) break;
      at = next;
    } else break;
  }
  return out;
}

/** The call that a literal is an argument of: a client's or model object's constructor, or the request itself. */
function innermostCall(code: FileFacts, span: { readonly start: number; readonly end: number }): readonly CallExpr[] {
  const around = code.calls.filter((one) => one.span.start <= span.start && span.end <= one.span.end).toSorted((a, b) => a.span.end - a.span.start - (b.span.end - b.span.start))[0];
  return around ? [around] : [];
}

/** What requests say, and tools: settings are not looked for inside. */
const content = new Set(['messages', 'contents', 'input', 'prompt', 'system', 'instructions', 'tools', 'functions', 'response_format', 'responseFormat', 'schema', 'metadata']);

/** Everything that a call sets by name, also inside records of settings, and what it passes on from a record that can be read. */
export function settingsOf(code: FileFacts, call: CallExpr): Settings {
  const values = new Map<string, Expr>();
  let isOpen = false;
  const add = (key: string | null, value: Expr, depth: number) => {
    if (key === null) isOpen = true;
    else if (!values.has(key)) values.set(key, value);
    if (key === null || !content.has(key)) inside(value, depth + 1);
  };
  const inside = (expr: Expr, depth: number) => {
    const one = named(code, expr);
    if (depth > 4) return;
    if (one.kind === 'record') for (const entry of one.entries) entry.spread ? spread(entry.value, depth) : add(entry.key, entry.value, depth);
    else if (one.kind === 'call' && one !== call) for (const argument of one.args) argument.spread === 'record' ? spread(argument.value, depth) : argument.name !== null ? add(argument.name, argument.value, depth) : inside(argument.value, depth + 1);
  };
  const spread = (expr: Expr, depth: number) => {
    const one = named(code, expr.kind === 'spread' ? expr.value : expr);
    if (one.kind === 'record') inside(one, depth + 1);
    else isOpen = true;
  };
  for (const argument of call.args) argument.spread === 'record' ? spread(argument.value, 0) : argument.name !== null ? add(argument.name, argument.value, 0) : inside(argument.value, 0);
  return { values, isOpen };
}

/** What a name stands for: bound once, or last bound in the same branch as it is used in. */
function named(code: FileFacts, expr: Expr): Expr {
  if (expr.kind !== 'name') return expr;
  const all = bindingsOf(code, expr.name, expr.scope);
  const around = (at: number) => code.regions.filter((one) => one.span.start <= at && at < one.span.end);
  const last = all.length === 1 ? all[0] : all.findLast((one) => one.span.start < expr.span.start && around(one.span.start).every((region) => region.span.end >= expr.span.end));
  const isOverwritten = all.some((one) => last && one.span.start > last.span.start && one.span.start < expr.span.start);
  return last?.from.kind === 'value' && !isOverwritten && last.from.value.kind !== 'name' ? last.from.value : expr;
}

function endsWithAssistant(code: FileFacts, call: CallExpr): boolean {
  const found = sentFor(code, call, 'messages');
  const messages = found ? named(code, found) : null;
  const last = messages?.kind === 'list' ? messages.items.at(-1) : undefined;
  return last?.kind === 'record' && isTextOf(entryOf(last, 'role'), /^assistant$/);
}
