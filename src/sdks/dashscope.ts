import { noOutput } from './parts.ts';
import type { Parameters, Sdk } from './sdk.ts';

const documentation = 'https://help.aliyun.com/zh/model-studio/developer-reference/api-details';
const generation: Parameters = { model: ['model', '#0'], messages: ['messages', 'history'], prompt: ['prompt', '#1'], tools: ['tools'], schema: ['response_format'], maxOutput: ['max_tokens'], stream: ['stream'] };
const multimodal: Parameters = { ...generation, messages: ['messages', '#1'], prompt: ['text'] };
const cap = { capDefault: 'model', capInsert: { python: 'max_tokens' }, caching: 'unsupported' } as const;

/** Alibaba Cloud Model Studio: classes whose class method `call` is the request. https://github.com/dashscope/dashscope-sdk-python */
export const dashscope: Sdk = {
  id: 'dashscope', title: 'DashScope', kind: 'direct', provider: 'alibaba',
  packages: { python: ['dashscope'] },
  handles: [],
  operations: [
    { api: 'dashscope.generation', on: ['module'], chains: ['Generation.call', 'AioGeneration.call', 'CodeGeneration.call'], parameters: generation, ...cap, documentation },
    { api: 'dashscope.multimodal', on: ['module'], chains: ['MultiModalConversation.call', 'AioMultiModalConversation.call'], parameters: multimodal, ...cap, documentation },
    // The model of an application is kept at the service.
    { api: 'dashscope.application', on: ['module'], chains: ['Application.call'], parameters: { messages: ['messages'], prompt: ['prompt', '#1'] }, stepsDefault: null, capDefault: 'none', caching: 'unsupported', documentation },
    { api: 'dashscope.embeddings', on: ['module'], billing: 'embedding', chains: ['TextEmbedding.call', 'MultiModalEmbedding.call', 'AioMultiModalEmbedding.call', 'BatchTextEmbedding.call', 'BatchTextEmbedding.async_call'], parameters: { model: ['model', '#0'], prompt: ['input', 'url', '#1'] }, ...noOutput },
    { api: 'dashscope.rerank', on: ['module'], billing: 'rerank', chains: ['TextReRank.call', 'AioTextReRank.call'], parameters: { model: ['model', '#0'], prompt: ['query', '#1'] }, ...noOutput },
    { api: 'dashscope.images', on: ['module'], billing: 'image', chains: ['ImageSynthesis.call', 'ImageSynthesis.async_call', 'ImageSynthesis.sync_call', 'AioImageSynthesis.call'], parameters: { model: ['model', '#0'], prompt: ['prompt', '#1'], n: ['n'] }, ...noOutput },
    { api: 'dashscope.videos', on: ['module'], billing: 'other', chains: ['VideoSynthesis.call', 'VideoSynthesis.async_call', 'AioVideoSynthesis.call'], parameters: { model: ['model', '#0'], prompt: ['prompt', '#1'] }, ...noOutput },
    { api: 'dashscope.transcription', on: ['module'], billing: 'transcription', chains: ['Transcription.call', 'Transcription.async_call'], parameters: { model: ['model', '#0'] }, ...noOutput },
    { api: 'dashscope.speech', on: ['module'], billing: 'speech', chains: ['SpeechSynthesizer.call'], parameters: { model: ['model', '#0'], prompt: ['text', '#1'] }, ...noOutput },
  ],
  documentation,
};
