import { chatParameters, embeddingParameters } from './openai.ts';
import type { HandleSpec, ModelSyntax, Operation, Sdk } from './sdk.ts';

/** Clients in the shape of OpenAI's that hand a request on to whoever the model names. */
function gateway(id: string, title: string, packages: Sdk['packages'], handles: readonly HandleSpec[], modelSyntax: ModelSyntax, more: Partial<Operation>, documentation: string): Sdk {
  const on = [`${id}.client`];
  return {
    id, title, kind: 'framework', provider: null, packages, transparent: ['beta', 'with_raw_response', 'with_streaming_response'], handles,
    operations: [
      { api: `${id}.chat.completions`, on, chains: ['chat.completions.create', 'chat.completions.acreate', 'chat.completions.parse', 'chat.completions.stream'], parameters: { ...chatParameters, model: ['model', '#0'], messages: ['messages', '#1'] }, modelSyntax, capDefault: 'model', capInsert: { python: 'max_tokens', javascript: 'max_tokens' }, caching: 'byProvider', documentation, ...more },
      { api: `${id}.responses`, on, chains: ['responses.create', 'responses.parse', 'responses.stream'], parameters: { model: ['model'], system: ['instructions'], messages: ['input'], tools: ['tools'], maxOutput: ['max_output_tokens'], stream: ['stream'] }, modelSyntax, capDefault: 'model', capInsert: { python: 'max_output_tokens', javascript: 'max_output_tokens' }, caching: 'byProvider', documentation },
      { api: `${id}.completions`, on, chains: ['completions.create'], parameters: { model: ['model'], prompt: ['prompt'], maxOutput: ['max_tokens'] }, modelSyntax, capDefault: 16, caching: 'unsupported', documentation },
      { api: `${id}.prompts`, on, chains: ['prompts.completions.create'], parameters: { messages: ['variables'], maxOutput: ['max_tokens'], stream: ['stream'] }, modelSyntax, capDefault: 'model', caching: 'byProvider', documentation },
      { api: `${id}.embeddings`, on, billing: 'embedding', chains: ['embeddings.create'], parameters: embeddingParameters, modelSyntax, capDefault: 'none', caching: 'unsupported', documentation },
      { api: `${id}.images`, on, billing: 'image', chains: ['images.generate'], parameters: { model: ['model'], prompt: ['prompt'], n: ['n'] }, modelSyntax, capDefault: 'none', caching: 'unsupported', documentation },
      { api: `${id}.audio.transcriptions`, on, billing: 'transcription', chains: ['audio.transcriptions.create', 'audio.translations.create'], parameters: { model: ['model'] }, modelSyntax, capDefault: 'none', caching: 'unsupported', documentation },
      { api: `${id}.audio.speech`, on, billing: 'speech', chains: ['audio.speech.create'], parameters: { model: ['model'], prompt: ['input'] }, modelSyntax, capDefault: 'none', caching: 'unsupported', documentation },
    ],
    documentation,
  };
}

/** https://github.com/Portkey-AI/portkey-python-sdk, https://github.com/Portkey-AI/portkey-node-sdk: `@provider/model`, or the provider of a virtual key. */
export const portkey = gateway('portkey', 'Portkey', { python: ['portkey_ai'], javascript: ['portkey-ai'] }, [
  { gives: 'portkey.client', exports: ['Portkey', 'AsyncPortkey', 'default'] },
  { gives: 'portkey.client', on: ['portkey.client'], chains: ['with_options', 'copy'] },
], '@provider/model', {}, 'https://portkey.ai/docs/api-reference/inference-api/chat');

/** https://github.com/andrewyng/aisuite/blob/main/aisuite/client.py: `max_turns` makes a loop of it. */
export const aisuite = gateway('aisuite', 'aisuite', { python: ['aisuite'] }, [{ gives: 'aisuite.client', exports: ['Client'] }], 'provider:model', { parameters: { ...chatParameters, model: ['model', '#0'], messages: ['messages', '#1'], steps: ['max_turns'] }, stepsDefault: 1 }, 'https://github.com/andrewyng/aisuite#readme');

/** https://docs.tokenjs.ai: the provider is an argument of its own. */
export const tokenJs = gateway('tokenjs', 'Token.js', { javascript: ['token.js'] }, [
  { gives: 'tokenjs.client', exports: ['TokenJS'] }, { gives: 'tokenjs.client', on: ['tokenjs.client'], chains: ['extendModelList'] },
], 'plain', {}, 'https://docs.tokenjs.ai/');
