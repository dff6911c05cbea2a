import type { CompatibleHost } from './sdk.ts';

/**
 * Hosts of services that speak OpenAI's protocol, and who bills there. Each is the address in the service's own API reference.
 * Gateways that pass a request on and bill nothing of their own (Cloudflare, Portkey, a LiteLLM proxy) are left out: who bills behind them is not in the address.
 */
export const compatibleHosts: readonly (CompatibleHost & { readonly provider: string })[] = [
  // https://platform.openai.com/docs/guides/your-data: regional hosts are prefixes. Helicone's hosts forward under the caller's own key.
  { host: /api\.openai\.com|oai\.(helicone\.ai|hconeai\.com)/, provider: 'openai', region: /(?:^|\/\/)([a-z]{2})\.api\.openai\.com/ },
  // https://docs.github.com/en/github-models: the same models, billed by GitHub.
  { host: /models\.github\.ai|models\.inference\.ai\.azure\.com|api\.githubcopilot\.com/, provider: 'github' },
  { host: /\.openai\.azure\.(com|us|cn)|\.services\.ai\.azure\.com|\.cognitiveservices\.azure\.com|\.inference\.ai\.azure\.com|\.models\.ai\.azure\.com/, provider: 'azure' },
  { host: /api\.anthropic\.com|anthropic\.helicone\.ai/, provider: 'anthropic' },
  { host: /generativelanguage\.googleapis\.com/, provider: 'google' },
  { host: /aiplatform\.googleapis\.com/, provider: 'vertex' },
  { host: /bedrock(-runtime|-mantle)?[.\w\ue000-\uefff-]*\.(amazonaws\.com(\.cn)?|api\.aws)/, provider: 'bedrock' },
  { host: /api\.mistral\.ai|codestral\.mistral\.ai/, provider: 'mistral' },
  { host: /api\.cohere\.(ai|com)/, provider: 'cohere' },
  { host: /api\.groq\.com/, provider: 'groq' },
  { host: /api\.together\.(xyz|ai)/, provider: 'together' },
  { host: /api\.fireworks\.ai/, provider: 'fireworks' },
  { host: /api\.deepseek\.com/, provider: 'deepseek' },
  { host: /api\.x\.ai/, provider: 'xai' },
  { host: /api\.perplexity\.ai/, provider: 'perplexity' },
  { host: /openrouter\.ai/, provider: 'openrouter' },
  { host: /ai-gateway\.vercel\.sh/, provider: 'vercel' },
  { host: /api\.moonshot\.(cn|ai)/, provider: 'moonshot' },
  { host: /open\.bigmodel\.cn|api\.z\.ai/, provider: 'zhipu' },
  { host: /dashscope[\w-]*\.aliyuncs\.com|maas\.aliyuncs\.com/, provider: 'alibaba' },
  { host: /qianfan\.baidubce\.com/, provider: 'baidu' },
  { host: /ark\.[\w-]+\.(volces|bytepluses)\.com/, provider: 'volcengine' },
  { host: /api\.(hunyuan|lkeap)\.cloud\.tencent\.com/, provider: 'tencent' },
  { host: /api\.minimax(i)?\.(chat|com|io)/, provider: 'minimax' },
  { host: /api\.siliconflow\.(cn|com)/, provider: 'siliconflow' },
  { host: /api\.stepfun\.(com|ai)/, provider: 'stepfun' },
  { host: /api\.lingyiwanwu\.com|api\.01\.ai/, provider: '01ai' },
  { host: /api\.baichuan-ai\.com/, provider: 'baichuan' },
  { host: /spark-api-open\.xf-yun\.com/, provider: 'iflytek' },
  { host: /api-inference\.modelscope\.cn/, provider: 'modelscope' },
  { host: /api\.cerebras\.ai/, provider: 'cerebras' },
  { host: /api\.sambanova\.ai|fast-api\.snova\.ai/, provider: 'sambanova' },
  { host: /integrate\.api\.nvidia\.com|ai\.api\.nvidia\.com/, provider: 'nvidia' },
  { host: /api\.deepinfra\.com/, provider: 'deepinfra' },
  { host: /api\.(novita|ppinfra)\.(ai|com)/, provider: 'novita' },
  { host: /api\.hyperbolic\.xyz/, provider: 'hyperbolic' },
  { host: /api\.(studio|tokenfactory)\.nebius\.(ai|com)/, provider: 'nebius' },
  { host: /api\.lambda(labs)?\.(ai|com)/, provider: 'lambda' },
  { host: /inference\.baseten\.co|api\.baseten\.co|bridge\.baseten\.co/, provider: 'baseten' },
  { host: /api\.featherless\.ai/, provider: 'featherless' },
  { host: /api\.friendli\.ai|inference\.friendli\.ai/, provider: 'friendli' },
  { host: /api\.endpoints\.anyscale\.com/, provider: 'anyscale' },
  { host: /api\.lepton\.run|\.lepton\.run/, provider: 'lepton' },
  { host: /api\.kluster\.ai/, provider: 'kluster' },
  { host: /api\.inference\.net/, provider: 'inference.net' },
  { host: /api\.parasail\.io/, provider: 'parasail' },
  { host: /router\.huggingface\.co|api-inference\.huggingface\.co|\.endpoints\.huggingface\.cloud/, provider: 'huggingface' },
  { host: /api\.replicate\.com|openai-proxy\.replicate\.com/, provider: 'replicate' },
  { host: /api\.ai21\.com/, provider: 'ai21' },
  { host: /api\.upstage\.ai/, provider: 'upstage' },
  { host: /api\.writer\.com/, provider: 'writer' },
  { host: /api\.reka\.ai/, provider: 'reka' },
  { host: /api\.inceptionlabs\.ai/, provider: 'inception' },
  { host: /api\.venice\.ai/, provider: 'venice' },
  { host: /api\.morphllm\.com/, provider: 'morph' },
  { host: /api\.aimlapi\.com/, provider: 'aimlapi' },
  { host: /api\.llama\.com/, provider: 'meta' },
  { host: /llm\.chutes\.ai/, provider: 'chutes' },
  { host: /inference\.do-ai\.run/, provider: 'digitalocean' },
  { host: /api\.scaleway\.ai/, provider: 'scaleway' },
  { host: /\.endpoints\.kepler\.ai\.cloud\.ovh\.net/, provider: 'ovh' },
  { host: /api\.publicai\.co/, provider: 'publicai' },
  { host: /\.databricks(apps)?\.com|\.azuredatabricks\.net/, provider: 'databricks' },
  { host: /\.snowflakecomputing\.com/, provider: 'snowflake' },
  { host: /\.ml\.cloud\.ibm\.com/, provider: 'watsonx' },
  { host: /api\.cloudflare\.com/, provider: 'cloudflare' },
  { host: /api\.runpod\.ai/, provider: 'runpod' },
  { host: /:11434(?!\d)|ollama\.com/, provider: 'ollama' },
];

