import type { Operation, Sdk } from './sdk.ts';

/** Simon Willison's `llm`: https://github.com/simonw/llm/blob/main/llm/models.py; a chain of tool calls has five responses at most. */
const documentation = 'https://llm.datasette.io/en/stable/python-api.html';

const prompt: Operation = {
  api: 'llm.prompt', on: ['llm.model', 'llm.conversation'], chains: ['prompt'],
  parameters: { prompt: ['prompt', '#0'], system: ['system'], schema: ['schema'], tools: ['tools'], maxOutput: ['max_tokens', 'max_output_tokens', 'options.max_tokens'], stream: ['stream'] },
  capDefault: 'model', capInsert: { python: 'max_tokens' }, caching: 'byProvider', documentation,
};

/** Prompts, conversations, chains of tool calls, embeddings and collections of them. Names of models are aliases of its plugins. https://llm.datasette.io */
export const llmTool: Sdk = {
  id: 'llm', title: 'llm', kind: 'framework', provider: null, commonName: true, packages: { python: ['llm'] },
  handles: [
    { gives: 'llm.model', exports: ['get_model', 'get_async_model'], parameters: { model: ['#0', 'name', 'model_id'] } },
    { gives: 'llm.conversation', on: ['llm.model'], chains: ['conversation'], parameters: { tools: ['tools'], steps: ['chain_limit'] } },
    { gives: 'llm.embedder', exports: ['get_embedding_model'], parameters: { model: ['#0', 'name'] } },
    { gives: 'llm.collection', exports: ['Collection'], parameters: { model: ['model_id'], from: ['model'] } },
  ],
  operations: [
    prompt, { ...prompt, chains: ['chain'], parameters: { ...prompt.parameters, steps: ['chain_limit'] }, stepsDefault: 5 },
    { api: 'llm.embed', on: ['llm.embedder'], billing: 'embedding', chains: ['embed', 'embed_multi', 'embed_batch'], parameters: { prompt: ['#0'] }, capDefault: 'none', caching: 'unsupported', documentation: 'https://llm.datasette.io/en/stable/embeddings/python-api.html' },
    { api: 'llm.embed', on: ['llm.collection'], billing: 'embedding', chains: ['embed', 'embed_multi', 'embed_multi_with_metadata', 'similar'], parameters: { prompt: ['#1', 'value', 'entries', '#0'] }, capDefault: 'none', caching: 'unsupported', documentation: 'https://llm.datasette.io/en/stable/embeddings/python-api.html' },
  ],
  documentation,
};
