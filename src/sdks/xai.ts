import { noOutput } from './parts.ts';
import type { Operation, Parameters, Sdk } from './sdk.ts';

const documentation = 'https://docs.x.ai/docs/api-reference';
const chat: Parameters = {
  model: ['model', '#0'], messages: ['messages'], tools: ['tools'], schema: ['response_format'], maxOutput: ['max_tokens'], steps: ['max_turns'],
  modifiers: [{ path: 'service_tier', ignore: ['default', 'auto'] }],
};
const run: Operation = { api: 'xai.chat', on: ['xai.chat'], receivers: /chat|conversation/i, chains: ['sample', 'defer'], parameters: {}, capDefault: 'model', caching: 'byProvider', documentation };

/** `client.chat.create` only prepares a conversation; `sample`, `stream`, `parse` and `defer` send it. https://github.com/xai-org/xai-sdk-python */
export const xai: Sdk = {
  id: 'xai', title: 'xAI', kind: 'direct', provider: 'xai',
  packages: { python: ['xai_sdk'] },
  builders: ['user', 'system', 'assistant', 'developer', 'tool_result'],
  handles: [
    { gives: 'xai.client', exports: ['Client', 'AsyncClient'] },
    { gives: 'xai.chat', on: ['xai.client'], chains: ['chat.create'], parameters: { ...chat, appended: [{ method: 'append', paths: ['#0', 'message'] }] } },
    { gives: 'xai.chat', exports: ['Chat'], parameters: chat },
    // `append` returns the conversation.
    { gives: 'xai.chat', on: ['xai.chat'], chains: ['append'], parameters: { messages: ['#0'] } },
  ],
  operations: [
    run,
    { ...run, chains: ['stream'], streams: true },
    { ...run, chains: ['parse'], parameters: { schema: ['#0', 'shape'] } },
    { ...run, chains: ['sample_batch', 'defer_batch'], parameters: { n: ['#0', 'n'] } },
    { ...run, chains: ['stream_batch'], streams: true, parameters: { n: ['#0', 'n'] } },
    { api: 'xai.images', on: ['xai.client'], billing: 'image', chains: ['image.sample', 'image.sample_batch'], parameters: { model: ['model', '#1'], prompt: ['prompt', '#0'], n: ['n'] }, ...noOutput },
    { api: 'xai.videos', on: ['xai.client'], billing: 'other', chains: ['video.generate', 'video.start'], parameters: { model: ['model'], prompt: ['prompt', '#0'] }, ...noOutput },
  ],
  documentation,
};
