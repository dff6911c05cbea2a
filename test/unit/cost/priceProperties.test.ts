import fc from 'fast-check';
import { expect, test } from 'vitest';
import catalog from 'llmcost:catalog';
import { rateWords } from '../../../src/report/currency.ts';
import { money, moneyWords } from '../../../src/report/wording.ts';
import { convert } from '../../../src/text/money.ts';
import { divide, rateNumber, rateOf, rateText, rateTimes } from '../../../src/cost/decimal.ts';
import { priceCall } from '../../../src/cost/price.ts';
import { createPriceBook } from '../../../src/cost/priceBook.ts';
import type { Currency, Estimate } from '../../../src/model.ts';
import { callOf, tokensOf } from '../../harness/pricedCall.ts';
import { runs } from '../../harness/fast.ts';

const book = createPriceBook(catalog);
const models = ['gpt-4o', 'gpt-5.4', 'gpt-6-sol', 'claude-haiku-5-5', 'claude-sonnet-4-5', 'gemini-2.5-pro', 'deepseek-v4-pro', 'grok-4.3', 'qwen3-coder-plus', 'us.anthropic.claude-sonnet-4-5-20250929-v1:0'];
const model = fc.constantFrom(...models);
const count = fc.integer({ min: 0, max: 900_000 });
const spread = (basis: Estimate<number>['basis'] = 'assumed') => fc.tuple(count, count, count).map((all): Estimate<number> => {
  const [low = 0, expected = 0, high = 0] = all.toSorted((a, b) => a - b);
  return { low, expected, high, basis };
});
const priced = (id: string, tokens: Parameters<typeof priceCall>[1], modifiers: readonly string[] = []) => {
  const cost = priceCall(callOf(id, { provider: null, modifiers }), tokens, book, '2026-11-21');
  if (cost.state !== 'priced') throw new Error(cost.reason);
  return cost;
};

const pricedRun = (id: string, tokens: Parameters<typeof priceCall>[1], isCached: boolean) => {
  const cost = priceCall(callOf(id, { provider: null, caching: isCached ? 'automatic' : 'absent' }), tokens, book, '2026-11-21');
  if (cost.state !== 'priced') throw new Error(cost.reason);
  return cost;
};

