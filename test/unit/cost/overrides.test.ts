import { describe, expect, test } from 'vitest';
import catalog from 'llmcost:catalog';
import { addModel, endAndAdd } from '../../../src/cost/propose.ts';
import { priceCall } from '../../../src/cost/price.ts';
import { createPriceBook } from '../../../src/cost/priceBook.ts';
import { parseTeamFile } from '../../../src/team/parse.ts';
import { callOf, tokensOf } from '../../harness/pricedCall.ts';

const costWith = (yaml: string, model: string, more: Parameters<typeof callOf>[1] = {}, at = '2026-11-21') => {
  const team = parseTeamFile('llmcost.yaml', yaml);
  expect(team.problems).toEqual([]);
  const cost = priceCall(callOf(model, { provider: 'openai', ...more }), tokensOf(1000, 1000), createPriceBook(catalog, team.pricing), at);
  return cost.state === 'priced' ? { paid: cost.perCall.expected, list: cost.list?.expected, entry: cost.price.entry, contracted: cost.price.contracted } : cost.reason;
};

describe('prices of the team', () => {
  test('a discount is taken off list, and both are kept', () => {
    expect(costWith('pricing:\n  - { model: "gpt-4*", provider: openai, discount: 0.12, until: "2027-06-30" }\n', 'gpt-4o')).toEqual({ paid: 11_000_000_000n, list: 12_500_000_000n, entry: 'openai/gpt-4o', contracted: 'contracted −12 % until 2027-06-30 (llmcost.yaml:2)' });
  });
  test('a discount of another provider or time does not hold', () => {
    const yaml = 'pricing:\n  - { model: "*", provider: anthropic, discount: 0.5 }\n  - { model: "*", from: "2027-01-01", discount: 0.5 }\n  - { model: "*", until: "2026-01-01", discount: 0.5 }\n';
    expect(costWith(yaml, 'gpt-4o')).toMatchObject({ paid: 12_500_000_000n, contracted: null });
  });
  test('a discount multiplies batch and tiers', () => expect(costWith('pricing:\n  - { model: gpt-4o, discount: 0.1 }\n', 'gpt-4o', { modifiers: ['batch'] })).toMatchObject({ paid: 5_625_000_000n }));
  test('absolute rates win over a discount, which is not taken off them', () => {
    expect(costWith('pricing:\n  - { model: gpt-4o, discount: 0.5 }\n  - { model: gpt-4o, rates: { input: 2, output: 8 } }\n', 'gpt-4o')).toMatchObject({ paid: 10_000_000_000n, list: 12_500_000_000n, entry: 'llmcost.yaml:3' });
  });
  test('the nearest entry wins', () => expect(costWith('pricing:\n  - { model: gpt-4o, discount: 0.2 }\n  - { model: "*", discount: 0.1 }\n', 'gpt-4o')).toMatchObject({ paid: 10_000_000_000n }));
  test('an own model has the rates it is given', () => expect(costWith('pricing:\n  - { model: house-7b, rates: { input: 1, output: 3 } }\n', 'house-7b', { provider: null })).toMatchObject({ paid: 4_000_000_000n }));
  test('a deployment is priced as the model it runs', () => {
    expect(costWith('pricing:\n  - { model: chat-prod, provider: azure, is: azure/gpt-4o-mini }\n', 'chat-prod', { provider: 'azure' })).toMatchObject({ paid: 750_000_000n, entry: 'azure/gpt-4o-mini' });
    expect(costWith('pricing:\n  - { model: chat-prod, is: azure/gpt-4o-mini }\n  - { model: "chat-*", discount: 0.1 }\n', 'chat-prod', { provider: 'azure' })).toMatchObject({ paid: 675_000_000n, list: 750_000_000n });
  });
  test('provisioned capacity: one more request costs nothing, or its share', () => {
    expect(costWith('pricing:\n  - { model: gpt-4o, provisioned: { monthly: 5000, billing: marginal } }\n', 'gpt-4o')).toMatchObject({ paid: 0n, list: 12_500_000_000n });
    expect(costWith('pricing:\n  - { model: gpt-4o, provisioned: { monthly: 5000, billing: amortised, tokensPerMonth: 1000000000 } }\n', 'gpt-4o')).toMatchObject({ paid: 10_000_000_000n });
  });
  test('a tier that neither the team nor the list knows stays unknown', () => expect(costWith('pricing:\n  - { model: house, rates: { input: 1, output: 1 } }\n', 'house', { modifiers: ['flex'] })).toContain('no rate of house for the tier "flex"'));
});

