import { noOutput } from './parts.ts';
import type { Parameters, Sdk } from './sdk.ts';

const documentation = 'https://ibm.github.io/watsonx-ai-python-sdk/fm_model_inference.html';
const caps = ['params.max_tokens', 'params.max_completion_tokens', 'params.max_new_tokens', 'params.MAX_NEW_TOKENS'];
const made: Parameters = { model: ['model_id', '#0'], deployment: ['deployment_id'], maxOutput: caps };
const node: Parameters = { model: ['modelId'], deployment: ['idOrName'], messages: ['messages'], tools: ['tools'], maxOutput: ['maxTokens', 'maxCompletionTokens'] };

/** What ends an answer of a chat without a cap: https://cloud.ibm.com/apidocs/watsonx-ai#text-chat-request */
const chatDefault = 1024;

/**
 * `ModelInference(model_id=..., params={...})` holds model and cap, which a call may replace.
 * Text generation ends at 20 new tokens when no cap is given: https://cloud.ibm.com/apidocs/watsonx-ai#text-generation
 */
export const watsonx: Sdk = {
  id: 'watsonx', title: 'IBM watsonx.ai', kind: 'direct', provider: 'watsonx',
  packages: { python: ['ibm_watsonx_ai', 'ibm_watson_machine_learning'], javascript: ['@ibm-cloud/watsonx-ai'] },
  handles: [
    { gives: 'watsonx.model', exports: ['ModelInference', 'Model'], languages: ['python'], parameters: made },
    { gives: 'watsonx.embeddings', exports: ['Embeddings'], languages: ['python'], parameters: { model: ['model_id', '#0'] } },
    { gives: 'watsonx.client', exports: ['WatsonXAI.newInstance'], languages: ['javascript'] },
  ],
  operations: [
    { api: 'watsonx.chat', on: ['watsonx.model'], receivers: /model|llm|inference/i, chains: ['chat', 'achat'], parameters: { messages: ['messages', '#0'], tools: ['tools'], maxOutput: caps }, capDefault: chatDefault, caching: 'unsupported', documentation },
    { api: 'watsonx.chat', on: ['watsonx.model'], streams: true, chains: ['chat_stream', 'achat_stream'], parameters: { messages: ['messages', '#0'], tools: ['tools'], maxOutput: caps }, capDefault: chatDefault, caching: 'unsupported', documentation },
    { api: 'watsonx.generate', on: ['watsonx.model'], receivers: /model|llm|inference/i, chains: ['generate', 'agenerate', 'generate_text'], parameters: { prompt: ['prompt', '#0'], maxOutput: caps }, capDefault: 20, caching: 'unsupported', documentation },
    { api: 'watsonx.generate', on: ['watsonx.model'], streams: true, chains: ['generate_text_stream'], parameters: { prompt: ['prompt', '#0'], maxOutput: caps }, capDefault: 20, caching: 'unsupported', documentation },
    { api: 'watsonx.embeddings', on: ['watsonx.embeddings'], billing: 'embedding', chains: ['embed_query', 'embed_documents', 'generate', 'aembed_query', 'aembed_documents'], parameters: { prompt: ['text', 'texts', 'inputs', '#0'] }, ...noOutput },
    { api: 'watsonx.chat', on: ['watsonx.client'], chains: ['textChat', 'textChatStream', 'deploymentsTextChat'], parameters: node, capDefault: chatDefault, capInsert: { javascript: 'maxTokens' }, caching: 'unsupported', documentation },
    { api: 'watsonx.generate', on: ['watsonx.client'], chains: ['generateText', 'generateTextStream', 'deploymentsGenerateText'], parameters: { model: ['modelId'], deployment: ['idOrName'], prompt: ['input'], maxOutput: ['parameters.max_new_tokens'] }, capDefault: 20, caching: 'unsupported', documentation },
    { api: 'watsonx.embeddings', on: ['watsonx.client'], billing: 'embedding', chains: ['embedText'], parameters: { model: ['modelId'], prompt: ['inputs'] }, ...noOutput },
  ],
  documentation,
};
