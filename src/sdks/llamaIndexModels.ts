import type { HandleSpec, Parameters } from './sdk.ts';

/** https://developers.llamaindex.ai/python/framework/module_guides/models/llms/ and https://ts.llamaindex.ai/docs/llamaindex/modules/models/llms */
const cap = ['max_tokens', 'maxTokens', 'max_output_tokens', 'maxOutputTokens', 'max_completion_tokens', 'max_new_tokens', 'num_output', 'max_gen_len', 'generation_config.max_output_tokens', 'additional_kwargs.max_tokens', 'additional_kwargs.max_completion_tokens', 'additional_kwargs.num_predict', 'additionalChatOptions.max_tokens', 'additionalChatOptions.max_completion_tokens'];
const model: Parameters = { model: ['model', 'model_name', 'modelName', 'model_id'], maxOutput: cap, system: ['system_prompt', 'systemPrompt'] };
const openaiModel: Parameters = { ...model, baseUrl: ['api_base', 'base_url', 'baseURL', 'baseUrl', 'additionalSessionOptions.baseURL'] };
const azureModel: Parameters = { ...model, deployment: ['engine', 'deployment_name', 'azure_deployment', 'deployment', 'deployment_id'] };
const capInsert = { python: 'max_tokens', javascript: 'maxTokens' } as const;
const embedding: Parameters = { model: ['model', 'model_name', 'modelName', 'model_id'] };

/** Classes by who bills. What runs in the process (`HuggingFaceLLM`, `LlamaCPP`) or answers nothing (`MockLLM`) is not here. */
const models: readonly (readonly [provider: string, names: readonly string[]])[] = [
  ['anthropic', ['Anthropic', 'AnthropicMultiModal', 'anthropic']],
  ['google', ['Gemini', 'GoogleGenAI', 'PaLM', 'GeminiMultiModal', 'GoogleStudio', 'gemini', 'google']],
  ['vertex', ['Vertex', 'GeminiVertex']],
  ['bedrock', ['Bedrock', 'BedrockConverse', 'BedrockMultiModal', 'bedrock']],
  ['mistral', ['MistralAI', 'MistralAIMultiModal', 'mistral']],
  ['cohere', ['Cohere']],
  ['groq', ['Groq', 'groq']],
  ['together', ['TogetherLLM', 'together']],
  ['fireworks', ['Fireworks', 'FireworksLLM', 'fireworks']],
  ['deepseek', ['DeepSeek', 'DeepSeekLLM', 'deepseek']],
  ['xai', ['XAILLM', 'xai']],
  ['perplexity', ['Perplexity', 'perplexity']],
  ['openrouter', ['OpenRouter']],
  ['cerebras', ['Cerebras']],
  ['ollama', ['Ollama', 'OllamaMultiModal', 'ollama']],
  ['nvidia', ['NVIDIA', 'NVIDIAMultiModal']],
  ['huggingface', ['HuggingFaceInferenceAPI']],
  ['replicate', ['Replicate', 'ReplicateMultiModal', 'ReplicateLLM', 'ReplicateSession', 'replicate']],
  ['alibaba', ['DashScope', 'DashScopeMultiModal']],
  ['zhipu', ['ZhipuAI']],
  ['databricks', ['Databricks']],
  ['deepinfra', ['DeepInfraLLM', 'DeepInfra', 'deepinfra']],
  ['watsonx', ['WatsonX']],
  ['ai21', ['AI21']],
];
const embeddings: readonly (readonly [provider: string, names: readonly string[]])[] = [
  ['openai', ['OpenAIEmbedding', 'OpenAIEmbeddings']],
  ['azure', ['AzureOpenAIEmbedding', 'AzureAIEmbeddingsModel']],
  ['google', ['GeminiEmbedding', 'GoogleGenAIEmbedding', 'GooglePaLMEmbedding', 'GoogleUnivSentEncoderEmbedding']],
  ['vertex', ['VertexTextEmbedding']],
  ['bedrock', ['BedrockEmbedding']],
  ['cohere', ['CohereEmbedding']],
  ['mistral', ['MistralAIEmbedding']],
  ['voyage', ['VoyageEmbedding', 'VoyageAIEmbedding']],
  ['jina', ['JinaEmbedding', 'JinaAIEmbedding']],
  ['together', ['TogetherEmbedding']],
  ['fireworks', ['FireworksEmbedding']],
  ['ollama', ['OllamaEmbedding']],
  ['nvidia', ['NVIDIAEmbedding']],
  ['huggingface', ['HuggingFaceInferenceAPIEmbedding', 'HuggingFaceInferenceAPIEmbeddings']],
  ['alibaba', ['DashScopeEmbedding']],
];

/** Language models and embeddings by class (and by function in TypeScript), with who bills them. One made without a model runs the library's default for that class. */
export const llamaIndexModels: readonly HandleSpec[] = [
  { gives: 'llamaindex.llm', exports: ['OpenAI', 'OpenAIResponses', 'OpenAIMultiModal', 'OpenAIAgentModel', 'openai', 'openaiResponses'], provider: 'openai', ownModel: true, capInsert, parameters: openaiModel },
  { gives: 'llamaindex.llm', exports: ['AzureOpenAI', 'AzureOpenAIMultiModal', 'AzureAICompletionsModel', 'AzureOpenAIResponses'], provider: 'azure', ownModel: true, capInsert, parameters: azureModel },
  ...models.map(([provider, names]): HandleSpec => ({ gives: 'llamaindex.llm', exports: names, provider, ownModel: true, parameters: model, ...(provider === 'anthropic' ? { capInsert } : {}) })),
  { gives: 'llamaindex.llm', exports: ['LiteLLM'], modelSyntax: 'provider/model', parameters: openaiModel },
  { gives: 'llamaindex.llm', exports: ['OpenAILike', 'OpenAIResponsesLike', 'LocalAI', 'Portkey', 'LLM', 'BaseLLM', 'FunctionCallingLLM', 'ToolCallLLM', 'CustomLLM', 'MultiModalLLM', 'BaseLLMPredictor'], parameters: openaiModel },
  { gives: 'llamaindex.llm', exports: ['LangChainLLM', 'LLMPredictor'], parameters: { from: ['llm', '#0'] } },
  { gives: 'llamaindex.embedding', exports: ['BaseEmbedding', 'MultiModalEmbedding'], parameters: embedding },
  ...embeddings.map(([provider, names]): HandleSpec => ({ gives: 'llamaindex.embedding', exports: names, provider, ownModel: true, parameters: { ...embedding, deployment: ['deployment_name', 'azure_deployment', 'engine'], ...(provider === 'openai' ? { baseUrl: ['api_base'] } : {}) } })),
  { gives: 'llamaindex.embedding', exports: ['LangchainEmbedding', 'LangChainEmbedding'], parameters: { from: ['langchain_embeddings', '#0'] } },
  { gives: 'llamaindex.llm', exports: ['Settings.llm'], called: false },
  { gives: 'llamaindex.embedding', exports: ['Settings.embed_model', 'Settings.embedModel'], called: false },
  { gives: 'llamaindex.llm', on: ['llamaindex.llm'], chains: ['as_structured_llm'], parameters: { schema: ['output_cls', '#0'] } },
];
