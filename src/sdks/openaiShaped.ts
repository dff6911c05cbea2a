import { chatParameters, embeddingParameters } from './openai.ts';
import type { Operation, Sdk } from './sdk.ts';

/** SDKs of other providers with the shape of OpenAI's: clients by name, `chat.completions.create`, `embeddings.create`. */
function openaiShaped(id: string, title: string, packages: Sdk['packages'], clients: readonly string[], cap: string, documentation: string): Sdk {
  const chat: Operation = { api: `${id}.chat.completions`, on: [`${id}.client`], chains: ['chat.completions.create', 'chat.completions.parse', 'chat.completions.stream', 'chat.asyncCompletions.create'], parameters: chatParameters, capDefault: 'model', capInsert: { python: cap, javascript: cap }, caching: 'byProvider', documentation };
  return {
    id, title, kind: 'direct', provider: id, packages, transparent: ['beta', 'with_raw_response', 'with_streaming_response'],
    handles: [{ gives: `${id}.client`, exports: [...clients, 'default'], parameters: { baseUrl: ['base_url', 'baseURL'] } }, { gives: `${id}.client`, on: [`${id}.client`], chains: ['with_options', 'withOptions'] }],
    operations: [
      chat,
      { api: `${id}.embeddings`, on: [`${id}.client`], billing: 'embedding', chains: ['embeddings.create'], parameters: embeddingParameters, capDefault: 'none', caching: 'unsupported', documentation },
      { api: `${id}.audio.transcriptions`, on: [`${id}.client`], billing: 'transcription', chains: ['audio.transcriptions.create', 'audio.translations.create'], parameters: { model: ['model'] }, capDefault: 'none', caching: 'unsupported', documentation },
    ],
    documentation,
  };
}

export const groq = openaiShaped('groq', 'Groq', { python: ['groq'], javascript: ['groq-sdk'] }, ['Groq', 'AsyncGroq'], 'max_completion_tokens', 'https://console.groq.com/docs/api-reference');
export const together = openaiShaped('together', 'Together AI', { python: ['together'], javascript: ['together-ai'] }, ['Together', 'AsyncTogether'], 'max_tokens', 'https://docs.together.ai/reference/chat-completions');
export const cerebras = openaiShaped('cerebras', 'Cerebras', { python: ['cerebras.cloud.sdk'], javascript: ['@cerebras/cerebras_cloud_sdk'] }, ['Cerebras', 'AsyncCerebras'], 'max_completion_tokens', 'https://inference-docs.cerebras.ai/api-reference/chat-completions');
export const zhipu = openaiShaped('zhipu', 'Zhipu', { python: ['zhipuai', 'zai'] }, ['ZhipuAI', 'ZhipuAiClient', 'ZaiClient'], 'max_tokens', 'https://docs.z.ai/api-reference/llm/chat-completion');
