import { chatParameters, embeddingParameters } from './openai.ts';
import { providerNames } from './providerNames.ts';
import type { Sdk } from './sdk.ts';

const documentation = 'https://docs.litellm.ai/docs/completion/input';
const completion = { ...chatParameters, fallbacks: ['fallbacks'], retries: ['num_retries'], model: ['model', '#0'], messages: ['messages', '#1'], baseUrl: ['api_base', 'base_url'] };

/** https://docs.litellm.ai: model ids carry the provider (`anthropic/claude-...`); without one the provider follows from the id. */
export const litellm: Sdk = {
  id: 'litellm', title: 'LiteLLM', kind: 'direct', provider: null,
  packages: { python: ['litellm'] },
  providerNames,
  // https://docs.litellm.ai/docs/providers/openai, https://docs.litellm.ai/docs/providers/anthropic: names of these two go without a prefix.
  bareNames: [{ model: /^(?:gpt-|o\d|chatgpt-|ft:gpt|text-embedding-|text-davinci-)/, provider: 'openai' }, { model: /^claude-/, provider: 'anthropic' }],
  handles: [
    // https://docs.litellm.ai/docs/routing: a call names an alias of the list.
    { gives: 'litellm.router', exports: ['Router', 'router.Router'], parameters: { maxOutput: ['default_litellm_params.max_tokens'], retries: ['num_retries'], aliases: { list: ['model_list'], name: 'model_name', model: 'litellm_params.model' } } },
    { gives: 'litellm.client', exports: ['LiteLLM', 'main.LiteLLM'] },
  ],
  operations: [
    { api: 'litellm.completion', on: ['module', 'litellm.router'], chains: ['completion', 'acompletion', 'completion_with_retries', 'acompletion_with_retries'], parameters: completion, modelSyntax: 'provider/model', capDefault: 'model', capInsert: { python: 'max_tokens' }, caching: 'byProvider', documentation },
    // https://docs.litellm.ai/docs/completion/batching: a conversation each.
    { api: 'litellm.completion', on: ['module', 'litellm.router'], chains: ['batch_completion', 'abatch_completion'], parameters: { ...completion, messages: ['messages.0', '#1.0'], each: ['messages', '#1'] }, modelSyntax: 'provider/model', capDefault: 'model', capInsert: { python: 'max_tokens' }, caching: 'byProvider', documentation: 'https://docs.litellm.ai/docs/completion/batching' },
    // All are asked, and the first answer, or each, is given back.
    { api: 'litellm.completion', on: ['module'], chains: ['batch_completion_models', 'batch_completion_models_all_responses'], parameters: { ...completion, model: ['models', '#0'], messages: ['messages'], each: ['models', '#0'] }, modelSyntax: 'provider/model', capDefault: 'model', capInsert: { python: 'max_tokens' }, caching: 'byProvider', documentation: 'https://docs.litellm.ai/docs/completion/batching' },
    // Any model behind the protocol of Anthropic: https://docs.litellm.ai/docs/anthropic_unified
    { api: 'litellm.messages', on: ['module', 'litellm.router'], chains: ['anthropic.messages.acreate', 'anthropic.messages.create', 'anthropic_messages', 'aanthropic_messages'], parameters: { model: ['model'], system: ['system'], messages: ['messages'], tools: ['tools'], maxOutput: ['max_tokens'], stream: ['stream'] }, modelSyntax: 'provider/model', capDefault: 'required', caching: 'byProvider', documentation: 'https://docs.litellm.ai/docs/anthropic_unified' },
    { api: 'litellm.responses', on: ['module', 'litellm.router'], chains: ['responses', 'aresponses'], parameters: { model: ['model'], messages: ['input'], system: ['instructions'], maxOutput: ['max_output_tokens'] }, modelSyntax: 'provider/model', capDefault: 'model', caching: 'byProvider', documentation },
    { api: 'litellm.text_completion', on: ['module', 'litellm.router'], chains: ['text_completion', 'atext_completion'], parameters: { model: ['model'], prompt: ['prompt'], maxOutput: ['max_tokens'] }, modelSyntax: 'provider/model', capDefault: 'model', caching: 'unsupported', documentation },
    { api: 'litellm.embedding', on: ['module', 'litellm.router'], billing: 'embedding', chains: ['embedding', 'aembedding'], parameters: { ...embeddingParameters, model: ['model', '#0'], prompt: ['input', '#1'] }, modelSyntax: 'provider/model', capDefault: 'none', caching: 'unsupported', documentation },
    { api: 'litellm.transcription', on: ['module', 'litellm.router'], billing: 'transcription', chains: ['transcription', 'atranscription'], parameters: { model: ['model'] }, modelSyntax: 'provider/model', capDefault: 'none', caching: 'unsupported', documentation },
    { api: 'litellm.image_generation', on: ['module', 'litellm.router'], billing: 'image', chains: ['image_generation', 'aimage_generation'], parameters: { model: ['model'], prompt: ['prompt'] }, modelSyntax: 'provider/model', capDefault: 'none', caching: 'unsupported', documentation },
    { api: 'litellm.completion', on: ['litellm.client'], chains: ['chat.completions.create'], parameters: { ...completion, model: ['model', '#1'], messages: ['messages', '#0'] }, modelSyntax: 'provider/model', capDefault: 'model', capInsert: { python: 'max_tokens' }, caching: 'byProvider', documentation },
    { api: 'litellm.completion', on: ['litellm.router'], chains: ['chat.completions.create', 'achat.completions.create'], parameters: completion, modelSyntax: 'provider/model', capDefault: 'model', capInsert: { python: 'max_tokens' }, caching: 'byProvider', documentation },
    { api: 'litellm.rerank', on: ['module', 'litellm.router'], billing: 'rerank', chains: ['rerank', 'arerank'], parameters: { model: ['model', '#0'], prompt: ['query'] }, modelSyntax: 'provider/model', capDefault: 'none', caching: 'unsupported', documentation: 'https://docs.litellm.ai/docs/rerank' },
    { api: 'litellm.speech', on: ['module', 'litellm.router'], billing: 'speech', chains: ['speech', 'aspeech'], parameters: { model: ['model', '#0'], prompt: ['input', '#1'] }, modelSyntax: 'provider/model', capDefault: 'none', caching: 'unsupported', documentation: 'https://docs.litellm.ai/docs/text_to_speech' },
  ],
  documentation,
};
