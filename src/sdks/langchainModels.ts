import type { HandleSpec, Parameters } from './sdk.ts';
import { langchainTiers } from './tiers.ts';

/** Arguments of chat models and completion models, in Python's and JavaScript's spelling. https://reference.langchain.com/python/integrations/langchain_openai/ChatOpenAI/ */
const cap = ['max_tokens', 'max_completion_tokens', 'maxTokens', 'maxCompletionTokens', 'max_output_tokens', 'maxOutputTokens', 'max_tokens_to_sample', 'maxTokensToSample', 'max_new_tokens', 'max_tokens_to_generate', 'num_predict', 'numPredict'];
const nestedCap = ['model_kwargs', 'modelKwargs', 'generation_config', 'params'].flatMap((holder) => ['max_tokens', 'max_completion_tokens', 'max_tokens_to_sample', 'max_new_tokens', 'max_gen_len', 'maxTokenCount', 'max_output_tokens'].map((name) => `${holder}.${name}`));
const model: Parameters = { model: ['model', 'model_name', 'modelName', 'model_id', 'modelId', 'repo_id'], maxOutput: [...cap, ...nestedCap], n: ['n'], modifiers: langchainTiers };
const openaiModel: Parameters = { ...model, baseUrl: ['base_url', 'openai_api_base', 'configuration.baseURL', 'configuration.basePath', 'clientConfig.baseURL'] };
const azureModel: Parameters = { ...model, model: ['model', 'model_name', 'modelName'], deployment: ['azure_deployment', 'deployment_name', 'azureOpenAIApiDeploymentName', 'deploymentName'] };
/** The one name of the cap that these classes share; the others are left to the reader. */
const capInsert = { python: 'max_tokens', javascript: 'maxTokens' } as const;
const capNames: Readonly<Record<string, HandleSpec['capInsert']>> = { anthropic: capInsert, bedrock: capInsert, mistral: capInsert, groq: capInsert, deepseek: capInsert, xai: capInsert, google: { python: 'max_output_tokens', javascript: 'maxOutputTokens' }, vertex: { python: 'max_output_tokens', javascript: 'maxOutputTokens' }, ollama: { python: 'num_predict', javascript: 'numPredict' } };
/** `initChatModel` hands its options to the provider's class, which reads its own name alone: https://github.com/langchain-ai/langchainjs/blob/main/libs/langchain/src/chat_models/universal.ts */
const namesOfCaps = (family: 'javascript'): Readonly<Record<string, string>> => Object.fromEntries(Object.entries(capNames).flatMap(([provider, names]) => (names?.[family] ? [[provider, names[family]]] : [])));
const embedding: Parameters = { model: ['model', 'model_name', 'modelName', 'model_id', 'modelId', 'modelKey'] };
const openaiEmbedding: Parameters = { ...embedding, baseUrl: openaiModel.baseUrl ?? [] };

/**
 * Chat and completion classes by who bills. Classes that run a model in the process (`LlamaCpp`, `HuggingFacePipeline`) and test doubles
 * (`FakeListChatModel`) send nothing and are not here. https://docs.langchain.com/oss/python/integrations/chat
 */
