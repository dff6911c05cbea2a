import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';

/** Price lists that are read from a checkout of their repository, in the shape of `pricingSources.mjs`. */

/** Providers of models.dev and our names of them. https://github.com/anomalyco/models.dev */
const devProviders = {
  openai: 'openai',
  anthropic: 'anthropic',
  google: 'google',
  'amazon-bedrock': 'bedrock',
  azure: 'azure',
  mistral: 'mistral',
  cohere: 'cohere',
  deepseek: 'deepseek',
  xai: 'xai',
  groq: 'groq',
  togetherai: 'together',
  'fireworks-ai': 'fireworks',
  openrouter: 'openrouter',
  perplexity: 'perplexity',
  cerebras: 'cerebras',
  moonshotai: 'moonshot',
  zai: 'zhipu',
  alibaba: 'alibaba',
  'google-vertex': 'vertex',
  'google-vertex-anthropic': 'vertex',
  minimax: 'minimax',
  baseten: 'baseten',
  'novita-ai': 'novita',
  ovhcloud: 'ovh',
};

/** A checkout of models.dev: USD per million tokens, tiers by context size. */
export async function modelsDev(folder) {
  const lists = await Promise.all(
    Object.entries(devProviders).map(async ([theirs, provider]) => {
      const models = join(folder, 'providers', theirs, 'models');
      const names = (await readdir(models, { recursive: true }).catch(() => [])).filter((name) => name.endsWith('.toml'));
      return Promise.all(
        names.map(async (name) => ({
          provider,
          id: name.replaceAll('\\', '/').replace(/\.toml$/, ''),
          ...devCost(await readFile(join(models, name), 'utf8')),
        })),
      );
    }),
  );
  return lists.flat().filter((one) => one.rates(1000) !== null);
}

