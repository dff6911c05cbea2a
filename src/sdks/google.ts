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

/** What a message of a chat adds to what the chat was made with. */
const sent: Parameters = { prompt: ['message', '#0'], maxOutput: ['config.max_output_tokens', 'config.maxOutputTokens'] };
const capInsert = { python: 'config.max_output_tokens', javascript: 'config.maxOutputTokens' };
/** In JavaScript settings of a request replace all of those that the model was made with: https://github.com/google-gemini/deprecated-generative-ai-js/blob/main/src/models/generative-model.ts */
const oldCap = { capInsert: { python: 'generation_config.max_output_tokens' }, capWithin: { javascript: 'generationConfig.maxOutputTokens' }, capParameter: { javascript: 'generationConfig.maxOutputTokens' } } as const;
const oldMaker = { parameters: oldModel, capInsert: { javascript: 'generationConfig.maxOutputTokens' } } as const;
const tokens = { capDefault: 'model', caching: 'byProvider' } as const;
const other = { capDefault: 'none', caching: 'unsupported' } as const;
const docs = 'https://ai.google.dev/gemini-api/docs';
/** How code names a model of the older packages that is made elsewhere. */
const named = /^_?((gemini|generative|genai|chat|base|text|vision)_?)*model$|^_?gemini$/i;
/** `vertexai` and its newer name lead the same client to Google Cloud. https://googleapis.github.io/python-genai/#create-a-client */
const cloud = { providerIf: { at: ['vertexai', 'enterprise'], provider: 'vertex' }, parameters: { modifiers: [{ path: 'location', named: true }] } } as const;

