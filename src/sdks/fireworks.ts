import { chatParameters, embeddingParameters } from './openai.ts';
import { noOutput } from './parts.ts';
import type { Parameters, Sdk } from './sdk.ts';

const documentation = 'https://docs.fireworks.ai/api-reference/post-chatcompletions';
const chat: Parameters = { ...chatParameters, model: ['model', '#0'], messages: ['messages', '#1'], maxOutput: ['max_tokens', 'max_completion_tokens'] };
const completion: Parameters = { model: ['model', '#0'], prompt: ['prompt', '#1'], maxOutput: ['max_tokens'], n: ['n'], stream: ['stream'] };
const cap = { capDefault: 'model', capInsert: { python: 'max_tokens' }, caching: 'byProvider' } as const;

/** `Fireworks()` clients, the module's own `ChatCompletion.create`, and `LLM(model=...)` which holds its model: https://docs.fireworks.ai/tools-sdks/python-client/sdk-introduction */
export const fireworks: Sdk = {
  id: 'fireworks', title: 'Fireworks AI', kind: 'direct', provider: 'fireworks',
  packages: { python: ['fireworks', 'fireworks.client'] },
  handles: [
    { gives: 'fireworks.client', exports: ['Fireworks', 'AsyncFireworks'] },
    { gives: 'fireworks.llm', exports: ['LLM'], parameters: { model: ['model', '#0'], maxOutput: ['max_tokens'] } },
  ],
  operations: [
    { api: 'fireworks.chat.completions', on: ['fireworks.client'], chains: ['chat.completions.create', 'chat.completions.acreate'], parameters: { ...chat, model: ['model'], messages: ['messages'] }, ...cap, documentation },
    { api: 'fireworks.chat.completions', on: ['fireworks.llm'], chains: ['chat.completions.create', 'chat.completions.acreate'], parameters: { ...chat, model: ['model'], messages: ['messages', '#0'] }, ...cap, documentation },
    { api: 'fireworks.chat.completions', on: ['module'], chains: ['ChatCompletion.create', 'ChatCompletion.acreate'], parameters: chat, ...cap, documentation },
    { api: 'fireworks.completions', on: ['module'], chains: ['Completion.create', 'Completion.acreate'], parameters: completion, ...cap, documentation },
    { api: 'fireworks.completions', on: ['fireworks.client', 'fireworks.llm'], chains: ['completions.create', 'completions.acreate', 'completion.create', 'completion.acreate'], parameters: { ...completion, model: ['model'], prompt: ['prompt', '#0'] }, ...cap, documentation },
    { api: 'fireworks.embeddings', on: ['fireworks.client', 'fireworks.llm'], billing: 'embedding', chains: ['embeddings.create'], parameters: embeddingParameters, ...noOutput },
  ],
  documentation,
};
