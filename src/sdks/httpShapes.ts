import { workersAiKinds } from './cloudflare.ts';
import { messagesParameters } from './anthropic.ts';
import { chatParameters, embeddingParameters } from './openai.ts';
import type { HttpEndpoint, Operation, Parameters } from './sdk.ts';

/** Endpoints by protocol. Paths are anchored at their end: what stands before them differs by host, gateway and version. */

type Described = HttpEndpoint['operation'];

const openaiDocs = 'https://platform.openai.com/docs/api-reference';
const tokens = (parameters: Parameters, documentation: string, capDefault: Operation['capDefault'] = 'model'): Described => ({ parameters, capDefault, caching: 'byProvider', documentation });
const other = (billing: NonNullable<Operation['billing']>, parameters: Parameters, documentation: string): Described => ({ billing, parameters, capDefault: 'none', caching: 'unsupported', documentation });

const responses: Parameters = { model: ['model'], system: ['instructions'], messages: ['input'], tools: ['tools'], schema: ['text.format'], maxOutput: ['max_output_tokens'], stream: ['stream'], modifiers: [{ path: 'service_tier', ignore: ['auto', 'default'] }] };
const completions: Parameters = { model: ['model'], prompt: ['prompt'], maxOutput: ['max_tokens'], n: ['best_of', 'n'], stream: ['stream'] };
const rerank: Parameters = { model: ['model'], prompt: ['documents'] };

const chatCompletions: HttpEndpoint = { path: /\/chat\/completions\/?$/, cap: 'max_tokens', operation: tokens(chatParameters, `${openaiDocs}/chat/create`) };
const embeddings: HttpEndpoint = { path: /\/embeddings\/?$/, suffix: '.embeddings', operation: other('embedding', embeddingParameters, `${openaiDocs}/embeddings/create`), evidence: { body: ['input'] } };
const reranking: HttpEndpoint = { path: /\/rerank\/?$/, suffix: '.rerank', operation: other('rerank', rerank, 'https://docs.cohere.com/reference/rerank'), evidence: { body: ['query', 'documents'] } };

/** https://platform.openai.com/docs/api-reference. Moderations, models and files cost nothing and are no calls. */
export const openaiShape: readonly HttpEndpoint[] = [
  chatCompletions,
  { path: /\/responses\/?$/, suffix: '.responses', operation: tokens(responses, `${openaiDocs}/responses/create`), evidence: { body: ['input', 'model'] } },
  embeddings,
  { path: /\/ocr\/?$/, suffix: '.ocr', operation: other('ocr', { model: ['model'] }, 'https://docs.mistral.ai/api/endpoint/ocr'), evidence: { body: ['document', 'model'] } },
  { path: /\/fim\/completions\/?$/, suffix: '.fim', operation: tokens({ ...completions, maxOutput: ['max_tokens'] }, 'https://docs.mistral.ai/api/#tag/fim'), evidence: { body: ['prompt'] } },
  { path: /\/agents\/completions\/?$/, suffix: '.agents', cap: 'max_tokens', operation: tokens(chatParameters, 'https://docs.mistral.ai/api/#tag/agents'), evidence: { body: ['agent_id'] } },
  { path: /(?<!\/chat|\/fim|\/agents)\/completions\/?$/, suffix: '.completions', operation: { ...tokens(completions, `${openaiDocs}/completions/create`, 16), caching: 'unsupported' }, evidence: { body: ['prompt', 'model'] } },
  { path: /\/images\/(generations|edits|variations)\/?$/, suffix: '.images', operation: other('image', { model: ['model'], prompt: ['prompt'], n: ['n'], modifiers: [{ path: 'size', named: true, ignore: ['auto'] }, { path: 'quality', named: true, ignore: ['auto'] }] }, `${openaiDocs}/images`) },
  { path: /\/audio\/speech\/?$/, suffix: '.audio.speech', operation: other('speech', { model: ['model'], prompt: ['input'] }, `${openaiDocs}/audio/createSpeech`) },
  { path: /\/audio\/(transcriptions|translations)\/?$/, suffix: '.audio.transcriptions', operation: other('transcription', { model: ['model'] }, `${openaiDocs}/audio/createTranscription`) },
  { path: /\/threads\/(runs|[^/]+\/runs)\/?$/, suffix: '.assistants.runs', operation: tokens({ model: ['model'], system: ['instructions'], maxOutput: ['max_completion_tokens'], stream: ['stream'] }, `${openaiDocs}/runs`), evidence: { body: ['assistant_id'] } },
  reranking,
];

