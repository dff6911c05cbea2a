import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import catalog from 'llmcost:catalog';
import { pricingJsonSchema } from '../src/cost/catalogSchema.ts';
import { lintCatalog } from '../src/cost/lint.ts';
import { createPriceBook } from '../src/cost/priceBook.ts';

const rows = catalog.providers.flatMap((list) => list.models.flatMap((model) => model.prices.map((row) => ({ name: `${list.provider}/${model.id}`, row }))));

test('rates are plausible: none over $600 per million tokens, cached input at most as dear as input, 1 h writes at least as dear as 5 min', () => {
  const bad = rows.filter(({ row: { rates } }) => {
    const { input, output, cacheRead, cacheWrite } = rates;
    return (input ?? 0) > 600 || (output ?? 0) > 700 || (input != null && cacheRead != null && cacheRead > input) || (cacheWrite?.['1h'] !== undefined && cacheWrite['5m'] !== undefined && cacheWrite['1h'] < cacheWrite['5m']);
  });
  expect(bad.map((one) => one.name)).toEqual([]);
});
test('dated rows do not overlap', () => {
  const bad = catalog.providers.flatMap((list) => list.models.filter((model) => {
    const base = model.prices.filter((row) => !row.when && !row.maybe);
    return base.some((a, i) => base.some((b, j) => i < j && (a.from ?? '0') < (b.until ?? '9') && (b.from ?? '0') < (a.until ?? '9')));
  }).map((model) => model.id));
  expect(bad).toEqual([]);
});
test('ids are unique within a provider', () => {
  for (const list of catalog.providers) expect(new Set(list.models.map((one) => one.id)).size).toBe(list.models.length);
});
test.each([
  ['gpt-4o-mini-2024-07-18', 'openai', 'openai/gpt-4o-mini'],
  ['claude-sonnet-4-5-20250929', 'anthropic', 'anthropic/claude-sonnet-4-5'],
  ['claude-sonnet-5-5', 'anthropic', 'anthropic/claude-sonnet-5-5'],
  ['models/gemini-2.5-pro', 'google', 'google/gemini-2.5-pro'],
  ['openai/gpt-4.1-mini', null, 'openai/gpt-4.1-mini'],
])('%s is found as %s', (id, provider, entry) => {
  expect(createPriceBook(catalog).find(id, provider, '2026-11-21').price?.entry).toBe(entry);
});
test('a newer version of a known line is not priced by it', () => {
  for (const id of ['claude-sonnet-5-7', 'claude-opus-5-9', 'gpt-6.3-sol', 'gpt-4o-ultra']) expect(createPriceBook(catalog).find(id, null, '2026-11-21').price, id).toBeNull();
});
test('schema/pricing.schema.json is current', async () => {
  await expect(`${JSON.stringify(pricingJsonSchema(), null, 2)}\n`).toMatchFileSnapshot('../schema/pricing.schema.json');
});

