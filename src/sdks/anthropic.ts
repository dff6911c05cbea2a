import type { Parameters, Sdk } from './sdk.ts';

/** https://docs.anthropic.com/en/api/messages */
export const messagesParameters: Parameters = {
  model: ['model'], system: ['system'], messages: ['messages'], tools: ['tools'], schema: ['output_format'], maxOutput: ['max_tokens'], stream: ['stream'],
  modifiers: [{ path: 'speed', ignore: ['standard'] }, { path: 'inference_geo', named: true, ignore: ['global'] }],
};

const documentation = 'https://docs.anthropic.com/en/api/messages';

const cap = { capDefault: 'required', capInsert: { python: 'max_tokens', javascript: 'max_tokens' }, caching: 'byProvider' } as const;
/** On a receiver that cannot be followed, what Anthropic's API requires tells it from the `messages.create` of phone and chat products. */
const telling = { distinctive: true, needs: ['max_tokens'] } as const;
const first = 'requests.0.params';

/** Messages, batches of them and the old text completions, by Anthropic's own client and those for Bedrock, Vertex AI and Azure, also as tracers wrap them. Counting tokens costs nothing and is left out. https://docs.anthropic.com/en/api */
export const anthropic: Sdk = {
  id: 'anthropic', title: 'Anthropic', kind: 'direct', provider: 'anthropic',
  packages: {
    python: ['anthropic', 'langfuse.anthropic', 'langsmith.wrappers', 'braintrust', 'opik.integrations.anthropic'],
    javascript: ['@anthropic-ai/sdk', '@anthropic-ai/bedrock-sdk', '@anthropic-ai/vertex-sdk', '@anthropic-ai/foundry-sdk', '@anthropic-ai/aws-sdk', '@anthropic-ai/google-cloud-sdk', '@posthog/ai', 'braintrust'],
  },
  transparent: ['beta', 'with_raw_response', 'with_streaming_response'],
  builders: ['Request', 'MessageCreateParamsNonStreaming', 'BatchCreateParams.Request'],
  handles: [
    { gives: 'anthropic.client', exports: ['AnthropicBedrock', 'AsyncAnthropicBedrock', 'AnthropicBedrockMantle', 'AsyncAnthropicBedrockMantle'], provider: 'bedrock' },
    { gives: 'anthropic.client', exports: ['default'], packages: ['@anthropic-ai/bedrock-sdk'], provider: 'bedrock' },
    { gives: 'anthropic.client', exports: ['default'], packages: ['@anthropic-ai/vertex-sdk'], provider: 'vertex', parameters: { modifiers: [{ path: 'region', named: true }] } },
    { gives: 'anthropic.client', exports: ['default'], packages: ['@anthropic-ai/foundry-sdk'], provider: 'azure' },
    { gives: 'anthropic.client', exports: ['AnthropicVertex', 'AsyncAnthropicVertex'], provider: 'vertex', parameters: { modifiers: [{ path: 'region', named: true }] } },
    { gives: 'anthropic.client', exports: ['AnthropicFoundry', 'AsyncAnthropicFoundry'], provider: 'azure' },
    // Anthropic's own platform behind the login of a cloud: same API, same list prices.
    { gives: 'anthropic.client', exports: ['AnthropicAWS', 'AsyncAnthropicAWS', 'AnthropicAws', 'AnthropicGoogleCloud', 'AsyncAnthropicGoogleCloud'] },
    { gives: 'anthropic.client', exports: ['Anthropic', 'AsyncAnthropic', 'Client', 'AsyncClient', 'default'], parameters: { baseUrl: ['base_url', 'baseURL'] } },
    { gives: 'anthropic.client', on: ['anthropic.client'], chains: ['with_options', 'withOptions', 'copy', '__enter__'], parameters: { baseUrl: ['base_url', 'baseURL'] } },
    { gives: 'anthropic.client', exports: ['wrap_anthropic', 'wrapAnthropic', 'track_anthropic'], parameters: { from: ['#0', 'client'] } },
  ],
  operations: [
    { api: 'anthropic.messages', on: ['anthropic.client'], ...telling, chains: ['messages.create', 'messages.parse', 'messages.create_with_completion', 'messages.create_partial'], parameters: messagesParameters, ...cap },
    { api: 'anthropic.messages', on: ['anthropic.client'], ...telling, chains: ['messages.stream'], streams: true, parameters: messagesParameters, ...cap },
    { api: 'anthropic.messages', on: ['anthropic.client'], distinctive: true, chains: ['messages.tool_runner', 'messages.toolRunner'], parameters: { ...messagesParameters, steps: ['max_iterations'] }, stepsDefault: null, ...cap },
    { api: 'anthropic.batches', on: ['anthropic.client'], distinctive: true, chains: ['messages.batches.create'], parameters: { model: [`${first}.model`], messages: [`${first}.messages`], system: [`${first}.system`], tools: [`${first}.tools`], maxOutput: [`${first}.max_tokens`] }, capDefault: 'required', caching: 'byProvider', modifiers: ['batch'], documentation: 'https://docs.anthropic.com/en/api/creating-message-batches' },
    { api: 'anthropic.completions', on: ['anthropic.client'], chains: ['completions.create', 'completion', 'acompletion'], parameters: { model: ['model'], prompt: ['prompt'], maxOutput: ['max_tokens_to_sample'] }, capDefault: 'required', caching: 'unsupported', documentation: 'https://docs.anthropic.com/en/api/complete' },
  ],
  documentation,
};
