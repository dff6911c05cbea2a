import { chatParameters, embeddingParameters } from './openai.ts';
import { noOutput } from './parts.ts';
import type { Operation, Sdk } from './sdk.ts';

/** SDKs of other providers with the shape of OpenAI's: clients by name, `chat.completions.create`, `embeddings.create`. */
function openaiShaped(id: string, title: string, packages: Sdk['packages'], clients: readonly string[], cap: string, documentation: string, own: readonly Operation[] = []): Sdk {
  const receivers = new RegExp(`client|llm|${id}`, 'i');
  const chat: Operation = { api: `${id}.chat.completions`, on: [`${id}.client`], receivers, chains: ['chat.completions.create', 'chat.completions.parse', 'chat.completions.stream', 'chat.asyncCompletions.create'], parameters: chatParameters, capDefault: 'model', capInsert: { python: cap, javascript: cap }, caching: 'byProvider', documentation };
  return {
    id, title, kind: 'direct', provider: id, packages, transparent: ['beta', 'with_raw_response', 'with_streaming_response'],
    handles: [{ gives: `${id}.client`, exports: [...clients, 'default'], parameters: { baseUrl: ['base_url', 'baseURL'] } }, { gives: `${id}.client`, on: [`${id}.client`], chains: ['with_options', 'withOptions'] }],
    operations: [
      chat,
      { api: `${id}.embeddings`, on: [`${id}.client`], receivers, billing: 'embedding', chains: ['embeddings.create'], parameters: embeddingParameters, ...noOutput, documentation },
      { api: `${id}.audio.transcriptions`, on: [`${id}.client`], billing: 'transcription', chains: ['audio.transcriptions.create', 'audio.translations.create'], parameters: { model: ['model'] }, ...noOutput, documentation },
      { api: `${id}.audio.speech`, on: [`${id}.client`], billing: 'speech', chains: ['audio.speech.create'], parameters: { model: ['model'], prompt: ['input'] }, ...noOutput, documentation },
      { api: `${id}.completions`, on: [`${id}.client`], chains: ['completions.create'], parameters: { model: ['model'], prompt: ['prompt'], maxOutput: ['max_tokens', 'max_completion_tokens'], n: ['n'], stream: ['stream'] }, capDefault: 'model', capInsert: { python: 'max_tokens', javascript: 'max_tokens' }, caching: 'unsupported', documentation },
      { api: `${id}.responses`, on: [`${id}.client`], chains: ['responses.create', 'responses.stream'], parameters: { model: ['model'], system: ['instructions'], messages: ['input'], tools: ['tools'], maxOutput: ['max_output_tokens'], stream: ['stream'] }, capDefault: 'model', capInsert: { python: 'max_output_tokens', javascript: 'max_output_tokens' }, caching: 'byProvider', documentation },
      { api: `${id}.images`, on: [`${id}.client`], billing: 'image', chains: ['images.generate', 'images.create', 'images.generations', 'images.edit'], parameters: { model: ['model'], prompt: ['prompt'], n: ['n'] }, ...noOutput, documentation },
      { api: `${id}.rerank`, on: [`${id}.client`], billing: 'rerank', chains: ['rerank.create', 'rerank'], parameters: { model: ['model'], prompt: ['query'] }, ...noOutput, documentation },
      { api: `${id}.videos`, on: [`${id}.client`], billing: 'other', chains: ['videos.create', 'videos.generations', 'video.generate'], parameters: { model: ['model'], prompt: ['prompt'] }, ...noOutput, documentation },
      ...own,
    ],
    documentation,
  };
}

/** Together before version 1 of its Python SDK: `together.Complete.create(prompt=..., model=...)`. */
const togetherBefore: readonly Operation[] = [{ api: 'together.completions', on: ['module'], languages: ['python'], chains: ['Complete.create', 'Complete.create_streaming'], parameters: { model: ['model', '#1'], prompt: ['prompt', '#0'], maxOutput: ['max_tokens'] }, capDefault: 'model', capInsert: { python: 'max_tokens' }, caching: 'unsupported' }];

/** Zhipu's own shapes: the module before version 2 (`zhipuai.model_api.invoke`), and the JavaScript SDK. */
const zhipuOwn: readonly Operation[] = [
  { api: 'zhipu.chat.completions', on: ['module'], languages: ['python'], chains: ['model_api.invoke', 'model_api.async_invoke', 'model_api.sse_invoke'], parameters: { model: ['model'], messages: ['prompt'], maxOutput: ['max_tokens'] }, capDefault: 'model', caching: 'unsupported' },
  { api: 'zhipu.chat.completions', on: ['zhipu.client'], languages: ['javascript'], chains: ['createCompletions'], parameters: { ...chatParameters, maxOutput: ['maxTokens', 'max_tokens'] }, capDefault: 'model', capInsert: { javascript: 'maxTokens' }, caching: 'unsupported' },
  { api: 'zhipu.embeddings', on: ['zhipu.client'], languages: ['javascript'], billing: 'embedding', chains: ['createEmbeddings'], parameters: embeddingParameters, ...noOutput },
];

export const groq = openaiShaped('groq', 'Groq', { python: ['groq'], javascript: ['groq-sdk'] }, ['Groq', 'AsyncGroq', 'Client', 'AsyncClient'], 'max_completion_tokens', 'https://console.groq.com/docs/api-reference');
export const together = openaiShaped('together', 'Together AI', { python: ['together'], javascript: ['together-ai'] }, ['Together', 'AsyncTogether', 'Client', 'AsyncClient'], 'max_tokens', 'https://docs.together.ai/reference/chat-completions', togetherBefore);
export const cerebras = openaiShaped('cerebras', 'Cerebras', { python: ['cerebras.cloud.sdk'], javascript: ['@cerebras/cerebras_cloud_sdk'] }, ['Cerebras', 'AsyncCerebras'], 'max_completion_tokens', 'https://inference-docs.cerebras.ai/api-reference/chat-completions');
export const zhipu = openaiShaped('zhipu', 'Zhipu', { python: ['zhipuai', 'zai'], javascript: ['zhipuai-sdk-nodejs-v4', 'zhipuai'] }, ['ZhipuAI', 'ZhipuAiClient', 'ZaiClient'], 'max_tokens', 'https://docs.z.ai/api-reference/llm/chat-completion', zhipuOwn);
export const perplexity = openaiShaped('perplexity', 'Perplexity', { python: ['perplexity'], javascript: ['@perplexity-ai/perplexity_ai'] }, ['Perplexity', 'AsyncPerplexity'], 'max_tokens', 'https://docs.perplexity.ai/api-reference/chat-completions-post');
export const sambanova = openaiShaped('sambanova', 'SambaNova', { python: ['sambanova'], javascript: ['sambanova'] }, ['SambaNova', 'AsyncSambaNova'], 'max_tokens', 'https://docs.sambanova.ai/docs/en/api-reference/endpoints/chat');
export const volcengine = openaiShaped('volcengine', 'Volcengine Ark', { python: ['volcenginesdkarkruntime', 'byteplussdkarkruntime'] }, ['Ark', 'AsyncArk'], 'max_tokens', 'https://www.volcengine.com/docs/82379/1494384');
