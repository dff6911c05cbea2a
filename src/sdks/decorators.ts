import type { HandleSpec, Operation, Parameters, Sdk } from './sdk.ts';

/** Libraries where a decorator turns a function into a request, and calling the function sends it. */
const mirascopeDocumentation = 'https://mirascope.com/docs/mirascope/learn/calls';
const call: Parameters = { model: ['#0', 'model', 'model_id'], tools: ['tools'], schema: ['format', 'response_model'], maxOutput: ['max_tokens', 'call_params.max_tokens', 'call_params.max_completion_tokens', 'call_params.max_output_tokens'], from: ['client'], stream: ['stream'] };
const providers: readonly [module: string, provider: string | null][] = [
  ['openai', 'openai'], ['anthropic', 'anthropic'], ['google', 'google'], ['gemini', 'google'], ['vertex', 'vertex'], ['groq', 'groq'], ['mistral', 'mistral'], ['cohere', 'cohere'], ['azure', 'azure'], ['bedrock', 'bedrock'], ['xai', 'xai'], ['litellm', null],
];
const calling: Operation = {
  api: 'mirascope.call', on: ['mirascope.function'], chains: ['', 'call', 'call_async'], parameters: { maxOutput: ['max_tokens'] }, modelSyntax: 'provider/model', capDefault: 'model', caching: 'byProvider', documentation: mirascopeDocumentation,
};
/** Functions under `llm.call` or under a provider's `call`, and models called directly. The prompt is what the function returns, or its template. https://mirascope.com/docs/mirascope/learn/calls */
export const mirascope: Sdk = {
  id: 'mirascope', title: 'Mirascope', kind: 'framework', provider: null, packages: { python: ['mirascope'] },
  handles: [
    { gives: 'mirascope.decorator', exports: ['llm.call'], parameters: call },
    ...providers.map(([module, provider]): HandleSpec => ({ gives: 'mirascope.decorator', exports: [`core.${module}.call`, `${module}.call`, `core.${module}.${module}_call`, `${module}_call`], provider, parameters: call })),
    { gives: 'mirascope.template', exports: ['prompt_template', 'core.prompt_template'], parameters: { prompt: ['#0', 'template'] } },
    { gives: 'mirascope.function', on: ['mirascope.decorator'], chains: ['@'], parameters: { prompt: ['returns'] } },
    { gives: 'mirascope.model', exports: ['llm.model', 'llm.Model', 'llm.use_model'], parameters: call },
  ],
  operations: [
    calling, { ...calling, chains: ['stream', 'stream_async'], streams: true },
    { ...calling, on: ['mirascope.model'], chains: ['call', 'call_async'], parameters: { messages: ['#0', 'content', 'messages'], tools: ['tools'], schema: ['format'] } },
    { ...calling, on: ['mirascope.model'], chains: ['stream', 'stream_async'], parameters: { messages: ['#0', 'content', 'messages'], tools: ['tools'] }, streams: true },
  ],
  documentation: mirascopeDocumentation,
};

/** https://github.com/jackmpcollins/magentic/tree/main/src/magentic: model and cap of the settings hold where the decorator names none. */
const magenticDocumentation = 'https://magentic.dev/configuration/';
const prompt: Operation = { api: 'magentic.prompt', on: ['magentic.function'], chains: [''], parameters: {}, modelDefault: 'gpt-4o', capDefault: 'model', byModel: [{ model: /^claude/, capDefault: 1024 }], caching: 'byProvider', documentation: magenticDocumentation };
/** Functions under `prompt` and `chatprompt`, and chats. The template stands in the decorator. https://magentic.dev */
export const magentic: Sdk = {
  id: 'magentic', title: 'magentic', kind: 'framework', provider: null, packages: { python: ['magentic'] },
  handles: [
    { gives: 'magentic.decorator', exports: ['prompt', 'prompt_chain'], parameters: { prompt: ['template', '#0'], tools: ['functions'], model: ['model'], from: ['model'] } },
    { gives: 'magentic.decorator', exports: ['chatprompt'], parameters: { messages: ['#0'], tools: ['functions'], model: ['model'], from: ['model'] } },
    ...([['OpenaiChatModel', 'openai'], ['AnthropicChatModel', 'anthropic'], ['MistralChatModel', 'mistral'], ['OpenRouterChatModel', 'openrouter']] as const).map(([name, provider]): HandleSpec => ({ gives: 'magentic.model', exports: [name, `chat_model.${name}`], provider, parameters: { model: ['#0', 'model'], maxOutput: ['max_tokens'], baseUrl: ['base_url'] } })),
    { gives: 'magentic.model', exports: ['LitellmChatModel', 'chat_model.LitellmChatModel'], provider: null, modelSyntax: 'provider/model', parameters: { model: ['#0', 'model'], maxOutput: ['max_tokens'] } },
    { gives: 'magentic.model', exports: ['RetryChatModel'], provider: null, parameters: { from: ['#0', 'chat_model'] } },
    { gives: 'magentic.function', on: ['magentic.decorator'], chains: ['@'], parameters: {} },
    { gives: 'magentic.chat', exports: ['Chat'], parameters: { messages: ['messages', '#0'], model: ['model'], from: ['model'] } },
    { gives: 'magentic.chat', on: ['magentic.chat'], chains: ['add_user_message', 'add_system_message', 'add_assistant_message', 'add_message', 'exec_function_call'], parameters: { prompt: ['#0'] } },
  ],
  operations: [prompt, { ...prompt, on: ['magentic.chat'], chains: ['submit', 'asubmit'] }],
  documentation: magenticDocumentation,
};

/** https://github.com/MadcowD/ell/tree/main/src/ell/lmp */
const ellDocumentation = 'https://docs.ell.so/core_concepts/ell_simple.html';
/** Functions under `simple` and `complex`: what they return is the prompt. https://docs.ell.so */
export const ell: Sdk = {
  id: 'ell', title: 'ell', kind: 'framework', provider: null, commonName: true, packages: { python: ['ell'] },
  handles: [
    { gives: 'ell.decorator', exports: ['simple', 'complex'], parameters: { model: ['model', '#0'], from: ['client'], tools: ['tools'], maxOutput: ['max_tokens', 'max_completion_tokens'], n: ['n'], schema: ['response_format'] } },
    { gives: 'ell.function', on: ['ell.decorator'], chains: ['@'], parameters: { prompt: ['returns'] } },
  ],
  operations: [{ api: 'ell.call', on: ['ell.function'], chains: [''], parameters: { maxOutput: ['api_params.max_tokens'] }, capDefault: 'model', caching: 'byProvider', documentation: ellDocumentation }],
  documentation: ellDocumentation,
};
