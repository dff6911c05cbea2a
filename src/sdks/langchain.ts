import { langchainAgents } from './langchainAgents.ts';
import { langchainChains, langchainPrompts } from './langchainChains.ts';
import { langchainModels, langchainProviderNames } from './langchainModels.ts';
import type { Operation, Parameters, Sdk } from './sdk.ts';

const documentation = 'https://docs.langchain.com/oss/python/langchain/models';

const calls = { invoke: ['invoke', 'ainvoke'], stream: ['stream', 'astream', 'astream_events', 'astream_log', 'stream_events', 'streamEvents', 'streamLog'], batch: ['batch', 'abatch', 'batch_as_completed', 'abatch_as_completed'] } as const;
type Way = keyof typeof calls;
/** Spellings before `invoke` (LangChain 0.0 and 0.1). `""` is `llm("...")`. */
const oldModelCalls = ['', '__call__', 'predict', 'apredict', 'predict_messages', 'apredict_messages', 'call_as_llm', 'generate', 'agenerate', 'generate_prompt', 'agenerate_prompt', 'call', 'predictMessages', 'generatePrompt', 'callPrompt'];
const oldChainCalls = ['', '__call__', 'run', 'arun', 'call', 'acall', 'predict', 'apredict', 'predict_and_parse', 'apredict_and_parse', 'apply', 'aapply', 'apply_and_parse', 'generate', 'agenerate', 'combine_documents', 'acombine_documents', 'combineDocuments', 'plan', 'aplan'];

/** Of these, those that a receiver's name may vouch for. */
const namedOld = ['predict', 'apredict', 'run', 'arun', 'call', 'acall', 'predict_messages', 'apredict_messages'];

const common = { capDefault: 'model', capParameter: { python: 'max_tokens', javascript: 'maxTokens' }, caching: 'byProvider', documentation } as const;
/** In JavaScript the second argument is the options: nothing of the input is read as one. */
const inputs: Parameters = { messages: ['input', '#0'] };
const places: Parameters = { variables: ['input', '#0', '*'] };

function operations(type: string, receivers: RegExp | null, parameters: Parameters, old: readonly string[], more: Partial<Operation> = {}, prefix = 'langchain', alone: RegExp | null = null): readonly Operation[] {
  const one = (way: Way, chains: readonly string[], named: boolean): Operation => ({
    ...common, api: `${prefix}.${way}`, on: [type], chains, optionsAt: 1, parameters: { ...parameters, ...steps }, ...(way === 'stream' ? { streams: true } : {}), ...(named && receivers ? { receivers } : {}), ...more,
  });
  const telling = old.filter((name) => namedOld.includes(name));
  return [...(['invoke', 'stream', 'batch'] as const).map((way) => one(way, calls[way], true)), one('invoke', telling, true), one('invoke', old.filter((name) => !telling.includes(name) && name !== ''), false), ...(old.includes('') ? [{ ...one('invoke', [''], false), ...(alone ? { receivers: alone } : {}) }] : [])].filter((operation) => operation.chains.length > 0);
}
/** `config={"recursion_limit": 10}` counts super-steps, at most one model call each. https://docs.langchain.com/oss/python/langgraph/graph-api#recursion-limit */
const steps: Parameters = { steps: ['config.recursion_limit', 'recursionLimit', '#1.recursion_limit'] };

export const langchain: Sdk = {
  id: 'langchain', title: 'LangChain and LangGraph', kind: 'framework', provider: null, providerNames: langchainProviderNames,
  packages: {
    python: [
      'langchain', 'langchain_core', 'langchain_community', 'langchain_classic', 'langchain_experimental', 'langchain_openai', 'langchain_anthropic', 'langchain_google_genai', 'langchain_google_vertexai', 'langchain_google_community', 'langchain_aws',
      'langchain_groq', 'langchain_mistralai', 'langchain_ollama', 'langchain_cohere', 'langchain_together', 'langchain_fireworks', 'langchain_huggingface', 'langchain_nvidia_ai_endpoints', 'langchain_deepseek', 'langchain_xai', 'langchain_perplexity',
      'langchain_upstage', 'langchain_ibm', 'langchain_azure_ai', 'langchain_cerebras', 'langchain_litellm', 'langchain_openrouter', 'langchain_databricks', 'databricks_langchain', 'langchain_voyageai', 'langchain_sambanova', 'langchain_gigachat',
      'langchain_qwq', 'langchain_baseten', 'langchain_ai21', 'langchainhub', 'langgraph', 'langgraph_supervisor', 'langgraph_swarm', 'deepagents', 'trustcall', 'langmem',
    ],
    javascript: [
      'langchain', '@langchain/core', '@langchain/classic', '@langchain/community', '@langchain/openai', '@langchain/azure-openai', '@langchain/anthropic', '@langchain/google-genai', '@langchain/google-vertexai', '@langchain/google-vertexai-web',
      '@langchain/google-webauth', '@langchain/google-gauth', '@langchain/google', '@langchain/aws', '@langchain/groq', '@langchain/mistralai', '@langchain/ollama', '@langchain/cohere', '@langchain/cloudflare', '@langchain/deepseek', '@langchain/xai',
      '@langchain/fireworks', '@langchain/together-ai', '@langchain/perplexity', '@langchain/openrouter', '@langchain/ibm', '@langchain/baidu-qianfan', '@langchain/yandex', '@langchain/nomic', '@langchain/cerebras', '@langchain/langgraph',
      '@langchain/langgraph-supervisor', '@langchain/langgraph-swarm', 'deepagents',
    ],
  },
  handles: [...langchainModels, ...langchainPrompts, ...langchainChains, ...langchainAgents],
  operations: [
    ...operations('langchain.model', /llm|chat_?model|language_?model|(^|_)model(_with_\w+)?\d?$/i, inputs, oldModelCalls, {}, 'langchain', /(^|_)llm$/),
    ...operations('langchain.chain', /(^|_)chain\d?$|[a-z]Chain$/, places, oldChainCalls, {}, 'langchain', /(^|_)chain$/),
    ...operations('langchain.executor', /agent_?executor$/i, { messages: ['input.input', '#0.input', 'input', '#0'] }, oldChainCalls, { stepsDefault: 15 }),
    ...operations('langchain.agent', /(^|_)agent\d?$|[a-z]Agent$/i, { messages: ['input.messages', '#0.messages', 'input', '#0'] }, [], {}, 'langgraph'),
    {
      ...common, api: 'langchain.embeddings', on: ['langchain.embeddings'], billing: 'embedding', capDefault: 'none', caching: 'unsupported',
      chains: ['embed_query', 'embed_documents', 'aembed_query', 'aembed_documents', 'embedQuery', 'embedDocuments'], receivers: /./, parameters: { prompt: ['text', 'texts', '#0'] }, documentation: 'https://docs.langchain.com/oss/python/integrations/text_embedding',
    },
  ],
  documentation,
};
