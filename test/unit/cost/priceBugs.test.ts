import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import catalog from 'llmcost:catalog';
import { rateNumber } from '../../../src/cost/decimal.ts';
import { priceCall } from '../../../src/cost/price.ts';
import { createPriceBook } from '../../../src/cost/priceBook.ts';
import type { LlmCall } from '../../../src/model.ts';
import { estimateTokens } from '../../../src/tokens/estimate.ts';
import { shared } from '../../harness/analyze.ts';
import { callOf, exactly, tokensOf } from '../../harness/pricedCall.ts';

beforeAll(() => shared.tokenizers.ready('o200k_base'));

const book = createPriceBook(catalog);
const at = '2026-11-21';
const cost = (model: string, tokens: Parameters<typeof priceCall>[1], more: Parameters<typeof callOf>[1] = {}) => priceCall(callOf(model, { provider: null, ...more }), tokens, book, at);
const expected = (...args: Parameters<typeof cost>) => {
  const made = cost(...args);
  return made.state === 'priced' ? made.perCall.expected : made.reason;
};

describe('what users of price engines report, and must not happen here', () => {
  test('cache reads and writes are billed neither in full nor at zero (litellm#29145)', () => {
    expect(expected('claude-sonnet-4-6', tokensOf(1000, 0, 1000))).toBe(300_000_000n);
    expect(expected('claude-sonnet-4-6', tokensOf(1000, 0, 0, { cacheWrite: exactly(1000) }))).toBe(3_750_000_000n);
  });
  test('writes of providers that charge for them are not dropped (litellm#33772)', () => {
    expect(expected('gpt-5.6-sol', tokensOf(1000, 0, 0, { cacheWrite: exactly(1000) }))).toBe(5_000_000_000n);
  });
  test('the long-context tier holds for cached tokens too (litellm#16377)', () => {
    expect(expected('gemini-2.5-pro', tokensOf(200_001, 0, 200_001))).toBe(50_000_250_000n);
  });
  test('cached tokens are not counted a second time as input (litellm#15270)', () => {
    const made = cost('gpt-4o', tokensOf(1000, 0, 400));
    expect(made.state === 'priced' && made.lines.map((line) => [line.meter, line.quantity.expected])).toEqual([['input', 600], ['cacheRead', 400]]);
  });
  test('a regional profile has its surcharge, a bare id shows both (litellm#15764)', () => {
    expect(expected('us.anthropic.claude-sonnet-4-5-20250929-v1:0', tokensOf(1000, 0))).toBe(3_300_000_000n);
    expect(expected('global.anthropic.claude-sonnet-4-5-20250929-v1:0', tokensOf(1000, 0))).toBe(3_000_000_000n);
    const bare = cost('anthropic.claude-sonnet-4-5-20250929-v1:0', tokensOf(1000, 0));
    expect(bare.state === 'priced' && [bare.perCall.low, bare.perCall.high, bare.perCall.basis]).toEqual([3_000_000_000n, 3_300_000_000n, 'assumed']);
  });
  test('a tier without a rate is unknown, not standard', () => {
    expect(expected('claude-sonnet-4-5', tokensOf(1000, 0), { modifiers: ['fast'] })).toContain('no rate of claude-sonnet-4-5 for the tier "fast"');
    expect(expected('gpt-5.5', tokensOf(272_001, 0), { modifiers: ['priority'] })).toContain('no rate');
    expect(expected('gpt-4o', tokensOf(1000, 0), { modifiers: ['auto'] })).toBe(2_500_000_000n);
  });
  test('a Bedrock tier whose price AWS names in words only is unknown ("discounted", "premium")', () => {
    for (const tier of ['flex', 'priority']) expect(expected('us.amazon.nova-pro-v1:0', tokensOf(1000, 0), { modifiers: [tier] })).toContain(`no rate of amazon.nova-pro-v1:0 for the tier "${tier}"`);
  });
  test('Bedrock has rates of its own, not those of the maker (litellm#39866)', () => {
    expect(expected('us.amazon.nova-pro-v1:0', tokensOf(1_000_000, 0))).toBe(800_000_000_000n);
    expect(expected('us.anthropic.claude-haiku-4-5-20251001-v1:0', tokensOf(1_000_000, 0))).toBe(1_100_000_000_000n);
    expect(expected('claude-haiku-4-5', tokensOf(1_000_000, 0))).toBe(1_000_000_000_000n);
  });
  test('the worst case of a run is shown with caching, and without it beside (claude-code#18726)', () => {
    const steps = { count: { low: 1, expected: 10, high: 20, basis: 'assumed' as const }, growth: exactly(2000), limit: 'test' };
    const made = cost('claude-sonnet-4-6', tokensOf(5000, 0, 0, { steps }), { caching: 'requested' });
    expect(made.state === 'priced' && made.runs && [made.perCall.high === made.runs.limit, made.runs.limitWithoutCache > made.runs.limit * 4n]).toEqual([true, true]);
  });
  test('a router id is the price of the router, not a headline rate (orq evaluatorq#195)', () => {
    expect(expected('openrouter/auto', tokensOf(1000, 0))).toContain('the router chooses');
    expect(book.find('openrouter/deepseek/deepseek-chat', null, at).price?.entry).toBe('openrouter/deepseek/deepseek-chat');
  });
  test('a range over models spans all of them, and a range over hours too (models.dev#290)', () => {
    const either = cost('x', tokensOf(1000, 0), { model: { state: 'dynamic', reason: 'one of 2', alternatives: ['gpt-4o', 'gpt-4o-mini'], span: null } });
    expect(either.state === 'priced' && [either.perCall.low, either.perCall.high]).toEqual([150_000_000n, 2_500_000_000n]);
    const hours = cost('deepseek-flash', tokensOf(1000, 0));
    expect(hours.state === 'priced' && [hours.perCall.low, hours.perCall.expected, hours.perCall.high]).toEqual([150_000_000n, 150_000_000n, 300_000_000n]);
  });
  test('the day after a promise ends, the price may be the one before it: a range, and still the last that is known (promotion of GPT-5.6 Sol)', () => {
    const on = (day: string, tokens: Parameters<typeof priceCall>[1]) => {
      const made = priceCall(callOf('gpt-5.6-sol', { provider: null }), tokens, book, day);
      return made.state === 'priced' && [made.perCall.low, made.perCall.expected, made.perCall.high, made.perCall.basis];
    };
    const tokens = tokensOf(1000, 1000);
    expect(on('2026-08-20', tokens)).toEqual([35_000_000_000n, 35_000_000_000n, 35_000_000_000n, 'counted']);
    expect(on('2026-11-21', tokens)).toEqual([24_000_000_000n, 24_000_000_000n, 24_000_000_000n, 'counted']);
    expect(on('2026-11-22', tokens)).toEqual([24_000_000_000n, 24_000_000_000n, 35_000_000_000n, 'assumed']);
    expect(on('2026-11-22', tokensOf(300_000, 1000))).toEqual([2_430_000_000_000n, 2_430_000_000_000n, 3_045_000_000_000n, 'assumed']);
    expect(book.find('gpt-5.6-sol', null, '2026-11-21').price?.facts.nextChange).toBeUndefined();
  });
  test('prices of later this year and of next year hold from their day on', () => {
    const rates = (model: string, day: string) => book.find(model, null, day).price?.base;
    const million = (model: string, day: string) => [rates(model, day)?.input, rates(model, day)?.output].map((rate) => (rate == null ? null : rateNumber(rate)));
    for (const id of ['gemini-4-argon', 'gemini-4-carbon']) expect([million(id, '2026-11-30'), million(id, '2026-12-01')], id).toEqual([[2, 10], [4, 20]]);
    for (const id of ['gemini-3.6-flash', 'gemini-3.7-flash', 'gemini-3.8-flash']) expect([million(id, '2026-12-31'), million(id, '2027-01-01')], id).toEqual([[0.75, 3.75], [1.5, 7.5]]);
    expect([million('gemini-2.5-pro', '2026-11-30'), million('gemini-2.5-pro', '2026-12-01'), million('gemini-2.5-pro', '2027-01-01')]).toEqual([[1.25, 10], [0.75, 3.75], [1.5, 7.5]]);
  });
  test('a newer model of a line is unknown, not its sibling', () => {
    for (const id of ['claude-haiku-6', 'claude-opus-5-9', 'gpt-6.3-sol', 'gpt-4o-ultra', 'gemini-5-argon', 'grok-5']) expect(book.find(id, null, at).price, id).toBeNull();
    const sonnet = book.find('claude-sonnet-5-7', null, at);
    expect(sonnet.price === null && sonnet.near).toContain('anthropic/claude-sonnet-5-5');
  });
  test('pictures and tools are tokens of the request (openai-cookbook#1467)', () => {
    const schemaText = '[{"type":"function","function":{"name":"get_weather","description":"Weather of a city","parameters":{"type":"object","properties":{"city":{"type":"string"}}}}}]';
    const inputOf = (more: Partial<LlmCall['prompt']>) => estimateTokens(callOf('gpt-4o', { prompt: { state: 'known', segments: [{ role: 'user', parts: ['Hello'] }], messageCount: 1, tools: null, images: 0, ...more } }), book.find('gpt-4o', null, at).price?.facts ?? null, shared.tokenizers, null).input.expected;
    const plain = inputOf({});
    expect(inputOf({ images: 2 }) - plain).toBe(2 * 765);
    expect(inputOf({ tools: { count: 1, schemaText, complete: true } }) - plain).toBeGreaterThan(30);
  });
  test('prices are data of ours: no library of others runs or is fetched for them (litellm 1.82.7)', () => {
    const { dependencies = {} } = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as { dependencies?: Record<string, string> };
    expect(Object.keys(dependencies)).toEqual([]);
    const imported = readdirSync(new URL('../../../src/cost/', import.meta.url)).flatMap((name) => [...readFileSync(new URL(`../../../src/cost/${name}`, import.meta.url), 'utf8').matchAll(/from '([^.'][^']*)'/g)].map((match) => match[1]));
    expect([...new Set(imported)].toSorted()).toEqual(['yaml', 'zod']);
  });
  test('an unknown rate makes the cost unknown', () => {
    expect(expected('gpt-6.2-astra', tokensOf(1000, 0))).toBe(8_000_000_000n);
    expect(expected('gpt-6.2-astra', tokensOf(1000, 0, 500))).toContain('no rate of gpt-6.2-astra for cached input');
    // The price of a long prompt is not that of a short one.
    expect(expected('gpt-6.2-astra', tokensOf(272_001, 0))).toContain('no rate of gpt-6.2-astra for input tokens');
  });
  test('reasoning tokens are output, once', () => expect(expected('o3', tokensOf(0, 1000))).toBe(8_000_000_000n));
  test('a request fee is added once, and not multiplied by batch or tokens', () => {
    const made = cost('sonar', tokensOf(0, 0), { provider: 'perplexity' });
    expect(made.state === 'priced' && made.lines.map((line) => [line.meter, line.quantity.expected, line.rate])).toEqual([['request', 1, '0.005']]);
  });
});

