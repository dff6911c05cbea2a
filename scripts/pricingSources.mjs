import { readFile } from 'node:fs/promises';
import { findProvider } from '@pydantic/genai-prices';
import { llmPrices, modelsDev, portkey, trueFoundry } from './pricingCheckouts.mjs';

/**
 * Other people's price lists in one shape, to compare with and to take proposals from:
 * `{ provider, id, context, rates(inputTokens) -> { input, output, cacheRead } | null }`, USD per million tokens; null where it has no price.
 */

/** Providers of @pydantic/genai-prices and our names of them. */
const genaiProviders = {
  openai: 'openai',
  anthropic: 'anthropic',
  google: 'google',
  aws: 'bedrock',
  azure: 'azure',
  azure_text: 'azure',
  mistral: 'mistral',
  cohere: 'cohere',
  deepseek: 'deepseek',
  'x-ai': 'xai',
  groq: 'groq',
  together: 'together',
  fireworks: 'fireworks',
  openrouter: 'openrouter',
  perplexity: 'perplexity',
  cerebras: 'cerebras',
  moonshotai: 'moonshot',
  zhipuai: 'zhipu',
  zai: 'zhipu',
  voyageai: 'voyage',
  minimax: 'minimax',
  cloudflare: 'cloudflare',
  novita: 'novita',
  baseten: 'baseten',
  ovhcloud: 'ovh',
};

/** The installed version of @pydantic/genai-prices (MIT), at a date. */
export function genaiPrices(at) {
  return Object.entries(genaiProviders).flatMap(([theirs, provider]) => {
    const found = findProvider({ providerId: theirs });
    return (found?.models ?? []).map((model) => {
      const dated = Array.isArray(model.prices) ? pricesOn(model.prices, at) : model.prices;
      const at1 = (value, tokens) =>
        value && typeof value === 'object'
          ? value.tiers.filter((tier) => tokens > tier.start).reduce((_, tier) => tier.price, value.base)
          : value;
      const rates = (tokens) => {
        const input = at1(dated?.input_mtok, tokens);
        return input === undefined
          ? null
          : {
              input,
              output: at1(dated.output_mtok, tokens),
              cacheRead: at1(dated.cache_read_mtok, tokens),
              cacheWrite: at1(dated.cache_write_mtok, tokens),
            };
      };
      return {
        provider: theirs === 'google' && model.id.startsWith('claude') ? 'vertex' : provider,
        id: idOf(theirs, model.id),
        context: model.context_window,
        rates,
      };
    });
  });
}

/** Bedrock: a `regional.` entry is that of every geographic profile; we ask by the one of the US. */
function idOf(provider, id) {
  return provider === 'aws' ? id.replace(/^regional\./, 'us.') : id;
}

/** The row that holds on a day; hours of the day are left out, as the code does not tell them. */
function pricesOn(rows, at) {
  const dated = rows.filter((row) => !row.constraint || (row.constraint.type === 'start_date' && row.constraint.start_date <= at));
  return dated.at(-1)?.prices;
}

/** Providers of LiteLLM's model_prices_and_context_window.json and our names of them. */
const liteProviders = {
  openai: 'openai',
  'text-completion-openai': 'openai',
  anthropic: 'anthropic',
  gemini: 'google',
  'vertex_ai-language-models': 'vertex',
  'vertex_ai-image-models': 'vertex',
  'vertex_ai-anthropic_models': 'vertex',
  bedrock: 'bedrock',
  bedrock_converse: 'bedrock',
  azure: 'azure',
  mistral: 'mistral',
  codestral: 'mistral',
  cohere: 'cohere',
  cohere_chat: 'cohere',
  deepseek: 'deepseek',
  xai: 'xai',
  groq: 'groq',
  together_ai: 'together',
  fireworks_ai: 'fireworks',
  openrouter: 'openrouter',
  perplexity: 'perplexity',
  cerebras: 'cerebras',
  moonshot: 'moonshot',
  zai: 'zhipu',
  dashscope: 'alibaba',
  voyage: 'voyage',
  jina_ai: 'jina',
  minimax: 'minimax',
};

