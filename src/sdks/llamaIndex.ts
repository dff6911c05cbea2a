import { llamaIndexEngines } from './llamaIndexEngines.ts';
import { llamaIndexModels } from './llamaIndexModels.ts';
import type { Operation, Sdk } from './sdk.ts';

const documentation = 'https://developers.llamaindex.ai/python/framework/module_guides/models/llms/';
const engineDocumentation = 'https://developers.llamaindex.ai/python/framework/module_guides/deploying/query_engine/';

const common = { capDefault: 'model', capParameter: { python: 'max_tokens', javascript: 'maxTokens' }, caching: 'byProvider', documentation } as const;
const call = (api: string, on: string, chains: readonly string[], more: Partial<Operation> = {}): Operation => ({ ...common, api: `llamaindex.${api}`, on: [on], chains, parameters: {}, ...more });
const chat = { parameters: { messages: ['messages', '#0'], tools: ['tools'], maxOutput: ['max_tokens'] } } as const;
const complete = { parameters: { messages: ['prompt', '#0'], maxOutput: ['max_tokens'] } } as const;
const javascript = ['javascript'] as const;
const python = ['python'] as const;
const llms = /(^|_)(llm|multi_modal_llm)\d?$|Llm$|LLM$/;

/** https://github.com/run-llama/llama_index/blob/main/llama-index-core/llama_index/core/llms/llm.py */
const llmOperations: readonly Operation[] = [
  call('chat', 'llamaindex.llm', ['chat', 'achat'], { ...chat, languages: python, receivers: llms }),
  call('chat', 'llamaindex.llm', ['stream_chat', 'astream_chat'], { ...chat, streams: true, receivers: llms }),
  call('chat', 'llamaindex.llm', ['chat', 'exec'], { languages: javascript, receivers: llms, parameters: { messages: ['messages'], tools: ['tools'], schema: ['responseFormat'], stream: ['stream'] } }),
  call('chat', 'llamaindex.llm', ['chat_with_tools', 'achat_with_tools', 'predict_and_call', 'apredict_and_call'], { parameters: { tools: ['tools', '#0'], messages: ['user_msg', 'chat_history', '#1'] } }),
  call('chat', 'llamaindex.llm', ['stream_chat_with_tools', 'astream_chat_with_tools'], { streams: true, parameters: { tools: ['tools', '#0'], messages: ['user_msg', 'chat_history', '#1'] } }),
  call('complete', 'llamaindex.llm', ['complete', 'acomplete'], { ...complete, languages: python, receivers: llms }),
  call('complete', 'llamaindex.llm', ['stream_complete', 'astream_complete'], { ...complete, streams: true, receivers: llms }),
  call('complete', 'llamaindex.llm', ['complete'], { languages: javascript, receivers: llms, parameters: { messages: ['prompt'], schema: ['responseFormat'], stream: ['stream'] } }),
  call('predict', 'llamaindex.llm', ['predict', 'apredict'], { receivers: llms, parameters: { messages: ['prompt', '#0'], variables: ['*'] } }),
  call('predict', 'llamaindex.llm', ['stream', 'astream'], { streams: true, languages: python, parameters: { messages: ['prompt', '#0'], variables: ['*'] } }),
  call('predict', 'llamaindex.llm', ['structured_predict', 'astructured_predict', 'stream_structured_predict', 'astream_structured_predict'], { distinctive: true, parameters: { schema: ['output_cls', '#0'], messages: ['prompt', '#1'], variables: ['*'] } }),
];