test('the lines add up to the total at every level', () => {
  fc.assert(fc.property(model, spread(), spread(), (id, input, output) => {
    const { lines, perCall } = priced(id, tokensOf(0, 0, 0, { input, output }));
    for (const level of ['low', 'expected', 'high'] as const) expect(lines.reduce((sum, line) => sum + line.cost[level], 0n)).toBe(perCall[level]);
  }), { numRuns: runs(300) });
});
test('audio and reasoning are parts: the lines add up to the total, and their tokens to what is sent and what comes back', () => {
  fc.assert(fc.property(fc.constantFrom('gpt-4o-audio-preview', 'gemini-2.5-flash', 'perplexity/sonar-deep-research', 'gpt-4o'), spread(), spread(), spread(), spread(), fc.integer({ min: 1, max: 6 }), fc.boolean(), (id, input, output, audioInput, reasoning, count, isCached) => {
    const steps = count > 1 ? { steps: { count: { low: 1, expected: count, high: count, basis: 'assumed' as const }, growth: { low: 0, expected: 500, high: 1000, basis: 'assumed' as const }, limit: 'test' } } : {};
    const { lines, perCall } = pricedRun(id, tokensOf(0, 0, 0, { input, output, audioInput, reasoning, ...steps }), isCached);
    for (const level of ['low', 'expected', 'high'] as const) expect(lines.reduce((sum, line) => sum + line.cost[level], 0n)).toBe(perCall[level]);
    const tokens = (meters: readonly string[]) => lines.filter((line) => meters.includes(line.meter)).reduce((sum, line) => sum + line.quantity.expected, 0);
    expect(tokens(['input', 'audioInput', 'cacheRead', 'cacheWrite'])).toBe(count * input.expected + (500 * count * (count - 1)) / 2);
    expect(tokens(['output', 'reasoning'])).toBe(count * output.expected);
  }), { numRuns: runs(200) });
});
test('every line is its quantity times its rate, also of runs that cross tiers; the lines add up', () => {
  const sizes = [count, fc.integer({ min: 2, max: 12 }), fc.integer({ min: 0, max: 60_000 }), fc.boolean()] as const;
  fc.assert(fc.property(fc.constantFrom('gpt-5.4', 'gemini-2.5-pro', 'claude-sonnet-4-5', 'grok-4.3'), ...sizes, (id, input, steps, growth, isCached) => {
    const run = { count: { low: 1, expected: steps, high: steps * 2, basis: 'assumed' as const }, growth: { low: growth, expected: growth, high: growth * 2, basis: 'assumed' as const }, limit: 'test' };
    const { lines, perCall } = pricedRun(id, tokensOf(input, 100, 0, { steps: run }), isCached);
    for (const level of ['low', 'expected', 'high'] as const) expect(lines.reduce((sum, line) => sum + line.cost[level], 0n)).toBe(perCall[level]);
    for (const { quantity, rate, cost } of lines) {
      expect(rateTimes(rateOf(Number(rate)), 1) * BigInt(quantity.expected) / 1_000_000n).toBe(cost.expected);
      expect(cost.low <= cost.expected && quantity.low <= quantity.expected).toBe(true);
    }
  }), { numRuns: runs(200) });
});
test('low is at most expected, and expected at most high', () => {
  fc.assert(fc.property(model, spread(), spread(), (id, input, output) => {
    const { perCall } = priced(id, tokensOf(0, 0, 0, { input, output }));
    expect(perCall.low <= perCall.expected && perCall.expected <= perCall.high).toBe(true);
  }), { numRuns: runs(300) });
});
test('however much is cached, low is at most expected, expected at most high, and the lines add up', () => {
  fc.assert(fc.property(model, count, spread(), fc.boolean(), (id, input, read, isWritten) => {
    const written = { low: 0, expected: Math.max(0, input - read.expected), high: Math.max(0, input - read.low), basis: 'assumed' as const };
    const { lines, perCall } = priced(id, tokensOf(input, 100, 0, { cacheRead: read, ...(isWritten ? { cacheWrite: written } : {}), readsMostAtBest: true }));
    expect(perCall.low <= perCall.expected && perCall.expected <= perCall.high).toBe(true);
    for (const level of ['low', 'expected', 'high'] as const) expect(lines.reduce((sum, line) => sum + line.cost[level], 0n)).toBe(perCall[level]);
  }), { numRuns: runs(300) });
});
test('more tokens never cost less, over every tier', () => {
  fc.assert(fc.property(model, count, count, count, count, (id, input, output, more, out) => {
    expect(priced(id, tokensOf(input + more, output + out)).perCall.expected >= priced(id, tokensOf(input, output)).perCall.expected).toBe(true);
  }), { numRuns: runs(300) });
});
test('reading from the cache never costs more than sending it', () => {
  fc.assert(fc.property(model, count, fc.double({ min: 0, max: 1, noNaN: true }), (id, input, share) => {
    const read = Math.floor(input * share);
    const tokens = tokensOf(input, 10, read);
    expect(priced(id, tokens).perCall.expected <= priced(id, tokensOf(input, 10)).perCall.expected).toBe(true);
  }), { numRuns: runs(200) });
});
test('batch is never dearer', () => {
  fc.assert(fc.property(fc.constantFrom('gpt-4o', 'gpt-5.4', 'claude-sonnet-4-5', 'gemini-2.5-pro'), count, count, (id, input, output) => {
    expect(priced(id, tokensOf(input, output), ['batch']).perCall.expected <= priced(id, tokensOf(input, output)).perCall.expected).toBe(true);
  }), { numRuns: runs(100) });
});
test('a rate goes to text and back unchanged', () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 1_000_000_000 }), (units) => {
    const usd = units / 1e6;
    expect(rateNumber(rateOf(usd))).toBe(usd);
    expect(rateOf(Number(rateText(rateOf(usd))))).toBe(rateOf(usd));
    expect(rateTimes(rateTimes(rateOf(usd), 0.5), 2)).toBe(rateOf(usd));
  }));
});
test('a quotient is rounded half up', () => expect([divide(5n, 2n), divide(4n, 3n), divide(0n, 7n)]).toEqual([3n, 1n, 0n]));
test('money goes to another currency and back within a unit of the rate', () => {
  fc.assert(fc.property(fc.bigInt({ min: 0n, max: 10n ** 18n }), fc.double({ min: 0.01, max: 200, noNaN: true }), (amount, perUsd) => {
    const currency: Currency = { code: 'XXX', perUsd, date: '2026-11-21' };
    const back = convert(convert(amount, currency), { ...currency, perUsd: 1 / currency.perUsd });
    const off = back > amount ? back - amount : amount - back;
    expect(off <= amount / 1_000_000n + 200n).toBe(true);
  }));
});
test('another currency is rounded as dollars are, and shown with its rate and day', () => {
  const euro = { code: 'EUR', perUsd: 0.92, date: '2026-11-01' };
  expect([money(1_240_000_000_000_000n, euro), money(1n, euro), money(0n, euro), money(5_000_000_000_000n, { ...euro, code: 'JPY', perUsd: 150 }), moneyWords({ low: 0n, expected: 10n ** 12n, high: 10n ** 13n, basis: 'declared' }, euro)]).toEqual(['EUR 1,141', '<EUR 0.0001', 'EUR 0', 'JPY 750', 'EUR 0.92 (EUR 0–EUR 9.20)']);
  expect(rateWords(1_240_000_000_000_000n, euro)).toBe('$1,240 at EUR 0.92 for a dollar of 2026-11-01');
  expect(rateWords(1n, undefined)).toBe('');
});
