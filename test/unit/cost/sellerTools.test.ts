import { beforeAll, describe, expect, test } from 'vitest';
import catalog from 'llmcost:catalog';
import { priceCall } from '../../../src/cost/price.ts';
import { createPriceBook } from '../../../src/cost/priceBook.ts';
import { sellerToolsOf } from '../../../src/text/sellerTools.ts';
import { estimateTokens } from '../../../src/tokens/estimate.ts';
import { shared } from '../../harness/analyze.ts';
import { callOf, exactly } from '../../harness/pricedCall.ts';

beforeAll(() => shared.tokenizers.ready('o200k_base'));

const book = createPriceBook(catalog);
/** Lines of a call of 10,000 tokens in and 500 out, as the team declares it, with some tools: quantity × rate, the expected and the highest cost in USD. */
function priced(model: string, tool: string, declared = true) {
  const call = callOf(model, { provider: null, prompt: { state: 'known', segments: [{ role: 'user', parts: ['Hello'] }], messageCount: 1, tools: { count: 1, schemaText: `[${tool}]`, complete: true }, images: 0 } });
  const facts = book.find(model, null, '2026-11-21').price?.facts ?? null;
  const team = declared ? { input: exactly(10_000), output: exactly(500) } : null;
  const tokens = estimateTokens(call, facts, shared.tokenizers, team as Parameters<typeof estimateTokens>[3]);
  const cost = priceCall(call, tokens, book, '2026-11-21');
  if (cost.state !== 'priced') throw new Error(cost.reason);
  return { tokens, lines: cost.lines.map((line) => `${line.meter} ${line.quantity.expected} × ${line.rate}`), usd: [cost.perCall.low, cost.perCall.expected, cost.perCall.high].map((one) => Number(one) / 1e12) };
}

describe('what tools of the seller cost, by its price page', () => {
  // https://developers.openai.com/api/docs/pricing#built-in-tools: preview with models that do not reason 25 USD per 1,000, what is found is free; else 10 USD.
  test('the first web search tool of OpenAI has a fee of its own with older models', () => {
    expect(priced('gpt-4.1', '{"type": "web_search_preview"}')).toMatchObject({ lines: ['input 10000 × 2', 'output 500 × 8', 'search 1 × 0.025'], usd: [0.024, 0.049, 0.149] });
    expect(priced('gpt-4.1', '{"type": "web_search"}')).toMatchObject({ lines: ['input 10000 × 2', 'output 500 × 8', 'search 1 × 0.01'], usd: [0.024, 0.034, 0.074] });
    expect(priced('gpt-5.6-luna', '{"type": "web_search_preview"}').lines).toContain('search 1 × 0.01');
  });
  test('what it finds is input where the seller bills it', () => {
    const found = (model: string, tool: string) => priced(model, tool, false).tokens.notes.some((note) => note.what === 'what web searches find');
    expect([found('gpt-4.1', '{"type": "web_search_preview"}'), found('gpt-4.1', '{"type": "web_search"}'), found('gpt-5.6-luna', '{"type": "web_search_preview"}')]).toEqual([false, true, true]);
  });
  test('a search over files has a fee, and up to 20 pieces of 800 tokens are input', () => {
    expect(priced('gpt-4.1-mini', '{"type": "file_search", "vector_store_ids": ["vs"]}')).toMatchObject({ lines: ['input 10000 × 0.4', 'output 500 × 1.6', 'fileSearch 1 × 0.0025'], usd: [0.0048, 0.0073, 0.0173] });
    const note = (tool: string) => priced('gpt-4.1-mini', tool, false).tokens.notes.find((one) => one.what === 'what file searches find')?.tokens.high;
    expect([note('{"type": "file_search"}'), note('{"type": "file_search", "max_num_results": 4}')]).toEqual([16_000, 3200]);
  });
  test('functions of the same name are no tools of the seller', () =>
    expect(sellerToolsOf('[{"type": "function", "name": "web_search"}, {"name": "file_search"}]')).toEqual({ webSearch: null, maxUses: null, fileSearch: null }));
  test('Claude searches as often as it may', () => expect(sellerToolsOf('[{"type": "web_search_20250305", "name": "web_search", "max_uses": 3}]')).toEqual({ webSearch: 'web', maxUses: 3, fileSearch: null }));
});
