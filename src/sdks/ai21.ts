import { chatParameters } from './openai.ts';
import { noOutput } from './parts.ts';
import type { Sdk } from './sdk.ts';

const documentation = 'https://docs.ai21.com/reference/jamba-1-6-api-ref';
const cap = { capDefault: 'model', capInsert: { python: 'max_tokens', javascript: 'max_tokens' }, caching: 'unsupported' } as const;

/** https://github.com/AI21Labs/ai21-python: Jamba in OpenAI's shape, Jurassic's completions before, and Maestro runs that plan their own steps. */
export const ai21: Sdk = {
  id: 'ai21', title: 'AI21', kind: 'direct', provider: 'ai21',
  packages: { python: ['ai21'], javascript: ['ai21'] },
  transparent: ['beta'],
  handles: [
    { gives: 'ai21.client', exports: ['AI21Client', 'AsyncAI21Client', 'AI21'] },
    { gives: 'ai21.client', exports: ['AI21BedrockClient', 'AsyncAI21BedrockClient'], provider: 'bedrock' },
    { gives: 'ai21.client', exports: ['AI21VertexClient', 'AsyncAI21VertexClient'], provider: 'vertex' },
    { gives: 'ai21.client', exports: ['AI21AzureClient', 'AsyncAI21AzureClient'], provider: 'azure' },
    { gives: 'ai21.client', exports: ['AI21SageMakerClient'], provider: 'sagemaker' },
  ],
  operations: [
    { api: 'ai21.chat', on: ['ai21.client'], chains: ['chat.completions.create'], parameters: { ...chatParameters, model: ['model', '#0'], messages: ['messages', '#1'] }, ...cap, documentation },
    { api: 'ai21.chat', on: ['ai21.client'], chains: ['chat.create'], parameters: { model: ['model', '#0'], messages: ['messages', '#1'], system: ['system', '#2'], maxOutput: ['max_tokens'], n: ['num_results'] }, ...cap, capDefault: 300, documentation },
    { api: 'ai21.completion', on: ['ai21.client'], chains: ['completion.create'], parameters: { model: ['model', '#0'], prompt: ['prompt', '#1'], maxOutput: ['max_tokens'], n: ['num_results'] }, ...cap, documentation },
    { api: 'ai21.completion', on: ['module'], languages: ['python'], chains: ['Completion.execute'], parameters: { model: ['model'], prompt: ['prompt'], maxOutput: ['maxTokens'], n: ['numResults'] }, ...cap, capInsert: { python: 'maxTokens' }, documentation },
    { api: 'ai21.maestro', on: ['ai21.client'], chains: ['maestro.runs.create', 'maestro.runs.create_and_poll'], parameters: { model: ['models.0'], messages: ['input'], tools: ['tools'] }, stepsDefault: null, capDefault: 'none', caching: 'unsupported', documentation },
    { api: 'ai21.embed', on: ['ai21.client'], billing: 'embedding', chains: ['embed.create'], parameters: { prompt: ['texts', '#0'] }, ...noOutput },
  ],
  documentation,
};
