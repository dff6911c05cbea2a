import type { HandleSpec, Operation, Parameters, Sdk } from './sdk.ts';
import { providerOptionTiers } from './tiers.ts';

const documentation = 'https://ai-sdk.dev/docs/reference/ai-sdk-core';

/** Settings of the core functions: `maxOutputTokens` since version 5, `maxTokens` before. */
const generate: Parameters = {
  model: ['model'], system: ['system', 'instructions'], messages: ['messages'], prompt: ['prompt'], tools: ['tools'], schema: ['schema', 'output.schema', 'output', 'experimental_output'], maxOutput: ['maxOutputTokens', 'maxTokens'], steps: ['maxSteps', 'stopWhen.#0', 'stopWhen.0.#0', 'stopWhen.1.#0', 'stopWhen'],
  modifiers: providerOptionTiers('providerOptions'),
};

/** Provider packages: name of the ready-made provider, of its factory, and who bills. https://ai-sdk.dev/providers/ai-sdk-providers */
const providers: readonly [pkg: string, names: readonly string[], provider: string][] = [
  ['@ai-sdk/openai', ['openai', 'createOpenAI'], 'openai'], ['@ai-sdk/anthropic', ['anthropic', 'createAnthropic'], 'anthropic'], ['@ai-sdk/google', ['google', 'createGoogleGenerativeAI'], 'google'],
  ['@ai-sdk/google-vertex', ['vertex', 'createVertex'], 'vertex'], ['@ai-sdk/azure', ['azure', 'createAzure'], 'azure'], ['@ai-sdk/amazon-bedrock', ['bedrock', 'createAmazonBedrock'], 'bedrock'],
  ['@ai-sdk/mistral', ['mistral', 'createMistral'], 'mistral'], ['@ai-sdk/groq', ['groq', 'createGroq'], 'groq'], ['@ai-sdk/xai', ['xai', 'createXai'], 'xai'], ['@ai-sdk/deepseek', ['deepseek', 'createDeepSeek'], 'deepseek'],
  ['@ai-sdk/cohere', ['cohere', 'createCohere'], 'cohere'], ['@ai-sdk/togetherai', ['togetherai', 'createTogetherAI'], 'together'], ['@ai-sdk/fireworks', ['fireworks', 'createFireworks'], 'fireworks'],
  ['@ai-sdk/perplexity', ['perplexity', 'createPerplexity'], 'perplexity'], ['@ai-sdk/cerebras', ['cerebras', 'createCerebras'], 'cerebras'], ['@ai-sdk/deepinfra', ['deepinfra', 'createDeepInfra'], 'deepinfra'], ['@ai-sdk/replicate', ['replicate', 'createReplicate'], 'replicate'],
  ['@ai-sdk/moonshotai', ['moonshotai', 'createMoonshotAI'], 'moonshot'], ['workers-ai-provider', ['workersai', 'createWorkersAI'], 'cloudflare'], ['ollama-ai-provider', ['ollama', 'createOllama'], 'ollama'], ['ollama-ai-provider-v2', ['ollama', 'createOllama'], 'ollama'], ['@openrouter/ai-sdk-provider', ['openrouter', 'createOpenRouter'], 'openrouter'],
];

const handles: readonly HandleSpec[] = [
  ...providers.flatMap(([pkg, names, provider]): readonly HandleSpec[] => [
    { gives: 'ai.provider', exports: [names[0] ?? ''], called: false, packages: [pkg], provider },
    { gives: 'ai.provider', exports: names.slice(1), packages: [pkg], provider, parameters: { baseUrl: ['baseURL'], ...(provider === 'vertex' ? { modifiers: [{ path: 'location', named: true }] } : {}) } },
  ]),
  { gives: 'ai.provider', exports: ['createOpenAICompatible'], packages: ['@ai-sdk/openai-compatible'], parameters: { baseUrl: ['baseURL'] } },
  { gives: 'ai.gateway', exports: ['gateway'], called: false, packages: ['ai', '@ai-sdk/gateway'] },
  { gives: 'ai.gateway', exports: ['createGateway'], packages: ['ai', '@ai-sdk/gateway'] },
  { gives: 'ai.model', on: ['ai.gateway'], chains: ['', 'chat', 'languageModel', 'embedding', 'embeddingModel', 'textEmbeddingModel', 'image', 'imageModel', 'video', 'videoModel', 'speech', 'speechModel', 'transcription', 'transcriptionModel', 'reranking', 'rerankingModel'], modelSyntax: 'provider/model', parameters: { model: ['#0'] } },
  { gives: 'ai.model', on: ['ai.provider'], chains: ['', 'chat', 'responses', 'completion', 'languageModel', 'chatModel', 'embedding', 'embeddingModel', 'textEmbedding', 'textEmbeddingModel', 'image', 'imageModel', 'speech', 'speechModel', 'transcription', 'transcriptionModel', 'reranking', 'rerankingModel'], parameters: { model: ['#0'] } },
  // Embeds on the device: https://mastra.ai/docs/rag/chunking-and-embedding
  { gives: 'ai.model', exports: ['fastembed', 'fastembed.base', 'fastembed.small'], called: false, packages: ['@mastra/fastembed'], free: true },
  { gives: 'ai.model', exports: ['wrapLanguageModel', 'experimental_wrapLanguageModel'], packages: ['ai'], parameters: { model: ['model'] } },
  // https://github.com/zirkelc/ai-retry
  { gives: 'ai.model', exports: ['createRetryable', 'createRetryableModel'], packages: ['ai-retry'], parameters: { model: ['model'] } },
  // https://ai-sdk.dev/docs/ai-sdk-core/provider-management
  { gives: 'ai.registry', exports: ['createProviderRegistry', 'experimental_createProviderRegistry'], packages: ['ai'], parameters: { aliases: { list: ['#0'], separator: ':', method: 'languageModel' } } },
  { gives: 'ai.registry', exports: ['customProvider', 'experimental_customProvider'], packages: ['ai'], parameters: { aliases: { list: ['languageModels', 'embeddingModels', 'textEmbeddingModels', 'imageModels'] } } },
  { gives: 'ai.model', on: ['ai.registry'], chains: ['languageModel', 'embeddingModel', 'textEmbeddingModel', 'imageModel', 'transcriptionModel', 'speechModel', 'rerankingModel'], parameters: { model: ['#0'] } },
  { gives: 'ai.agent', exports: ['ToolLoopAgent', 'Experimental_Agent', 'Agent'], packages: ['ai'], parameters: generate, capInsert: { javascript: 'maxOutputTokens' } },
];

