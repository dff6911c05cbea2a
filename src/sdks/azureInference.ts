import { chatParameters } from './openai.ts';
import { below, noOutput } from './parts.ts';
import type { Parameters, Sdk } from './sdk.ts';

const documentation = 'https://learn.microsoft.com/python/api/overview/azure/ai-inference-readme';
const chat: Parameters = { ...chatParameters, messages: ['messages'], maxOutput: ['max_tokens'] };
/** A client may hold any argument of a request, its model among them; often the endpoint alone tells which model runs. */
const made: Parameters = { model: ['model'], maxOutput: ['max_tokens'], tools: ['tools'], baseUrl: ['endpoint', '#0'] };
const cap = { capDefault: 'model', caching: 'byProvider' } as const;

/** Chat and embeddings of models in Azure AI Foundry. JavaScript's client is called by paths and `post`. Azure OpenAI by its own clients is in openai.ts and azureOpenAi.ts. https://learn.microsoft.com/python/api/overview/azure/ai-inference-readme */
export const azureInference: Sdk = {
  id: 'azure-inference', title: 'Azure AI Inference', kind: 'direct', provider: 'azure',
  packages: { python: ['azure.ai.inference'], javascript: ['@azure-rest/ai-inference'] },
  handles: [
    { gives: 'azure.chat', exports: ['ChatCompletionsClient'], languages: ['python'], parameters: made },
    { gives: 'azure.embeddings', exports: ['EmbeddingsClient', 'ImageEmbeddingsClient'], languages: ['python'], parameters: made },
    { gives: 'azure.rest', exports: ['default', 'ModelClient'], languages: ['javascript'], parameters: { baseUrl: ['#0'] } },
    { gives: 'azure.rest.chat', on: ['azure.rest'], chains: ['path'], languages: ['javascript'], argument: { at: ['#0'], is: ['/chat/completions', 'chat/completions'] } },
    { gives: 'azure.rest.embeddings', on: ['azure.rest'], chains: ['path'], languages: ['javascript'], argument: { at: ['#0'], is: ['/embeddings', 'embeddings', '/images/embeddings'] } },
  ],
  operations: [
    { api: 'azure.inference.chat', on: ['azure.chat'], chains: ['complete'], parameters: { ...chat, messages: ['messages', '#0.messages'], model: ['model', '#0.model'], maxOutput: ['max_tokens', '#0.max_tokens'] }, ...cap, capInsert: { python: 'max_tokens' }, documentation },
    { api: 'azure.inference.embed', on: ['azure.embeddings'], billing: 'embedding', chains: ['embed'], parameters: { model: ['model'], prompt: ['input'] }, ...noOutput },
    { api: 'azure.inference.chat', on: ['azure.rest.chat'], chains: ['post'], parameters: below(['body'], chat), ...cap, capInsert: { javascript: 'body.max_tokens' }, documentation },
    { api: 'azure.inference.embed', on: ['azure.rest.embeddings'], billing: 'embedding', chains: ['post'], parameters: { model: ['body.model'], prompt: ['body.input'] }, ...noOutput },
  ],
  documentation,
};
