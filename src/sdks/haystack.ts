import type { HandleSpec, Operation, Parameters, Sdk } from './sdk.ts';

const documentation = 'https://docs.haystack.deepset.ai/docs/generators';

/**
 * Generators and who answers them; the plain form takes a prompt, the chat form messages.
 * https://docs.haystack.deepset.ai/docs/generators and https://github.com/deepset-ai/haystack-core-integrations
 */
const makers: readonly [stem: string, provider: string | null][] = [
  ['OpenAI', 'openai'], ['AzureOpenAI', 'azure'], ['OpenAIResponses', 'openai'], ['AzureOpenAIResponses', 'azure'], ['Anthropic', 'anthropic'], ['AnthropicVertex', 'vertex'], ['AmazonBedrock', 'bedrock'], ['Cohere', 'cohere'],
  ['GoogleAIGemini', 'google'], ['GoogleGenAI', 'google'], ['VertexAIGemini', 'vertex'], ['Mistral', 'mistral'], ['Ollama', 'ollama'], ['OpenRouter', 'openrouter'], ['TogetherAI', 'together'], ['Nvidia', 'nvidia'], ['HuggingFaceAPI', 'huggingface'], ['LlamaStack', null], ['STACKIT', null], ['MetaLlama', null], ['WatsonxChat', null],
];
const own: Parameters = {
  model: ['model', 'api_params.model'], deployment: ['azure_deployment'], system: ['system_prompt'], tools: ['tools'], baseUrl: ['api_base_url'],
  maxOutput: ['generation_kwargs.max_completion_tokens', 'generation_kwargs.max_tokens', 'generation_kwargs.max_output_tokens', 'generation_kwargs.maxTokens', 'generation_kwargs.num_predict', 'max_length'],
};
const embedders = ['OpenAI', 'AzureOpenAI', 'Cohere', 'Mistral', 'AmazonBedrock', 'GoogleGenAI', 'Voyage', 'Jina', 'Nvidia', 'Ollama', 'HuggingFaceAPI'];
const providerOf = new Map(makers);

const handles: readonly HandleSpec[] = [
  ...makers.flatMap(([stem, provider]): readonly HandleSpec[] => [
    { gives: 'haystack.chat', exports: [`${stem}ChatGenerator`], provider, parameters: own },
    { gives: 'haystack.generator', exports: [`${stem}Generator`], provider, parameters: own },
  ]),
  { gives: 'haystack.chat', exports: ['FallbackChatGenerator'], provider: null, parameters: { from: ['chat_generators', '#0'] } },
  { gives: 'haystack.chat', exports: ['LLM'], provider: null, parameters: { from: ['chat_generator', '#0'], system: ['system_prompt'], prompt: ['user_prompt'] } },
  ...embedders.flatMap((stem): readonly HandleSpec[] => [{ gives: 'haystack.embedder', exports: [`${stem}TextEmbedder`, `${stem}DocumentEmbedder`], minor: true, provider: providerOf.get(stem) ?? stem.toLowerCase(), parameters: { model: ['model'], deployment: ['azure_deployment'] } }]),
  { gives: 'haystack.chat', exports: ['MockChatGenerator'], free: true },
  { gives: 'haystack.agent', exports: ['Agent'], provider: null, parameters: { from: ['chat_generator'], system: ['system_prompt'], tools: ['tools'], steps: ['max_agent_steps'] } },
  { gives: 'haystack.judge', exports: ['LLMEvaluator', 'ContextRelevanceEvaluator', 'FaithfulnessEvaluator', 'LLMMetadataExtractor', 'LLMDocumentContentExtractor', 'LLMRanker'], provider: null, parameters: { from: ['chat_generator'], system: ['instructions', 'prompt'] } },
  { gives: 'haystack.pipeline', exports: ['Pipeline', 'AsyncPipeline'], provider: null, parameters: { added: [{ method: 'add_component', paths: ['instance', '#1'] }] } },
];

const generate: Operation = {
  api: 'haystack.run', on: ['haystack.chat', 'haystack.judge'], chains: ['run', 'run_async'],
  parameters: { messages: ['messages', '#0'], tools: ['tools'], maxOutput: own.maxOutput ?? [] }, capDefault: 'model', capInsert: { python: 'generation_kwargs.max_tokens' }, caching: 'byProvider', documentation,
};

/** Generators, evaluators that ask a model, agents, embedders, and pipelines, which run the models that were added to them. https://docs.haystack.deepset.ai */
export const haystack: Sdk = {
  id: 'haystack', title: 'Haystack', kind: 'framework', provider: null, commonName: true, packages: { python: ['haystack', 'haystack_integrations', 'haystack_experimental'] }, handles,
  operations: [
    generate, { ...generate, on: ['haystack.generator'], parameters: { prompt: ['prompt', '#0'], system: ['system_prompt'], maxOutput: own.maxOutput ?? [] } },
    // https://github.com/deepset-ai/haystack/blob/main/haystack/components/agents/agent.py
    { ...generate, on: ['haystack.agent'], parameters: { messages: ['messages', '#0'] }, stepsDefault: 100, capInsert: {}, documentation: 'https://docs.haystack.deepset.ai/docs/agent' },
    { ...generate, on: ['haystack.pipeline'], chains: ['run', 'run_async', 'run_async_generator', 'stream'], parameters: { messages: ['data', '#0'] }, needsHandle: true, capInsert: {}, documentation: 'https://docs.haystack.deepset.ai/docs/pipelines' },
    { api: 'haystack.embed', on: ['haystack.embedder'], billing: 'embedding', chains: ['run', 'run_async'], parameters: { prompt: ['text', 'documents', '#0'] }, capDefault: 'none', caching: 'unsupported', documentation: 'https://docs.haystack.deepset.ai/docs/embedders' },
  ],
  documentation,
};
