import { compatibleHosts } from './hosts.ts';
import { anthropicShape, azureShape, bedrockShape, cloudflareShape, cohereShape, dashscopeShape, deepgramShape, elevenlabsShape, googleShape, huggingfaceShape, jinaShape, llamacppShape, minimaxShape, ollamaShape, openaiShape, qianfanShape, replicateShape, stabilityShape, voyageShape } from './httpShapes.ts';
import type { HttpService } from './sdk.ts';

/** `max_tokens` is refused by newer models of these. https://platform.openai.com/docs/api-reference/chat/create */
const completionTokens = { capSpelling: { max_tokens: 'max_completion_tokens' } };
const renamed = new Set(['openai', 'azure', 'groq', 'cerebras']);

/** Services that do not speak OpenAI's protocol, or not only. Hosts are those of each service's API reference. */
const own: readonly HttpService[] = [
  { id: 'azure', provider: 'azure', host: /\.openai\.azure\.com$|\.cognitiveservices\.azure\.com$|\.services\.ai\.azure\.com$|\.inference\.ai\.azure\.com$/, endpoints: [...azureShape, ...anthropicShape], ...completionTokens },
  { id: 'anthropic', provider: 'anthropic', host: /api\.anthropic\.com$/, endpoints: [...anthropicShape, ...openaiShape] },
  { id: 'google', provider: 'google', host: /generativelanguage\.googleapis\.com$/, endpoints: [...googleShape, ...openaiShape] },
  { id: 'vertex', provider: 'vertex', host: /aiplatform\.googleapis\.com$/, region: /^([a-z]+-[a-z]+\d+)-aiplatform\./, endpoints: [...googleShape, ...openaiShape] },
  { id: 'bedrock', provider: 'bedrock', host: /bedrock(-runtime|-mantle)?[.\w\ue000-\uefff-]*\.(amazonaws\.com(\.cn)?|api\.aws)$/, endpoints: [...bedrockShape, ...anthropicShape] },
  { id: 'cohere', provider: 'cohere', host: /api\.cohere\.(ai|com)$/, endpoints: [...openaiShape.slice(0, 1), ...cohereShape] },
  { id: 'ollama', provider: 'ollama', host: /:11434$/, endpoints: [...ollamaShape, ...openaiShape] },
  { id: 'huggingface', provider: 'huggingface', host: /(api-inference|router)\.huggingface\.co$|\.endpoints\.huggingface\.cloud$/, endpoints: huggingfaceShape },
  { id: 'replicate', provider: 'replicate', host: /api\.replicate\.com$/, endpoints: replicateShape },
  { id: 'dashscope', provider: 'alibaba', host: /dashscope[\w-]*\.aliyuncs\.com$/, endpoints: dashscopeShape },
  { id: 'jina', provider: 'jina', host: /api\.jina\.ai$/, endpoints: jinaShape },
  { id: 'voyage', provider: 'voyage', host: /api\.voyageai\.com$/, endpoints: voyageShape },
  { id: 'stability', provider: 'stability', host: /api\.stability\.ai$/, endpoints: stabilityShape },
  { id: 'elevenlabs', provider: 'elevenlabs', host: /api[\w.-]*\.elevenlabs\.io$/, endpoints: elevenlabsShape },
  { id: 'deepgram', provider: 'deepgram', host: /api\.deepgram\.com$/, endpoints: deepgramShape },
  { id: 'qianfan', provider: 'baidu', host: /(aip|qianfan)\.baidubce\.com$/, endpoints: qianfanShape },
  { id: 'minimax', provider: 'minimax', host: /api\.minimax(i)?\.(chat|com|io)$/, endpoints: minimaxShape },
  { id: 'cloudflare', provider: 'cloudflare', host: /api\.cloudflare\.com$/, endpoints: cloudflareShape },
];

/** Services that speak OpenAI's protocol and are no target of a client library's base URL worth listing elsewhere: gateways and small hosts. */
const compatible: readonly HttpService[] = compatibleHosts.map((one) => ({ id: one.provider, provider: one.provider, host: one.host, ...(one.region ? { region: one.region } : {}), endpoints: openaiShape, ...(renamed.has(one.provider) ? completionTokens : {}) }));

