import { chatParameters, embeddingParameters } from './openai.ts';
import { noOutput } from './parts.ts';
import type { Parameters, Sdk } from './sdk.ts';

const documentation = 'https://github.com/baidubce/bce-qianfan-sdk';
const made: Parameters = { model: ['model', '#0'], deployment: ['endpoint'] };
const chat: Parameters = { model: ['model'], deployment: ['endpoint'], messages: ['messages', '#0'], system: ['system'], tools: ['functions'], maxOutput: ['max_output_tokens'], stream: ['stream'] };
/** Without a cap an answer of these ends at 1,024 tokens, of the 2 to 2,048 that may be set: https://cloud.baidu.com/doc/WENXINWORKSHOP/s/klxcxcbth */
const ownCap = { capDefault: 1024, capInsert: { python: 'max_output_tokens' }, caching: 'unsupported' } as const;
const cap = { capDefault: 'model', capInsert: { python: 'max_output_tokens' }, caching: 'unsupported' } as const;

/** Baidu: an object a task, `do` runs it. The JavaScript package has `chat` with the model as second argument. */
export const qianfan: Sdk = {
  id: 'qianfan', title: 'Baidu Qianfan', kind: 'direct', provider: 'baidu',
  packages: { python: ['qianfan'], javascript: ['@baiducloud/qianfan'] },
  handles: [
    { gives: 'qianfan.chat', exports: ['ChatCompletion'], parameters: made },
    { gives: 'qianfan.completion', exports: ['Completion'], parameters: made },
    { gives: 'qianfan.embedding', exports: ['Embedding'], parameters: made },
    { gives: 'qianfan.reranker', exports: ['Reranker'], languages: ['python'], parameters: made },
    { gives: 'qianfan.image', exports: ['Text2Image'], languages: ['python'], parameters: made },
    { gives: 'qianfan.client', exports: ['Qianfan', 'AsyncQianfan'], languages: ['python'] },
  ],
  operations: [
    { api: 'qianfan.chat', on: ['qianfan.chat'], languages: ['python'], chains: ['do', 'ado', 'batch_do', 'abatch_do'], parameters: chat, ...ownCap, documentation },
    { api: 'qianfan.chat', on: ['qianfan.chat'], languages: ['javascript'], chains: ['chat'], parameters: { model: ['#1'], messages: ['messages'], system: ['system'], maxOutput: ['max_output_tokens'], stream: ['stream'] }, ...ownCap, documentation },
    { api: 'qianfan.chat', on: ['qianfan.client'], chains: ['chat.completions.create'], parameters: chatParameters, ...cap, documentation },
    { api: 'qianfan.completion', on: ['qianfan.completion'], languages: ['python'], chains: ['do', 'ado', 'batch_do'], parameters: { model: ['model'], deployment: ['endpoint'], prompt: ['prompt', '#0'], maxOutput: ['max_output_tokens'], stream: ['stream'] }, ...ownCap, documentation },
    { api: 'qianfan.completion', on: ['qianfan.completion'], languages: ['javascript'], chains: ['completions'], parameters: { model: ['#1'], prompt: ['prompt'], stream: ['stream'] }, ...ownCap, documentation },
    { api: 'qianfan.embeddings', on: ['qianfan.embedding'], billing: 'embedding', languages: ['python'], chains: ['do', 'ado', 'batch_do'], parameters: { model: ['model'], deployment: ['endpoint'], prompt: ['texts', '#0'] }, ...noOutput },
    { api: 'qianfan.embeddings', on: ['qianfan.embedding'], billing: 'embedding', languages: ['javascript'], chains: ['embedding'], parameters: { model: ['#1'], prompt: ['input'] }, ...noOutput },
    { api: 'qianfan.rerank', on: ['qianfan.reranker'], billing: 'rerank', chains: ['do', 'ado'], parameters: { model: ['model'], prompt: ['query', '#0'] }, ...noOutput },
    { api: 'qianfan.images', on: ['qianfan.image'], billing: 'image', chains: ['do', 'ado'], parameters: { model: ['model'], prompt: ['prompt', '#0'] }, ...noOutput },
    { api: 'qianfan.embeddings', on: ['qianfan.client'], billing: 'embedding', chains: ['embeddings.create'], parameters: embeddingParameters, ...noOutput },
  ],
  documentation,
};
