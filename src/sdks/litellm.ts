import { chatParameters, embeddingParameters } from './openai.ts';
import type { Sdk } from './sdk.ts';

const documentation = 'https://docs.litellm.ai/docs/completion/input';
const completion = { ...chatParameters, model: ['model', '#0'], messages: ['messages', '#1'], baseUrl: ['api_base', 'base_url'] };

/** https://docs.litellm.ai: model ids carry the provider (`anthropic/claude-...`); without one the provider follows from the id. */
export const litellm: Sdk = {
  id: 'litellm', title: 'LiteLLM', kind: 'direct', provider: null,
  packages: { python: ['litellm'] },
  handles: [{ gives: 'litellm.router', exports: ['Router'] }],
  operations: [
    { api: 'litellm.completion', on: ['module', 'litellm.router'], chains: ['completion', 'acompletion', 'batch_completion', 'abatch_completion', 'completion_with_retries', 'acompletion_with_retries'], parameters: completion, modelSyntax: 'provider/model', capDefault: 'model', capInsert: { python: 'max_tokens' }, caching: 'byProvider', documentation },
    { api: 'litellm.responses', on: ['module', 'litellm.router'], chains: ['responses', 'aresponses'], parameters: { model: ['model'], messages: ['input'], system: ['instructions'], maxOutput: ['max_output_tokens'] }, modelSyntax: 'provider/model', capDefault: 'model', caching: 'byProvider', documentation },
    { api: 'litellm.text_completion', on: ['module', 'litellm.router'], chains: ['text_completion', 'atext_completion'], parameters: { model: ['model'], prompt: ['prompt'], maxOutput: ['max_tokens'] }, modelSyntax: 'provider/model', capDefault: 'model', caching: 'unsupported', documentation },
    { api: 'litellm.embedding', on: ['module', 'litellm.router'], billing: 'embedding', chains: ['embedding', 'aembedding'], parameters: { ...embeddingParameters, model: ['model', '#0'], prompt: ['input', '#1'] }, modelSyntax: 'provider/model', capDefault: 'none', caching: 'unsupported', documentation },
    { api: 'litellm.transcription', on: ['module', 'litellm.router'], billing: 'transcription', chains: ['transcription', 'atranscription'], parameters: { model: ['model'] }, modelSyntax: 'provider/model', capDefault: 'none', caching: 'unsupported', documentation },
    { api: 'litellm.image_generation', on: ['module', 'litellm.router'], billing: 'image', chains: ['image_generation', 'aimage_generation'], parameters: { model: ['model'], prompt: ['prompt'] }, modelSyntax: 'provider/model', capDefault: 'none', caching: 'unsupported', documentation },
  ],
  documentation,
};