/** The deployment in the path runs a model that the code does not name. https://learn.microsoft.com/azure/ai-foundry/openai/reference */
export const azureShape: readonly HttpEndpoint[] = openaiShape.map((one) => ({ ...one, path: new RegExp(`(?:\\/deployments\\/(?<deployment>[^/]+))?${one.path.source}`) }));

/** https://docs.anthropic.com/en/api/messages; counting tokens is free. */
export const anthropicShape: readonly HttpEndpoint[] = [
  { path: /\/messages\/?$/, operation: tokens(messagesParameters, 'https://docs.anthropic.com/en/api/messages', 'required'), evidence: { header: 'anthropic-version' } },
  { path: /\/messages\/batches\/?$/, suffix: '.batches', operation: { ...tokens({ model: ['requests.0.params.model'], messages: ['requests.0.params.messages'], system: ['requests.0.params.system'], maxOutput: ['requests.0.params.max_tokens'] }, 'https://docs.anthropic.com/en/api/creating-message-batches', 'required'), modifiers: ['batch'] }, evidence: { header: 'anthropic-version' } },
  { path: /\/v1\/complete\/?$/, suffix: '.completions', operation: { ...tokens({ model: ['model'], prompt: ['prompt'], maxOutput: ['max_tokens_to_sample'] }, 'https://docs.anthropic.com/en/api/complete', 'required'), caching: 'unsupported' }, evidence: { body: ['max_tokens_to_sample'] } },
];

const generate: Parameters = {
  messages: ['contents'], system: ['systemInstruction', 'system_instruction'], tools: ['tools'], schema: ['generationConfig.responseSchema', 'generation_config.response_schema', 'generationConfig.responseJsonSchema'],
  maxOutput: ['generationConfig.maxOutputTokens', 'generation_config.max_output_tokens'], n: ['generationConfig.candidateCount', 'generation_config.candidate_count'], modifiers: [{ path: 'serviceTier', ignore: ['standard'] }],
};
/** Gemini API and Vertex AI: the model and the method are in the path. https://ai.google.dev/api/generate-content */
export const googleShape: readonly HttpEndpoint[] = [
  { path: /\/(?:models|tunedModels)\/(?<model>[^/]+?):generateContent$/, operation: tokens(generate, 'https://ai.google.dev/api/generate-content') },
  { path: /\/(?:models|tunedModels)\/(?<model>[^/]+?):streamGenerateContent$/, operation: { ...tokens(generate, 'https://ai.google.dev/api/generate-content'), streams: true } },
  { path: /:(?:generateContent|streamGenerateContent)$/, operation: tokens({ ...generate, model: ['model'], messages: ['contents', 'request.contents'], maxOutput: [...(generate.maxOutput ?? []), 'request.generationConfig.maxOutputTokens'] }, 'https://ai.google.dev/api/generate-content') },
  { path: /\/models\/(?<model>[^/]+?):(?:embedContent|batchEmbedContents)$/, suffix: '.embeddings', operation: other('embedding', { prompt: ['content', 'requests'] }, 'https://ai.google.dev/api/embeddings') },
  { path: /\/models\/(?<model>imagen[^/]*?):predict$/, suffix: '.images', operation: other('image', { prompt: ['instances'] }, 'https://ai.google.dev/gemini-api/docs/imagen') },
  { path: /\/models\/(?<model>veo[^/]*?):predictLongRunning$/, suffix: '.videos', operation: other('other', { prompt: ['instances'] }, 'https://ai.google.dev/gemini-api/docs/video') },
  { path: /\/publishers\/anthropic\/models\/(?<model>[^/]+?):(?:rawPredict|streamRawPredict)$/, operation: tokens(messagesParameters, 'https://docs.anthropic.com/en/api/claude-on-vertex-ai', 'required') },
  { path: /\/interactions\/?$/, suffix: '.interactions', operation: tokens({ model: ['model'], messages: ['input'], system: ['system_instruction'], tools: ['tools'], maxOutput: ['generation_config.max_output_tokens'] }, 'https://ai.google.dev/gemini-api/docs/interactions'), evidence: { body: ['input', 'model'] } },
];

