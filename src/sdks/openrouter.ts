import { chatParameters, embeddingParameters } from './openai.ts';
import { below, noOutput } from './parts.ts';
import type { Parameters, Sdk } from './sdk.ts';

const documentation = 'https://openrouter.ai/docs/sdks/typescript';
const responses: Parameters = { model: ['model'], system: ['instructions'], messages: ['input'], tools: ['tools'], maxOutput: ['maxOutputTokens', 'max_output_tokens'], stream: ['stream'] };

/** The request is the argument itself, or in later releases a field of it. */
const chat = below(['', 'chatGenerationParams', 'chatRequest', 'chat_generation_params'], chatParameters);
const either = below(['', 'openResponsesRequest', 'responsesRequest'], responses);

/** A gateway: ids are `vendor/model`, OpenRouter bills. `callModel` of the agent package repeats while tools are called (5 steps). */
export const openrouter: Sdk = {
  id: 'openrouter', title: 'OpenRouter', kind: 'direct', provider: 'openrouter',
  packages: { javascript: ['@openrouter/sdk', '@openrouter/agent'], python: ['openrouter'] },
  transparent: ['beta'],
  handles: [{ gives: 'openrouter.client', exports: ['OpenRouter'] }],
  operations: [
    { api: 'openrouter.chat', on: ['openrouter.client'], chains: ['chat.send', 'chat.send_async'], parameters: chat, capDefault: 'model', capInsert: { javascript: 'maxTokens', python: 'max_tokens' }, caching: { markers: ['cache_control', 'cacheControl'] }, documentation },
    { api: 'openrouter.responses', on: ['openrouter.client'], chains: ['responses.send', 'responses.create'], parameters: either, capDefault: 'model', caching: { markers: ['cache_control', 'cacheControl'] }, documentation },
    { api: 'openrouter.call_model', on: ['openrouter.client'], chains: ['callModel'], parameters: { ...responses, steps: ['maxSteps'] }, stepsDefault: 5, capDefault: 'model', caching: { markers: ['cache_control', 'cacheControl'] }, documentation },
    { api: 'openrouter.call_model', on: ['module'], chains: ['callModel'], optionsAt: 1, parameters: { ...responses, steps: ['maxSteps'] }, stepsDefault: 5, capDefault: 'model', caching: { markers: ['cache_control', 'cacheControl'] }, documentation },
    { api: 'openrouter.embeddings', on: ['openrouter.client'], billing: 'embedding', chains: ['embeddings.generate'], parameters: below(['', 'requestBody'], embeddingParameters), ...noOutput },
  ],
  documentation,
};
