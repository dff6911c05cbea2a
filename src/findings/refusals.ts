import type { CallExpr, Expr, FileFacts, LlmCall } from '../model.ts';
import { textBetween } from './code.ts';
import { named, type Settings } from './settings.ts';
import { entryOf, sentFor } from './written.ts';

/** A call that is a request or makes what it is sent by, and what it sets. */
export interface Asking {
  readonly expr: CallExpr;
  readonly settings: Settings;
  /** What was found of the request. */
  readonly request: LlmCall;
  /** False: it makes the client, the model object or a part of it. What only makes may leave to the request what it does not set. */
  readonly isRequest: boolean;
}

/** A setting that a family of models refuses, with an error instead of an answer. */
interface Refusal {
  readonly model: RegExp;
  readonly apis?: RegExp;
  readonly what: string;
  isAsked(asking: Asking, code: FileFacts): boolean;
}

const isSet = ({ values }: Settings, ...names: readonly string[]) => names.some((name) => values.has(name));
/** It is set, and not to nothing. */
export const isSent = ({ values }: Settings, name: string): boolean => values.has(name) && !isEmpty(values.get(name));
/** Tools that are written and are none: `tools: []`. */
const hasTools = (settings: Settings, ...names: readonly string[]) => names.some((name) => isSent(settings, name));
/** As the whole call was read: tools of an agent that it runs, of a body put together elsewhere. */
const sendsTools = ({ api, prompt: { tools } }: LlmCall, code: FileFacts) =>
  tools !== null &&
  (tools.count > 0 || !tools.complete) &&
  (!api.startsWith('langchain.') || code.chunks.some((one) => /tool_?calling|openai_?(?:functions|tools)|bind_?tools/i.test(one.text)));
/** Older agents of LangChain tell of their tools in the prompt: https://python.langchain.com/api_reference/langchain/agents/langchain.agents.initialize.initialize_agent.html */
export const isTextAgent = ({ callee, span }: CallExpr, code: FileFacts) =>
  callee.kind === 'name' && /^initialize_?[aA]gent/.test(callee.name) && !/openai|functions/i.test(textBetween(code, span));
const penalties = ['presence_penalty', 'presencePenalty', 'frequency_penalty', 'frequencyPenalty'];
const isEmpty = (expr: Expr | undefined) =>
  (expr?.kind === 'list' && expr.items.length === 0) || (expr?.kind === 'record' && expr.entries.length === 0) || expr?.kind === 'null';
const isNumber = (expr: Expr | undefined, value: number) => expr?.kind === 'number' && expr.value === value;
const isTextOf = (expr: Expr | undefined, pattern: RegExp) =>
  expr?.kind === 'text' && expr.parts.length === 1 && typeof expr.parts[0] === 'string' && pattern.test(expr.parts[0]);
const typeIn = (expr: Expr | undefined) => (expr?.kind === 'record' ? entryOf(expr, 'type') : undefined);
const samples = ({ settings, request }: Asking) =>
  request.details?.samples === true ||
  isSet(settings, 'top_p', 'topP', 'top_k', 'topK') ||
  (isSet(settings, 'temperature') && !isNumber(settings.values.get('temperature'), 1));

/** Versions of the AI SDK before 5, whose settings have other names: https://ai-sdk.dev/docs/migration-guides/migration-guide-5-0 */
const isOldAiSdk = ({ settings, request: { details } }: Asking) =>
  isSet(settings, 'maxTokens', 'maxSteps') || (details?.version?.[0] ?? 5) < 5;
/** They send it where it is not set: https://github.com/vercel/ai/releases/tag/ai@5.0.0-canary.11 */
const zeroByItself = {
  apis: /^ai\./,
  what: 'the temperature of 0 that this version of the AI SDK sends by itself',
  isAsked: (asking: Asking) => asking.isRequest && !isSet(asking.settings, 'temperature') && isOldAiSdk(asking),
};

/** Models that think by themselves: https://platform.claude.com/docs/en/models/sonnet-5-5/migration-guide, https://platform.claude.com/docs/en/models/sonnet-5/migration-guide */
export const claude5 = /^claude-(?:opus|sonnet|haiku)-5/;
/** Models that reason, and the parameters that they do not take: https://platform.openai.com/docs/guides/latest-model */
export const gpt5 = /^gpt-(?:[5-9]|\d\d)/;

