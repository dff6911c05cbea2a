import { regionOf } from './asked.ts';

/** One way to read a model name: who sells it, under which id, in which region. */
export interface Reading {
  /** Null: the name does not say. */
  readonly provider: string | null;
  readonly id: string;
  /** Null: the name does not say. */
  readonly region: string | null;
  /** What was taken off the written name, for people; empty when nothing was. */
  readonly stripped: string;
}

/**
 * Words before `/` or `:` by which SDKs and gateways name the seller, and our name of it. LiteLLM: https://docs.litellm.ai/docs/providers ·
 * LangChain `init_chat_model`, Pydantic AI, Vercel AI registry and AI Gateway use the same words with few exceptions.
 */
const sellers: Readonly<Record<string, string>> = {
  openai: 'openai',
  'openai-chat': 'openai',
  'openai-responses': 'openai',
  text_completion_openai: 'openai',
  chatgpt: 'openai',
  azure: 'azure',
  azure_ai: 'azure',
  azure_openai: 'azure',
  'azure-openai': 'azure',
  azure_text: 'azure',
  anthropic: 'anthropic',
  claude: 'anthropic',
  google: 'google',
  gemini: 'google',
  models: 'google',
  googleai: 'google',
  google_genai: 'google',
  'google-genai': 'google',
  'google-gla': 'google',
  'google-ai': 'google',
  tunedmodels: 'google',
  vertex: 'vertex',
  vertex_ai: 'vertex',
  vertex_ai_beta: 'vertex',
  vertexai: 'vertex',
  google_vertexai: 'vertex',
  'google-vertex': 'vertex',
  google_anthropic_vertex: 'vertex',
  bedrock: 'bedrock',
  bedrock_converse: 'bedrock',
  'amazon-bedrock': 'bedrock',
  amazon_bedrock: 'bedrock',
  aws: 'bedrock',
  bedrock_mantle: 'bedrock',
  mistral: 'mistral',
  mistralai: 'mistral',
  codestral: 'mistral',
  cohere: 'cohere',
  cohere_chat: 'cohere',
  deepseek: 'deepseek',
  'deepseek-ai': 'deepseek',
  xai: 'xai',
  'x-ai': 'xai',
  grok: 'xai',
  groq: 'groq',
  together: 'together',
  together_ai: 'together',
  togetherai: 'together',
  fireworks: 'fireworks',
  fireworks_ai: 'fireworks',
  'fireworks-ai': 'fireworks',
  openrouter: 'openrouter',
  perplexity: 'perplexity',
  cerebras: 'cerebras',
  moonshot: 'moonshot',
  moonshotai: 'moonshot',
  zai: 'zhipu',
  'z-ai': 'zhipu',
  zhipu: 'zhipu',
  zhipuai: 'zhipu',
  bigmodel: 'zhipu',
  dashscope: 'alibaba',
  alibaba: 'alibaba',
  qwen: 'alibaba',
  voyage: 'voyage',
  voyageai: 'voyage',
  jina: 'jina',
  jina_ai: 'jina',
  jinaai: 'jina',
  minimax: 'minimax',
  cloudflare: 'cloudflare',
  workersai: 'cloudflare',
  novita: 'novita',
  baseten: 'baseten',
  ovhcloud: 'ovh',
  ovh: 'ovh',
  ollama: 'ollama',
  local: 'ollama',
  ollama_chat: 'ollama',
  lm_studio: 'ollama',
  lmstudio: 'ollama',
  llamacpp: 'ollama',
  llamafile: 'ollama',
  vllm: 'ollama',
  hosted_vllm: 'ollama',
};
/** Words that stand between the seller and the id and say nothing more. */
const routes = new Set([
  'converse',
  'converse_like',
  'invoke',
  'responses',
  'chat',
  'global-standard',
  'standard',
  'gateway',
  'router',
  'litellm_proxy',
  'litellm',
  'any-llm',
]);
/** By these words an SDK hands the request on to a library of many sellers: what follows names the seller, not the client (OpenAI Agents SDK). */
const handedOn = /^(?:litellm|any-llm)\//i;
const inferenceProfile = /^(global|us-gov|us|eu|apac|jp|au|ca|sa|in)\.(?=[a-z0-9]+\.)/;
const bedrockId =
  /^(anthropic|amazon|meta|mistral|cohere|ai21|deepseek|openai|qwen|google|nvidia|writer|stability|minimax|moonshot|moonshotai|zai|luma|twelvelabs)\.[a-z]/;