describe('what is not billed by tokens', () => {
  const unit = (meter: string, value: number) => tokensOf(0, 0, 0, { units: { [meter]: exactly(value) } });
  test.each([
    ['two images', 'dall-e-3', unit('image', 2), { billing: 'image' }, 80_000_000_000n],
    ['a large image in high quality', 'dall-e-3', unit('image', 1), { billing: 'image', modifiers: ['size:1792x1024', 'quality:hd'] }, 120_000_000_000n],
    ['half a million characters of speech', 'tts-1', unit('character', 500_000), { billing: 'speech' }, 7_500_000_000_000n],
    ['ten minutes of audio', 'whisper-1', unit('minute', 10), { billing: 'transcription' }, 60_000_000_000n],
    ['a rerank search', 'rerank-v3.5', unit('search', 1), { billing: 'rerank', provider: 'cohere' }, 2_000_000_000n],
    ['a rerank billed by tokens', 'rerank-2.5', tokensOf(10_000, 0), { billing: 'rerank', provider: 'voyage' }, 500_000_000n],
    ['a million characters of embedding', 'text-embedding-005', unit('character', 1_000_000), { billing: 'embedding', provider: 'vertex' }, 25_000_000_000n],
  ] as const)('%s', (_, model, tokens, more, money) => expect(expected(model, tokens, more)).toBe(money));
  test('a call that only starts a job has no cost of its own', () => expect(cost('gpt-4o', tokensOf(1, 1), { billing: 'other' })).toMatchObject({ state: 'unknown', why: 'not-token-billed' }));
});

