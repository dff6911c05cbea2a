import type { Parameters, Sdk } from './sdk.ts';

/** https://googleapis.github.io/python-genai/ and https://googleapis.github.io/js-genai/ */
const generate: Parameters = {
  model: ['model'], messages: ['contents', '#1'], system: ['config.system_instruction', 'config.systemInstruction'], tools: ['config.tools'], schema: ['config.response_schema', 'config.responseSchema', 'config.response_json_schema'],
  maxOutput: ['config.max_output_tokens', 'config.maxOutputTokens'], n: ['config.candidate_count', 'config.candidateCount'],
  modifiers: [{ path: 'config.service_tier', ignore: ['standard'] }, { path: 'config.serviceTier', ignore: ['standard'] }],
};
/** The SDKs before google-genai: https://ai.google.dev/gemini-api/docs/migrate */
const oldGenerate: Parameters = {
  messages: ['contents', '#0.contents', '#0'], tools: ['tools'], schema: ['generation_config.response_schema'], maxOutput: ['generation_config.max_output_tokens', 'generationConfig.maxOutputTokens'], stream: ['stream'],
};
const oldModel: Parameters = { model: ['model_name', 'model', '#0'], system: ['system_instruction', 'systemInstruction'], tools: ['tools'], maxOutput: ['generation_config.max_output_tokens', 'generationConfig.maxOutputTokens', '#1.generationConfig.maxOutputTokens'] };

export const google: Sdk = {
  id: 'google', title: 'Google Gen AI', kind: 'direct', provider: 'google',
  packages: {
    python: ['google.genai', 'google.generativeai'],
    javascript: ['@google/genai', '@google/generative-ai'],
  },
  transparent: ['aio'],
  handles: [
    { gives: 'google.client', exports: ['Client', 'client.Client', 'AsyncClient'], packages: ['google.genai'] },
    { gives: 'google.client', exports: ['GoogleGenAI'], packages: ['@google/genai'] },
    { gives: 'google.chat', on: ['google.client'], chains: ['chats.create'], parameters: { ...generate, messages: ['history'] } },
    { gives: 'google.factory', exports: ['GoogleGenerativeAI'], languages: ['javascript'] },
    { gives: 'google.model', on: ['google.factory'], chains: ['getGenerativeModel'], parameters: oldModel },
    { gives: 'google.model', exports: ['GenerativeModel'], languages: ['python'], parameters: oldModel },
    { gives: 'google.oldchat', on: ['google.model'], chains: ['start_chat', 'startChat'], parameters: { messages: ['history'], maxOutput: ['generationConfig.maxOutputTokens'] } },
    { gives: 'google.module', exports: ['*'], called: false, languages: ['python'], packages: ['google.generativeai'] },
  ],
  operations: [
    { api: 'google.generate_content', on: ['google.client'], distinctive: true, chains: ['models.generate_content', 'models.generateContent'], parameters: generate, capDefault: 'model', capInsert: { python: 'config.max_output_tokens', javascript: 'config.maxOutputTokens' }, caching: 'byProvider' },
    { api: 'google.generate_content', on: ['google.client'], distinctive: true, streams: true, chains: ['models.generate_content_stream', 'models.generateContentStream'], parameters: generate, capDefault: 'model', capInsert: { python: 'config.max_output_tokens', javascript: 'config.maxOutputTokens' }, caching: 'byProvider' },
    { api: 'google.chats.send_message', on: ['google.chat'], chains: ['send_message', 'send_message_stream', 'sendMessage', 'sendMessageStream'], parameters: { prompt: ['message', '#0'], maxOutput: ['config.max_output_tokens', 'config.maxOutputTokens'] }, capDefault: 'model', caching: 'byProvider' },
    { api: 'google.generate_content', on: ['google.model'], chains: ['generate_content', 'generate_content_async', 'generateContent', 'generateContentStream'], parameters: oldGenerate, capDefault: 'model', caching: 'byProvider' },
    { api: 'google.chats.send_message', on: ['google.oldchat'], chains: ['send_message', 'send_message_async', 'sendMessage', 'sendMessageStream'], parameters: { prompt: ['#0', 'content'], maxOutput: ['generation_config.max_output_tokens'] }, capDefault: 'model', caching: 'byProvider' },
    { api: 'google.embed_content', on: ['google.client'], distinctive: true, billing: 'embedding', chains: ['models.embed_content', 'models.embedContent'], parameters: { model: ['model'], prompt: ['contents'] }, capDefault: 'none', caching: 'unsupported' },
    { api: 'google.embed_content', on: ['google.model'], billing: 'embedding', chains: ['embedContent', 'batchEmbedContents'], parameters: { prompt: ['#0'] }, capDefault: 'none', caching: 'unsupported' },
    { api: 'google.embed_content', on: ['google.module'], billing: 'embedding', chains: ['embed_content'], parameters: { model: ['model', '#0'], prompt: ['content', '#1'] }, capDefault: 'none', caching: 'unsupported' },
    { api: 'google.generate_images', on: ['google.client'], billing: 'image', chains: ['models.generate_images', 'models.generateImages'], parameters: { model: ['model'], prompt: ['prompt'] }, capDefault: 'none', caching: 'unsupported' },
  ],
  documentation: 'https://ai.google.dev/api/generate-content',
};
