import { parseDocument } from 'yaml';
import {
  providerSchema,
  sourcesSchema,
  tokenizersSchema,
  type CatalogModel,
  type OtherList,
  type PriceRow,
  type ProviderPrices,
  type Tokenizer,
} from './catalogSchema.ts';

export type { Adjustment, CatalogModel, CatalogRates, Condition, MatchRule, PriceRow, ProviderPrices, Tokenizer } from './catalogSchema.ts';

/** Everything of `pricing/`, checked by its schema. Plain data, put into the build. */
export interface Catalog {
  readonly providers: readonly ProviderPrices[];
  /** Families that models name. */
  readonly tokenizers: Readonly<Record<string, Tokenizer>>;
  /** Price lists of others, by the names that `checkedWith` uses. */
  readonly sources: Readonly<Record<string, OtherList>>;
}

/** Reads the catalog. Throws one error that lists every problem with its file. */
export function parseCatalog(files: readonly { readonly path: string; readonly text: string }[]): Catalog {
  const problems: string[] = [];
  const providers: ProviderPrices[] = [];
  const tokenizers: Record<string, Tokenizer> = {};
  const sources: Record<string, OtherList> = {};
  for (const file of files) {
    const document = parseDocument(file.text);
    for (const error of document.errors) problems.push(`${file.path}: ${error.message}`);
    const schema = file.path.endsWith('tokenizers.yaml')
      ? tokenizersSchema
      : file.path.endsWith('sources.yaml')
        ? sourcesSchema
        : providerSchema;
    const result = schema.safeParse(document.toJS());
    if (!result.success) problems.push(...result.error.issues.map((issue) => `${file.path}: ${issue.path.join('.')}: ${issue.message}`));
    else if ('tokenizers' in result.data) Object.assign(tokenizers, result.data.tokenizers);
    else if ('sources' in result.data) Object.assign(sources, result.data.sources);
    else providers.push(withFees(result.data));
  }
  for (const list of providers) {
    for (const model of list.models) {
      if (typeof model.tokenizer === 'string' && !(model.tokenizer in tokenizers))
        problems.push(`${list.provider}/${model.id}: there is no tokenizer ${model.tokenizer}`);
      for (const name of model.checkedWith ?? [])
        if (name === 'page' ? (model.pageOf ?? list.pageOf) === undefined : !isAddress(name) && !(name in sources))
          problems.push(`${list.provider}/${model.id}: checked with ${name}, of which no copy is named`);
    }
  }
  if (problems.length > 0) throw new Error(problems.join('\n'));
  return { providers, tokenizers, sources };
}

/** A list whose rows say the fees that all its models share; what a row says itself comes first. */
function withFees(list: ProviderPrices): ProviderPrices {
  const { fees } = list;
  const isText = ({ rates }: PriceRow) => rates.input !== undefined && rates.output !== undefined;
  return fees === undefined
    ? list
    : {
        ...list,
        models: list.models.map((model) => ({
          ...model,
          prices: model.prices.map((row) => (isText(row) ? { ...row, rates: { ...fees.rates, ...row.rates } } : row)),
        })),
      };
}

/** The tokenizer of a model: its own, or its family's. */
export function tokenizerOf(catalog: Catalog, model: CatalogModel): Tokenizer {
  const own = typeof model.tokenizer === 'string' ? catalog.tokenizers[model.tokenizer] : model.tokenizer;
  return own ?? { encoding: 'o200k_base', factor: 1, error: 0.3 };
}

function isAddress(name: string): boolean {
  return name.startsWith('https://');
}

/** What the rates of an entry agreed with when they were checked, in words; empty: with nothing. */
export function checksOf(catalog: Catalog, list: ProviderPrices, model: CatalogModel): readonly string[] {
  return (model.checkedWith ?? []).map((name) =>
    name === 'page'
      ? `the seller's page of ${model.pageOf ?? list.pageOf}`
      : isAddress(name)
        ? name
        : `${catalog.sources[name]?.title} of ${catalog.sources[name]?.of}`,
  );
}

/** Oldest `checkedAt` and number of models, for reports. */
export function catalogSummary(catalog: Catalog): { readonly checkedAt: string; readonly models: number } {
  return {
    checkedAt: catalog.providers.map((one) => one.checkedAt).toSorted()[0] ?? 'never',
    models: catalog.providers.reduce((sum, one) => sum + one.models.length, 0),
  };
}