/** Kinds of entries whose prices can be compared. */
const priced = [
  'chat',
  'completion',
  'responses',
  'embedding',
  'image_generation',
  'audio_transcription',
  'audio_speech',
  'realtime',
  'rerank',
  'ocr',
];

/** A file of LiteLLM's shape: USD per token, thresholds in the names of keys. */
export async function liteLlmFile(path) {
  const data = JSON.parse(await readFile(path, 'utf8'));
  return Object.entries(data).flatMap(([key, one]) => {
    const provider = liteProviders[one?.litellm_provider];
    // Sizes and qualities of images stand before some names: those are no ids of an API.
    if (!provider || !priced.includes(one.mode) || /-x-\d+\//.test(key)) return [];
    const steps = Object.keys(one)
      .flatMap((name) => /^input_cost_per_token_above_(\d+)k_tokens$/.exec(name)?.[1] ?? [])
      .map(Number)
      .sort((a, b) => a - b);
    const times = (value, by) => (value === undefined ? undefined : Number((value * by).toPrecision(9)));
    const hasOutput = one.mode !== 'embedding' && one.mode !== 'rerank';
    const isSpoken = one.mode === 'chat' || one.mode === 'realtime';
    const rates = (tokens) => {
      const tier = one.tiered_pricing?.find(({ range }) => tokens <= range[1]) ?? one.tiered_pricing?.at(-1) ?? one;
      const step = steps.filter((one) => tokens > one * 1000).at(-1);
      const of = (name) => times(step === undefined ? tier[name] : (one[`${name}_above_${step}k_tokens`] ?? one[name]), 1e6);
      return {
        input: of('input_cost_per_token'),
        output: hasOutput ? of('output_cost_per_token') : undefined,
        cacheRead: of('cache_read_input_token_cost'),
        cacheWrite: of('cache_creation_input_token_cost'),
        ...(isSpoken ? { audioInput: of('input_cost_per_audio_token'), audioOutput: of('output_cost_per_audio_token') } : {}),
        ...(one.mode === 'image_generation'
          ? {
              imageInput: of('input_cost_per_image_token'),
              imageOutput: of('output_cost_per_image_token'),
              perImage: one.input_cost_per_token === undefined ? one.output_cost_per_image || one.input_cost_per_image : undefined,
            }
          : {}),
        perMinute: one.mode === 'audio_transcription' ? times(one.input_cost_per_second, 60) : undefined,
        perPage: one.ocr_cost_per_page,
        perMillionCharacters: one.mode === 'audio_speech' ? times(one.input_cost_per_character, 1e6) : undefined,
        perSearch: one.mode === 'rerank' ? one.input_cost_per_query : undefined,
      };
    };
    return [{ provider, id: key, context: one.max_input_tokens, rates }];
  });
}

/** Readers of the lists that `pricing/sources.yaml` names. */
const readers = {
  'genai-prices': (_, at) => genaiPrices(at),
  litellm: liteLlmFile,
  'models.dev': modelsDev,
  portkey,
  'llm-prices': llmPrices,
  truefoundry: trueFoundry,
};

/**
 * Prices of one list.
 * @param source `package` (the installed @pydantic/genai-prices), the path of a LiteLLM-shaped file, or `NAME=PATH` with a name of `pricing/sources.yaml`.
 * @param at ISO date.
 */
export async function pricesFrom(source, at) {
  const { name, path } = listNamed(source);
  return readers[name](path, at);
}

/** Name and path that an option means. */
export function listNamed(source) {
  if (source === 'package') return { name: 'genai-prices', path: '' };
  const at = source.indexOf('=');
  const name = at < 0 ? 'litellm' : source.slice(0, at);
  if (!(name in readers)) throw new Error(`there is no list ${name}; known: ${Object.keys(readers).join(', ')}`);
  return { name, path: source.slice(at + 1) };
}
