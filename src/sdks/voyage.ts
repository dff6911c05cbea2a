import { noOutput } from './parts.ts';
import type { Sdk } from './sdk.ts';

const documentation = 'https://docs.voyageai.com/reference';

/** https://github.com/voyage-ai/voyageai-python and voyageai-typescript. A Python `embed` without a model runs `voyage-2` (VOYAGE_EMBED_DEFAULT_MODEL). */
export const voyage: Sdk = {
  id: 'voyage', title: 'Voyage AI', kind: 'direct', provider: 'voyage',
  packages: { python: ['voyageai'], javascript: ['voyageai'] },
  handles: [{ gives: 'voyage.client', exports: ['Client', 'AsyncClient', 'VoyageAIClient'] }],
  operations: [
    { api: 'voyage.embed', on: ['voyage.client'], billing: 'embedding', languages: ['python'], receivers: /^vo$|voyage|client/i, needs: ['model'], chains: ['embed'], parameters: { model: ['model', '#1'], prompt: ['texts', '#0'] }, modelDefault: 'voyage-2', ...noOutput },
    { api: 'voyage.embed', on: ['voyage.client'], billing: 'embedding', languages: ['python'], chains: ['contextualized_embed', 'multimodal_embed'], parameters: { model: ['model', '#1'], prompt: ['inputs', '#0'] }, ...noOutput },
    { api: 'voyage.embed', on: ['voyage.client'], billing: 'embedding', languages: ['javascript'], receivers: /^vo$|voyage|client/i, needs: ['model'], chains: ['embed', 'contextualizedEmbed', 'multimodalEmbed'], parameters: { model: ['model'], prompt: ['input', 'inputs'] }, ...noOutput },
    { api: 'voyage.embed', on: ['module'], billing: 'embedding', languages: ['python'], chains: ['get_embedding', 'get_embeddings', 'aget_embedding', 'aget_embeddings'], parameters: { model: ['model', '#1'], prompt: ['text', 'list_of_text', '#0'] }, modelDefault: 'voyage-2', ...noOutput },
    { api: 'voyage.rerank', on: ['voyage.client'], billing: 'rerank', languages: ['python'], receivers: /^vo$|voyage|client/i, chains: ['rerank'], parameters: { model: ['model', '#2'], prompt: ['query', '#0'] }, ...noOutput },
    { api: 'voyage.rerank', on: ['voyage.client'], billing: 'rerank', languages: ['javascript'], chains: ['rerank'], parameters: { model: ['model'], prompt: ['query'] }, ...noOutput },
  ],
  documentation,
};
