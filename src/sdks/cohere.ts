import { noOutput } from './parts.ts';
import type { HandleSpec, Parameters, Sdk } from './sdk.ts';

const documentation = 'https://docs.cohere.com/reference';
const cap = { capDefault: 'model', capInsert: { python: 'max_tokens', javascript: 'maxTokens' } } as const;

/** Version 1 takes `message` and `preamble`, version 2 `messages`; Python's first argument may be positional. */
const chat: Parameters = {
  model: ['model'], system: ['preamble'], messages: ['messages', 'chat_history', 'chatHistory'], prompt: ['message'], tools: ['tools'], schema: ['response_format', 'responseFormat'],
  maxOutput: ['max_tokens', 'maxTokens'], modifiers: [{ path: 'priority', named: true, ignore: [] }],
};
const embed: Parameters = { model: ['model'], prompt: ['texts', 'inputs', 'images'] };
const positional = (parameters: Parameters): Parameters => ({ ...parameters, prompt: [...(parameters.prompt ?? []), '#0'] });

/** `co` is the name in all of Cohere's own pages. */
const receivers = /^co$|cohere|client/i;

const clients: readonly HandleSpec[] = [
  { gives: 'cohere.client', exports: ['Client', 'ClientV2', 'AsyncClient', 'AsyncClientV2', 'CohereClient', 'CohereClientV2'], parameters: { baseUrl: ['base_url', 'environment'] } },
  { gives: 'cohere.client', exports: ['BedrockClient', 'BedrockClientV2', 'CohereBedrock'], provider: 'bedrock' },
  { gives: 'cohere.client', exports: ['SagemakerClient', 'SagemakerClientV2', 'CohereSagemaker'], provider: 'sagemaker' },
  { gives: 'cohere.client', exports: ['OciClient', 'OciClientV2'], provider: 'oci' },
];

/** https://github.com/cohere-ai/cohere-python and cohere-typescript: the same methods on clients of both versions, `v2` between for the newer. */
export const cohere: Sdk = {
  id: 'cohere', title: 'Cohere', kind: 'direct', provider: 'cohere',
  packages: { python: ['cohere'], javascript: ['cohere-ai'] },
  transparent: ['v2'],
  handles: clients,
  operations: [
    { api: 'cohere.chat', on: ['cohere.client'], languages: ['python'], receivers, needs: ['message', 'messages'], chains: ['chat'], parameters: positional(chat), ...cap, caching: 'byProvider' },
    { api: 'cohere.chat', on: ['cohere.client'], languages: ['javascript'], receivers, needs: ['message', 'messages'], chains: ['chat'], parameters: chat, ...cap, caching: 'byProvider' },
    { api: 'cohere.chat', on: ['cohere.client'], streams: true, receivers, needs: ['message', 'messages'], chains: ['chat_stream', 'chatStream'], parameters: chat, ...cap, caching: 'byProvider' },
    { api: 'cohere.generate', on: ['cohere.client'], languages: ['python'], receivers, needs: ['prompt'], chains: ['generate', 'generate_stream'], parameters: { ...positional({ prompt: ['prompt'] }), model: ['model'], maxOutput: ['max_tokens'], n: ['num_generations'] }, ...cap, caching: 'unsupported' },
    { api: 'cohere.generate', on: ['cohere.client'], languages: ['javascript'], chains: ['generate', 'generateStream'], parameters: { prompt: ['prompt'], model: ['model'], maxOutput: ['maxTokens'], n: ['numGenerations'] }, ...cap, caching: 'unsupported' },
    { api: 'cohere.summarize', on: ['cohere.client'], chains: ['summarize'], parameters: { model: ['model'], prompt: ['text'] }, capDefault: 'model', caching: 'unsupported' },
    { api: 'cohere.classify', on: ['cohere.client'], billing: 'other', chains: ['classify'], parameters: { model: ['model'], prompt: ['inputs'] }, ...noOutput },
    { api: 'cohere.embed', on: ['cohere.client'], billing: 'embedding', languages: ['python'], receivers, needs: ['texts', 'inputs'], chains: ['embed', 'embed_stream'], parameters: positional(embed), ...noOutput },
    { api: 'cohere.embed', on: ['cohere.client'], billing: 'embedding', languages: ['javascript'], receivers, needs: ['texts', 'inputs'], chains: ['embed'], parameters: embed, ...noOutput },
    { api: 'cohere.rerank', on: ['cohere.client'], billing: 'rerank', receivers, needs: ['documents'], chains: ['rerank'], parameters: { model: ['model'], prompt: ['query'] }, ...noOutput },
  ],
  documentation,
};