test('the linter finds nothing', () => expect(lintCatalog(catalog, '2026-11-21')).toEqual([]));
test('the catalog has at least 400 priced models, each with a source', () => {
  const models = catalog.providers.flatMap((list) => list.models.map((model) => ({ model, source: model.source ?? list.source })));
  expect(models.filter((one) => one.model.prices.some((row) => Object.values(row.rates).some((rate) => rate !== null))).length).toBeGreaterThanOrEqual(400);
  expect(models.filter((one) => !/^https:\/\//.test(one.source))).toEqual([]);
});
test('the sellers that code names have a list', () => {
  const named = ['openai', 'azure', 'anthropic', 'google', 'vertex', 'bedrock', 'mistral', 'cohere', 'deepseek', 'xai', 'groq', 'together', 'fireworks', 'openrouter', 'perplexity', 'cerebras', 'moonshot', 'zhipu', 'alibaba', 'voyage', 'jina', 'ollama'];
  expect(named.filter((one) => !catalog.providers.some((list) => list.provider === one))).toEqual([]);
});

const known = JSON.parse(readFileSync(new URL('./harness/sdkModelIds.json', import.meta.url), 'utf8')) as { ids: Record<string, string[]>; met: [string, string][] };
test.each(Object.entries(known.ids))('every id that the SDK types of %s name is priced, or known without a price', (provider, ids) => {
  const book = createPriceBook(catalog);
  expect(ids.length).toBeGreaterThan(3);
  expect(ids.filter((id) => {
    const found = book.find(id, provider, '2026-11-21');
    return !found.price && !found.reason.includes('known without a price');
  })).toEqual([]);
});
test('ids met in public code are priced, known without a price, of a seller without a list, or no model of the seller', () => {
  const book = createPriceBook(catalog);
  const open = known.met.filter(([provider, id]) => {
    const found = book.find(id, provider === '' ? null : provider, '2026-11-21');
    return !found.price && !/known without a price|no price list of/.test(found.reason);
  }).map(([provider, id]) => `${provider}/${id}`);
  // Without a seller: names of local servers, which several sellers or none have. With one: local servers behind its client, placeholders, ARNs of own models.
  expect(open).toMatchInlineSnapshot(`
    [
      "/:latest",
      "/ERNIE-Speed",
      "/Embeddings",
      "/custom",
      "/eleven_multilingual_v2",
      "/llama-3",
      "/llama3.1:latest",
      "/mistral",
      "/morph-embedding-v2",
      "/mxbai-embed-large",
      "/qwen3.5:2b",
      "/sentence-transformers/all-MiniLM-L6-v2",
      "bedrock/<<bedrock-model-arn>>",
      "bedrock/<<replace with the imported bedrock model arn>>",
      "bedrock/Replace this with the arn of imported model",
      "bedrock/Replace with the ARN from Bedrock Custom Model",
      "bedrock/YOU-IMPORT-MODEL-ARN",
      "bedrock/YOUR_PROVISIONED_THROUGHPUT_ARN",
      "bedrock/arn:aws:bedrock:us-east-1:123:imported-model/gpt",
      "bedrock/arn:aws:bedrock:us-east-1:123:imported-model/llama",
      "bedrock/bad-arn",
      "bedrock/meta-llama/Meta-Llama-3-8B",
      "bedrock/mistralai/Mistral-7B-v0.3",
      "bedrock/test-model",
      "cohere/large",
      "fireworks/o3-mini",
      "openai/bge-large-zh",
      "openai/dummy",
      "openai/large",
      "openai/pplx-embed-v1-0.6b",
    ]
  `);
});

test('what replaces a model that ends has a price and outlives it', () => {
  const book = createPriceBook(catalog);
  const bad = catalog.providers.flatMap((list) => list.models.flatMap((model) => [model, ...(model.snapshots ?? [])].flatMap(({ retires, replacement }) => {
    if (replacement === undefined) return [];
    const found = book.find(replacement, list.provider, '2026-11-21').price;
    return found && (found.facts.retires ?? '9999') > (retires ?? '') ? [] : [`${list.provider}/${model.id}: ${replacement}`];
  })));
  expect(bad).toEqual([]);
});
test.each([
  ['gpt-4', 'openai', '2026-10-23', 'gpt-5.6-sol'], ['gpt-4-0314', 'openai', '2026-03-26', 'gpt-5.6-sol'], ['gpt-5-2025-08-07', 'openai', '2026-12-11', 'gpt-6.1-sol'], ['gpt-5-codex', 'openai', '2026-07-23', 'gpt-5.6-sol'],
  ['code-davinci-002', 'openai', '2023-03-23', undefined], ['claude-1.3', 'anthropic', '2024-11-06', 'claude-haiku-5-5'], ['gemini-pro-vision', 'google', '2024-07-12', 'gemini-3.5-flash'], ['gemini-2.0-flash-exp', 'google', '2025-12-09', 'gemini-3.6-flash'], ['gpt-5.2', 'openai', undefined, undefined],
  // Previews and dated names end on days of their own, or go on with the rest.
  ['gemini-2.5-flash-preview-09-2025', 'google', '2026-02-17', 'gemini-3.6-flash'], ['gemini-2.5-flash', 'google', '2026-12-01', 'gemini-3.5-flash-lite'], ['gemini-2.5-flash-lite', 'google', undefined, undefined], ['gemini-2.5-flash-lite-preview-09-2025', 'google', '2026-03-31', 'gemini-3.1-flash-lite'],
  ['gpt-audio-1.5', 'openai', undefined, undefined], ['gpt-audio-2025-08-28', 'openai', '2027-01-20', 'gpt-audio-1.5'], ['magistral-medium-latest', 'mistral', undefined, undefined], ['meta-llama/Meta-Llama-3.1-8B-Instruct-Turbo', 'together', '2026-03-06', undefined], ['google/gemma-2b-it', 'together', '2025-06-13', undefined], ['meta-llama/Llama-3.3-70B-Instruct-Turbo', 'together', undefined, undefined], ['qwen-3-32b', 'cerebras', '2026-02-16', 'gpt-oss-120b'], ['magistral-medium-2506', 'mistral', '2025-11-30', 'mistral-medium-3-5'],
  ['llama-3.3-70b-versatile', 'groq', '2026-08-16', 'openai/gpt-oss-120b'], ['deepseek-chat', 'deepseek', '2026-07-24', 'deepseek-flash'], ['grok-4', 'xai', '2026-05-15', 'grok-4.3'],
  // Clouds keep their own calendars.
  ['gpt-4', 'azure', undefined, undefined],
])('%s of %s ends on %s', (id, provider, retires, replacement) => {
  const facts = createPriceBook(catalog).find(id, provider, '2026-11-21').price?.facts;
  expect([facts?.retires, facts?.replacement]).toEqual([retires, replacement]);
});