/** The `[cost]` tables of a TOML file of models.dev: nothing but numbers stands in them. */
function devCost(text) {
  const tables = text.split(/^(?=\[)/m);
  const read = (table) =>
    Object.fromEntries([...table.matchAll(/^(\w+) *= *([\d._]+)/gm)].map(([, key, value]) => [key, Number(value.replaceAll('_', ''))]));
  const base = tables.find((table) => table.startsWith('[cost]'));
  const tiers = tables
    .filter((table) => table.startsWith('[[cost.tiers]]'))
    .map((table) => ({ ...read(table), size: Number(/size *= *([\d_]+)/.exec(table)?.[1]?.replaceAll('_', '') ?? 0) }))
    .sort((a, b) => a.size - b.size);
  const context = Number(/^context *= *([\d_]+)/m.exec(text)?.[1]?.replaceAll('_', '') ?? Number.NaN);
  return {
    ...(Number.isNaN(context) ? {} : { context }),
    rates: (tokens) => {
      if (!base) return null;
      const cost = { ...read(base), ...tiers.filter((tier) => tokens > tier.size).at(-1) };
      return cost.input === undefined
        ? null
        : { input: cost.input, output: cost.output, cacheRead: cost.cache_read, cacheWrite: cost.cache_write };
    },
  };
}

/** Files of Portkey-AI/models and our names of them. https://github.com/Portkey-AI/models */
const portkeyProviders = {
  openai: 'openai',
  anthropic: 'anthropic',
  google: 'google',
  bedrock: 'bedrock',
  'azure-openai': 'azure',
  'azure-ai': 'azure',
  'mistral-ai': 'mistral',
  cohere: 'cohere',
  deepseek: 'deepseek',
  'x-ai': 'xai',
  groq: 'groq',
  'together-ai': 'together',
  'fireworks-ai': 'fireworks',
  openrouter: 'openrouter',
  'perplexity-ai': 'perplexity',
  cerebras: 'cerebras',
  moonshot: 'moonshot',
  'z-ai': 'zhipu',
  dashscope: 'alibaba',
  'vertex-ai': 'vertex',
  jina: 'jina',
  minimax: 'minimax',
  'novita-ai': 'novita',
  'workers-ai': 'cloudflare',
};

/** A checkout of Portkey-AI/models: US cents per token; standard requests of the default region. */
export async function portkey(folder) {
  const lists = await Promise.all(
    Object.entries(portkeyProviders).map(async ([theirs, provider]) => {
      const data = JSON.parse(await readFile(join(folder, 'pricing', `${theirs}.json`), 'utf8'));
      return Object.entries(data).flatMap(([id, one]) => {
        const plain = one.pricing_config?.pay_as_you_go;
        // Names that end in a size of the prompt are no ids of an API.
        if (id === 'default' || !(plain?.request_token || plain?.image) || /-(?:lte|gt)-\d+k$/.test(id)) return [];
        const image = plain.image?.default?.default?.price;
        const tiers = Object.entries(one.custom_pricing?.context_tier_map ?? {})
          .map(([from, name]) => ({
            from: Number(from),
            cost: one.custom_pricing.regions?.default?.execution_modes?.standard?.context_tiers?.[name]?.pricing_config?.pay_as_you_go,
          }))
          .sort((a, b) => a.from - b.from);
        const million = (price) => (price?.price === undefined ? undefined : Number((price.price * 1e4).toPrecision(9)));
        const rates = (tokens) => {
          const cost = tiers.filter((tier) => tier.cost && tokens > tier.from).at(-1)?.cost ?? plain;
          return {
            input: million(cost.request_token),
            output: million(cost.response_token) || undefined,
            cacheRead: million(cost.cache_read_input_token) || undefined,
            cacheWrite: million(cost.cache_write_input_token) || undefined,
            perImage: image === undefined || million(cost.request_token) ? undefined : image / 100,
          };
        };
        return [{ provider, id, rates }];
      });
    }),
  );
  return lists.flat();
}

/** Files of simonw/llm-prices and our names of them. https://github.com/simonw/llm-prices */
const llmPricesProviders = {
  openai: 'openai',
  anthropic: 'anthropic',
  google: 'google',
  amazon: 'bedrock',
  deepseek: 'deepseek',
  mistral: 'mistral',
  xai: 'xai',
  'moonshot-ai': 'moonshot',
  minimax: 'minimax',
  qwen: 'alibaba',
};

/** A checkout of simonw/llm-prices on a day: USD per million tokens; longer prompts are models of their own there and left out. */
export async function llmPrices(folder, at) {
  const lists = await Promise.all(
    Object.entries(llmPricesProviders).map(async ([theirs, provider]) => {
      const { models } = JSON.parse(await readFile(join(folder, 'data', `${theirs}.json`), 'utf8'));
      return models.flatMap(({ id, price_history: history }) => {
        const row = history.find((one) => (one.from_date ?? '') <= at && at < (one.to_date ?? '9'));
        const rates = (tokens) => (tokens > 1000 ? null : { input: row.input, output: row.output, cacheRead: row.input_cached });
        return row && !/-\d+k$/.test(id) ? [{ provider, id, rates }] : [];
      });
    }),
  );
  return lists.flat();
}

/** Folders of truefoundry/models and our names of them; OpenRouter's is left out, of which newer copies are read. https://github.com/truefoundry/models */
const trueFoundryProviders = {
  openai: 'openai',
  anthropic: 'anthropic',
  'google-gemini': 'google',
  'google-vertex': 'vertex',
  'azure-openai': 'azure',
  cohere: 'cohere',
  groq: 'groq',
  'mistral-ai': 'mistral',
  'x-ai': 'xai',
  cerebras: 'cerebras',
  'perplexity-ai': 'perplexity',
  'together-ai': 'together',
};

/** A checkout of truefoundry/models: USD per token, by character where the seller bills those. */
export async function trueFoundry(folder) {
  const lists = await Promise.all(
    Object.entries(trueFoundryProviders).map(async ([theirs, provider]) => {
      const models = join(folder, 'providers', theirs);
      const names = (await readdir(models)).filter((name) => name.endsWith('.yaml'));
      return Promise.all(
        names.map(async (name) => {
          const { model, mode, costs = {} } = parse(await readFile(join(models, name), 'utf8'));
          const million = (price) => (price === undefined || price === null ? undefined : Number((price * 1e6).toPrecision(9)));
          const rates = (tokens) => {
            const at = (kind) =>
              costs.tiered_pricing?.[kind]?.filter((tier) => tokens > tier.from).at(-1)?.cost_per_token ?? costs[`${kind}_cost_per_token`];
            const isSpoken = mode === 'chat' || mode === 'realtime';
            return {
              input: million(at('input')),
              output: million(at('output')),
              cacheRead: tokens > 1000 ? undefined : million(costs.cache_read_input_token_cost),
              perMillionCharacters: mode === 'embedding' ? million(costs.input_cost_per_character) : undefined,
              ...(isSpoken
                ? { audioInput: million(costs.input_cost_per_audio_token), audioOutput: million(costs.output_cost_per_audio_token) }
                : {}),
            };
          };
          return { provider, id: model, rates };
        }),
      );
    }),
  );
  return lists.flat();
}