const ollamaOptions = ['options.num_predict'];
/** Chat, generation and embeddings of Ollama's own protocol; a server of one's own costs nothing by the token. Its OpenAI-shaped endpoints are `openaiShape`. https://github.com/ollama/ollama/blob/main/docs/api.md */
export const ollamaShape: readonly HttpEndpoint[] = [
  { path: /\/api\/chat\/?$/, operation: { parameters: { model: ['model'], messages: ['messages'], tools: ['tools'], schema: ['format'], maxOutput: ollamaOptions, stream: ['stream'] }, capDefault: 'model', caching: 'unsupported', documentation: 'https://github.com/ollama/ollama/blob/main/docs/api.md', ownServer: true }, evidence: { word: /ollama/i } },
  { path: /\/api\/generate\/?$/, suffix: '.generate', operation: { parameters: { model: ['model'], prompt: ['prompt'], system: ['system'], schema: ['format'], maxOutput: ollamaOptions, stream: ['stream'] }, capDefault: 'model', caching: 'unsupported', documentation: 'https://github.com/ollama/ollama/blob/main/docs/api.md', ownServer: true }, evidence: { word: /ollama/i } },
  { path: /\/api\/(?:embeddings|embed)\/?$/, suffix: '.embeddings', operation: { ...other('embedding', { model: ['model'], prompt: ['prompt', 'input'] }, 'https://github.com/ollama/ollama/blob/main/docs/api.md'), ownServer: true }, evidence: { word: /ollama/i } },
];

/** https://docs.cohere.com/reference/chat */
export const cohereShape: readonly HttpEndpoint[] = [
  { path: /\/chat\/?$/, operation: tokens({ model: ['model'], messages: ['messages'], prompt: ['message'], system: ['preamble'], tools: ['tools'], maxOutput: ['max_tokens'], stream: ['stream'] }, 'https://docs.cohere.com/reference/chat') },
  { path: /\/generate\/?$/, suffix: '.generate', operation: tokens({ model: ['model'], prompt: ['prompt'], maxOutput: ['max_tokens'] }, 'https://docs.cohere.com/v1/reference/generate') },
  { path: /\/embed\/?$/, suffix: '.embeddings', operation: other('embedding', { model: ['model'], prompt: ['texts', 'inputs'] }, 'https://docs.cohere.com/reference/embed') },
  { ...reranking },
];

/** https://huggingface.co/docs/inference-providers: what a model does is not in the address, so neither cap nor price is claimed. */
const inference = other('other', { prompt: ['inputs'], maxOutput: ['parameters.max_new_tokens', 'parameters.max_length'] }, 'https://huggingface.co/docs/inference-providers');
/** Chat by the router, pipelines and single models by their address. Only embeddings tell by the path what they do. */
export const huggingfaceShape: readonly HttpEndpoint[] = [
  chatCompletions,
  { path: /\/pipeline\/(?:feature-extraction|sentence-similarity)\/(?<model>[^/]+(?:\/[^/]+)?)$/, suffix: '.embeddings', operation: { ...inference, billing: 'embedding' } },
  { path: /\/models\/(?<model>[^/]+(?:\/[^/]+)?)\/pipeline\/[\w-]+$/, operation: inference },
  { path: /\/models\/(?<model>[^/]+(?:\/[^/]+)?)$/, operation: inference },
  { path: /\/generate(?:_stream)?\/?$/, suffix: '.generate', operation: inference },
  { path: /^\/?$/, operation: inference },
];

