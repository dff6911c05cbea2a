import { chatParameters } from './openai.ts';
import { noOutput } from './parts.ts';
import type { Operation, Parameters, Sdk } from './sdk.ts';

const documentation = 'https://docs.mistral.ai/api/';
const chat: Parameters = { ...chatParameters, maxOutput: ['max_tokens', 'maxTokens'] };
const fim: Parameters = { model: ['model'], prompt: ['prompt', 'suffix'], maxOutput: ['max_tokens', 'maxTokens'], stream: ['stream'] };
const embeddings: Parameters = { model: ['model', '#0'], prompt: ['inputs', 'input', '#1'] };
const conversation: Parameters = { model: ['model'], messages: ['inputs', '#1'], system: ['instructions'], tools: ['tools'], maxOutput: ['completion_args.max_tokens', 'completionArgs.maxTokens'] };
const cap = { capDefault: 'model', capInsert: { python: 'max_tokens', javascript: 'maxTokens' }, caching: 'byProvider' } as const;

const operations: readonly Operation[] = [
  { api: 'mistral.chat', on: ['mistral.client'], distinctive: true, needs: ['messages'], chains: ['chat.complete', 'chat.complete_async'], parameters: { ...chat, messages: ['messages'] }, ...cap },
  { api: 'mistral.chat', on: ['mistral.client'], distinctive: true, needs: ['response_format'], languages: ['python'], chains: ['chat.parse', 'chat.parse_async'], parameters: { ...chat, schema: ['response_format', '#0'], messages: ['messages'] }, ...cap },
  { api: 'mistral.chat', on: ['mistral.client'], distinctive: true, needs: ['responseFormat'], languages: ['javascript'], chains: ['chat.parse'], parameters: { ...chat, messages: ['messages'] }, ...cap },
  { api: 'mistral.chat', on: ['mistral.client'], receivers: /mistral|client/i, needs: ['messages'], streams: true, chains: ['chat.stream', 'chat.parse_stream', 'chat.parseStream'], parameters: { ...chat, messages: ['messages'] }, ...cap },
  { api: 'mistral.chat', on: ['mistral.client'], distinctive: true, needs: ['messages'], streams: true, chains: ['chat.stream_async', 'chat.parse_stream_async'], parameters: { ...chat, messages: ['messages'] }, ...cap },
  // Clients before version 1: https://github.com/mistralai/client-python/blob/main/MIGRATION.md
  { api: 'mistral.chat', on: ['mistral.oldclient'], receivers: /mistral|client/i, needs: ['messages'], chains: ['chat'], parameters: chat, ...cap, capInsert: { python: 'max_tokens', javascript: 'maxTokens' } },
  { api: 'mistral.chat', on: ['mistral.oldclient'], streams: true, chains: ['chat_stream', 'chatStream'], parameters: chat, ...cap },
  { api: 'mistral.embeddings', on: ['mistral.oldclient'], receivers: /mistral|client/i, needs: ['model'], billing: 'embedding', chains: ['embeddings'], parameters: embeddings, ...noOutput },
  { api: 'mistral.fim', on: ['mistral.oldclient'], chains: ['completion', 'completion_stream', 'completionStream'], parameters: fim, ...cap, caching: 'unsupported' },
  { api: 'mistral.embeddings', on: ['mistral.client'], receivers: /mistral|client/i, needs: ['inputs'], billing: 'embedding', chains: ['embeddings.create', 'embeddings.create_async'], parameters: embeddings, ...noOutput },
  { api: 'mistral.fim', on: ['mistral.client'], chains: ['fim.complete', 'fim.complete_async', 'fim.stream', 'fim.stream_async'], parameters: fim, ...cap },
  // The model of an agent is kept at the service.
  { api: 'mistral.agents', on: ['mistral.client'], chains: ['agents.complete', 'agents.complete_async', 'agents.stream', 'agents.stream_async'], parameters: { ...chat, model: [] }, modelIn: 'the agent, which the service keeps', ...cap },
  // Requests stand in a file that was uploaded, or in the call. https://docs.mistral.ai/capabilities/batch/
  { api: 'mistral.batches', on: ['mistral.client'], distinctive: true, needs: ['endpoint'], chains: ['batch.jobs.create', 'batch.jobs.create_async'], modifiers: ['batch'], parameters: { model: ['model'], messages: ['requests.0.body.messages'], maxOutput: ['requests.0.body.max_tokens', 'requests.0.body.maxTokens'] }, capDefault: 'model', caching: 'byProvider' },
  { api: 'mistral.conversations', on: ['mistral.client'], chains: ['conversations.start', 'conversations.start_async', 'conversations.append', 'conversations.append_async', 'conversations.restart', 'conversations.restart_async', 'conversations.start_stream', 'conversations.start_stream_async', 'conversations.startStream', 'conversations.append_stream', 'conversations.append_stream_async', 'conversations.appendStream', 'conversations.restart_stream', 'conversations.restart_stream_async', 'conversations.restartStream'], parameters: conversation, capDefault: 'model', caching: 'byProvider' },
  { api: 'mistral.conversations', on: ['mistral.client'], chains: ['conversations.run_async', 'conversations.run_stream_async'], parameters: conversation, stepsDefault: null, capDefault: 'model', caching: 'byProvider' },
  { api: 'mistral.ocr', on: ['mistral.client'], distinctive: true, needs: ['document'], billing: 'ocr', chains: ['ocr.process', 'ocr.process_async'], parameters: { model: ['model'] }, ...noOutput },
  { api: 'mistral.audio.transcriptions', on: ['mistral.client'], billing: 'transcription', chains: ['audio.transcriptions.complete', 'audio.transcriptions.complete_async', 'audio.transcriptions.stream', 'audio.transcriptions.stream_async'], parameters: { model: ['model'] }, ...noOutput },
];

/** Mistral's SDK from version 1 on, the clients before it (`MistralClient`), and those for Azure and Google Cloud. https://docs.mistral.ai/api/ */
export const mistral: Sdk = {
  id: 'mistral', title: 'Mistral AI', kind: 'direct', provider: 'mistral',
  packages: { python: ['mistralai', 'mistralai_azure', 'mistralai_gcp'], javascript: ['@mistralai/mistralai', '@mistralai/mistralai-azure', '@mistralai/mistralai-gcp'] },
  transparent: ['beta'],
  handles: [
    { gives: 'mistral.client', exports: ['Mistral'], parameters: { baseUrl: ['server_url', 'serverURL'] } },
    { gives: 'mistral.client', exports: ['MistralAzure'], provider: 'azure' },
    { gives: 'mistral.client', exports: ['MistralGCP', 'MistralGoogleCloud'], provider: 'vertex' },
    { gives: 'mistral.oldclient', exports: ['MistralClient', 'MistralAsyncClient', 'default'] },
  ],
  operations, documentation,
};
