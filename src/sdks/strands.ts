import type { HandleSpec, Operation, Parameters, Sdk } from './sdk.ts';

/** https://github.com/strands-agents/sdk-python/tree/main/src/strands (agent/agent.py, models) */
const documentation = 'https://strandsagents.com/latest/documentation/docs/user-guide/concepts/agents/agent-loop/';

const model: Parameters = { model: ['model_id', 'modelId'], maxOutput: ['max_tokens', 'maxTokens', 'params.max_tokens', 'params.max_completion_tokens', 'params.max_output_tokens', 'params.maxOutputTokens'], baseUrl: ['client_args.base_url', 'clientConfig.baseURL'] };
const models: readonly [names: readonly string[], provider: string][] = [
  [['BedrockModel'], 'bedrock'], [['OpenAIModel', 'OpenAIResponsesModel'], 'openai'], [['AnthropicModel'], 'anthropic'], [['GeminiModel'], 'google'], [['MistralModel'], 'mistral'], [['OllamaModel'], 'ollama'], [['WriterModel'], 'writer'],
];
/** Each provider's model class spells it in its own way: https://github.com/strands-agents/sdk-python/tree/main/src/strands/models */
const capInserts: Readonly<Record<string, HandleSpec['capInsert']>> = { bedrock: { python: 'max_tokens', javascript: 'maxTokens' }, google: { python: 'params.max_output_tokens' }, mistral: { python: 'max_tokens' } };
const handles: readonly HandleSpec[] = [
  ...models.map(([exports, provider]): HandleSpec => ({ gives: 'strands.model', exports, provider, parameters: model, ...(capInserts[provider] ? { capInsert: capInserts[provider] } : {}) })),
  { gives: 'strands.model', exports: ['LiteLLMModel'], provider: null, modelSyntax: 'provider/model', parameters: model },
  { gives: 'strands.agent', exports: ['Agent'], parameters: { model: ['model'], from: ['model'], system: ['system_prompt', 'systemPrompt'], tools: ['tools'], schema: ['structured_output_model'] } },
  { gives: 'strands.team', exports: ['Swarm', 'Graph'], parameters: { from: ['nodes', '#0'], steps: ['max_iterations'] } },
  { gives: 'strands.builder', exports: ['GraphBuilder'], parameters: { added: [{ method: 'add_node', paths: ['executor', '#0'] }] } },
  { gives: 'strands.team', on: ['strands.builder'], chains: ['build'], parameters: {} },
];

/** A model id given as text is one of Bedrock's; without any it is a Claude model there. https://github.com/strands-agents/sdk-python/blob/main/src/strands/models/bedrock.py */
const run: Operation = {
  api: 'strands.run', on: ['strands.agent', 'strands.team'], receivers: /agent|swarm|graph/i, chains: ['', 'invoke', 'invoke_async'], parameters: { messages: ['prompt', 'task', '#0'] },
  modelDefault: 'global.anthropic.claude-sonnet-4-6', capDefault: 'model', capParameter: { python: 'max_tokens', javascript: 'maxTokens' }, caching: 'byProvider', markers: ['cache_prompt', 'cache_tools', 'cache_config'], stepsDefault: null, documentation,
};

/** Agents, swarms and graphs of both languages. https://strandsagents.com */
export const strands: Sdk = {
  id: 'strands', title: 'Strands Agents', kind: 'framework', provider: 'bedrock', commonName: true, packages: { python: ['strands'], javascript: ['@strands-agents/sdk'] }, handles,
  operations: [
    run, { ...run, chains: ['stream_async', 'stream'], streams: true },
    { ...run, chains: ['structured_output', 'structured_output_async'], parameters: { schema: ['output_model', '#0'], messages: ['prompt', '#1'] } },
  ],
  documentation,
};