describe('proposals for a price list', () => {
  const list = 'models:\n  - id: "a"\n    prices:\n      - { rates: { input: 1 } }\n  - id: b\n    prices:\n      - { from: "2026-01-01", rates: { input: 2 } }\n  - id: c\n    prices:\n      - { rates: { input: 2 } }\n      - { when: { batch: true }, rates: { input: 1 } }\n';
  test('the row that holds ends, a new one begins', () => {
    expect(endAndAdd(list, 'a', '2026-11-21', { input: 3, output: 4 })).toContain('      - { until: "2026-11-21", rates: { input: 1 } }\n      - { from: "2026-11-21", rates: { input: 3, output: 4 } }\n  - id: b');
    expect(endAndAdd(list, 'b', '2026-11-21', { input: 3 })).toContain('      - { from: "2026-01-01", until: "2026-11-21", rates: { input: 2 } }\n      - { from: "2026-11-21", rates: { input: 3 } }');
  });
  test('a new rate has been compared with nothing yet', () => {
    const checked = list.replace('  - id: b\n', '  - id: b\n    checkedWith: [litellm]\n');
    expect(endAndAdd(checked, 'b', '2026-11-21', { input: 3 })).toBe(endAndAdd(list, 'b', '2026-11-21', { input: 3 }));
    expect(endAndAdd(checked, 'a', '2026-11-21', { input: 3 })).toContain('checkedWith');
  });
  test('rows with conditions are left to a person', () => expect([endAndAdd(list, 'c', '2026-11-21', { input: 3 }), endAndAdd(list, 'nobody', '2026-11-21', { input: 3 }), endAndAdd(list, 'b', '2026-01-01', { input: 3 })]).toEqual([null, null, null]));
  test('a new model is added with its day', () => expect(addModel(list, 'd', { input: 1, output: 2, cacheRead: 0.1 }, 1000, '2026-11-21')).toContain('- id: "d"\n    limits: { context: 1000 }\n    tokenizer: unknown\n    cache: { mode: automatic }\n    prices:\n      - { from: "2026-11-21", rates: { input: 1, output: 2, cacheRead: 0.1 } }'));
});

