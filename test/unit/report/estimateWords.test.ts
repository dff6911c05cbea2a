import { expect, test } from 'vitest';
import catalog from 'llmcost:catalog';
import { priceCall } from '../../../src/cost/price.ts';
import { createPriceBook } from '../../../src/cost/priceBook.ts';
import { listWords, runWords, staticWords, turnWords } from '../../../src/report/estimateWords.ts';
import { scan } from '../../harness/analyze.ts';
import { callOf, exactly, tokensOf } from '../../harness/pricedCall.ts';

const book = createPriceBook(catalog);

test('what can be trimmed is named', () => {
  expect(staticWords(tokensOf(3600, 10, 0, { staticInput: 412 }))).toBe('412 of about 3.6k input tokens are written in the code');
  expect(staticWords(tokensOf(412, 10, 0, { staticInput: 412 }))).toBe('all of about 412 input tokens are written in the code');
  expect(staticWords(tokensOf(100, 10, 0, { staticInput: 0 }))).toBe('');
});
test('a run is shown as one request, typical and at its limit', () => {
  const tokens = tokensOf(5000, 0, 0, { steps: { count: { low: 1, expected: 6, high: 20, basis: 'assumed' }, growth: exactly(2000), limit: '20 steps allowed' } });
  const cost = priceCall(callOf('claude-sonnet-4-6', { provider: null, caching: 'requested' }), tokens, book, '2026-11-21');
  // one: 5k x 3; typical: 5k x 3 + 5 x 2k x 3.75 + (5+7+9+11+13)k x 0.3; limit: 5k x 3 + 38k x 3.75 + 437k x 0.3; without: 480k x 3
  expect(runWords(cost, tokens)).toBe('one request $0.015, a typical run of 6 requests $0.066, 20 requests $0.289 (20 steps allowed; $1.44 without caching); each request adds about 2k tokens to the next');
  expect(runWords(cost, tokensOf(1, 1))).toBe('');
});
test('list price stands beside a contracted one', () => {
  const origin = { file: 'llmcost.yaml', line: 1, column: 1, span: { start: 0, end: 0 } };
  const paid = priceCall(callOf('gpt-4o'), tokensOf(1000, 1000), createPriceBook(catalog, [{ origin, model: 'gpt-4o', discount: 0.2 }]), '2026-11-21');
  expect(listWords(paid)).toBe('$0.0125 at list price');
  expect(listWords(priceCall(callOf('gpt-4o'), tokensOf(1000, 1000), book, '2026-11-21'))).toBe('');
});
test('a conversation that goes along is shown at its first turn, typical, and where the context is full', async () => {
  const chat = 'from openai import OpenAI\n\ndef answer(history, question):\n    return OpenAI().chat.completions.create(model="gpt-4o", max_tokens=200, messages=[{"role": "system", "content": "Be brief."}, *history, {"role": "user", "content": question}])\n';
  const [call] = (await scan({ 'a.py': chat })).files[0]?.calls ?? [];
  const conversation = call?.cost.state === 'priced' ? call.cost.conversation : undefined;
  // 128,000 × 2.5 + 180 × 10 (a short answer)
  expect(conversation).toMatchObject({ full: 320_000_000_000n + 1_800_000_000n, tokens: 128_000 });
  expect(conversation && conversation.first < conversation.typical && conversation.typical < conversation.full).toBe(true);
  expect(call && turnWords(call)).toMatch(/^the first turn of a conversation \$0\.0019, a typical one \$0\.0\d+, one that fills the 128k tokens of context \$0\.322 without caching$/);
});
test('attempts are shown as one and as all', async () => {
  const tries = 'from openai import OpenAI\nfrom tenacity import retry, stop_after_attempt\n\n@retry(stop=stop_after_attempt(4))\ndef answer():\n    return OpenAI().chat.completions.create(model="gpt-4o", max_tokens=1000, messages=[{"role": "user", "content": "Write an essay."}])\n';
  const [call] = (await scan({ 'a.py': tries })).files[0]?.calls ?? [];
  expect(call && turnWords(call)).toBe('one attempt $0.008, all 4 attempts $0.0321');
});