const models: readonly (readonly [provider: string, names: readonly string[]])[] = [
  ['anthropic', ['ChatAnthropic', 'ChatAnthropicMessages', 'Anthropic', 'AnthropicLLM']],
  ['google', ['ChatGoogleGenerativeAI', 'GoogleGenerativeAI', 'ChatGooglePalm', 'GooglePalm', 'ChatGooglePaLM', 'GooglePaLM']],
  ['vertex', ['ChatVertexAI', 'VertexAI', 'VertexAIModelGarden', 'ChatAnthropicVertex', 'ChatGoogleVertexAI', 'GoogleVertexAI']],
  ['bedrock', ['ChatBedrock', 'ChatBedrockConverse', 'ChatAnthropicBedrock', 'BedrockLLM', 'Bedrock', 'BedrockChat']],
  ['mistral', ['ChatMistralAI', 'MistralAI']],
  ['cohere', ['ChatCohere', 'Cohere']],
  ['groq', ['ChatGroq']],
  ['together', ['ChatTogether', 'ChatTogetherAI', 'Together', 'TogetherAI']],
  ['fireworks', ['ChatFireworks', 'Fireworks']],
  ['deepseek', ['ChatDeepSeek']],
  ['xai', ['ChatXAI']],
  ['perplexity', ['ChatPerplexity']],
  ['openrouter', ['ChatOpenRouter']],
  ['cerebras', ['ChatCerebras']],
  ['moonshot', ['MoonshotChat', 'ChatMoonshot', 'Moonshot']],
  ['zhipu', ['ChatZhipuAI', 'ZhipuAI']],
  ['alibaba', ['ChatTongyi', 'Tongyi', 'ChatAlibabaTongyi', 'ChatQwen', 'ChatQwQ']],
  ['baidu', ['QianfanChatEndpoint', 'QianfanLLMEndpoint', 'ChatBaiduQianfan', 'ChatBaiduWenxin']],
  ['ollama', ['ChatOllama', 'Ollama', 'OllamaLLM']],
  ['nvidia', ['ChatNVIDIA', 'NVIDIA']],
  ['huggingface', ['HuggingFaceEndpoint', 'HuggingFaceHub', 'HuggingFaceInference']],
  ['replicate', ['Replicate']],
  ['watsonx', ['ChatWatsonx', 'WatsonxLLM']],
  ['upstage', ['ChatUpstage']],
  ['sambanova', ['ChatSambaNovaCloud', 'ChatSambaNova']],
  ['databricks', ['ChatDatabricks', 'Databricks']],
  ['baseten', ['ChatBaseten', 'Baseten']],
  ['deepinfra', ['ChatDeepInfra', 'DeepInfra', 'DeepInfraLLM']],
  ['cloudflare', ['ChatCloudflareWorkersAI', 'CloudflareWorkersAI']],
  ['ai21', ['ChatAI21', 'AI21']],
  ['minimax', ['MiniMaxChat', 'ChatMinimax']],
  ['gigachat', ['GigaChat']],
  ['yandex', ['ChatYandexGPT', 'YandexGPT']],
];
/** What every part of LangChain hands around: a declared type tells that it is a model, not which. */
const bases = ['BaseChatModel', 'BaseLanguageModel', 'BaseLLM', 'LLM', 'SimpleChatModel', 'LanguageModelLike', 'BaseChatOpenAI', 'BaseOpenAI', 'language_models.BaseLanguageModel', 'BaseLanguageModelInterface', 'BaseChatModelInterface', 'ConfigurableModel', 'ChatLiteLLM', 'ChatLiteLLMRouter', 'JinaChat', 'AmazonAPIGateway', 'SagemakerEndpoint'];

const embeddings: readonly (readonly [provider: string, names: readonly string[]])[] = [
  ['azure', ['AzureOpenAIEmbeddings', 'AzureAIEmbeddingsModel']],
  ['google', ['GoogleGenerativeAIEmbeddings', 'GooglePalmEmbeddings', 'GooglePaLMEmbeddings']],
  ['vertex', ['VertexAIEmbeddings', 'GoogleVertexAIEmbeddings']],
  ['bedrock', ['BedrockEmbeddings']],
  ['cohere', ['CohereEmbeddings']],
  ['mistral', ['MistralAIEmbeddings']],
  ['voyage', ['VoyageEmbeddings', 'VoyageAIEmbeddings']],
  ['jina', ['JinaEmbeddings']],
  ['together', ['TogetherEmbeddings', 'TogetherAIEmbeddings']],
  ['fireworks', ['FireworksEmbeddings']],
  ['ollama', ['OllamaEmbeddings']],
  ['nvidia', ['NVIDIAEmbeddings']],
  ['huggingface', ['HuggingFaceEndpointEmbeddings', 'HuggingFaceHubEmbeddings', 'HuggingFaceInferenceEmbeddings', 'HuggingFaceInferenceAPIEmbeddings']],
  ['alibaba', ['DashScopeEmbeddings', 'AlibabaTongyiEmbeddings']],
  ['zhipu', ['ZhipuAIEmbeddings']],
  ['baidu', ['QianfanEmbeddingsEndpoint', 'BaiduQianfanEmbeddings']],
  ['watsonx', ['WatsonxEmbeddings']],
  ['nomic', ['NomicEmbeddings']],
  ['cloudflare', ['CloudflareWorkersAIEmbeddings']],
];