/** Of these, the ones that cannot be told not to reason: https://github.com/jhd3197/Prompture/releases/tag/v1.15.1, https://docs.laozhang.ai/en/api-capabilities/function-calling */
const alwaysReasons = /^gpt-6(?:-astra|\.1-sol)/;
/** Whatever asks Chat Completions. Frameworks for agents do where they are not told otherwise, each by a class of that name. */
export const chats =
  /^(?:openai|azure\.openai)\.chat|^http\.openai$|^litellm\.completion$|^(?:instructor|agno|autogen|crewai|haystack|langchain|langgraph|llamaindex|smolagents|strands|swarm)\./;
const isWithoutReasoning = ({ values }: Settings) => isTextOf(values.get('reasoning_effort'), /^none$/);
/** Tools in Chat Completions. Instructor asks for a function wherever it is given a model of the answer: https://python.useinstructor.com/modes-comparison/ */
const chatsWithTools = ({ expr, settings, request }: Asking, code: FileFacts) =>
  (sendsTools(request, code) ||
    (hasTools(settings, 'tools', 'functions', 'response_model') && !isTextAgent(expr, code)) ||
    bindsTools(expr)) &&
  !isSet(settings, 'use_responses_api', 'useResponsesApi') &&
  !/\bOpenAIResponses\b/.test(textBetween(code, expr.span));