/**
 * Servers on one's own machine or network: nobody bills there by token, and a model named like a priced one is not that one.
 * For base URLs of SDK clients only; a plain request to such a host may be anything.
 */
export const localHosts: readonly CompatibleHost[] = [
  { host: /(localhost|127\.0\.0\.1|0\.0\.0\.0|host\.docker\.internal):1234(?!\d)/, provider: 'lmstudio' },
  { host: /\/\/(localhost|127\.\d+\.\d+\.\d+|0\.0\.0\.0|\[::1?\]|host\.docker\.internal|10\.\d+\.\d+\.\d+|192\.168\.\d+\.\d+|172\.(1[6-9]|2\d|3[01])\.\d+\.\d+|[\w.-]+\.(local|internal|svc(\.cluster\.local)?))([:/]|$)/, provider: 'local' },
];

/** Names of the sellers in the addresses of Cloudflare's AI Gateway, which passes requests on under the caller's own key: https://developers.cloudflare.com/ai-gateway/usage/providers/ */
const cloudflareNames: readonly (readonly [name: string, provider: string])[] = [
  ['openai', 'openai'], ['anthropic', 'anthropic'], ['google-ai-studio', 'google'], ['google-vertex-ai', 'vertex'], ['aws-bedrock', 'bedrock'], ['azure-openai', 'azure'], ['groq', 'groq'], ['mistral', 'mistral'], ['cohere', 'cohere'],
  ['deepseek', 'deepseek'], ['perplexity-ai', 'perplexity'], ['openrouter', 'openrouter'], ['workers-ai', 'cloudflare'], ['huggingface', 'huggingface'], ['replicate', 'replicate'], ['grok', 'xai'], ['cerebras', 'cerebras'],
];
/**
 * Gateways in front of several sellers: who bills is said by the rest of the address, or by nothing in it.
 * https://docs.helicone.ai/gateway/overview · https://portkey.ai/docs/product/ai-gateway
 */
export const gatewayHosts: readonly CompatibleHost[] = [
  ...cloudflareNames.map(([name, provider]): CompatibleHost => ({ host: new RegExp(`gateway\\.ai\\.cloudflare\\.com/v1/[^/]+/[^/]+/${name}(?![\\w-])`), provider })),
  { host: /gateway\.ai\.cloudflare\.com|api\.portkey\.ai|(ai-)?gateway\.helicone\.ai/, provider: null },
];
