import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { costOfRequests, monthsFrom, projectMonths, requestsPerMonth, splitRequests, withRequests } from '../../../src/cost/projection.ts';
import type { AnalyzedCall, CostVariant, DeclaredCall, Estimate } from '../../../src/model.ts';
import { createScanner } from '../../harness/analyze.ts';

const scan = createScanner();

const exactly = (value: number): Estimate<number> => ({ low: value, expected: value, high: value, basis: 'declared' });
const code = (model = '"gpt-4o"') => `from openai import OpenAI\nclient = OpenAI()\n\ndef ask(q):\n    return client.chat.completions.create(model=${model}, messages=[{"role": "user", "content": q}], max_tokens=100)\n`;
const callOf = async (entry: string, model?: string): Promise<AnalyzedCall> => {
  const report = await scan({ 'app.py': code(model), 'llmcost.yaml': `calls:\n  - match: { function: ask }\n    input: 1000\n    output: 100\n${entry}` });
  expect(report.problems).toEqual([]);
  const call = report.files[0]?.calls[0];
  if (!call) throw new Error('a call');
  return call;
};

// The pinned price of gpt-4o: 2.5 and 10 USD per million tokens until 2026-12-01, then 2 and 8; gpt-4o-mini 0.15 and 0.6. Today is 2026-11-21.
const now = 1000n * 2_500_000n + 100n * 10_000_000n;
const later = 1000n * 2_000_000n + 100n * 8_000_000n;
const mini = 1000n * 150_000n + 100n * 600_000n;

describe('a month', () => {
  test('is requests times cost', async () => expect((await callOf('    volume: 2000\n')).monthly?.expected).toBe(2000n * now));
  test('counts steps and retries', async () => expect((await callOf('    volume: 1000\n    steps: { low: 1, expected: 3, high: 8 }\n    retries: 0.1\n')).monthly).toMatchObject({ low: 1100n * now, expected: 3300n * now, high: 8800n * now }));
  test('splits over the models of a router', async () => {
    const call = await callOf('    volume: 1000\n    mix: [{ model: gpt-4o-mini, share: 0.8 }, { model: gpt-4o, share: 0.2 }]\n', 'model_name');
    expect(call.monthly?.expected).toBe(800n * mini + 200n * now);
    expect(call.cost.state === 'priced' && call.cost.perCall.expected).toBe((4n * mini + now) / 5n);
    expect(call.cost.state === 'priced' && call.cost.lines.reduce((sum, line) => sum + line.cost.expected, 0n)).toBe((4n * mini + now) / 5n);
  });
  test('halves what goes through batch', async () => expect((await callOf('    volume: 1000\n    batchShare: 0.5\n')).monthly?.expected).toBe(500n * now + 250n * now));
  test('cached tokens as a number', async () => expect((await callOf('    volume: 1\n    cached: 400\n')).monthly?.expected).toBe(600n * 2_500_000n + 400n * 1_250_000n + 100n * 10_000_000n));
  test('one model of a mix without a price: no month', async () => expect((await callOf('    volume: 1\n    mix: [{ model: gpt-4o-mini, share: 0.8 }, { model: nobody-knows, share: 0.2 }]\n')).monthly).toBeNull());
});

describe('twelve months', () => {
  test('begin with the next whole month', () => expect([monthsFrom('2026-11-21')[0], monthsFrom('2026-11-21')[1], monthsFrom('2026-11-21').at(-1)]).toEqual(['2026-12', '2027-01', '2027-11']));
  test('use the price that holds in each', async () => {
    const call = await callOf('    volume: 1000\n');
    expect(call.later.map((one) => one.from)).toEqual(['2026-12-01']);
    expect(projectMonths(call, '2026-11-21')?.map((one) => one.cost.expected)).toEqual(Array.from({ length: 12 }, () => 1000n * later));
    expect(projectMonths(call, '2026-10-05')?.[0]).toEqual({ month: '2026-11', cost: expect.objectContaining({ expected: 1000n * now }) });
  });
  test('a change inside a month counts by its days', () => {
    const variant = (perCall: bigint): CostVariant => ({ share: 1, model: 'm', isBatch: false, tokens: {} as never, requests: null, monthly: null, list: null, cost: { state: 'priced', perCall: { low: perCall, expected: perCall, high: perCall, basis: 'counted' }, lines: [], price: {} as never, model: 'm', alternatives: [] } });
    const months = projectMonths({ declared: { volume: exactly(3000) } as DeclaredCall, requestsPerCall: exactly(1), variants: [variant(10n)], later: [{ from: '2026-04-11', variants: [variant(4n)] }] }, '2026-03-20');
    expect(months?.[0]?.cost.expected).toBe(1000n * 10n + 2000n * 4n);
    expect(months?.[1]?.cost.expected).toBe(3000n * 4n);
  });
  test('grow from the next month on, and follow the seasons', async () => {
    const call = await callOf('    volume: 1000\n    growth: 0.1\n    seasonality: [2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0.5]\n');
    const requests = projectMonths(call, '2026-11-21')?.map((one) => Number(one.cost.expected / later));
    expect(requests?.slice(0, 3)).toEqual([550, 2420, 1331]);
  });
  test('without a volume there are none', async () => expect(projectMonths(await callOf('    owner: x\n'), '2026-11-21')).toBeNull());
});

test('requests split into whole numbers that add up', () => {
  fc.assert(fc.property(fc.double({ min: 0, max: 1e9, noNaN: true }), fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 1, maxLength: 6 }), (total, weights) => {
    const sum = weights.reduce((a, b) => a + b, 0);
    const parts = splitRequests(total, weights.map((one) => one / sum));
    expect(parts.reduce((a, b) => a + b, 0)).toBe(Math.round(total));
    expect(parts.every((one) => one >= 0)).toBe(true);
  }));
});
test('variants add up to the whole, level by level', () => {
  const money = fc.bigInt({ min: 0n, max: 10n ** 12n });
  const variant = fc.record({ low: money, more: money, most: money }).map(({ low, more, most }): CostVariant => ({ share: 0.25, model: 'm', isBatch: false, tokens: {} as never, requests: null, monthly: null, list: null, cost: { state: 'priced', perCall: { low, expected: low + more, high: low + more + most, basis: 'assumed' }, lines: [], price: {} as never, model: 'm', alternatives: [] } }));
  fc.assert(fc.property(fc.array(variant, { minLength: 4, maxLength: 4 }), fc.integer({ min: 0, max: 1e7 }), (variants, requests) => {
    const parts = withRequests(variants, exactly(requests)).map((one) => one.monthly);
    const whole = costOfRequests(variants, exactly(requests));
    for (const level of ['low', 'expected', 'high'] as const) expect(parts.reduce((sum, one) => sum + (one?.[level] ?? 0n), 0n)).toBe(whole?.[level]);
    expect(whole && whole.low <= whole.expected && whole.expected <= whole.high).toBe(true);
  }));
});
test('no volume, no requests', () => expect(requestsPerMonth(null)).toBeNull());