const refusals: readonly Refusal[] = [
  { model: claude5, what: 'temperature, top_p or top_k', isAsked: samples },
  { model: claude5, ...zeroByItself },
  { model: gpt5, ...zeroByItself },
  {
    model: claude5,
    what: 'thinking by a budget',
    isAsked: ({ settings: { values } }) =>
      values.has('budget_tokens') || values.has('budgetTokens') || isTextOf(typeIn(values.get('thinking')), /^(?:enabled|disabled)$/),
  },
  {
    model: claude5,
    what: 'a forced tool_choice',
    isAsked: ({ settings: { values } }) =>
      ['tool_choice', 'toolChoice'].some(
        (key) => isTextOf(typeIn(values.get(key)), /^(?:any|tool)$/) || isTextOf(values.get(key), /^(?!(?:auto|none)$)/),
      ),
  },
  { model: claude5, what: 'an answer that is begun for it (prefill)', isAsked: ({ expr }, code) => endsWithAnswer(code, expr, 'messages') },
  // https://github.com/langchain-ai/langchain-google/pull/1897, https://github.com/danny-avila/LibreChat/pull/14369, after https://ai.google.dev/gemini-api/docs/latest-model
  {
    model: /^gemini-3\.(?:5-flash-lite|6-flash)/,
    apis: /^(?:google|vertex|http)\./,
    what: 'an answer that is begun for it (a last turn of the model)',
    isAsked: ({ expr }, code) => endsWithAnswer(code, expr, 'contents'),
  },
  { model: /^gemini-3\.5-flash-lite/, what: 'penalties', isAsked: ({ settings }) => isSet(settings, ...penalties) },
  // Both force the one tool that stands for the answer: https://github.com/langchain-ai/langchain/blob/master/libs/partners/anthropic/langchain_anthropic/chat_models.py, https://python.useinstructor.com/integrations/anthropic/
  {
    model: claude5,
    apis: /^lang(?:chain|graph)\./,
    what: 'the tool_choice that with_structured_output forces',
    isAsked: ({ expr, settings }) => asksForSchema(expr) && !isTextOf(settings.values.get('method'), /^json/i),
  },
  {
    model: claude5,
    apis: /^instructor\./,
    what: 'the tool_choice that a response_model forces',
    isAsked: ({ settings }, code) => isSet(settings, 'response_model') && !code.chunks.some((one) => /\bMode\.\w*JSON/.test(one.text)),
  },
  { model: gpt5, what: 'temperature or top_p', isAsked: samples },
  {
    model: gpt5,
    what: 'penalties, logprobs or logit_bias',
    isAsked: ({ settings }) => isSet(settings, ...penalties, 'logprobs', 'top_logprobs', 'logit_bias', 'logitBias'),
  },
  {
    model: gpt5,
    what: 'reasoning effort minimal',
    isAsked: ({ settings: { values } }) =>
      ['reasoning_effort', 'reasoningEffort', 'effort'].some((key) => isTextOf(values.get(key), /^minimal$/)),
  },
  {
    model: gpt5,
    apis: chats,
    what: 'function tools in Chat Completions while it reasons',
    isAsked: (asking, code) => !isWithoutReasoning(asking.settings) && chatsWithTools(asking, code),
  },
  {
    model: alwaysReasons,
    apis: chats,
    what: 'function tools in Chat Completions',
    isAsked: (asking, code) => isWithoutReasoning(asking.settings) && chatsWithTools(asking, code),
  },
  {
    model: alwaysReasons,
    what: 'reasoning effort none',
    isAsked: ({ settings: { values } }) =>
      ['reasoning_effort', 'reasoningEffort', 'effort'].some((key) => isTextOf(values.get(key), /^none$/)),
  },
  // Its provider speaks Responses where it is not asked for `.chat`, and did not before version 5.
  {
    model: gpt5,
    apis: /^ai\./,
    what: 'function tools in Chat Completions while it reasons',
    isAsked: (asking, code) =>
      hasTools(asking.settings, 'tools') && (isOldAiSdk(asking) || /\.chat\(/.test(textOfModel(asking.settings, code))),
  },
  // It takes models for reasoning ones whose names begin with o or gpt-5, and renames the cap for these alone: https://github.com/vercel/ai/blob/v4/packages/openai/src/openai-chat-language-model.ts
  {
    model: /^gpt-(?:[6-9]|\d\d)/,
    apis: /^ai\./,
    what: 'max_tokens (max_completion_tokens there), which this version of the AI SDK sends to it',
    isAsked: (asking) => isSet(asking.settings, 'maxTokens') && isOldAiSdk(asking),
  },
  // https://github.com/langchain-ai/langchain-community/blob/main/libs/community/langchain_community/chat_models/openai.py
  {
    model: gpt5,
    what: 'the temperature of 0.7 that this class sends by itself',
    isAsked: ({ expr: { callee }, settings }, code) =>
      !isSet(settings, 'temperature') &&
      callee.kind === 'name' &&
      callee.name === 'ChatOpenAI' &&
      code.imports.some((one) => /^langchain(?:_community)?\.chat_models/.test(one.module)),
  },
  // These hand it on as it is; LiteLLM, LangChain and LlamaIndex write the newer name for newer models.
  {
    model: gpt5,
    apis: /^(?:openai\.chat\.completions|http\.openai)$|^(?:agno|haystack|instructor|smolagents|strands)\./,
    what: 'max_tokens (max_completion_tokens there)',
    isAsked: ({ settings }) => isSet(settings, 'max_tokens'),
  },
];

/** What the calls ask that a model refuses, in words, each once. @param id the model's, without a prefix. */
export function refusedBy(id: string, api: string, asking: readonly Asking[], code: FileFacts): readonly string[] {
  return [
    ...new Set(
      refusals
        .filter((one) => one.model.test(id) && (one.apis?.test(api) ?? true) && asking.some((each) => one.isAsked(each, code)))
        .map((one) => one.what),
    ),
  ];
}

/** What stands for the model of a request, behind a name if need be. */
function textOfModel({ values }: Settings, code: FileFacts): string {
  const model = values.get('model');
  return model ? textBetween(code, named(code, model).span) : '';
}

const isMethod = ({ callee }: CallExpr, name: RegExp) => callee.kind === 'member' && name.test(callee.property);

/** `model.with_structured_output(Answer)`: what comes back is read by a parser of the library. */
export function asksForSchema(call: CallExpr): boolean {
  return isMethod(call, /^with_?[sS]tructured_?[oO]utput$/);
}

/** `model.bind_tools(tools)`: https://docs.langchain.com/oss/python/langchain/models#tool-calling */
function bindsTools(call: CallExpr): boolean {
  return isMethod(call, /^bind_?[tT]ools$/) && call.args.length > 0;
}

function endsWithAnswer(code: FileFacts, call: CallExpr, key: string): boolean {
  const found = sentFor(code, call, key);
  const turns = found ? named(code, found) : null;
  const last = turns?.kind === 'list' ? turns.items.at(-1) : undefined;
  return last?.kind === 'record' && isTextOf(entryOf(last, 'role'), /^(?:assistant|model)$/);
}
