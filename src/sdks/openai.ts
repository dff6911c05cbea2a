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

const re = { parameters: { baseUrl: ['base_url', 'baseURL'] } };
const azure = { provider: 'azure', parameters: { deployment: ['azure_deployment', 'deployment'] } };

const clients: readonly HandleSpec[] = [
  { gives: 'openai.client', exports: ['OpenAI', 'AsyncOpenAI', 'Client', 'AsyncClient', 'default'], ...re },
  { gives: 'openai.client', exports: ['AzureOpenAI', 'AsyncAzureOpenAI'], ...azure },
  // https://github.com/openai/openai-python/blob/main/src/openai/lib/bedrock.py
  { gives: 'openai.client', exports: ['BedrockOpenAI', 'AsyncBedrockOpenAI'], provider: 'bedrock' },
  // https://github.com/openai/openai-python/blob/main/src/openai/__init__.py, and `api_base` of versions before 1
  { gives: 'openai.client', exports: ['*'], called: false, languages: ['python'], assigned: ['api_type', 'api_base', 'base_url', 'azure_endpoint'], parameters: { provider: ['api_type'], baseUrl: ['azure_endpoint', 'api_base', 'base_url'] } },
  { gives: 'openai.client', exports: ['OpenAIApi'], languages: ['javascript'] },
  { gives: 'openai.client', on: ['openai.client'], chains: ['with_options', 'withOptions', 'copy', '__enter__'], ...re },
  // Types of its parts: https://github.com/openai/openai-node/blob/master/src/resources/index.ts, https://github.com/openai/openai-python/blob/main/src/openai/resources/__init__.py
  ...Object.entries({ chat: 'Chat', embeddings: 'Embeddings', responses: 'Responses', images: 'Images', audio: 'Audio' }).map(([member, type]): HandleSpec => ({ gives: 'openai.client', exports: [type, `Async${type}`, `OpenAI.${type}`], member })),
  // Tracing libraries give back the client they are given.
  { gives: 'openai.client', exports: ['wrap_openai', 'wrapOpenAI', 'observeOpenAI', 'track_openai', 'trackOpenAI'], parameters: { from: ['#0', 'client', 'openai_client'] } },
  // A run's model is its assistant's, where it says none itself.
  { gives: 'openai.assistant', on: ['openai.client'], chains: ['assistants.create', 'assistants.update'], parameters: { model: ['model'], system: ['instructions'], tools: ['tools'] } },
];

/** https://developers.openai.com/api/docs/assistants/migration */
const assistants = { name: 'the Assistants API', date: '2026-08-26', instead: 'the Responses API' } as const;
/** A run goes on with a thread that grew elsewhere. The assistant says the model, where the run does not. */
const run: Parameters = {
  model: ['model'], deployment: ['assistant_id'], system: ['instructions'], history: ['thread_id', '#0'], messages: ['additional_messages'], tools: ['tools'], maxOutput: ['max_completion_tokens'], stream: ['stream'],
};
const resumed: Parameters = { history: ['thread_id', '#0'], messages: ['tool_outputs', '#1.tool_outputs', '#2.tool_outputs'], stream: ['stream'] };
const createAndRun: Parameters = { model: ['model'], deployment: ['assistant_id'], system: ['instructions'], messages: ['thread.messages'], tools: ['tools'], maxOutput: ['max_completion_tokens'], stream: ['stream'] };

/**
 * Who takes `max_completion_tokens` in chat. Elsewhere it may be ignored in silence, and `max_tokens` is what is documented:
 * https://api-docs.deepseek.com/api/create-chat-completion, https://docs.cohere.com/docs/compatibility-api, https://help.aliyun.com/zh/model-studio/use-qwen-by-calling-api
 * Its takers besides OpenAI and Azure: https://console.groq.com/docs/api-reference, https://inference-docs.cerebras.ai/api-reference/chat-completions
 * Azure documents it for models that reason, and its versions before September 2024 know `max_tokens` alone: https://learn.microsoft.com/en-us/azure/ai-services/openai/reference
 */
