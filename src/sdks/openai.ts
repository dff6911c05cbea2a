import type { HandleSpec, Operation, Parameters, Sdk } from './sdk.ts';

/** Chat parameters that OpenAI's API and the many that copy it share. https://platform.openai.com/docs/api-reference/chat/create */
export const chatParameters: Parameters = {
  model: ['model'],
  messages: ['messages', '#0'],
  tools: ['tools', 'functions'],
  schema: ['response_format', 'responseFormat'],
  maxOutput: ['max_completion_tokens', 'max_tokens', 'maxTokens', 'extra_body.max_tokens'],
  n: ['n'],
  stream: ['stream'],
  modifiers: [{ path: 'service_tier', ignore: ['auto', 'default', 'on_demand', 'standard_only'] }],
};

/** Embedding parameters shared likewise. https://platform.openai.com/docs/api-reference/embeddings/create */
export const embeddingParameters: Parameters = { model: ['model'], prompt: ['input', '#0'] };

const documentation = 'https://platform.openai.com/docs/api-reference';

const clients: readonly HandleSpec[] = [
  { gives: 'openai.client', exports: ['OpenAI', 'AsyncOpenAI', 'Client', 'AsyncClient', 'default'], parameters: { baseUrl: ['base_url', 'baseURL'] } },
  { gives: 'openai.client', exports: ['AzureOpenAI', 'AsyncAzureOpenAI', 'AzureOpenAIClient', 'OpenAIClient'], provider: 'azure' },
  { gives: 'openai.client', exports: ['*'], called: false, languages: ['python'] },
  { gives: 'openai.client', exports: ['OpenAIApi'], languages: ['javascript'] },
  { gives: 'openai.client', on: ['openai.client'], chains: ['with_options', 'withOptions', 'copy', '__enter__'] },
];

/** Chat completions in every spelling of the two SDKs; `runTools` repeats until no tool is called (10 at most). */
const operations: readonly Operation[] = [
  {
    api: 'openai.chat.completions', on: ['openai.client'], distinctive: true,
    chains: ['chat.completions.create', 'chat.completions.parse', 'chat.completions.stream', 'chat.completions.create_with_completion', 'chat.completions.create_partial', 'chat.completions.create_iterable', 'ChatCompletion.create', 'ChatCompletion.acreate', 'createChatCompletion'],
    parameters: { ...chatParameters, model: ['model', 'engine', 'deployment_id'] }, capDefault: 'model', capInsert: { python: 'max_completion_tokens', javascript: 'max_completion_tokens' }, caching: 'byProvider', documentation: `${documentation}/chat/create`,
  },
  {
    api: 'openai.chat.completions', on: ['openai.client'], distinctive: true, languages: ['javascript'], chains: ['chat.completions.runTools', 'chat.completions.runFunctions'],
    parameters: { ...chatParameters, steps: ['#1.maxChatCompletions'] }, stepsDefault: 10, capDefault: 'model', capInsert: { javascript: 'max_completion_tokens' }, caching: 'byProvider', documentation: 'https://github.com/openai/openai-node/blob/master/helpers.md',
  },
  {
    api: 'openai.responses', on: ['openai.client'], distinctive: true, chains: ['responses.create', 'responses.parse', 'responses.stream'],
    parameters: { model: ['model'], system: ['instructions'], messages: ['input'], tools: ['tools'], schema: ['text.format', 'text_format'], maxOutput: ['max_output_tokens'], stream: ['stream'], modifiers: [{ path: 'service_tier', ignore: ['auto', 'default'] }] },
    capDefault: 'model', capInsert: { python: 'max_output_tokens', javascript: 'max_output_tokens' }, caching: 'byProvider', documentation: `${documentation}/responses/create`,
  },
  {
    api: 'openai.completions', on: ['openai.client'], chains: ['completions.create', 'Completion.create', 'Completion.acreate', 'createCompletion'],
    parameters: { model: ['model', 'engine'], prompt: ['prompt'], maxOutput: ['max_tokens'], n: ['best_of', 'n'], stream: ['stream'] }, capDefault: 16, caching: 'unsupported', documentation: `${documentation}/completions/create`,
  },
  { api: 'openai.embeddings', on: ['openai.client'], distinctive: true, billing: 'embedding', chains: ['embeddings.create', 'Embedding.create', 'Embedding.acreate', 'createEmbedding'], parameters: { ...embeddingParameters, model: ['model', 'engine', 'deployment_id'] }, capDefault: 'none', caching: 'unsupported', documentation: `${documentation}/embeddings/create` },
  { api: 'openai.images', on: ['openai.client'], billing: 'image', chains: ['images.generate', 'images.edit', 'images.create_variation', 'images.createVariation', 'Image.create', 'createImage'], parameters: { model: ['model'], prompt: ['prompt'], n: ['n'] }, capDefault: 'none', caching: 'unsupported', documentation: `${documentation}/images` },
  { api: 'openai.audio.speech', on: ['openai.client'], distinctive: true, billing: 'speech', chains: ['audio.speech.create'], parameters: { model: ['model'], prompt: ['input'] }, capDefault: 'none', caching: 'unsupported', documentation: `${documentation}/audio/createSpeech` },
  { api: 'openai.audio.transcriptions', on: ['openai.client'], distinctive: true, billing: 'transcription', chains: ['audio.transcriptions.create', 'audio.translations.create', 'Audio.transcribe', 'Audio.translate', 'createTranscription'], parameters: { model: ['model'] }, capDefault: 'none', caching: 'unsupported', documentation: `${documentation}/audio/createTranscription` },
  { api: 'openai.assistants.runs', on: ['openai.client'], distinctive: true, chains: ['threads.runs.create', 'threads.runs.create_and_poll', 'threads.runs.createAndPoll', 'threads.runs.stream', 'threads.runs.create_and_stream', 'threads.runs.createAndStream', 'threads.create_and_run', 'threads.createAndRun', 'threads.create_and_run_poll', 'threads.createAndRunPoll'], parameters: { model: ['model', '#1.model'], system: ['instructions', '#1.instructions'], maxOutput: ['max_completion_tokens', '#1.max_completion_tokens'] }, capDefault: 'model', caching: 'automatic', documentation: `${documentation}/runs` },
  { api: 'openai.batches', on: ['openai.client'], billing: 'other', chains: ['batches.create'], parameters: {}, capDefault: 'none', caching: 'unsupported', modifiers: ['batch'], documentation: `${documentation}/batch/create` },
];

export const openai: Sdk = {
  id: 'openai', title: 'OpenAI', kind: 'direct', provider: 'openai',
  packages: { python: ['openai', 'langfuse.openai', 'langsmith.wrappers'], javascript: ['openai', '@azure/openai'] },
  transparent: ['beta', 'with_raw_response', 'with_streaming_response'],
  handles: clients, operations, documentation,
};
