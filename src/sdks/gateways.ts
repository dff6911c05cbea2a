import { chatParameters } from './openai.ts';
import { inOpenAiShape, type OpenAiShape } from './openaiResources.ts';
import type { HandleSpec, ModelSyntax, Sdk } from './sdk.ts';

interface Gateway extends OpenAiShape {
  readonly handles: readonly HandleSpec[];
  readonly modelSyntax: ModelSyntax;
}

/** Clients in the shape of OpenAI's that hand a request on to whoever the model names. */
function gateway({ handles, modelSyntax, ...shape }: Gateway): Sdk {
  const parts = inOpenAiShape(shape, 'max_tokens');
  return { ...parts, kind: 'framework', provider: null, handles, operations: parts.operations.map((one) => ({ ...one, modelSyntax })) };
}

const positional = { ...chatParameters, model: ['model', '#0'], messages: ['messages', '#1'] };

/**
 * `@provider/model`, or the provider of a virtual key. https://github.com/Portkey-AI/portkey-node-sdk,
 * https://github.com/Portkey-AI/portkey-python-sdk/tree/main/portkey_ai/api_resources/apis
 */
export const portkey = gateway({
  id: 'portkey', title: 'Portkey', packages: { python: ['portkey_ai'], javascript: ['portkey-ai'] }, modelSyntax: '@provider/model',
  handles: [{ gives: 'portkey.client', exports: ['Portkey', 'AsyncPortkey', 'default'] }, { gives: 'portkey.client', on: ['portkey.client'], chains: ['with_options', 'copy'] }],
  has: ['chat.completions', 'completions', 'responses', 'embeddings', 'images', 'videos', 'audio.speech', 'audio.transcriptions', 'audio.translations', 'batches'],
  spelt: {
    'chat.completions': { chains: ['chat.completions.create', 'chat.completions.parse', 'chat.completions.stream'] },
    responses: { chains: ['responses.create', 'responses.parse', 'responses.stream', 'responses.compact'] },
    images: { chains: ['images.generate', 'images.edit', 'images.create_variation', 'images.createVariation'] },
    videos: { chains: ['videos.create', 'videos.create_and_poll', 'videos.createAndPoll', 'videos.edit', 'videos.remix'] },
  },
  // The prompt and its model are kept at the service.
  own: [{ api: 'portkey.prompts', on: ['portkey.client'], chains: ['prompts.completions.create'], parameters: { messages: ['variables'], maxOutput: ['max_tokens'], stream: ['stream'] }, capDefault: 'model', caching: 'byProvider' }],
  documentation: 'https://portkey.ai/docs/api-reference/inference-api/chat',
});

/** `max_turns` makes a loop of it: https://github.com/andrewyng/aisuite/blob/main/aisuite/client.py */
export const aisuite = gateway({
  id: 'aisuite', title: 'aisuite', packages: { python: ['aisuite'] }, modelSyntax: 'provider:model', handles: [{ gives: 'aisuite.client', exports: ['Client'] }],
  has: ['chat.completions', 'audio.transcriptions'],
  spelt: { 'chat.completions': { chains: ['chat.completions.create', 'chat.completions.acreate'], parameters: { ...positional, steps: ['max_turns'] }, stepsDefault: 1 } },
  documentation: 'https://github.com/andrewyng/aisuite#readme',
});

/** The provider is an argument of its own; chat is all it has: https://github.com/token-js/token.js/blob/main/src/index.ts; fluency.js is a fork: https://github.com/twinnydotdev/fluency.js */
export const tokenJs = gateway({
  id: 'tokenjs', title: 'Token.js', packages: { javascript: ['token.js', 'fluency.js'] }, modelSyntax: 'plain', has: ['chat.completions'],
  handles: [{ gives: 'tokenjs.client', exports: ['TokenJS'] }, { gives: 'tokenjs.client', on: ['tokenjs.client'], chains: ['extendModelList'] }],
  documentation: 'https://docs.tokenjs.ai/',
});