/** Models and embeddings as their constructors make them; `init_chat_model` names the provider in the model text or beside it. */
export const langchainModels: readonly HandleSpec[] = [
  { gives: 'langchain.model', exports: ['ChatOpenAI', 'OpenAI', 'OpenAIChat', 'PromptLayerChatOpenAI', 'PromptLayerOpenAI'], provider: 'openai', capInsert, parameters: openaiModel },
  { gives: 'langchain.model', exports: ['AzureChatOpenAI', 'AzureOpenAI', 'AzureAIChatCompletionsModel', 'AzureAIOpenAIApiChatModel', 'AzureMLChatOnlineEndpoint'], provider: 'azure', capInsert, parameters: azureModel },
  ...models.map(([provider, names]): HandleSpec => ({ gives: 'langchain.model', exports: names, provider, parameters: model, ...(capNames[provider] ? { capInsert: capNames[provider] } : {}) })),
  { gives: 'langchain.model', exports: bases, parameters: openaiModel },
  { gives: 'langchain.model', exports: ['ChatHuggingFace'], needsHandle: true, parameters: { ...model, from: ['llm'] } },
  // Nothing is called on these; they are here so that a prompt piped into one is not taken for a request.
  { gives: 'langchain.local', exports: ['HuggingFacePipeline', 'HuggingFacePipeline.from_model_id', 'ChatHuggingFace', 'LlamaCpp', 'ChatLlamaCpp', 'GPT4All', 'CTransformers', 'VLLM', 'MLXPipeline', 'MLXPipeline.from_model_id', 'FakeListLLM', 'FakeListChatModel', 'FakeMessagesListChatModel', 'GenericFakeChatModel', 'FakeChatModel', 'FakeStreamingListLLM', 'FakeLLM'] },
  { gives: 'langchain.model', languages: ['python'], exports: ['init_chat_model'], capInsert: { python: 'max_tokens' }, modelSyntax: 'provider:model', parameters: { ...openaiModel, model: ['model', '#0'], provider: ['model_provider'] } },
  { gives: 'langchain.model', languages: ['javascript'], exports: ['initChatModel'], optionsAt: 1, capInsert: { javascript: 'maxTokens' }, capByProvider: namesOfCaps('javascript'), modelSyntax: 'provider:model', parameters: { ...openaiModel, model: ['#0'], provider: ['modelProvider'] } },
  { gives: 'langchain.embeddings', exports: ['OpenAIEmbeddings'], provider: 'openai', parameters: openaiEmbedding },
  ...embeddings.map(([provider, names]): HandleSpec => ({ gives: 'langchain.embeddings', exports: names, provider, parameters: embedding })),
  { gives: 'langchain.embeddings', exports: ['Embeddings', 'EmbeddingsInterface'], parameters: openaiEmbedding },
  { gives: 'langchain.embeddings', exports: ['init_embeddings'], languages: ['python'], modelSyntax: 'provider:model', parameters: { model: ['model', '#0'], provider: ['provider'] } },
  { gives: 'langchain.embeddings', exports: ['CacheBackedEmbeddings.from_bytes_store', 'CacheBackedEmbeddings.fromBytesStore'], parameters: { from: ['underlying_embeddings', '#0'] } },
];

/** What `init_chat_model` and `init_embeddings` call the providers. https://reference.langchain.com/python/langchain/models/ */
export const langchainProviderNames: Readonly<Record<string, string>> = {
  google_genai: 'google', 'google-genai': 'google', google_vertexai: 'vertex', 'google-vertexai': 'vertex', 'google-vertexai-web': 'vertex', google_anthropic_vertex: 'vertex', azure_openai: 'azure', azure_ai: 'azure',
  bedrock_converse: 'bedrock', anthropic_bedrock: 'bedrock', mistralai: 'mistral', ibm: 'watsonx',
};

/** What a model may be given after it is made: `llm.bind(max_tokens=1)`, `llm.with_config(configurable={"model": "..."})`. */
export const boundParameters: Parameters = { model: ['model'], maxOutput: cap, tools: ['tools', 'functions'], n: ['n'] };
/** The same where `with_config` takes it: under `configurable`, or plain. `recursion_limit` holds for a graph. */
export const configuredParameters: Parameters = {
  model: ['configurable.model', 'model', '#0.configurable.model', '#0.model'], maxOutput: ['configurable.max_tokens', 'configurable.maxTokens', 'max_tokens', '#0.configurable.max_tokens', '#0.max_tokens'],
  provider: ['configurable.model_provider', '#0.configurable.model_provider', 'configurable.modelProvider'], steps: ['recursion_limit', 'recursionLimit', '#0.recursion_limit'],
};