/** Google Gen AI SDK, the packages before it (google-generativeai with PaLM, @google/generative-ai) and Firebase's. Vertex AI's own is in vertex.ts. Counting tokens costs nothing and is left out. https://ai.google.dev/gemini-api/docs/migrate */
export const google: Sdk = {
  id: 'google', title: 'Google Gen AI', kind: 'direct', provider: 'google',
  packages: {
    python: ['google.genai', 'google.generativeai'],
    javascript: ['@google/genai', '@google/generative-ai', 'firebase/ai', 'firebase/vertexai', '@firebase/ai'],
  },
  transparent: ['aio'],
  builders: ['types.Part.from_text', 'types.Part.from_uri', 'types.Part.from_bytes', 'Part.from_text', 'Part.from_uri', 'Part.from_bytes', 'types.UserContent', 'types.ModelContent'],
  handles: [
    { gives: 'google.client', exports: ['Client', 'client.Client', 'AsyncClient'], packages: ['google.genai'], ...cloud },
    { gives: 'google.client', exports: ['GoogleGenAI'], packages: ['@google/genai'], ...cloud },
    { gives: 'google.chat', on: ['google.client'], chains: ['chats.create'], parameters: { ...generate, messages: ['history'] } },
    { gives: 'google.factory', exports: ['GoogleGenerativeAI'], languages: ['javascript'] },
    { gives: 'google.model', on: ['google.factory'], chains: ['getGenerativeModel'], ...oldMaker },
    { gives: 'google.model', exports: ['getGenerativeModel'], packages: ['firebase/ai', 'firebase/vertexai', '@firebase/ai'], optionsAt: 1, ...oldMaker },
    { gives: 'google.model', exports: ['GenerativeModel', 'GenerativeModel.from_cached_content'], languages: ['python'], parameters: oldModel },
    { gives: 'google.oldchat', on: ['google.model'], chains: ['start_chat', 'startChat'], parameters: { messages: ['history'], maxOutput: ['generationConfig.maxOutputTokens'] } },
    { gives: 'google.module', exports: ['*'], called: false, languages: ['python'], packages: ['google.generativeai'] },
    { gives: 'google.palmchat', on: ['google.module'], chains: ['chat'], parameters: { model: ['model'], system: ['context'], messages: ['messages'] } },
  ],
  operations: [
    { api: 'google.generate_content', on: ['google.client'], distinctive: true, chains: ['models.generate_content', 'models.generateContent'], parameters: generate, capInsert, ...tokens },
    { api: 'google.generate_content', on: ['google.client'], distinctive: true, streams: true, chains: ['models.generate_content_stream', 'models.generateContentStream'], parameters: generate, capInsert, ...tokens },
    { api: 'google.chats.send_message', on: ['google.chat'], chains: ['send_message', 'sendMessage'], parameters: sent, ...tokens, keepsHistory: true },
    { api: 'google.chats.send_message', on: ['google.chat'], streams: true, chains: ['send_message_stream', 'sendMessageStream'], parameters: sent, ...tokens, keepsHistory: true },
    { api: 'google.generate_content', on: ['google.model'], receivers: named, chains: ['generate_content', 'generate_content_async', 'generateContent'], parameters: oldGenerate, ...oldCap, ...tokens },
    { api: 'google.generate_content', on: ['google.model'], receivers: named, streams: true, chains: ['generateContentStream'], parameters: oldGenerate, ...oldCap, ...tokens },
    { api: 'google.chats.send_message', on: ['google.oldchat'], chains: ['send_message', 'send_message_async', 'sendMessage'], parameters: { prompt: ['#0', 'content'], stream: ['stream'], maxOutput: ['generation_config.max_output_tokens'] }, ...tokens, keepsHistory: true },
    { api: 'google.chats.send_message', on: ['google.oldchat'], streams: true, chains: ['sendMessageStream'], parameters: { prompt: ['#0'] }, ...tokens, keepsHistory: true },
    { api: 'google.interactions', on: ['google.client'], chains: ['interactions.create'], parameters: { model: ['model', 'agent'], history: ['previous_interaction_id', 'previousInteractionId'], messages: ['input'], system: ['system_instruction', 'systemInstruction'], tools: ['tools'], stream: ['stream'], maxOutput: ['generation_config.max_output_tokens', 'generationConfig.maxOutputTokens', 'generation_config.maxOutputTokens'] }, ...tokens, documentation: `${docs}/interactions` },
    { api: 'google.live', on: ['google.client'], distinctive: true, needs: ['model'], streams: true, billing: 'other', chains: ['live.connect'], parameters: { ...generate, messages: [] }, ...tokens, documentation: `${docs}/live` },
    { api: 'google.batches', on: ['google.client'], distinctive: true, needs: ['src'], chains: ['batches.create'], modifiers: ['batch'], parameters: { model: ['model'], messages: ['src.0.contents', 'src.inlined_requests.0.contents', 'src.inlinedRequests.0.contents'], maxOutput: ['src.0.config.max_output_tokens', 'src.0.config.maxOutputTokens'] }, ...tokens, documentation: `${docs}/batch-api` },
    { api: 'google.batches', on: ['google.client'], billing: 'embedding', chains: ['batches.create_embeddings', 'batches.createEmbeddings'], modifiers: ['batch'], parameters: { model: ['model'] }, ...other, documentation: `${docs}/batch-api` },
    { api: 'google.caches.create', on: ['google.client'], billing: 'other', chains: ['caches.create'], parameters: { model: ['model'], messages: ['config.contents'], system: ['config.system_instruction', 'config.systemInstruction'], tools: ['config.tools'] }, ...other, documentation: `${docs}/caching` },
    { api: 'google.embed_content', on: ['google.client'], distinctive: true, billing: 'embedding', chains: ['models.embed_content', 'models.embedContent'], parameters: { model: ['model'], prompt: ['contents'] }, ...other },
    { api: 'google.embed_content', on: ['google.model'], billing: 'embedding', chains: ['embedContent', 'batchEmbedContents'], parameters: { prompt: ['#0'] }, ...other },
    { api: 'google.embed_content', on: ['google.module'], billing: 'embedding', chains: ['embed_content', 'embed_content_async', 'generate_embeddings'], parameters: { model: ['model', '#0'], prompt: ['content', 'text', '#1'] }, ...other },
    { api: 'google.generate_text', on: ['google.module'], chains: ['generate_text'], parameters: { model: ['model'], prompt: ['prompt'], maxOutput: ['max_output_tokens'], n: ['candidate_count'] }, ...tokens, caching: 'unsupported', documentation: `${docs}/migrate` },
    { api: 'google.chats.send_message', on: ['google.palmchat'], chains: ['reply'], parameters: { prompt: ['message', '#0'] }, ...tokens, caching: 'unsupported', documentation: `${docs}/migrate`, keepsHistory: true },
    { api: 'google.generate_images', on: ['google.client'], distinctive: true, billing: 'image', chains: ['models.generate_images', 'models.generateImages'], parameters: { model: ['model'], prompt: ['prompt'], n: ['config.number_of_images', 'config.numberOfImages'] }, ...other },
    { api: 'google.generate_images', on: ['google.client'], billing: 'image', chains: ['models.edit_image', 'models.editImage', 'models.upscale_image', 'models.upscaleImage', 'models.recontext_image', 'models.recontextImage', 'models.segment_image', 'models.segmentImage'], parameters: { model: ['model'], prompt: ['prompt'], n: ['config.number_of_images', 'config.numberOfImages'] }, ...other },
    { api: 'google.generate_videos', on: ['google.client'], distinctive: true, billing: 'other', chains: ['models.generate_videos', 'models.generateVideos'], parameters: { model: ['model'], prompt: ['prompt', 'source.prompt'], n: ['config.number_of_videos', 'config.numberOfVideos'] }, ...other },
  ],
  documentation: 'https://ai.google.dev/api/generate-content',
};
