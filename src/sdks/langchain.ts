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

/**
 * Models that complete a text: the class for them sets 256 in Python, and nothing in JavaScript, where the API's own 16 hold.
 * https://github.com/langchain-ai/langchain/blob/master/libs/partners/openai/langchain_openai/llms/base.py, https://platform.openai.com/docs/api-reference/completions/create
 */
const completing = /(?:^|:)(?:gpt-3\.5-turbo-instruct|(?:text-)?(?:davinci|curie|babbage|ada)\b)/;
const common = { capDefault: 'model', byModel: [{ model: completing, languages: ['python'], capDefault: 256 }, { model: completing, capDefault: 16 }], capParameter: { python: 'max_tokens', javascript: 'maxTokens' }, caching: 'byProvider', documentation } as const;
/** In JavaScript the second argument is the options: nothing of the input is read as one. */
const inputs: Parameters = { messages: ['input', '#0'] };
const places: Parameters = { variables: ['input', '#0', '*'] };
/** Where they stand in a batch: its items are requests of their own. */
const batched: Parameters = { messages: ['inputs.0', '#0.0'], each: ['inputs', '#0'] };
const batchedPlaces: Parameters = { variables: ['inputs.0', '#0.0'], each: ['inputs', '#0'] };

/** `config={"recursion_limit": 10}` counts super-steps, at most one model call each. https://docs.langchain.com/oss/python/langgraph/graph-api#recursion-limit */
const steps: Parameters = { steps: ['config.recursion_limit', 'recursionLimit', '#1.recursion_limit'] };

/** A kind of runnable. `names`: of receivers that cannot be followed and are still taken for one, by the spelling of the call. */
interface Runnable {
  readonly type: string;
  readonly parameters: Parameters;
  /** Of its batches. */
  readonly batched: Parameters;
  readonly names: { readonly now: RegExp; readonly before?: RegExp; readonly bare?: RegExp; /** As `Operation.telling`; streaming is too common a word. */ readonly telling?: RegExp };
  /** Older spellings of `invoke`. */
  readonly before: readonly string[];
  readonly api?: string;
  readonly stepsDefault?: number;
  readonly goesOn?: Operation['goesOn'];
}

function operationsOf({ type, parameters, batched, names, before, api = 'langchain', stepsDefault, goesOn }: Runnable): readonly Operation[] {
  const one = (way: Way, chains: readonly string[], receivers: RegExp | undefined, telling?: RegExp): Operation => ({
    ...common, api: `${api}.${way}`, on: [type], chains, optionsAt: 1, parameters: { ...(way === 'batch' ? batched : parameters), ...steps }, ...(way === 'stream' ? { streams: true } : {}), ...(receivers ? { receivers } : {}), ...(telling ? { telling } : {}), ...(stepsDefault === undefined ? {} : { stepsDefault }), ...(goesOn ? { goesOn } : {}),
  });
  const telling = before.filter((name) => namedOld.includes(name));
  const others = before.filter((name) => name !== '' && !telling.includes(name));
  return [...(['invoke', 'stream', 'batch'] as const).map((way) => one(way, calls[way], names.now, way === 'stream' ? undefined : names.telling)), ...(before.length === 0 ? [] : [one('invoke', telling, names.before), one('invoke', [''], names.bare), one('invoke', others, undefined)])];
}

/** Models, chains, agents and graphs of both languages, from the spellings of 0.0 on, and embeddings. Vector stores and retrievers are left out, though some of them embed. https://docs.langchain.com */
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
  versioned: { javascript: ['@langchain/anthropic'] },
  handles: [...langchainModels, ...langchainPrompts, ...langchainChains, ...langchainAgents],
  operations: [
    // `model.predict(rows)` is anybody's, `model.invoke` is not.
    ...operationsOf({ type: 'langchain.model', parameters: inputs, batched, before: oldModelCalls, names: { now: /llm|chat_?model|language_?model|(^|_)model(_with_\w+)?\d?$/i, before: /llm|chat_?model/i, bare: /(^|_)llm$/, telling: /llm|chat_?model|language_?model/i } }),
    ...operationsOf({ type: 'langchain.chain', parameters: places, batched: batchedPlaces, before: oldChainCalls, names: { now: /(^|_)chain\d?$|[a-z]Chain$/, before: /(^|_)chain\d?$|[a-z]Chain$/, bare: /(^|_)chain$/ } }),
    ...operationsOf({ type: 'langchain.executor', parameters: places, batched: batchedPlaces, before: oldChainCalls, names: { now: /agent_?executor$/i, before: /agent_?executor$/i }, stepsDefault: 15 }),
    ...operationsOf({ type: 'langchain.agent', parameters: { messages: ['input.messages', '#0.messages', 'input', '#0'] }, batched: { messages: ['inputs.0.messages', '#0.0.messages', 'inputs.0', '#0.0'], each: ['inputs', '#0'] }, before: [], names: { now: /(^|_)agent\d?$|[a-z]Agent$/i }, api: 'langgraph', goesOn: 'withRounds' }),
    {
      ...common, api: 'langchain.embeddings', on: ['langchain.embeddings'], billing: 'embedding', capDefault: 'none', caching: 'unsupported',
      chains: ['embed_query', 'embed_documents', 'aembed_query', 'aembed_documents', 'embedQuery', 'embedDocuments'], receivers: /./, parameters: { prompt: ['text', 'texts', '#0'] }, documentation: 'https://docs.langchain.com/oss/python/integrations/text_embedding',
    },
  ],
  documentation,
};
