import { chatParameters, embeddingParameters } from './openai.ts';
import { inOpenAiShape, type OpenAiShape } from './openaiResources.ts';
import { noOutput } from './parts.ts';
import type { Sdk } from './sdk.ts';

interface Seller extends Omit<OpenAiShape, 'spelt'> {
  readonly clients: readonly string[];
  /** How it spells the cap of a chat. */
  readonly cap: string;
}

/** SDKs of other providers with the shape of OpenAI's: clients by name, `chat.completions.create`, and of the other resources those that they have. */
function openaiShaped({ clients, cap, ...shape }: Seller): Sdk {
  const { id } = shape;
  const receivers = new RegExp(`client|llm|${id}`, 'i');
  return {
    ...inOpenAiShape({ ...shape, spelt: { 'chat.completions': { receivers }, embeddings: { receivers } } }, cap), kind: 'direct', provider: id,
    handles: [{ gives: `${id}.client`, exports: [...clients, 'default'], parameters: { baseUrl: ['base_url', 'baseURL'] } }, { gives: `${id}.client`, on: [`${id}.client`], chains: ['with_options', 'withOptions', 'copy', '__enter__'] }],
  };
}

/** Groq's own SDK, of which the chat takes `max_completion_tokens`. https://console.groq.com/docs/api-reference */
export const groq = openaiShaped({
  id: 'groq', title: 'Groq', packages: { python: ['groq'], javascript: ['groq-sdk'] }, clients: ['Groq', 'AsyncGroq', 'Client', 'AsyncClient'], cap: 'max_completion_tokens',
  // https://github.com/groq/groq-python/blob/main/api.md
  has: ['chat.completions', 'embeddings', 'audio.speech', 'audio.transcriptions', 'audio.translations', 'batches'],
  documentation: 'https://console.groq.com/docs/api-reference',
});

/** Together's SDKs, with completions of the Python module before version 1. Fine-tuning is left out. https://docs.together.ai/reference */
export const together = openaiShaped({
  id: 'together', title: 'Together AI', packages: { python: ['together'], javascript: ['together-ai'] }, clients: ['Together', 'AsyncTogether', 'Client', 'AsyncClient'], cap: 'max_tokens',
  // https://github.com/togethercomputer/together-typescript/blob/main/api.md
  has: ['chat.completions', 'completions', 'embeddings', 'images', 'videos', 'audio.speech', 'audio.transcriptions', 'audio.translations', 'rerank', 'batches'],
  documentation: 'https://docs.together.ai/reference/chat-completions',
  own: [
    // Its helper: https://github.com/togethercomputer/together-typescript/blob/main/src/resources/chat/completions.ts
    { api: 'together.chat.completions', on: ['together.client'], languages: ['javascript'], chains: ['chat.completions.stream'], streams: true, parameters: chatParameters, capDefault: 'model', capInsert: { javascript: 'max_tokens' }, caching: 'byProvider' },
    // Before version 1 of its Python SDK.
    { api: 'together.completions', on: ['module'], languages: ['python'], chains: ['Complete.create', 'Complete.create_streaming'], parameters: { model: ['model', '#1'], prompt: ['prompt', '#0'], maxOutput: ['max_tokens'] }, capDefault: 'model', capInsert: { python: 'max_tokens' }, caching: 'unsupported' },
    // Version 1: https://github.com/togethercomputer/together-python/blob/main/src/together/resources/batch.py
    { api: 'together.batches', on: ['together.client'], languages: ['python'], billing: 'other', chains: ['batches.create_batch'], parameters: {}, modelIn: 'the file of requests', modifiers: ['batch'], ...noOutput },
  ],
});

/** Cerebras' own SDK: chat and completions. https://inference-docs.cerebras.ai/api-reference */
export const cerebras = openaiShaped({
  id: 'cerebras', title: 'Cerebras', packages: { python: ['cerebras.cloud.sdk'], javascript: ['@cerebras/cerebras_cloud_sdk'] }, clients: ['Cerebras', 'AsyncCerebras'], cap: 'max_completion_tokens',
  // https://github.com/Cerebras/cerebras-cloud-sdk-python/blob/main/api.md
  has: ['chat.completions', 'completions'],
  documentation: 'https://inference-docs.cerebras.ai/api-reference/chat-completions',
});