describe('several requests in one call', () => {
  const steps = (count: number, high: number, growth: number) => ({ steps: { count: { low: 1, expected: count, high, basis: 'assumed' as const }, growth: exactly(growth), limit: 'test' } });
  test('input grows with each step: S 5,000, 2,000 a step, 10 steps are 140,000 tokens', () => {
    const made = cost('claude-sonnet-4-6', tokensOf(5000, 0, 0, steps(10, 10, 2000)), { caching: 'absent' });
    expect(made.state === 'priced' && made.lines[0]?.quantity.expected).toBe(140_000);
    expect(made.state === 'priced' && made.runs).toMatchObject({ one: 15_000_000_000n, least: 15_000_000_000n, typical: 420_000_000_000n, limit: 420_000_000_000n, limitWithoutCache: 420_000_000_000n });
  });
  test('with a cache what was sent is read, and only what is new is written', () => {
    const made = cost('claude-sonnet-4-6', tokensOf(5000, 0, 0, steps(20, 20, 2000)), { caching: 'requested' });
    const quantity = (meter: string) => (made.state === 'priced' ? made.lines.find((line) => line.meter === meter)?.quantity.expected : undefined);
    expect([quantity('input'), quantity('cacheWrite'), quantity('cacheRead')]).toEqual([5000, 38_000, 437_000]);
    expect(made.state === 'priced' && made.runs && made.runs.limitWithoutCache > made.runs.limit * 4n).toBe(true);
  });
  test('steps that cross a tier are priced by it, the others are not', () => {
    const made = cost('gemini-2.5-pro', tokensOf(150_000, 0, 0, steps(3, 3, 30_000)), { caching: 'absent' });
    // 150,000 and 180,000 at 1.25, 210,000 at 2.50
    expect(made.state === 'priced' && made.perCall.expected).toBe(412_500_000_000n + 525_000_000_000n);
    const input = made.state === 'priced' ? made.lines.filter((line) => line.meter === 'input').map((line) => [line.quantity.expected, line.rate, line.cost.expected]) : [];
    expect(input).toEqual([[330_000, '1.25', 412_500_000_000n], [210_000, '2.5', 525_000_000_000n]]);
  });
});