describe('what a contract says of caching', () => {
  const bookWith = (yaml: string) => {
    const team = parseTeamFile('llmcost.yaml', yaml);
    expect(team.problems).toEqual([]);
    return createPriceBook(catalog, team.pricing);
  };
  const factsWith = (yaml: string, model = 'claude-sonnet-4-5') => bookWith(yaml).find(model, null, '2026-11-21').price?.facts;
  const cached = (yaml: string, more: Parameters<typeof callOf>[1] = {}) => {
    const cost = priceCall(callOf('claude-sonnet-4-5', { provider: 'anthropic', ...more }), tokensOf(1000, 0, 0, { cacheWrite: { low: 1000, expected: 1000, high: 1000, basis: 'declared' } }), bookWith(yaml), '2026-11-21');
    return cost.state === 'priced' ? cost.perCall.expected : cost.reason;
  };
  test('advice on caching follows the contracted rates', () => {
    expect(factsWith('pricing:\n  - { model: "claude-*", discount: 0.5 }\n')?.cacheRatio).toEqual({ write: 1.25, read: 0.1, writes: { '5m': 1.25, '1h': 2 } });
    expect(factsWith('pricing:\n  - { model: "claude-*", rates: { input: 2, output: 10, cacheRead: 1, cacheWrite: 3 } }\n')?.cacheRatio).toEqual({ write: 1.5, read: 0.5, writes: { '5m': 1.5 } });
    expect(factsWith('pricing:\n  - { model: "claude-*", rates: { input: 2, output: 10 } }\n')?.cacheRatio).toBeNull();
    // What is paid anyway cannot be saved.
    expect(factsWith('pricing:\n  - { model: "claude-*", provisioned: { monthly: 1, billing: marginal } }\n')?.cacheRatio).toBeNull();
  });
  test('one number is the usual time to live; others are unknown until they are named', () => {
    const rates = (write: string) => `pricing:\n  - { model: "claude-*", rates: { input: 2, output: 10, cacheRead: 1${write} } }\n`;
    expect([cached(rates(', cacheWrite: 3')), cached(rates(', cacheWrite: 3'), { modifiers: ['cache_ttl:5m'] })]).toEqual([3_000_000_000n, 3_000_000_000n]);
    expect(cached(rates(', cacheWrite: 3'), { modifiers: ['cache_ttl:1h'] })).toContain('no rate of claude-sonnet-4-5 for cache writes');
    expect(cached(rates(', cacheWrite: { 5m: 3, 1h: 5 }'), { modifiers: ['cache_ttl:1h'] })).toBe(5_000_000_000n);
    // Claude bills writes above input: a contract that does not say them is no contract for input on them.
    expect(cached(rates(''))).toContain('no rate of claude-sonnet-4-5 for cache writes');
  });
  test('provisioned capacity carries writes of every time to live', () => {
    expect(cached('pricing:\n  - { model: "claude-*", provisioned: { monthly: 1000, billing: amortised, tokensPerMonth: 1000000000 } }\n', { modifiers: ['cache_ttl:1h'] })).toBe(1_000_000_000n);
  });
  test('a contract on tokens leaves fees as they are listed, and has no long-context tier', () => {
    const yaml = 'pricing:\n  - { model: sonar, rates: { input: 0.5, output: 0.5 } }\n';
    const cost = priceCall(callOf('sonar', { provider: 'perplexity' }), tokensOf(1_000_000, 0), bookWith(yaml), '2026-11-21');
    expect(cost.state === 'priced' && cost.perCall.expected).toBe(505_000_000_000n);
    expect(factsWith('pricing:\n  - { model: "gemini-*", rates: { input: 1, output: 4, cacheRead: 0.1 }, until: "2027-03-01" }\n', 'gemini-2.5-pro')).toMatchObject({ nextChange: '2027-03-01' });
    expect(factsWith('pricing:\n  - { model: "gemini-*", rates: { input: 1, output: 4 } }\n', 'gemini-2.5-pro')?.tierStarts).toBeUndefined();
  });
});

describe('list, contracted and effective cost', () => {
  const costs = (yaml: string) => {
    const cost = priceCall(callOf('gpt-4o'), tokensOf(1_000_000, 0), createPriceBook(catalog, parseTeamFile('llmcost.yaml', yaml).pricing), '2026-11-21');
    return cost.state === 'priced' ? { list: cost.list?.expected, contracted: cost.negotiated?.expected, effective: cost.perCall.expected, overrules: cost.price.overrules } : cost.reason;
  };
  test('are three where capacity is provisioned under a contract', () => {
    expect(costs('pricing:\n  - { model: "*", discount: 0.12 }\n  - { model: gpt-4o, provisioned: { monthly: 1500, billing: amortised, tokensPerMonth: 1000000000 } }\n')).toEqual({ list: 2_500_000_000_000n, contracted: 2_200_000_000_000n, effective: 1_500_000_000_000n, overrules: ['llmcost.yaml:2'] });
  });
  test('are two under a contract, and one without', () => {
    expect(costs('pricing:\n  - { model: "*", discount: 0.12 }\n')).toEqual({ list: 2_500_000_000_000n, contracted: undefined, effective: 2_200_000_000_000n, overrules: undefined });
    expect(costs('')).toEqual({ list: undefined, contracted: undefined, effective: 2_500_000_000_000n, overrules: undefined });
  });
  test('which price holds is said with those that it comes before', () => {
    expect(costs('pricing:\n  - { model: gpt-4o, discount: 0.5 }\n  - { model: gpt-4o, rates: { input: 2, output: 8 } }\n  - { model: "*", discount: 0.1 }\n')).toMatchObject({ effective: 2_000_000_000_000n, overrules: ['llmcost.yaml:2', 'llmcost.yaml:4'] });
  });
  test('capacity that is amortised over nobody knows how many tokens is a mistake in the file, not free', () => {
    const { problems } = parseTeamFile('llmcost.yaml', 'pricing:\n  - { model: gpt-4o, provisioned: { monthly: 5000, billing: amortised } }\n');
    expect(problems.map((one) => one.message)).toEqual([expect.stringContaining('amortised capacity needs tokensPerMonth')]);
  });
});
