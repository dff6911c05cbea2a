import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createPriceBook } from '../../../src/cost/priceBook.ts';
import { priceCall } from '../../../src/cost/price.ts';
import type { LlmCall, TokenEstimate } from '../../../src/model.ts';
import { pinned } from '../../harness/analyze.ts';
import { callOf, tokensOf } from '../../harness/pricedCall.ts';

const book = createPriceBook(pinned);
const costOf = (model: string, tokens: TokenEstimate, at = '2026-11-21', more: Partial<LlmCall> = {}) => {
  const cost = priceCall(callOf(model, more), tokens, book, at);
  return cost.state === 'priced' ? cost.perCall.expected : cost.why;
};

describe('worked invoices, in pico-dollars', () => {
  test.each([
    ['1M in at 0.15', 'gpt-4o-mini', tokensOf(1_000_000, 0), 150_000_000_000n],
    ['1,000 in and 500 out', 'gpt-4o-mini', tokensOf(1000, 500), 450_000_000n],
    ['half of the input cached', 'gpt-4o-mini', tokensOf(1000, 0, 500), 112_500_000n],
    ['200,000 tokens are in the lower tier', 'tiered', tokensOf(200_000, 100), 401_000_000_000n],
    ['200,001 tokens re-price the whole request', 'tiered', tokensOf(200_001, 100), 802_004_000_000n],
    ['a tier that begins at 300,000 holds at 300,000', 'tiered', tokensOf(300_000, 0), 2_400_000_000_000n],
    ['cached tokens count towards the tier', 'tiered', tokensOf(200_001, 0, 200_000), 80_004_000_000n],
    ['an embedding has no output', 'text-embedding-3-small', tokensOf(1000, 0), 20_000_000n],
  ] as const)('%s', (_, model, tokens, expected) => expect(costOf(model, tokens)).toBe(expected));

  test('a dated change holds from its day', () => {
    expect(costOf('gpt-4o', tokensOf(1000, 0), '2026-11-30')).toBe(2_500_000_000n);
    expect(costOf('gpt-4o', tokensOf(1000, 0), '2026-12-01')).toBe(2_000_000_000n);
  });
  test('batch is half', () => expect(costOf('gpt-4o-mini', tokensOf(1000, 500), '2026-11-21', { modifiers: ['batch'] })).toBe(225_000_000n));
  test('n answers are billed n times', () => expect(costOf('gpt-4o-mini', tokensOf(0, 100), '2026-11-21', { repetition: { inLoop: false, loopKind: null, steps: null, n: 3 } })).toBe(180_000_000n));
  test('an unknown rate is unknown, not zero', () => expect(costOf('unknown-output', tokensOf(10, 10))).toBe('model-without-price'));
  test('an unknown model is unknown, not its sibling', () => {
    expect(costOf('gpt-4o-mega', tokensOf(10, 10))).toBe('model-without-price');
    expect(costOf('gpt-4o-2024-08-06', tokensOf(1000, 0))).toBe(2_500_000_000n);
  });
  test('another provider is not priced by the maker', () => expect(costOf('gpt-4o', tokensOf(10, 10), '2026-11-21', { provider: 'azure' })).toBe('model-without-price'));
  test('an unresolved model is not priced', () => expect(costOf('x', tokensOf(1, 1), '2026-11-21', { model: { state: 'dynamic', reason: 'parameter', alternatives: [], span: null } })).toBe('model-unresolved'));
});

test('parts add up to the total, and more tokens never cost less', () => {
  const amount = fc.integer({ min: 0, max: 1_000_000 });
  fc.assert(
    fc.property(amount, amount, amount, (input, output, more) => {
      const cost = priceCall(callOf('tiered'), tokensOf(input, output), book, '2026-11-21');
      const dearer = priceCall(callOf('tiered'), tokensOf(input + more, output), book, '2026-11-21');
      if (cost.state !== 'priced' || dearer.state !== 'priced') throw new Error('priced');
      expect(cost.lines.reduce((sum, line) => sum + line.cost.expected, 0n)).toBe(cost.perCall.expected);
      expect(dearer.perCall.expected >= cost.perCall.expected).toBe(true);
    }),
    { numRuns: 200 },
  );
});

test('a team discount scales every rate and says so', () => {
  const discounted = createPriceBook(pinned, [{ origin: { file: 'llmcost.yaml', line: 4, column: 1, span: { start: 0, end: 0 } }, model: 'gpt-4o*', discount: 0.1, until: '2027-01-01' }]).find('gpt-4o', 'openai', '2026-11-21');
  expect(discounted.price?.base.input).toBe(2_250_000_000_000n);
  expect(discounted.price?.contracted).toBe('contracted −10 % until 2027-01-01 (llmcost.yaml:4)');
});
