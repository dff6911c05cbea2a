import { messagesParameters } from './anthropic.ts';
import { chatParameters } from './openai.ts';
import type { HandleSpec, Operation, Parameters, Sdk } from './sdk.ts';

const documentation = 'https://python.useinstructor.com/concepts/patching/';

/** Functions that wrap a client, and who answers when the client itself does not say. https://github.com/567-labs/instructor/blob/main/instructor/__init__.py */
const wrappers: readonly [names: readonly string[], provider: string | null][] = [
  [['from_openai', 'patch', 'apatch'], 'openai'], [['from_anthropic'], 'anthropic'], [['from_gemini', 'from_genai'], 'google'], [['from_vertexai'], 'vertex'], [['from_mistral'], 'mistral'], [['from_cohere'], 'cohere'],
  [['from_groq'], 'groq'], [['from_bedrock'], 'bedrock'], [['from_fireworks'], 'fireworks'], [['from_cerebras'], 'cerebras'], [['from_perplexity'], 'perplexity'], [['from_xai'], 'xai'], [['from_openrouter'], 'openrouter'], [['from_writer'], 'writer'], [['from_litellm'], null],
];
const inner: Parameters = { from: ['client', '#0'], model: ['model'], baseUrl: ['base_url'] };
const handles: readonly HandleSpec[] = [
  ...wrappers.map(([exports, provider]): HandleSpec => ({ gives: 'instructor.client', exports, provider, parameters: inner, ...(provider === null ? { modelSyntax: 'provider/model' } : {}) })),
  { gives: 'instructor.client', exports: ['from_provider'], modelSyntax: 'provider/model', provider: null, parameters: { model: ['#0', 'model'] } },
  { gives: 'instructor.client', exports: ['Instructor', 'AsyncInstructor'], languages: ['python'], provider: 'openai', parameters: inner },
  { gives: 'instructor.client', exports: ['default', 'createInstructor'], languages: ['javascript'], provider: 'openai', parameters: inner },
];

const both: Parameters = { ...chatParameters, system: ['system'], schema: ['response_model.schema', 'response_model'], maxOutput: [...(chatParameters.maxOutput ?? []), ...(messagesParameters.maxOutput ?? [])] };
/** Each failed validation asks again: three attempts. https://python.useinstructor.com/concepts/retrying/ */
const create: Operation = {
  api: 'instructor.create', on: ['instructor.client'],
  chains: ['chat.completions', 'messages', ''].flatMap((root) => ['create', 'create_partial', 'create_iterable', 'create_with_completion'].map((name) => (root === '' ? name : `${root}.${name}`))),
  parameters: both, capDefault: 'model', capInsert: { python: 'max_tokens', javascript: 'max_tokens' }, caching: 'byProvider', documentation,
};

/** Python counts all attempts, JavaScript those after the first. https://github.com/567-labs/instructor/blob/main/instructor/core/retry.py, https://github.com/567-labs/instructor-js/blob/main/src/instructor.ts */
function inEither(operation: Operation): readonly Operation[] {
  return [{ ...operation, languages: ['python'], parameters: { ...operation.parameters, attempts: ['max_retries'] } }, { ...operation, languages: ['javascript'], parameters: { ...operation.parameters, retries: ['max_retries'] } }];
}

/** Clients wrapped by Instructor, with the spellings of the wrapped API. A failed validation asks again, so a call is up to its `max_retries` requests. https://python.useinstructor.com */
export const instructor: Sdk = {
  id: 'instructor', title: 'Instructor', kind: 'framework', provider: null, commonName: true, packages: { python: ['instructor'], javascript: ['@instructor-ai/instructor'] }, handles,
  operations: [create, { ...create, chains: ['responses.create', 'responses.create_with_completion'], parameters: { ...both, messages: ['input', 'messages'], maxOutput: ['max_output_tokens'] }, capInsert: { python: 'max_output_tokens' } }].flatMap(inEither),
  documentation,
};