/** https://docs.aws.amazon.com/bedrock/latest/APIReference/API_Operations_Amazon_Bedrock_Runtime.html */
export const bedrockShape: readonly HttpEndpoint[] = [
  { path: /\/model\/(?<model>[^/]+)\/converse$/, operation: tokens({ messages: ['messages'], system: ['system'], tools: ['toolConfig.tools'], maxOutput: ['inferenceConfig.maxTokens'] }, 'https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Converse.html') },
  { path: /\/model\/(?<model>[^/]+)\/converse-stream$/, operation: { ...tokens({ messages: ['messages'], system: ['system'], tools: ['toolConfig.tools'], maxOutput: ['inferenceConfig.maxTokens'] }, 'https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_ConverseStream.html'), streams: true } },
  { path: /\/model\/(?<model>[^/]+)\/invoke(?:-with-response-stream)?$/, operation: tokens({ messages: ['messages'], system: ['system'], prompt: ['prompt', 'inputText'], tools: ['tools'], maxOutput: ['max_tokens', 'max_tokens_to_sample', 'max_gen_len', 'textGenerationConfig.maxTokenCount', 'inferenceConfig.max_new_tokens'] }, 'https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_InvokeModel.html') },
  ...openaiShape,
];

/** https://replicate.com/docs/reference/http */
export const replicateShape: readonly HttpEndpoint[] = [
  { path: /\/models\/(?<model>[^/]+(?:\/[^/]+)?)\/predictions$/, operation: other('other', { prompt: ['input.prompt'], system: ['input.system_prompt'], maxOutput: ['input.max_tokens', 'input.max_new_tokens'] }, 'https://replicate.com/docs/reference/http') },
  { path: /\/predictions\/?$/, operation: other('other', { model: ['version'], prompt: ['input.prompt'], maxOutput: ['input.max_tokens', 'input.max_new_tokens'] }, 'https://replicate.com/docs/reference/http') },
];

/** https://help.aliyun.com/zh/model-studio/developer-reference/ */
export const dashscopeShape: readonly HttpEndpoint[] = [
  { path: /\/services\/aigc\/(?:text|multimodal)-generation\/generation$/, operation: tokens({ model: ['model'], messages: ['input.messages'], prompt: ['input.prompt'], maxOutput: ['parameters.max_tokens'] }, 'https://help.aliyun.com/zh/model-studio/qwen-api-reference') },
  { path: /\/services\/embeddings\/[\w-]+\/[\w-]+$/, suffix: '.embeddings', operation: other('embedding', { model: ['model'], prompt: ['input.texts', 'input.contents'] }, 'https://help.aliyun.com/zh/model-studio/text-embedding-api') },
  { path: /\/services\/rerank\/[\w-]+\/[\w-]+$/, suffix: '.rerank', operation: other('rerank', { model: ['model'], prompt: ['input.documents'] }, 'https://help.aliyun.com/zh/model-studio/text-rerank-api') },
  { path: /\/services\/aigc\/(?:text2image|image2image|multimodal-generation)\/[\w-]+$/, suffix: '.images', operation: other('image', { model: ['model'], prompt: ['input.prompt'] }, 'https://help.aliyun.com/zh/model-studio/text-to-image-api-reference') },
  ...openaiShape,
];

