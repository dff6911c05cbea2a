import type { HandleSpec, Operation, Parameters, Sdk } from './sdk.ts';
import { pydanticTiers } from './tiers.ts';

/** https://github.com/pydantic/pydantic-ai/blob/main/pydantic_ai_slim/pydantic_ai/agent/__init__.py */
const documentation = 'https://ai.pydantic.dev/agents/';

const agent: Parameters = {
  model: ['model', '#0'], from: ['model', '#0'], system: ['instructions', 'system_prompt'], tools: ['tools', 'toolsets'], schema: ['output_type', 'result_type'], maxOutput: ['model_settings.max_tokens'], modifiers: pydanticTiers('model_settings'),
};

/** Model classes and who answers them. https://ai.pydantic.dev/models/overview/ */
const models: readonly [names: readonly string[], provider: string][] = [
  [['OpenAIModel', 'OpenAIChatModel', 'OpenAIResponsesModel'], 'openai'], [['AnthropicModel'], 'anthropic'], [['GoogleModel', 'GeminiModel'], 'google'], [['VertexAIModel'], 'vertex'],
  [['GroqModel'], 'groq'], [['MistralModel'], 'mistral'], [['CohereModel'], 'cohere'], [['BedrockConverseModel'], 'bedrock'], [['HuggingFaceModel'], 'huggingface'], [['OpenRouterModel'], 'openrouter'],
  [['CerebrasModel'], 'cerebras'], [['XaiModel', 'GrokModel'], 'xai'], [['OllamaModel'], 'ollama'],
];
/** Where a model class gets its client from. https://ai.pydantic.dev/models/openai/#openai-compatible-models */
const providers: readonly [name: string, provider: string][] = [
  ['AnthropicProvider', 'anthropic'], ['AzureProvider', 'azure'], ['BedrockProvider', 'bedrock'], ['CerebrasProvider', 'cerebras'], ['CohereProvider', 'cohere'], ['DeepSeekProvider', 'deepseek'],
  ['FireworksProvider', 'fireworks'], ['GoogleGLAProvider', 'google'], ['GoogleVertexProvider', 'vertex'], ['GroqProvider', 'groq'], ['GrokProvider', 'xai'], ['XaiProvider', 'xai'],
  ['MistralProvider', 'mistral'], ['MoonshotAIProvider', 'moonshot'], ['OllamaProvider', 'ollama'], ['OpenRouterProvider', 'openrouter'], ['TogetherProvider', 'together'], ['GitHubProvider', 'github'],
];

const handles: readonly HandleSpec[] = [
  { gives: 'pydantic_ai.agent', exports: ['Agent'], parameters: agent },
  ...models.map(([exports, provider]): HandleSpec => ({ gives: 'pydantic_ai.model', exports, provider, parameters: { model: ['model_name', '#0'], maxOutput: ['settings.max_tokens'], modifiers: pydanticTiers('settings'), from: ['provider', 'openai_client'], baseUrl: ['base_url'] } })),
  { gives: 'pydantic_ai.model', exports: ['FallbackModel', 'InstrumentedModel', 'WrapperModel', 'ConcurrencyLimitedModel'], parameters: { from: ['#0', 'default_model', 'wrapped'] } },
  { gives: 'pydantic_ai.model', exports: ['TestModel', 'FunctionModel'], free: true },
  ...providers.map(([name, provider]): HandleSpec => ({ gives: 'pydantic_ai.provider', exports: [name], provider })),
  { gives: 'pydantic_ai.provider', exports: ['OpenAIProvider'], provider: 'openai', parameters: { baseUrl: ['base_url', '#0'], from: ['openai_client'] } },
  { gives: 'pydantic_ai.embedder', exports: ['Embedder'], parameters: { model: ['model', '#0'] } },
];

/** 50 requests: https://ai.pydantic.dev/api/usage/. Anthropic's output cap: https://github.com/pydantic/pydantic-ai/blob/main/pydantic_ai_slim/pydantic_ai/models/anthropic.py */
const run: Operation = {
  api: 'pydantic_ai.run', on: ['pydantic_ai.agent'], receivers: /agent/i, chains: ['run', 'run_sync', 'iter'],
  parameters: { model: ['model'], from: ['model'], prompt: ['user_prompt', '#0'], messages: ['message_history'], maxOutput: ['model_settings.max_tokens'], modifiers: pydanticTiers('model_settings'), steps: ['usage_limits.request_limit'] },
  modelSyntax: 'provider:model', capDefault: 'model', byModel: [{ model: /^(anthropic:)?claude/, capDefault: 4096 }], capInsert: { python: 'model_settings.max_tokens' }, caching: 'byProvider', markers: ['anthropic_cache_instructions', 'anthropic_cache_tool_definitions', 'anthropic_cache_messages', 'anthropic_cache', 'bedrock_cache_instructions', 'bedrock_cache_tool_definitions', 'bedrock_cache_messages'],
  stepsDefault: 50, documentation,
};

/** Agents, the direct model interface and embedders. A run is up to 50 requests unless usage limits say otherwise. https://ai.pydantic.dev */
export const pydanticAi: Sdk = {
  id: 'pydantic_ai', title: 'PydanticAI', kind: 'framework', provider: null, packages: { python: ['pydantic_ai'] }, handles,
  operations: [
    run, { ...run, chains: ['run_stream', 'run_stream_sync', 'run_stream_events'], streams: true },
    {
      api: 'pydantic_ai.direct', on: ['module'], chains: ['direct.model_request', 'direct.model_request_sync', 'model_request', 'model_request_sync'],
      parameters: { model: ['model', '#0'], from: ['model', '#0'], messages: ['messages', '#1'], maxOutput: ['model_settings.max_tokens'], modifiers: pydanticTiers('model_settings'), tools: ['model_request_parameters.function_tools'] },
      modelSyntax: 'provider:model', capDefault: 'model', capInsert: { python: 'model_settings.max_tokens' }, caching: 'byProvider', documentation: 'https://ai.pydantic.dev/direct/',
    },
    {
      api: 'pydantic_ai.direct', on: ['module'], chains: ['direct.model_request_stream', 'direct.model_request_stream_sync', 'model_request_stream', 'model_request_stream_sync'], streams: true,
      parameters: { model: ['model', '#0'], from: ['model', '#0'], messages: ['messages', '#1'], maxOutput: ['model_settings.max_tokens'], modifiers: pydanticTiers('model_settings') }, modelSyntax: 'provider:model', capDefault: 'model', capInsert: { python: 'model_settings.max_tokens' }, caching: 'byProvider', documentation: 'https://ai.pydantic.dev/direct/',
    },
    { api: 'pydantic_ai.embed', on: ['pydantic_ai.embedder'], billing: 'embedding', chains: ['embed', 'embed_sync', 'embed_query', 'embed_query_sync', 'embed_documents', 'embed_documents_sync'], parameters: { prompt: ['inputs', 'query', 'documents', '#0'] }, modelSyntax: 'provider:model', capDefault: 'none', caching: 'unsupported', documentation: 'https://ai.pydantic.dev/embeddings/' },
  ],
  documentation,
};
