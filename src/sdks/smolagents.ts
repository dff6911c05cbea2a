import type { HandleSpec, Operation, Parameters, Sdk } from './sdk.ts';

/** https://github.com/huggingface/smolagents/blob/main/src/smolagents (agents.py, models.py) */
const documentation = 'https://huggingface.co/docs/smolagents/reference/agents';

/** Models that a service answers; those that run on the machine itself cost nothing here and are left out. */
const models: readonly [names: readonly string[], provider: string | null][] = [
  [['OpenAIModel', 'OpenAIServerModel'], 'openai'], [['AzureOpenAIModel', 'AzureOpenAIServerModel'], 'azure'], [['InferenceClientModel', 'HfApiModel'], 'huggingface'], [['AmazonBedrockModel', 'AmazonBedrockServerModel'], 'bedrock'],
];
const model: Parameters = { model: ['model_id', '#0'], maxOutput: ['max_tokens', 'max_completion_tokens', 'inferenceConfig.maxTokens'], baseUrl: ['api_base', 'base_url'] };
const handles: readonly HandleSpec[] = [
  ...models.map(([exports, provider]): HandleSpec => ({ gives: 'smolagents.model', exports, provider, parameters: model })),
  { gives: 'smolagents.model', exports: ['LiteLLMModel', 'LiteLLMRouterModel'], provider: null, modelSyntax: 'provider/model', parameters: { ...model, aliases: { list: ['model_list'], name: 'model_name', model: 'litellm_params.model' } } },
  { gives: 'smolagents.agent', exports: ['CodeAgent', 'ToolCallingAgent', 'MultiStepAgent'], provider: null, parameters: { from: ['model', '#1'], system: ['instructions', 'system_prompt'], tools: ['tools', '#0'], steps: ['max_steps'] } },
];

const run: Operation = {
  api: 'smolagents.run', on: ['smolagents.agent'], receivers: /agent/i, chains: ['run', ''], parameters: { messages: ['task', '#0'], steps: ['max_steps'], stream: ['stream'] }, capDefault: 'model', capParameter: { python: 'max_tokens' }, caching: 'byProvider', stepsDefault: 20, needsHandle: true, documentation,
};

/** Agents, and models called directly. https://huggingface.co/docs/smolagents */
export const smolagents: Sdk = {
  id: 'smolagents', title: 'smolagents', kind: 'framework', provider: null, packages: { python: ['smolagents'] }, handles,
  operations: [
    run,
    { api: 'smolagents.generate', on: ['smolagents.model'], chains: ['generate', ''], parameters: { messages: ['messages', '#0'], maxOutput: ['max_tokens', 'max_completion_tokens'], tools: ['tools_to_call_from'] }, capDefault: 'model', capInsert: { python: 'max_tokens' }, caching: 'byProvider', documentation: 'https://huggingface.co/docs/smolagents/reference/models' },
    { api: 'smolagents.generate', on: ['smolagents.model'], chains: ['generate_stream'], streams: true, parameters: { messages: ['messages', '#0'], maxOutput: ['max_tokens', 'max_completion_tokens'] }, capDefault: 'model', capInsert: { python: 'max_tokens' }, caching: 'byProvider', documentation: 'https://huggingface.co/docs/smolagents/reference/models' },
  ],
  documentation,
};