/** Perplexity's own SDK. Its chat also answers later (`async`), with the parameters one level down. https://docs.perplexity.ai/api-reference */
export const perplexity = openaiShaped({
  id: 'perplexity', title: 'Perplexity', packages: { python: ['perplexity'], javascript: ['@perplexity-ai/perplexity_ai'] }, clients: ['Perplexity', 'AsyncPerplexity'], cap: 'max_tokens',
  // https://github.com/perplexityai/perplexity-py/blob/main/api.md
  has: ['chat.completions', 'responses', 'embeddings'],
  documentation: 'https://docs.perplexity.ai/api-reference/chat-completions-post',
  own: [
    { api: 'perplexity.embeddings', on: ['perplexity.client'], billing: 'embedding', chains: ['contextualized_embeddings.create', 'contextualizedEmbeddings.create'], parameters: embeddingParameters, ...noOutput },
    // A request that is answered later: its parameters are those of a chat, one level down.
    { api: 'perplexity.chat.completions', on: ['perplexity.client'], chains: ['async_.chat.completions.create', 'async.chat.completions.create'], parameters: { model: ['request.model'], messages: ['request.messages'], maxOutput: ['request.max_tokens'] }, capDefault: 'model', capInsert: { python: 'request.max_tokens', javascript: 'request.max_tokens' }, caching: 'byProvider' },
  ],
});

/** SambaNova's own SDK, which speaks Anthropic's messages too. https://docs.sambanova.ai/docs/en/api-reference */
export const sambanova = openaiShaped({
  id: 'sambanova', title: 'SambaNova', packages: { python: ['sambanova'], javascript: ['sambanova'] }, clients: ['SambaNova', 'AsyncSambaNova'], cap: 'max_tokens',
  // https://github.com/sambanova/sambanova-python/blob/main/api.md
  has: ['chat.completions', 'completions', 'responses', 'embeddings', 'audio.transcriptions', 'audio.translations'],
  documentation: 'https://docs.sambanova.ai/docs/en/api-reference/endpoints/chat',
  // The protocol of Anthropic, on the same client.
  own: [{ api: 'sambanova.messages', on: ['sambanova.client'], chains: ['messages.create'], parameters: { model: ['model'], system: ['system'], messages: ['messages'], tools: ['tools'], maxOutput: ['max_tokens'], stream: ['stream'] }, capDefault: 'required', caching: 'byProvider' }],
});

