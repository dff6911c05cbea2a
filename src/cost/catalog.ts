import { parseDocument } from 'yaml';
import * as z from 'zod';

const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
/** USD per million tokens. Null is unknown, never zero. */
const rate = z.number().nonnegative().nullable();

const simpleRule = z.union([
  z.strictObject({ exact: z.string() }),
  z.strictObject({ prefix: z.string() }),
  z.strictObject({ suffix: z.string() }),
  z.strictObject({ contains: z.string() }),
  z.strictObject({ pattern: z.string() }),
]);
const matchRule = z.union([simpleRule, z.strictObject({ all: z.array(simpleRule) })]);

const rates = z.strictObject({
  input: rate,
  output: rate.optional(),
  cacheRead: rate.optional(),
  /** By time to live; `default` where the provider has one only. */
  cacheWrite: z.record(z.string(), z.number().nonnegative()).nullable().optional(),
});

const priceRow = z.strictObject({
  /** Inclusive. */
  from: date.optional(),
  /** Exclusive. */
  until: date.optional(),
  /** All of these must hold. A tier re-prices the whole request. */
  when: z.strictObject({ inputTokensOver: z.int().optional(), inputTokensAtLeast: z.int().optional(), modifier: z.string().optional() }).optional(),
  rates,
});

const model = z.strictObject({
  id: z.string(),
  match: z.array(matchRule).min(1),
  limits: z.strictObject({ context: z.int().optional(), maxOutput: z.int().optional() }).optional(),
  tokenizer: z.strictObject({ encoding: z.enum(['o200k_base', 'cl100k_base']), factor: z.number().positive(), error: z.number().min(0).max(1) }),
  cache: z.strictObject({ mode: z.enum(['automatic', 'explicit', 'none']), minTokens: z.int().optional(), ttls: z.array(z.string()).optional() }),
  source: z.url().optional(),
  note: z.string().optional(),
  deprecated: z.boolean().optional(),
  prices: z.array(priceRow).min(1),
});

/** One file of `pricing/`. */
export const providerSchema = z.strictObject({ provider: z.string(), title: z.string(), source: z.url(), checkedAt: date, models: z.array(model) });

export type ProviderPrices = z.infer<typeof providerSchema>;
export type CatalogModel = z.infer<typeof model>;
export type PriceRow = z.infer<typeof priceRow>;
export interface Catalog {
  readonly providers: readonly ProviderPrices[];
}

/** Reads the catalog. Throws one error that lists every problem with its file. */
export function parseCatalog(files: readonly { readonly path: string; readonly text: string }[]): Catalog {
  const problems: string[] = [];
  const providers: ProviderPrices[] = [];
  for (const file of files) {
    const document = parseDocument(file.text);
    for (const error of document.errors) problems.push(`${file.path}: ${error.message}`);
    const result = providerSchema.safeParse(document.toJS());
    if (result.success) providers.push(result.data);
    else problems.push(...result.error.issues.map((issue) => `${file.path}: ${issue.path.join('.')}: ${issue.message}`));
  }
  if (problems.length > 0) throw new Error(problems.join('\n'));
  return { providers };
}

/** Oldest `checkedAt` and number of models, for reports. */
export function catalogSummary(catalog: Catalog): { readonly checkedAt: string; readonly models: number } {
  return {
    checkedAt: catalog.providers.map((one) => one.checkedAt).toSorted()[0] ?? 'never',
    models: catalog.providers.reduce((sum, one) => sum + one.models.length, 0),
  };
}
