import type { Parameters, Sdk } from './sdk.ts';

/** https://docs.anthropic.com/en/api/messages */
export const messagesParameters: Parameters = {
  model: ['model'], system: ['system'], messages: ['messages'], tools: ['tools'], schema: ['output_format'], maxOutput: ['max_tokens'], stream: ['stream'],
  modifiers: [{ path: 'speed', ignore: ['standard'] }, { path: 'inference_geo', named: true, ignore: ['global'] }],
};

const documentation = 'https://docs.anthropic.com/en/api/messages';

export const anthropic: Sdk = {
  id: 'anthropic', title: 'Anthropic', kind: 'direct', provider: 'anthropic',
  packages: { python: ['anthropic', 'langfuse.anthropic'], javascript: ['@anthropic-ai/sdk', '@anthropic-ai/bedrock-sdk', '@anthropic-ai/vertex-sdk', '@anthropic-ai/foundry-sdk'] },
  transparent: ['beta', 'with_raw_response', 'with_streaming_response'],
  handles: [
    { gives: 'anthropic.client', exports: ['AnthropicBedrock', 'AsyncAnthropicBedrock', 'AnthropicBedrockMantle'], provider: 'bedrock' },
    { gives: 'anthropic.client', exports: ['default'], packages: ['@anthropic-ai/bedrock-sdk'], provider: 'bedrock' },
    { gives: 'anthropic.client', exports: ['default'], packages: ['@anthropic-ai/vertex-sdk'], provider: 'vertex' },
    { gives: 'anthropic.client', exports: ['default'], packages: ['@anthropic-ai/foundry-sdk'], provider: 'azure' },
    { gives: 'anthropic.client', exports: ['AnthropicVertex', 'AsyncAnthropicVertex'], provider: 'vertex' },
    { gives: 'anthropic.client', exports: ['AnthropicFoundry', 'AsyncAnthropicFoundry'], provider: 'azure' },
    { gives: 'anthropic.client', exports: ['Anthropic', 'AsyncAnthropic', 'Client', 'AsyncClient', 'default'], parameters: { baseUrl: ['base_url', 'baseURL'] } },
    { gives: 'anthropic.client', on: ['anthropic.client'], chains: ['with_options', 'withOptions', 'copy'] },
  ],
  operations: [
    { api: 'anthropic.messages', on: ['anthropic.client'], chains: ['messages.create', 'messages.parse', 'messages.create_with_completion', 'messages.create_partial'], parameters: messagesParameters, capDefault: 'required', capInsert: { python: 'max_tokens', javascript: 'max_tokens' }, caching: 'byProvider' },
    { api: 'anthropic.messages', on: ['anthropic.client'], chains: ['messages.stream'], streams: true, parameters: messagesParameters, capDefault: 'required', capInsert: { python: 'max_tokens', javascript: 'max_tokens' }, caching: 'byProvider' },
    { api: 'anthropic.messages', on: ['anthropic.client'], distinctive: true, chains: ['messages.tool_runner', 'messages.toolRunner'], parameters: { ...messagesParameters, steps: ['max_iterations'] }, stepsDefault: null, capDefault: 'required', capInsert: { python: 'max_tokens', javascript: 'max_tokens' }, caching: 'byProvider' },
    { api: 'anthropic.batches', on: ['anthropic.client'], distinctive: true, chains: ['messages.batches.create'], parameters: { model: ['requests.0.params.model'], messages: ['requests'], maxOutput: ['requests.0.params.max_tokens'] }, capDefault: 'required', caching: 'byProvider', modifiers: ['batch'], documentation: 'https://docs.anthropic.com/en/api/creating-message-batches' },
    { api: 'anthropic.completions', on: ['anthropic.client'], chains: ['completions.create'], parameters: { model: ['model'], prompt: ['prompt'], maxOutput: ['max_tokens_to_sample'] }, capDefault: 'required', caching: 'unsupported', documentation: 'https://docs.anthropic.com/en/api/complete' },
  ],
  documentation,
};