/** Version 2 of its Python SDK, by either name: https://github.com/zai-org/z-ai-sdk-python; its JavaScript SDK has methods of its own. */
export const zhipu = openaiShaped({
  id: 'zhipu', title: 'Zhipu', packages: { python: ['zhipuai', 'zai'], javascript: ['zhipuai-sdk-nodejs-v4', 'zhipuai'] }, clients: ['ZhipuAI', 'ZhipuAiClient', 'ZaiClient'], cap: 'max_tokens',
  // https://github.com/zai-org/z-ai-sdk-python/tree/main/src/zai/api_resource
  has: ['chat.completions', 'embeddings', 'audio.transcriptions'],
  documentation: 'https://docs.z.ai/api-reference/llm/chat-completion',
  own: [
    { api: 'zhipu.chat.completions', on: ['zhipu.client'], languages: ['python'], chains: ['chat.asyncCompletions.create'], parameters: chatParameters, capDefault: 'model', capInsert: { python: 'max_tokens' }, caching: 'byProvider' },
    { api: 'zhipu.images', on: ['zhipu.client'], languages: ['python'], billing: 'image', chains: ['images.generations'], parameters: { model: ['model'], prompt: ['prompt'], n: ['n'] }, ...noOutput },
    { api: 'zhipu.videos', on: ['zhipu.client'], languages: ['python'], billing: 'other', chains: ['videos.generations'], parameters: { model: ['model'], prompt: ['prompt'] }, ...noOutput },
    { api: 'zhipu.audio.speech', on: ['zhipu.client'], languages: ['python'], billing: 'speech', chains: ['audio.speech', 'audio.customization'], parameters: { model: ['model'], prompt: ['input'] }, ...noOutput },
    // The module before version 2.
    { api: 'zhipu.chat.completions', on: ['module'], languages: ['python'], chains: ['model_api.invoke', 'model_api.async_invoke', 'model_api.sse_invoke'], parameters: { model: ['model'], messages: ['prompt'], maxOutput: ['max_tokens'] }, capDefault: 'model', caching: 'unsupported' },
    // https://github.com/MetaGLM/zhipuai-sdk-nodejs-v4#readme
    { api: 'zhipu.chat.completions', on: ['zhipu.client'], languages: ['javascript'], chains: ['createCompletions'], parameters: { ...chatParameters, maxOutput: ['maxTokens', 'max_tokens'] }, capDefault: 'model', capInsert: { javascript: 'maxTokens' }, caching: 'unsupported' },
    { api: 'zhipu.embeddings', on: ['zhipu.client'], languages: ['javascript'], billing: 'embedding', chains: ['createEmbeddings'], parameters: embeddingParameters, ...noOutput },
    { api: 'zhipu.images', on: ['zhipu.client'], languages: ['javascript'], billing: 'image', chains: ['createImages'], parameters: { model: ['model'], prompt: ['prompt'] }, ...noOutput },
  ],
});

const arkChat = ['chat.completions.create', 'chat.completions.parse', 'chat.completions.stream', 'context.completions.create'];
const arkBot = { deployment: ['model'], messages: ['messages'], tools: ['tools'], maxOutput: ['max_tokens'], n: ['n'], stream: ['stream'] };

/** Ark of Volcengine, and of BytePlus abroad: chats, bots, batch endpoints, embeddings, images and videos. Names of models are often endpoints of one's own. https://www.volcengine.com/docs/82379/1494384 */
export const volcengine = openaiShaped({
  id: 'volcengine', title: 'Volcengine Ark', packages: { python: ['volcenginesdkarkruntime', 'byteplussdkarkruntime'] }, clients: ['Ark', 'AsyncArk'], cap: 'max_tokens',
  // https://github.com/volcengine/volcengine-python-sdk/tree/master/volcenginesdkarkruntime/resources
  has: ['responses', 'embeddings', 'images'],
  documentation: 'https://www.volcengine.com/docs/82379/1494384',
  own: [
    { api: 'volcengine.chat.completions', on: ['volcengine.client'], receivers: /client|llm|ark|volcengine/i, chains: arkChat, parameters: { ...chatParameters, history: ['context_id'] }, capDefault: 'model', capInsert: { python: 'max_tokens' }, caching: 'byProvider' },
    // A bot of one's own, that runs the model it is set to.
    { api: 'volcengine.chat.completions', on: ['volcengine.client'], chains: ['bot_chat.completions.create'], parameters: arkBot, capDefault: 'model', capInsert: { python: 'max_tokens' }, caching: 'byProvider' },
    { api: 'volcengine.chat.completions', on: ['volcengine.client'], chains: ['batch_chat.completions.create', 'batch.chat.completions.create'], parameters: chatParameters, capDefault: 'model', capInsert: { python: 'max_tokens' }, caching: 'byProvider', modifiers: ['batch'] },
    { api: 'volcengine.embeddings', on: ['volcengine.client'], billing: 'embedding', chains: ['multimodal_embeddings.create'], parameters: embeddingParameters, ...noOutput },
    { api: 'volcengine.embeddings', on: ['volcengine.client'], billing: 'embedding', chains: ['batch.embeddings.create', 'batch.multimodal_embeddings.create'], parameters: embeddingParameters, modifiers: ['batch'], ...noOutput },
    { api: 'volcengine.videos', on: ['volcengine.client'], billing: 'other', chains: ['content_generation.tasks.create'], parameters: { model: ['model'], prompt: ['content'] }, ...noOutput },
  ],
});