function operation(name: string, more: Partial<Operation>): Operation {
  return { api: `ai.${name}`, on: ['module'], chains: [name], languages: ['javascript'], parameters: generate, modelSyntax: 'provider/model', capDefault: 'model', capInsert: { javascript: 'maxOutputTokens' }, capBefore: { javascript: { package: 'ai', version: [5, 0], insert: 'maxTokens' } }, caching: 'byProvider', stepsDefault: 1, documentation, ...more };
}
const noOutput = { capDefault: 'none', caching: 'unsupported', stepsDefault: null } as const;

/** An agent's settings are those that it is made with: https://ai-sdk.dev/docs/reference/ai-sdk-core/tool-loop-agent */
function onAgent({ capInsert, ...rest }: Operation, chain: string): Operation {
  return { ...rest, ...(capInsert ? { capParameter: capInsert } : {}), on: ['ai.agent'], chains: [chain] };
}

/** Core functions, under their `experimental_` names too, and agents; who bills is the provider package of the model, or the gateway. Hooks of the browser are left out: they ask a server of one's own. https://ai-sdk.dev/docs/reference/ai-sdk-core */
export const vercelAi: Sdk = {
  id: 'ai', title: 'Vercel AI SDK', kind: 'framework', provider: null,
  packages: { javascript: ['ai', 'ai-retry', '@mastra/fastembed', '@ai-sdk/gateway', '@ai-sdk/openai-compatible', ...providers.map(([pkg]) => pkg)] },
  handles, versioned: { javascript: ['@ai-sdk/openai'] },
  // https://ai-sdk.dev/docs/reference/ai-sdk-core/step-count-is
  builders: ['stepCountIs', 'isStepCount'],
  operations: [
    operation('generateText', {}), operation('streamText', { chains: ['streamText', 'experimental_streamText'], streams: true }),
    operation('generateObject', { chains: ['generateObject', 'experimental_generateObject'] }), operation('streamObject', { chains: ['streamObject', 'experimental_streamObject'], streams: true }),
    operation('embed', { ...noOutput, billing: 'embedding', parameters: { model: ['model'], prompt: ['value'] } }), operation('embedMany', { ...noOutput, billing: 'embedding', parameters: { model: ['model'], prompt: ['values'] } }),
    operation('generateImage', { ...noOutput, billing: 'image', chains: ['generateImage', 'experimental_generateImage'], parameters: { model: ['model'], prompt: ['prompt'], n: ['n'] } }),
    operation('generateVideo', { ...noOutput, billing: 'other', chains: ['generateVideo', 'experimental_generateVideo'], parameters: { model: ['model'], prompt: ['prompt'], n: ['n'] } }),
    operation('rerank', { ...noOutput, billing: 'rerank', chains: ['rerank', 'experimental_rerank'], parameters: { model: ['model'], prompt: ['query'] } }),
    operation('generateSpeech', { ...noOutput, billing: 'speech', chains: ['generateSpeech', 'experimental_generateSpeech'], parameters: { model: ['model'], prompt: ['text'] } }),
    operation('transcribe', { ...noOutput, billing: 'transcription', chains: ['transcribe', 'experimental_transcribe'], parameters: { model: ['model'] } }),
    onAgent(operation('generateText', { stepsDefault: 20, goesOn: 'withRounds' }), 'generate'), onAgent(operation('streamText', { stepsDefault: 20, goesOn: 'withRounds', streams: true }), 'stream'),
  ],
  documentation,
};
