import { noOutput } from './parts.ts';
import type { Parameters, Sdk } from './sdk.ts';

const documentation = 'https://cloud.google.com/vertex-ai/generative-ai/docs/reference/python/latest';
const configs = ['generation_config.max_output_tokens', 'generationConfig.maxOutputTokens'];
const generate: Parameters = { messages: ['contents', '#0.contents', '#0'], tools: ['tools', '#0.tools'], schema: ['generation_config.response_schema', 'generationConfig.responseSchema'], maxOutput: configs, n: ['generation_config.candidate_count'], stream: ['stream'] };
const made: Parameters = { model: ['model_name', 'model', '#0'], system: ['system_instruction', 'systemInstruction'], tools: ['tools'], maxOutput: configs };
/** PaLM models of `language_models`: the cap is an argument, 128 when absent (`_DEFAULT_MAX_OUTPUT_TOKENS`). */
const text: Parameters = { prompt: ['prompt', 'prefix', 'message', '#0'], system: ['context'], maxOutput: ['max_output_tokens'], n: ['candidate_count'] };
const textCap = { capDefault: 128, capInsert: { python: 'max_output_tokens' }, caching: 'unsupported' } as const;
/** In JavaScript settings of a request replace those of its model: https://github.com/googleapis/nodejs-vertexai/blob/main/src/models/generative_models.ts */
const cap = { capDefault: 'model', capInsert: { python: 'generation_config.max_output_tokens' }, capWithin: { javascript: 'generationConfig.maxOutputTokens' }, capParameter: { javascript: 'generationConfig.maxOutputTokens' }, caching: 'byProvider' } as const;

/** The Vertex AI SDKs before google-genai: https://cloud.google.com/vertex-ai/generative-ai/docs/deprecations/genai-vertexai-sdk */
export const vertex: Sdk = {
  id: 'vertex', title: 'Vertex AI', kind: 'direct', provider: 'vertex',
  packages: {
    python: ['vertexai.generative_models', 'vertexai.preview.generative_models', 'vertexai.language_models', 'vertexai.preview.language_models', 'vertexai.vision_models', 'vertexai.preview.vision_models', 'vertexai'],
    javascript: ['@google-cloud/vertexai'],
  },
  builders: ['Part.from_text', 'Part.from_uri', 'Part.from_data', 'Part.from_image'],
  handles: [
    { gives: 'vertex.factory', exports: ['VertexAI'], languages: ['javascript'] },
    { gives: 'vertex.model', on: ['vertex.factory'], chains: ['getGenerativeModel', 'preview.getGenerativeModel'], parameters: made, capInsert: { javascript: 'generationConfig.maxOutputTokens' } },
    { gives: 'vertex.model', exports: ['GenerativeModel'], languages: ['python'], parameters: made },
    { gives: 'vertex.chat', on: ['vertex.model'], chains: ['start_chat', 'startChat'], parameters: { messages: ['history'], maxOutput: configs } },
    { gives: 'vertex.text', exports: ['TextGenerationModel.from_pretrained', 'CodeGenerationModel.from_pretrained'], languages: ['python'], parameters: { model: ['model_name', '#0'] } },
    { gives: 'vertex.textchat.model', exports: ['ChatModel.from_pretrained', 'CodeChatModel.from_pretrained'], languages: ['python'], parameters: { model: ['model_name', '#0'] } },
    { gives: 'vertex.textchat', on: ['vertex.textchat.model'], chains: ['start_chat'], parameters: { system: ['context', '#0'], messages: ['examples'], maxOutput: ['max_output_tokens'] } },
    { gives: 'vertex.embedding', exports: ['TextEmbeddingModel.from_pretrained', 'MultiModalEmbeddingModel.from_pretrained'], languages: ['python'], parameters: { model: ['model_name', '#0'] } },
    { gives: 'vertex.image', exports: ['ImageGenerationModel.from_pretrained'], languages: ['python'], parameters: { model: ['model_name', '#0'] } },
  ],
  operations: [
    { api: 'google.generate_content', on: ['vertex.model'], receivers: /model|gemini|llm/i, chains: ['generate_content', 'generate_content_async', 'generateContent'], parameters: generate, ...cap, documentation },
    { api: 'google.generate_content', on: ['vertex.model'], streams: true, chains: ['generateContentStream'], parameters: generate, ...cap, documentation },
    { api: 'google.chats.send_message', on: ['vertex.chat'], chains: ['send_message', 'send_message_async', 'sendMessage'], parameters: { prompt: ['content', '#0'], maxOutput: configs, stream: ['stream'], tools: ['tools'] }, ...cap, documentation, keepsHistory: true },
    { api: 'google.chats.send_message', on: ['vertex.chat'], streams: true, chains: ['sendMessageStream'], parameters: { prompt: ['#0'], maxOutput: configs }, ...cap, documentation, keepsHistory: true },
    { api: 'google.predict', on: ['vertex.text'], chains: ['predict', 'predict_async'], parameters: text, ...textCap, documentation },
    { api: 'google.predict', on: ['vertex.text'], streams: true, chains: ['predict_streaming', 'predict_streaming_async'], parameters: text, ...textCap, documentation },
    { api: 'google.chats.send_message', on: ['vertex.textchat'], chains: ['send_message', 'send_message_async', 'send_message_streaming', 'send_message_streaming_async'], parameters: text, ...textCap, documentation, keepsHistory: true },
    { api: 'google.embed_content', on: ['vertex.embedding'], billing: 'embedding', chains: ['get_embeddings', 'get_embeddings_async'], parameters: { prompt: ['texts', 'contextual_text', '#0'] }, ...noOutput },
    { api: 'google.generate_images', on: ['vertex.image'], billing: 'image', chains: ['generate_images', 'edit_image'], parameters: { prompt: ['prompt', '#0'], n: ['number_of_images'] }, ...noOutput },
  ],
  documentation,
};
