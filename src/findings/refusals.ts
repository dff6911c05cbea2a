import type { FileFacts, LlmCall, Setting } from '../model.ts';
import {
  endsWithAnswer,
  forcesSchema,
  mayEndWithAnswer,
  sendsTools,
  settingOf,
  settingsOf,
  textOfModel,
  type Asking,
  type Sent,
} from './asking.ts';

/** What a family of models refuses, with an error instead of an answer. */
export interface Refusal {
  readonly model: RegExp;
  readonly apis?: RegExp;
  /** In words, as a class; what is found of it is told by its own name where that is one of `names`. */
  readonly what: string;
  /** Settings that it is asked by; `isRefused`: with such a value. */
  readonly names?: readonly string[];
  isRefused?(setting: Setting): Sent | null;
  /** Asked in another way than by a name. */
  isAsked?(asking: Asking, code: FileFacts): Sent | null;
  /** An older name of the cap that leads to it. */
  readonly cap?: string;
  /** The library does it by itself: it is not to be looked for among settings. */
  readonly byItself?: true;
}

/** 1 is what models take where nothing is set: https://platform.openai.com/docs/api-reference/chat/create */
const sampling = ({ value, isDefault }: Setting): Sent | null => (value !== 1 ? 'sends' : isDefault ? 'may' : null);
const is =
  (pattern: RegExp) =>
  ({ value }: Setting) =>
    typeof value === 'string' && pattern.test(value) ? ('sends' as const) : null;
const when = (holds: boolean): Sent | null => (holds ? 'sends' : null);
/** Where both have to hold. */
const both = (one: Sent | null, other: Sent | null): Sent | null => (one === 'sends' ? other : one && other && 'may');
const penalties = ['presence_penalty', 'presencePenalty', 'frequency_penalty', 'frequencyPenalty'];
/** Names of how hard a model is to think. */
export const efforts: readonly string[] = ['reasoning_effort', 'reasoningEffort', 'effort'];

type Version = readonly [major: number, minor: number];
const versionOf = ({ details }: LlmCall, name: string): Version | null => details?.versions?.[name] ?? null;

/** Versions of the AI SDK before 5, whose settings have other names: https://ai-sdk.dev/docs/migration-guides/migration-guide-5-0 */
function isOldAiSdk({ request }: Asking): boolean {
  return settingsOf(request, ['maxTokens', 'maxSteps']).length > 0 || (versionOf(request, 'ai')?.[0] ?? 5) < 5;
}

/**
 * Its provider for OpenAI speaks Responses where it is not asked for `.chat`, and did not before its version 2, which came with version 5 of the core.
 * `may`: neither version can be told.
 */