/** A gateway in front of several providers: who bills is said by the model or by its own settings. */
const gateways: readonly HttpService[] = [
  { id: 'cloudflare_gateway', provider: null, host: /gateway\.ai\.cloudflare\.com$/, endpoints: [...openaiShape, ...anthropicShape, ...googleShape] },
  { id: 'portkey', provider: null, host: /api\.portkey\.ai$/, endpoints: [...openaiShape, ...anthropicShape] },
];

/** Anybody's server, by what it is asked. The service that bills is not known. */
const anywhere: readonly HttpService[] = [
  { id: 'anthropic', provider: null, host: null, endpoints: [...anthropicShape, ...anthropicShape.slice(0, 1).map((one) => ({ ...one, evidence: { word: /anthropic|claude/i, body: ['messages', 'max_tokens'] } }))] },
  { id: 'cohere', provider: null, host: null, endpoints: cohereShape.filter((one) => one.evidence === undefined).map((one) => ({ ...one, evidence: { word: /cohere/i, body: ['model'] } })) },
  { id: 'google', provider: null, host: null, endpoints: googleShape.filter((one) => one.evidence === undefined && !/predict/.test(one.path.source)) },
  { id: 'ollama', provider: null, host: null, endpoints: ollamaShape },
  { id: 'llamacpp', provider: null, host: null, endpoints: llamacppShape },
  { id: 'azure', provider: null, host: null, endpoints: azureShape.filter((one) => /deployments/.test(one.path.source)).map((one) => ({ ...one, path: new RegExp(one.path.source.replace(')?', ')')) })) },
  { id: 'openai', provider: null, host: null, endpoints: openaiShape },
  // Nothing of the address is known: the body has to tell.
  { id: 'anthropic', provider: null, host: null, endpoints: anthropicShape.slice(0, 1).map((one) => ({ ...one, path: /^$/, evidence: { ...one.evidence, body: ['messages', 'max_tokens'] } })) },
  { id: 'google', provider: null, host: null, endpoints: googleShape.slice(2, 3).map((one) => ({ ...one, path: /^$/, evidence: { body: ['contents', 'generationConfig'] } })) },
  { id: 'ollama', provider: null, host: null, endpoints: ollamaShape.slice(0, 2).map((one, i) => ({ ...one, path: /^$/, evidence: { word: /ollama/i, body: ['model', i === 0 ? 'messages' : 'prompt'] } })) },
  { id: 'openai', provider: null, host: null, endpoints: openaiShape.slice(0, 1).map((one) => ({ ...one, path: /^$/, evidence: { body: ['model', 'messages'] } })) },
];

/** Tried in this order: services with protocols of their own, those that speak OpenAI's, gateways, then anybody's server, which only the path or the body can tell. */
export const httpServices: readonly HttpService[] = [...own, ...compatible, ...gateways, ...anywhere];

/** Paths that only requests to models have, for files that hold the host elsewhere. */
const telling = /chat\/completions|\bv1\/(?:messages|responses|embeddings|completions)\b|:(?:streamG|g)enerateContent\b|anthropic-version|\/(?:completions|embeddings|responses|rerank)["'`]|\/api\/(?:chat|generate|embeddings?)["'`]|\/audio\/(?:speech|transcriptions|translations)|\/images\/generations/;

/** What a file with such a request holds: a service's host or a telling path; or a conversation and a request, whose address is made elsewhere. */
export const httpMentions = {
  address: new RegExp([...new Set(httpServices.flatMap((one) => (one.host ? [one.host.source.replace(/[$^]/g, '')] : []))), telling.source].join('|')),
  body: /["']?role["']?\s*:\s*["'](?:system|user)["']/,
  sends: /\.(?:post|request|stream)\s*\(|\bfetch\w*\s*\(|\burlopen\s*\(|\baxios\s*\(/,
};
