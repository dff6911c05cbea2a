import { expect, test } from 'vitest';
import catalog from 'llmcost:catalog';
import { pricingJsonSchema } from '../src/cost/catalogSchema.ts';
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
    const base = model.prices.filter((row) => !row.when);
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
