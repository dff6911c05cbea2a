import { noOutput } from './parts.ts';
import type { Parameters, Sdk } from './sdk.ts';

const documentation = 'https://aleph-alpha-client.readthedocs.io/';
const request = (name: string): readonly string[] => [`request.${name}`, `#0.${name}`];
const model: Parameters = { model: ['model', '#1'] };

/** Requests are objects of their own (`CompletionRequest(prompt=..., maximum_tokens=...)`), the model stands beside them. */
export const alephAlpha: Sdk = {
  id: 'alephalpha', title: 'Aleph Alpha', kind: 'direct', provider: 'alephalpha',
  packages: { python: ['aleph_alpha_client'] },
  builders: ['Prompt.from_text', 'Text.from_text', 'from_text'],
  handles: [{ gives: 'alephalpha.client', exports: ['Client', 'AsyncClient'] }],
  operations: [
    { api: 'alephalpha.complete', on: ['alephalpha.client'], chains: ['complete', 'complete_with_streaming'], parameters: { ...model, prompt: request('prompt'), maxOutput: request('maximum_tokens'), n: request('n') }, capDefault: 'model', caching: 'unsupported', documentation },
    { api: 'alephalpha.chat', on: ['alephalpha.client'], chains: ['chat', 'chat_with_streaming'], parameters: { model: ['model', '#1', ...request('model')], messages: request('messages'), maxOutput: request('maximum_tokens') }, capDefault: 'model', caching: 'unsupported', documentation },
    { api: 'alephalpha.embed', on: ['alephalpha.client'], billing: 'embedding', chains: ['embed', 'semantic_embed', 'batch_semantic_embed', 'instructable_embed'], parameters: { ...model, prompt: [...request('prompt'), ...request('prompts'), ...request('input')] }, ...noOutput },
    { api: 'alephalpha.other', on: ['alephalpha.client'], billing: 'other', chains: ['explain', 'evaluate', 'summarize', 'qa'], parameters: { ...model, prompt: request('prompt') }, ...noOutput },
  ],
  documentation,
};
