import type { ModelFacts } from '../model.ts';
import { cacheRatioOf } from './cacheRates.ts';
import { tokenizerOf, type Catalog, type CatalogModel, type ProviderPrices } from './catalog.ts';
import type { Rates, Schedule } from './schedule.ts';

/** What the catalog knows of a model besides money, and what its rates say of it. @param schedule that holds for what is asked, with its rates of a short prompt */
export function factsOf(catalog: Catalog, list: ProviderPrices, model: CatalogModel, schedule: Schedule, rates: Rates): ModelFacts {
  const { cache, limits = {} } = model;
  const tokenizer = tokenizerOf(catalog, model);
  const starts = schedule.rows.flatMap(({ when }) => {
    const at = when?.inputTokensOver ?? when?.inputTokensAtLeast;
    return at === undefined || when?.tier !== undefined ? [] : [{ inputTokens: at, inclusive: when?.inputTokensAtLeast !== undefined }];
  });
  return {
    id: model.id,
    provider: list.provider,
    tokenizer: {
      encoding: tokenizer.encoding,
      factor: tokenizer.factor,
      error: tokenizer.error,
      ...(tokenizer.factors ? { factors: tokenizer.factors } : {}),
      ...(tokenizer.errors ? { errors: tokenizer.errors } : {}),
      ...(tokenizer.overhead ? { overhead: tokenizer.overhead } : {}),
      ...(tokenizer.image ? { image: tokenizer.image } : {}),
    },
    ...(limits.context !== undefined ? { context: limits.context } : {}),
    ...(limits.maxInput !== undefined ? { maxInput: limits.maxInput } : {}),
    ...(limits.maxOutput !== undefined ? { maxOutput: limits.maxOutput } : {}),
    ...(limits.defaultMaxOutput !== undefined ? { defaultMaxOutput: limits.defaultMaxOutput } : {}),
    cache: {
      mode: cache.mode === 'both' ? 'automatic' : cache.mode,
      ...(cache.minTokens !== undefined ? { minTokens: cache.minTokens } : {}),
      ...(cache.ttls !== undefined ? { ttls: cache.ttls } : {}),
    },
    cacheRatio: cacheRatioOf(rates),
    ...madeBy(model.id, rates),
    ...(rates.reasoning !== undefined && rates.reasoning !== null ? { billsReasoning: true as const } : {}),
    ...(starts.length > 0 ? { tierStarts: starts.toSorted((a, b) => a.inputTokens - b.inputTokens) } : {}),
  };
}

/** What a model makes instead of text, by the rates that it has and the names that their makers give. */
function madeBy(id: string, rates: Rates): Pick<ModelFacts, 'makes'> {
  const name = id.split('/').at(-1) ?? id;
  if (rates.perImage === undefined && (rates.imageOutput !== undefined || /^gpt-image|^gemini-.*-image/.test(name)))
    return { makes: 'image' };
  return rates.perMillionCharacters === undefined &&
    ((rates.audioOutput !== undefined && rates.output === undefined) || /-tts\b/.test(name))
    ? { makes: 'audio' }
    : {};
}