const chatCap = {
  capDefault: 'model', capInsert: { python: 'max_completion_tokens', javascript: 'max_completion_tokens' },
  // The models that it came with: https://github.com/openai/openai-python/blob/main/CHANGELOG.md, https://github.com/openai/openai-node/blob/master/CHANGELOG.md (both of 2024-09-12)
  capBefore: { python: { package: 'openai', version: [1, 45], insert: 'max_tokens' }, javascript: { package: 'openai', version: [4, 60], insert: 'max_tokens' } },
  capElsewhere: { not: ['openai', 'azure', 'github', 'groq', 'cerebras'], insert: 'max_tokens' }, capForModels: { provider: 'azure', models: /^gpt-(?:35|3\.5|4)/i, insert: 'max_tokens' } } as const;

/** Chat completions in every spelling of the two SDKs; `runTools` repeats until no tool is called (10 at most). */
const operations: readonly Operation[] = [
  {
    api: 'openai.chat.completions', on: ['openai.client'], distinctive: true,
    chains: ['chat.completions.create', 'chat.completions.parse', 'chat.completions.stream', 'chat.completions.create_with_completion', 'chat.completions.create_partial', 'chat.completions.create_iterable', 'ChatCompletion.create', 'ChatCompletion.acreate'],
    parameters: { ...chatParameters, model: ['model', 'engine', 'deployment_id'] }, ...chatCap, caching: 'byProvider', documentation: `${documentation}/chat/create`,
  },
  // The third version of the library for JavaScript, whose types know the first spelling alone: https://github.com/openai/openai-node/blob/v3.3.0/api.ts
  {
    api: 'openai.chat.completions', on: ['openai.client'], distinctive: true, languages: ['javascript'], chains: ['createChatCompletion'],
    parameters: chatParameters, ...chatCap, capBefore: { javascript: { ...chatCap.capBefore.javascript, only: true } }, caching: 'byProvider', documentation: 'https://github.com/openai/openai-node/discussions/217',
  },
  {
    api: 'openai.chat.completions', on: ['openai.client'], distinctive: true, languages: ['javascript'], chains: ['chat.completions.runTools', 'chat.completions.runFunctions'],
    parameters: { ...chatParameters, steps: ['#1.maxChatCompletions'] }, stepsDefault: 10, ...chatCap, caching: 'byProvider', documentation: 'https://github.com/openai/openai-node/blob/master/helpers.md',
  },
  {
    api: 'openai.responses', on: ['openai.client'], distinctive: true, chains: ['responses.create', 'responses.parse', 'responses.stream', 'responses.compact'],
    parameters: { model: ['model'], system: ['instructions'], history: ['previous_response_id', 'conversation'], messages: ['input'], tools: ['tools'], schema: ['text.format', 'text_format'], maxOutput: ['max_output_tokens'], stream: ['stream'], modifiers: [{ path: 'service_tier', ignore: ['auto', 'default'] }] },
    capDefault: 'model', capInsert: { python: 'max_output_tokens', javascript: 'max_output_tokens' }, caching: 'byProvider', documentation: `${documentation}/responses/create`,
  },
  {
    api: 'openai.completions', on: ['openai.client'], receivers: /client|openai/i, needs: ['prompt'], chains: ['completions.create', 'Completion.create', 'Completion.acreate', 'createCompletion'],
    parameters: { model: ['model', 'engine'], prompt: ['prompt'], maxOutput: ['max_tokens'], n: ['best_of', 'n'], stream: ['stream'] }, capDefault: 16, caching: 'unsupported', documentation: `${documentation}/completions/create`,
  },
  // A part of the client that is handed out where it is made: `(await service.getChat()).completions.create(...)`.
  { api: 'openai.chat.completions', on: ['openai.client'], receivers: /[a-z]Chat$|_chat$/, telling: /[a-z]Chat$|_chat$/, needs: ['messages'], chains: ['completions.create'], parameters: chatParameters, ...chatCap, caching: 'byProvider', documentation: `${documentation}/chat/create` },
  { api: 'openai.embeddings', on: ['openai.client'], distinctive: true, billing: 'embedding', chains: ['embeddings.create', 'Embedding.create', 'Embedding.acreate', 'createEmbedding'], parameters: { ...embeddingParameters, model: ['model', 'engine', 'deployment_id'] }, capDefault: 'none', caching: 'unsupported', documentation: `${documentation}/embeddings/create` },
  { api: 'openai.images', on: ['openai.client'], billing: 'image', chains: ['images.edit', 'images.create_variation', 'images.createVariation', 'Image.create', 'Image.acreate', 'Image.create_edit', 'Image.acreate_edit', 'Image.create_variation', 'createImage', 'createImageEdit', 'createImageVariation'], parameters: { model: ['model'], prompt: ['prompt'], n: ['n'], modifiers: [{ path: 'size', named: true, ignore: ['auto'] }, { path: 'quality', named: true, ignore: ['auto'] }] }, capDefault: 'none', caching: 'unsupported', documentation: `${documentation}/images` },
  { api: 'openai.images', on: ['openai.client'], distinctive: true, needs: ['prompt'], billing: 'image', chains: ['images.generate'], parameters: { model: ['model'], prompt: ['prompt'], n: ['n'], modifiers: [{ path: 'size', named: true, ignore: ['auto'] }, { path: 'quality', named: true, ignore: ['auto'] }] }, capDefault: 'none', caching: 'unsupported', documentation: `${documentation}/images` },
  { api: 'openai.videos', on: ['openai.client'], billing: 'other', chains: ['videos.create', 'videos.create_and_poll', 'videos.createAndPoll', 'videos.remix', 'videos.edit', 'videos.extend'], parameters: { model: ['model'], prompt: ['prompt', '#1.prompt'] }, capDefault: 'none', caching: 'unsupported', documentation: `${documentation}/videos` },
  { api: 'openai.audio.speech', on: ['openai.client'], distinctive: true, billing: 'speech', chains: ['audio.speech.create'], parameters: { model: ['model'], prompt: ['input'] }, capDefault: 'none', caching: 'unsupported', documentation: `${documentation}/audio/createSpeech` },
  { api: 'openai.audio.transcriptions', on: ['openai.client'], distinctive: true, billing: 'transcription', chains: ['audio.transcriptions.create', 'Audio.transcribe', 'Audio.atranscribe'], parameters: { model: ['model', '#0'] }, capDefault: 'none', caching: 'unsupported', documentation: `${documentation}/audio/createTranscription` },
  { api: 'openai.audio.translations', on: ['openai.client'], distinctive: true, billing: 'transcription', chains: ['audio.translations.create', 'Audio.translate', 'Audio.atranslate'], parameters: { model: ['model', '#0'] }, capDefault: 'none', caching: 'unsupported', documentation: `${documentation}/audio/createTranslation` },
  // The client before version 4: https://github.com/openai/openai-node/blob/v3.3.0/api.ts
  { api: 'openai.audio.transcriptions', on: ['openai.client'], distinctive: true, languages: ['javascript'], billing: 'transcription', chains: ['createTranscription'], parameters: { model: ['#1'] }, capDefault: 'none', caching: 'unsupported', documentation: `${documentation}/audio/createTranscription` },
  { api: 'openai.audio.translations', on: ['openai.client'], distinctive: true, languages: ['javascript'], billing: 'transcription', chains: ['createTranslation'], parameters: { model: ['#1'] }, capDefault: 'none', caching: 'unsupported', documentation: `${documentation}/audio/createTranslation` },
  { api: 'openai.assistants.runs', on: ['openai.client'], distinctive: true, chains: ['threads.runs.create', 'threads.runs.create_and_poll', 'threads.runs.createAndPoll'], optionsAt: 1, parameters: run, capDefault: 'model', capInsert: { python: 'max_completion_tokens', javascript: 'max_completion_tokens' }, caching: 'automatic', ended: assistants, documentation: `${documentation}/runs` },
  { api: 'openai.assistants.runs', on: ['openai.client'], distinctive: true, streams: true, chains: ['threads.runs.stream', 'threads.runs.create_and_stream', 'threads.runs.createAndStream'], optionsAt: 1, parameters: run, capDefault: 'model', capInsert: { python: 'max_completion_tokens', javascript: 'max_completion_tokens' }, caching: 'automatic', ended: assistants, documentation: `${documentation}/runs` },
  { api: 'openai.assistants.runs', on: ['openai.client'], distinctive: true, chains: ['threads.create_and_run', 'threads.createAndRun', 'threads.create_and_run_poll', 'threads.createAndRunPoll'], parameters: createAndRun, capDefault: 'model', capInsert: { python: 'max_completion_tokens', javascript: 'max_completion_tokens' }, caching: 'automatic', ended: assistants, documentation: `${documentation}/runs` },
  { api: 'openai.assistants.runs', on: ['openai.client'], distinctive: true, streams: true, chains: ['threads.create_and_run_stream', 'threads.createAndRunStream'], parameters: createAndRun, capDefault: 'model', capInsert: { python: 'max_completion_tokens', javascript: 'max_completion_tokens' }, caching: 'automatic', ended: assistants, documentation: `${documentation}/runs` },
  // What tools gave makes the run go on: another request, with all that was said.
  { api: 'openai.assistants.runs', on: ['openai.client'], distinctive: true, chains: ['threads.runs.submit_tool_outputs', 'threads.runs.submit_tool_outputs_and_poll', 'threads.runs.submitToolOutputs', 'threads.runs.submitToolOutputsAndPoll'], optionsAt: 1, parameters: resumed, capDefault: 'model', caching: 'automatic', ended: assistants, documentation: `${documentation}/runs/submitToolOutputs` },
  { api: 'openai.assistants.runs', on: ['openai.client'], distinctive: true, streams: true, chains: ['threads.runs.submit_tool_outputs_stream', 'threads.runs.submitToolOutputsStream'], optionsAt: 1, parameters: resumed, capDefault: 'model', caching: 'automatic', ended: assistants, documentation: `${documentation}/runs/submitToolOutputs` },
  { api: 'openai.realtime', on: ['openai.client'], distinctive: true, streams: true, billing: 'other', chains: ['realtime.connect'], parameters: { model: ['model'] }, capDefault: 'model', caching: 'automatic', documentation: `${documentation}/realtime` },
  { api: 'openai.realtime', on: ['module'], languages: ['javascript'], streams: true, billing: 'other', chains: ['OpenAIRealtimeWS', 'OpenAIRealtimeWebSocket'], parameters: { model: ['#0.model'] }, capDefault: 'model', caching: 'automatic', documentation: 'https://github.com/openai/openai-node/blob/master/realtime.md' },
  { api: 'openai.realtime', on: ['module'], languages: ['javascript'], streams: true, billing: 'other', chains: ['OpenAIRealtimeWS.create', 'OpenAIRealtimeWebSocket.create', 'OpenAIRealtimeWS.azure', 'OpenAIRealtimeWebSocket.azure'], parameters: { model: ['#1.model'] }, capDefault: 'model', caching: 'automatic', documentation: 'https://github.com/openai/openai-node/blob/master/realtime.md' },
  { api: 'openai.batches', on: ['openai.client'], billing: 'other', chains: ['batches.create'], parameters: {}, modelIn: 'the file of requests', capDefault: 'none', caching: 'unsupported', modifiers: ['batch'], documentation: `${documentation}/batch/create` },
];

/** OpenAI's SDK, the module and clients before version 1 (Python) and 4 (JavaScript), clients for Azure and Bedrock, and any of these wrapped by a tracer. Moderations, files and models cost nothing; fine-tuning is left out. https://platform.openai.com/docs/api-reference */
export const openai: Sdk = {
  id: 'openai', title: 'OpenAI', kind: 'direct', provider: 'openai', providerNames: { azure: 'azure', azure_ad: 'azure', azuread: 'azure', open_ai: 'openai' },
  packages: {
    python: ['openai', 'langfuse.openai', 'langsmith.wrappers', 'braintrust', 'opik.integrations.openai'],
    javascript: ['openai', '@openai/openai', 'openai-edge', 'langsmith/wrappers', 'langfuse', '@langfuse/openai', 'braintrust', 'opik-openai', '@posthog/ai'],
  },
  transparent: ['beta', 'with_raw_response', 'with_streaming_response', 'id'],
  handles: clients, operations, documentation,
};