/** Our name of a seller as code names it: `google_genai`, `x-ai`, `dashscope`. Unknown names stand for themselves. */
export function sellerOf(provider: string): string {
  return sellers[provider.toLowerCase()] ?? provider;
}

/** Whether a name itself says that another seller than the client's is asked. */
export function isHandedOn(written: string): boolean {
  return handedOn.test(written.trim());
}

/** Every way to read a name, the plainest first. Never empty; never throws. */
export function readingsOf(written: string): readonly Reading[] {
  const name = written.trim();
  const first: Reading = { provider: null, id: name, region: null, stripped: '' };
  const arn = /^arn:aws[\w-]*:bedrock:([\w-]*):\d*:(?:[\w-]+-)?(?:inference-profile|foundation-model)\/(.+)$/.exec(name);
  if (arn)
    return /application-inference-profile\//.test(name)
      ? [{ ...first, provider: 'bedrock' }]
      : [{ ...bedrock(arn[2] ?? '', regionOf(arn[1] ?? '')), stripped: 'the ARN' }];
  const resource = /^(?:projects\/[^/]+\/locations\/([^/]+)\/)?publishers\/([^/]+)\/models\/(.+)$/.exec(name);
  if (resource) return [{ provider: 'vertex', id: resource[3] ?? '', region: regionOf(resource[1] ?? ''), stripped: 'the resource name' }];
  // Names of Workers AI: https://developers.cloudflare.com/workers-ai/models/
  if (/^@(?:cf|hf)\//.test(name)) return [{ ...first, provider: 'cloudflare' }];
  const fireworks = /^(?:fireworks(?:_ai|-ai)?[/:])?accounts\/fireworks\/(?:models|routers)\/(.+)$/.exec(name);
  if (fireworks)
    return [
      { ...first, provider: 'fireworks' },
      { provider: 'fireworks', id: fireworks[1] ?? '', region: null, stripped: 'accounts/fireworks/models/' },
    ];
  const out: Reading[] = [first];
  let rest = first;
  for (let depth = 0; depth < 4; depth++) {
    const next = withoutHead(rest);
    if (!next) break;
    out.push(next);
    rest = next;
  }
  // `gpt-35-turbo` is a spelling of Azure only: https://learn.microsoft.com/azure/ai-foundry/openai/concepts/models
  if (/^gpt-35-/i.test(name)) return [{ ...first, provider: 'azure' }];
  return out.flatMap((one) => {
    const own = bedrock(one.id.toLowerCase(), one.region);
    return bedrockId.test(own.id) && (one.provider === null || one.provider === 'bedrock')
      ? [
          {
            ...own,
            stripped: own.id === one.id.toLowerCase() ? one.stripped : `${one.stripped}${one.id.slice(0, one.id.length - own.id.length)}`,
          },
          one,
        ]
      : [one];
  });
}

/** An id of Bedrock without its inference profile, which says the region. */
function bedrock(id: string, region: string | null): Reading {
  const profile = inferenceProfile.exec(id)?.[1];
  return { provider: 'bedrock', id: profile === undefined ? id : id.slice(profile.length + 1), region: profile ?? region, stripped: '' };
}

/** Takes `openai/`, `@openai/` (Portkey), `azure/eu/`, `bedrock/us-east-1/`, `google_genai:` off. Fine-tunes (`ft:`) and tags (`llama3:8b`) are no such heads. */
function withoutHead(reading: Reading): Reading | null {
  const match = /^@?([\w-]+)([/:])(.+)$/.exec(reading.id);
  if (!match) return null;
  const [, head = '', mark = '', id = ''] = match;
  const word = head.toLowerCase();
  const stripped = `${reading.stripped}${head}${mark}`;
  const seller = sellers[word];
  if (seller !== undefined && (mark === '/' || reading.provider === null))
    return { provider: reading.provider ?? seller, id, region: reading.region, stripped };
  if (mark === '/' && reading.provider !== null && /^(us|eu|global)$|^[a-z]+-[a-z]+-?\d$/.test(word))
    return { provider: reading.provider, id, region: word === 'global' ? 'global' : (regionOf(word) ?? null), stripped };
  if (mark === '/' && routes.has(word)) return { ...reading, id, stripped };
  return null;
}