const question = ['str_or_query_bundle', 'query', 'message', 'query_str', 'user_msg', '#0.query', '#0.message', '#0'];
/** What an engine does beside the question (retrieval, refining) is up to it: at least one request, with the question in it. */
const engineOperations: readonly Operation[] = [
  call('query', 'llamaindex.queryEngine', ['query', 'aquery', 'custom_query', 'synthesize', 'asynthesize'], { parameters: { messages: question, stream: ['stream'] }, receivers: /query_?engine$/i, retrieves: true, documentation: engineDocumentation }),
  call('query', 'llamaindex.index', ['query', 'aquery'], { parameters: { from: ['service_context', 'llm_predictor'], messages: question }, retrieves: true, documentation: engineDocumentation }),
  call('chat', 'llamaindex.chatEngine', ['chat', 'achat', 'chat_repl'], { parameters: { messages: question, stream: ['stream'] }, receivers: /chat_?engine$/i, documentation: engineDocumentation }),
  call('chat', 'llamaindex.chatEngine', ['stream_chat', 'astream_chat'], { streams: true, parameters: { messages: question }, receivers: /chat_?engine$/i, documentation: engineDocumentation }),
  call('agent', 'llamaindex.agent', ['run', 'chat', 'achat', 'query', 'aquery', 'run_step', 'arun_step'], { parameters: { messages: question, steps: ['max_iterations'] }, receivers: /(^|_)agent$/i, documentation: 'https://developers.llamaindex.ai/python/framework/understanding/agent/' }),
  call('agent', 'llamaindex.agent', ['stream_chat', 'astream_chat', 'runStream'], { streams: true, parameters: { messages: question }, documentation: 'https://developers.llamaindex.ai/python/framework/understanding/agent/' }),
  call('program', 'llamaindex.program', ['', '__call__', 'acall', 'stream_call', 'astream_call'], { parameters: { variables: ['*'] }, documentation: 'https://developers.llamaindex.ai/python/framework/module_guides/querying/structured_outputs/pydantic_program/' }),
  call('query', 'llamaindex.synthesizer', ['synthesize', 'asynthesize', 'get_response', 'aget_response'], { parameters: { messages: ['query', 'query_str', '#0'] }, documentation: engineDocumentation }),
];

/** Models, engines, agents, programs and embeddings of both languages, from gpt_index on. Building an index is left out, though it embeds: how much depends on the documents. https://developers.llamaindex.ai */
export const llamaIndex: Sdk = {
  id: 'llamaindex', title: 'LlamaIndex', kind: 'framework', provider: null,
  packages: {
    python: ['llama_index', 'llama_index_core', 'gpt_index'],
    javascript: ['llamaindex', ...['core', 'openai', 'anthropic', 'azure', 'google', 'groq', 'mistral', 'ollama', 'deepseek', 'together', 'fireworks', 'perplexity', 'aws', 'community', 'cohere', 'vercel', 'workflow', 'huggingface', 'deepinfra', 'replicate', 'xai', 'voyage-ai', 'jinaai', 'portkey-ai'].map((name) => `@llamaindex/${name}`)],
  },
  handles: [...llamaIndexModels, ...llamaIndexEngines],
  operations: [
    ...llmOperations,
    ...engineOperations,
    {
      ...common, api: 'llamaindex.embed', on: ['llamaindex.embedding'], billing: 'embedding', capDefault: 'none', caching: 'unsupported', parameters: { prompt: ['text', 'texts', 'query', '#0'] }, documentation: 'https://developers.llamaindex.ai/python/framework/module_guides/models/embeddings/',
      chains: ['get_text_embedding', 'aget_text_embedding', 'get_query_embedding', 'aget_query_embedding', 'get_text_embedding_batch', 'aget_text_embedding_batch', 'get_text_embeddings', 'get_agg_embedding_from_queries', 'getTextEmbedding', 'getTextEmbeddings', 'getQueryEmbedding', 'getTextEmbeddingsBatch'], receivers: /embed/i,
    },
  ],
  projectWide: [
    { exports: ['Settings'], assigned: 'llm', parameters: { model: ['#0'], from: ['#0'] } },
    { exports: ['Settings'], assigned: 'embed_model', billing: 'embedding', parameters: { model: ['#0'], from: ['#0'] } },
    { exports: ['Settings'], assigned: 'embedModel', billing: 'embedding', parameters: { model: ['#0'], from: ['#0'] } },
    { exports: ['set_global_service_context'], parameters: { model: ['#0'], from: ['service_context', '#0'] } },
  ],
  builders: ['ChatMessage', 'ChatMessage.from_str'],
  documentation,
};