/** Services with one or two endpoints of their own. */
export const jinaShape: readonly HttpEndpoint[] = [embeddings, reranking, { path: /\/classify\/?$/, suffix: '.classify', operation: other('other', { model: ['model'], prompt: ['input'] }, 'https://jina.ai/classifier') }, chatCompletions];
/** Embeddings, of texts, contexts and pictures, and reranking. https://docs.voyageai.com/reference */
export const voyageShape: readonly HttpEndpoint[] = [{ ...embeddings, path: /\/(?:multimodal|contextualized)?embeddings\/?$/ }, reranking];
/** Making and changing pictures, billed by the picture. Versions 1 and 2. https://platform.stability.ai/docs/api-reference */
export const stabilityShape: readonly HttpEndpoint[] = [
  { path: /\/generation\/(?<model>[^/]+)\/(?:text-to-image|image-to-image)[\w/-]*$/, suffix: '.images', operation: other('image', { prompt: ['text_prompts'] }, 'https://platform.stability.ai/docs/api-reference') },
  { path: /\/stable-image\/(?:generate|edit|upscale|control)\/[\w-]+$/, suffix: '.images', operation: other('image', { model: ['model'], prompt: ['prompt'] }, 'https://platform.stability.ai/docs/api-reference') },
];
/** Speech from text and text from speech. https://elevenlabs.io/docs/api-reference */
export const elevenlabsShape: readonly HttpEndpoint[] = [
  { path: /\/text-to-speech\/[^/]+(?:\/stream)?(?:\/with-timestamps)?$/, suffix: '.tts', operation: other('speech', { model: ['model_id'], prompt: ['text'] }, 'https://elevenlabs.io/docs/api-reference/text-to-speech/convert') },
  { path: /\/speech-to-text\/?$/, suffix: '.stt', operation: other('transcription', { model: ['model_id'] }, 'https://elevenlabs.io/docs/api-reference/speech-to-text/convert') },
];
/** Speech from text and text from speech. The model stands in the query, which is not read. https://developers.deepgram.com/reference */
export const deepgramShape: readonly HttpEndpoint[] = [
  { path: /\/v1\/speak\/?$/, suffix: '.tts', operation: other('speech', { prompt: ['text'] }, 'https://developers.deepgram.com/reference/text-to-speech-api') },
  { path: /\/v1\/listen\/?$/, suffix: '.stt', operation: other('transcription', {}, 'https://developers.deepgram.com/reference/speech-to-text-api') },
];
/** Chat and embeddings of the first version, with the model in the path, then OpenAI's endpoints. https://cloud.baidu.com/doc/WENXINWORKSHOP/index.html */
export const qianfanShape: readonly HttpEndpoint[] = [
  { path: /\/wenxinworkshop\/chat\/(?<model>[^/]+)$/, operation: tokens({ messages: ['messages'], system: ['system'], maxOutput: ['max_output_tokens'], stream: ['stream'] }, 'https://cloud.baidu.com/doc/WENXINWORKSHOP/index.html') },
  { path: /\/wenxinworkshop\/embeddings\/(?<model>[^/]+)$/, suffix: '.embeddings', operation: other('embedding', { prompt: ['input'] }, 'https://cloud.baidu.com/doc/WENXINWORKSHOP/index.html') },
  ...openaiShape,
];
/** Chat and speech of its own protocol, then OpenAI's endpoints. https://platform.minimaxi.com/document */
export const minimaxShape: readonly HttpEndpoint[] = [
  { path: /\/text\/chatcompletion(?:_v2|_pro)?\/?$/, operation: tokens({ model: ['model'], messages: ['messages'], maxOutput: ['tokens_to_generate', 'max_tokens', 'max_completion_tokens'], stream: ['stream'] }, 'https://platform.minimaxi.com/document/ChatCompletion%20v2') },
  { path: /\/t2a_v2\/?$/, suffix: '.tts', operation: other('speech', { model: ['model'], prompt: ['text'] }, 'https://platform.minimaxi.com/document/T2A%20V2') },
  ...openaiShape,
];
/** Any model of Workers AI by its name in the path, which also says what it does; then OpenAI's endpoints. https://developers.cloudflare.com/workers-ai/get-started/rest-api/ */
export const cloudflareShape: readonly HttpEndpoint[] = [
  { path: /\/ai\/run\/(?<model>[^?]+)$/, operation: { ...tokens({ messages: ['messages'], prompt: ['prompt', 'text'], maxOutput: ['max_tokens'], stream: ['stream'] }, 'https://developers.cloudflare.com/workers-ai/get-started/rest-api/'), byModel: workersAiKinds } },
  ...openaiShape,
];
/** llama.cpp's own endpoint. https://github.com/ggml-org/llama.cpp/blob/master/tools/server/README.md */
export const llamacppShape: readonly HttpEndpoint[] = [
  { path: /\/completion\/?$/, suffix: '.completion', operation: { parameters: { prompt: ['prompt'], maxOutput: ['n_predict'], stream: ['stream'] }, capDefault: 'model', caching: 'unsupported', documentation: 'https://github.com/ggml-org/llama.cpp/blob/master/tools/server/README.md' }, evidence: { body: ['prompt', 'n_predict'] } },
];
