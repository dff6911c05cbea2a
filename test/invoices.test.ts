import { describe, expect, test } from 'vitest';
import catalog from 'llmcost:catalog';
import { priceCall } from '../src/cost/price.ts';
import { createPriceBook } from '../src/cost/priceBook.ts';
import { quote } from '../src/cost/quote.ts';
import { invoices } from './harness/invoices.ts';
import { callOf, exactly, tokensOf } from './harness/pricedCall.ts';

const book = createPriceBook(catalog);

/** USD as decimal text to pico-dollars. */
function picos(usd: string): bigint {
  const [whole = '0', part = ''] = usd.split('.');
  return BigInt(whole + part.padEnd(12, '0').slice(0, 12));
}

describe('worked invoices on the catalog', () => {
  test('there are at least 120', () => expect(invoices.length).toBeGreaterThanOrEqual(120));
  test.each(invoices.map((one) => [`${one.model}: ${one.what}${one.more.modifiers ? ` (${one.more.modifiers.join(', ')})` : ''}${one.more.at ? ` on ${one.more.at}` : ''}`, one] as const))('%s', (_, { model, input, output, more, total }) => {
    const answer = quote(book, { model, provider: more.provider ?? null, at: more.at ?? '2026-11-21', modifiers: more.modifiers ?? [], input, output, cached: more.cached ?? 0, ...(more.written ? { written: more.written } : {}) });
    expect(answer.missing).toBeNull();
    expect(answer.cost?.total).toBe(picos(total));
  });
});

test('a call in code with these tokens costs the same', () => {
  for (const { model, input, output, more, total } of invoices) {
    const modifiers = [...(more.modifiers ?? []), ...(more.written?.ttl ? [`cache_ttl:${more.written.ttl}`] : [])];
    const tokens = tokensOf(input, output, more.cached ?? 0, more.written ? { cacheWrite: exactly(more.written.tokens) } : {});
    const cost = priceCall(callOf(model, { provider: more.provider ?? null, modifiers }), tokens, book, more.at ?? '2026-11-21');
    expect(cost.state === 'priced' ? cost.perCall.expected : cost.reason, `${model} ${JSON.stringify(more)}`).toBe(picos(total));
  }
});