function asksChat(asking: Asking, code: FileFacts): Sent | null {
  const model = textOfModel(asking.expr, code);
  if (/\.chat\(/.test(model)) return 'sends';
  if (/\.responses\(/.test(model)) return null;
  const own = versionOf(asking.request, '@ai-sdk/openai');
  if (own) return when(own[0] < 2);
  if (isOldAiSdk(asking)) return 'sends';
  return versionOf(asking.request, 'ai') === null && settingOf(asking.request, 'maxOutputTokens') === null ? 'may' : null;
}

/** They send it where it is not set: https://github.com/vercel/ai/releases/tag/ai@5.0.0-canary.11 */
const zeroByItself = {
  apis: /^ai\./,
  what: 'the temperature of 0 that this version of the AI SDK sends by itself',
  isAsked: (asking: Asking) => when(asking.isRequest && settingOf(asking.request, 'temperature') === null && isOldAiSdk(asking)),
  byItself: true,
} as const;

/** Models that think by themselves: https://platform.claude.com/docs/en/models/sonnet-5-5/migration-guide, https://platform.claude.com/docs/en/models/sonnet-5/migration-guide */
export const claude5 = /^claude-(?:opus|sonnet|haiku)-5/;
/** Models that reason, and the parameters that they do not take: https://platform.openai.com/docs/guides/latest-model */
export const gpt5 = /^gpt-(?:[5-9]|(?!35)\d\d)/;

/** Of these, the ones that cannot be told not to reason: https://github.com/jhd3197/Prompture/releases/tag/v1.15.1, https://docs.laozhang.ai/en/api-capabilities/function-calling */
const alwaysReasons = /^gpt-6(?:-astra|\.1-sol)/;
/** Whatever asks Chat Completions. Frameworks for agents do where they are not told otherwise, each by a class of that name. */
export const chats =
  /^(?:openai|azure\.openai)\.chat|^http\.openai$|^litellm\.completion$|^(?:instructor|agno|autogen|crewai|haystack|langchain|langgraph|llamaindex|smolagents|strands|swarm)\./;
const isWithoutReasoning = ({ request }: Asking) => settingOf(request, 'reasoning_effort')?.value === 'none';
/** Tools in Chat Completions. Instructor asks for a function wherever it is given a model of the answer: https://python.useinstructor.com/modes-comparison/ */
const chatsWithTools = (asking: Asking, code: FileFacts): Sent | null =>
  settingsOf(asking.request, ['use_responses_api', 'useResponsesApi']).length === 0 && !asking.asksResponses
    ? sendsTools(asking, code)
    : null;

/** Every family of models with what it refuses, as its maker's pages or its users tell. */
export const refusals: readonly Refusal[] = [
  { model: claude5, what: 'temperature, top_p, top_k', names: ['temperature', 'top_p', 'topP', 'top_k', 'topK'], isRefused: sampling },
  { model: claude5, ...zeroByItself },
  { model: gpt5, ...zeroByItself },
  {
    model: claude5,
    what: 'thinking by a budget',
    isAsked: ({ request }) => {
      const budgets = settingsOf(request, ['budget_tokens', 'budgetTokens']);
      const thinking = settingOf(request, 'thinking');
      if (budgets.length > 0) return budgets.some((one) => one.isSure) ? 'sends' : 'may';
      return thinking && /^(?:enabled|disabled)$/.test(String(thinking.value)) ? (thinking.isSure ? 'sends' : 'may') : null;
    },
  },
  {
    model: claude5,
    what: 'a forced tool_choice',
    isAsked: ({ request }) => {
      const chosen = settingsOf(request, ['tool_choice', 'toolChoice'])[0];
      if (!chosen || /^(?:auto|none)$/.test(String(chosen.value))) return null;
      return chosen.isSure && chosen.value !== undefined ? 'sends' : 'may';
    },
  },
  {
    model: claude5,
    what: 'an answer that is begun for it (prefill)',
    isAsked: ({ expr, request, isRequest }, code) =>
      endsWithAnswer(code, expr, 'messages') ? 'sends' : isRequest && mayEndWithAnswer(request) ? 'may' : null,
  },
  // https://github.com/langchain-ai/langchain-google/pull/1897, https://github.com/danny-avila/LibreChat/pull/14369, after https://ai.google.dev/gemini-api/docs/latest-model
  {
    model: /^gemini-3\.(?:5-flash-lite|6-flash)/,
    apis: /^(?:google|vertex|http)\./,
    what: 'an answer that is begun for it (a last turn of the model)',
    isAsked: ({ expr }, code) => when(endsWithAnswer(code, expr, 'contents')),
  },
  { model: /^gemini-3\.5-flash-lite/, what: 'penalties', names: penalties },
  // Both force the one tool that stands for the answer: https://github.com/langchain-ai/langchain/blob/master/libs/partners/anthropic/langchain_anthropic/chat_models.py, https://python.useinstructor.com/integrations/anthropic/
  {
    model: claude5,
    apis: /^lang(?:chain|graph)\./,
    what: 'the tool_choice that with_structured_output forces',
    isAsked: ({ expr }) => when(forcesSchema(expr)),
    byItself: true,
  },
  {
    model: claude5,
    apis: /^instructor\./,
    what: 'the tool_choice that a response_model forces',
    isAsked: ({ request }, code) =>
      when(settingOf(request, 'response_model') !== null && !code.chunks.some((one) => /\bMode\.\w*JSON/.test(one.text))),
    byItself: true,
  },
  // https://github.com/open-webui/pipelines/pull/546, https://github.com/comet-ml/opik/pull/3728, https://github.com/jekalmin/extended_openai_conversation/issues/428
  {
    model: /^claude-(?:opus-4-[1-9]|sonnet-4-[5-9]|haiku-4-[5-9])/,
    what: 'temperature and top_p in one request',
    isAsked: ({ request }) => {
      const [temperature] = settingsOf(request, ['temperature']);
      const [share] = settingsOf(request, ['top_p', 'topP']);
      return temperature && share ? (temperature.isSure && share.isSure ? 'sends' : 'may') : null;
    },
  },
  // It stands for "not set" there, and went out with each request: https://github.com/nhaouari/obsidian-textgenerator-plugin/issues/388
  {
    model: /^claude-(?:opus|sonnet|haiku)-(?:4-[5-9]|[5-9])/,
    apis: /^lang(?:chain|graph)\./,
    what: 'the top_p and top_k of -1 that @langchain/anthropic sends by itself before version 1 (raise it)',
    isAsked: ({ request }) => {
      const version = versionOf(request, '@langchain/anthropic');
      return request.provider !== 'anthropic' || version === null ? null : when(version[0] < 1);
    },
    byItself: true,
  },
  { model: gpt5, what: 'temperature, top_p', names: ['temperature', 'top_p', 'topP'], isRefused: sampling },
  {
    model: gpt5,
    what: 'penalties, logprobs, logit_bias',
    names: [...penalties, 'logprobs', 'top_logprobs', 'topLogprobs', 'logit_bias', 'logitBias'],
  },
  { model: gpt5, what: 'reasoning effort minimal', names: efforts, isRefused: is(/^minimal$/) },
  {
    model: gpt5,
    apis: chats,
    what: 'function tools in Chat Completions while it reasons',
    isAsked: (asking, code) => (isWithoutReasoning(asking) ? null : chatsWithTools(asking, code)),
  },
  {
    model: alwaysReasons,
    apis: chats,
    what: 'function tools in Chat Completions',
    isAsked: (asking, code) => (isWithoutReasoning(asking) ? chatsWithTools(asking, code) : null),
    byItself: true,
  },
  { model: alwaysReasons, what: 'reasoning effort none', names: efforts, isRefused: is(/^none$/) },
  {
    model: gpt5,
    apis: /^ai\./,
    what: 'function tools in Chat Completions while it reasons (asked by @ai-sdk/openai before version 2)',
    isAsked: (asking, code) => both(asking.request.provider === 'openai' ? sendsTools(asking, code) : null, asksChat(asking, code)),
  },
  // It takes models for reasoning ones whose names begin with o or gpt-5, and renames the cap for these alone: https://github.com/vercel/ai/blob/v4/packages/openai/src/openai-chat-language-model.ts
  {
    model: /^gpt-(?:[6-9]|(?!35)\d\d)/,
    apis: /^ai\./,
    what: 'max_tokens (the name that @ai-sdk/openai gives the cap before version 2; it takes max_completion_tokens)',
    cap: 'maxTokens',
    isAsked: (asking, code) =>
      asking.request.provider === 'openai' && settingsOf(asking.request, ['maxTokens', 'maxOutputTokens']).length > 0
        ? asksChat(asking, code)
        : null,
  },
  // https://github.com/langchain-ai/langchain-community/blob/main/libs/community/langchain_community/chat_models/openai.py
  {
    model: gpt5,
    what: 'the temperature of 0.7 that this class sends by itself',
    isAsked: ({ expr: { callee }, request }, code) =>
      when(
        settingOf(request, 'temperature') === null &&
          callee.kind === 'name' &&
          callee.name === 'ChatOpenAI' &&
          code.imports.some((one) => /^langchain(?:_community)?\.chat_models/.test(one.module)),
      ),
    byItself: true,
  },
  // These hand it on as it is; LiteLLM, LangChain and LlamaIndex write the newer name for newer models.
  {
    model: gpt5,
    apis: /^(?:openai\.chat\.completions|http\.openai)$|^(?:agno|autogen|haystack|instructor|smolagents|strands)\./,
    what: 'max_tokens (max_completion_tokens there)',
    names: ['max_tokens'],
    cap: 'max_tokens',
  },
];
