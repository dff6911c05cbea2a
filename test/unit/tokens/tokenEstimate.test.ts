import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import catalog from 'llmcost:catalog';
import { createPriceBook } from '../../../src/cost/priceBook.ts';
import type { DeclaredCall, Estimate, LlmCall, PromptHole } from '../../../src/model.ts';
import { adjustTokens } from '../../../src/tokens/adjust.ts';
import { estimateTokens } from '../../../src/tokens/estimate.ts';
import { patchesOf, tiledTokens } from '../../../src/tokens/images.ts';
import { assumptionFor } from '../../../src/tokens/holes.ts';
import { shared } from '../../harness/analyze.ts';
import { callOf, exactly } from '../../harness/pricedCall.ts';

const { tokenizers } = shared;
beforeAll(async () => {
  await tokenizers.ready('o200k_base');
  await tokenizers.ready('cl100k_base');
});
afterAll(() => tokenizers.dispose());

const book = createPriceBook(catalog);
const factsOf = (model: string) => book.find(model, null, '2026-11-21').price?.facts ?? null;
const hole = (name: string, hint: PromptHole['hint'] = 'unknown'): PromptHole => ({ name, span: null, hint });
const origin = { file: 'llmcost.yaml', line: 1, column: 1, span: { start: 0, end: 0 } };
const declaredOf = (more: Partial<DeclaredCall>): DeclaredCall => ({ match: {}, origin, ...more });
const promptOf = (...parts: (string | PromptHole)[]): LlmCall['prompt'] => ({ state: 'partial', segments: [{ role: 'user', parts }], messageCount: 1, tools: null, images: 0 });
const estimate = (model: string, more: Partial<LlmCall>, declared: DeclaredCall | null = null) => estimateTokens(callOf(model, more), factsOf(model), tokenizers, declared);

describe('variables in prompts', () => {
  test.each([
    ['question', 'a question or message'], ['user_question', 'a question or message'], ['ticket.body', 'a document'], ['article', 'a document'], ['self.history', 'a conversation'], ['", ".join(docs)', 'retrieved context'], ['JSON.stringify(rows)', 'data'],
    ['num_docs', 'a number'], ['len(items)', 'a number'], ['userId', 'an id'], ['customerName', 'a name or a few words'], ['datetime.now().isoformat()', 'a date'], ['sourceCode', 'code or a file'], ['websiteUrl', 'an address'], ['context', 'retrieved context'], ['email', 'a short text'],
  ])('%s is %s', (name, words) => expect(assumptionFor(hole(name), null).words).toBe(words));
  test('a name that says nothing is taken by what analysis saw', () => expect(assumptionFor(hole('zzz', 'history'), null).words).toBe('a conversation'));
  test('the team file wins over the name', () => {
    const declared = declaredOf({ variables: { 'ticket.body': exactly(321) } });
    expect(assumptionFor(hole('ticket.body'), declared)).toEqual({ words: 'as the team file says', tokens: exactly(321) });
    expect(estimate('gpt-4o', { prompt: promptOf('Read: ', hole('ticket.body')) }, declared).input.expected).toBe(321 + 3 + 6);
  });
  test('every assumption is a range, and says that it is one', () => {
    const { notes } = estimate('gpt-4o', { prompt: promptOf('Answer: ', hole('question')) });
    expect(notes.find((note) => note.what.includes('question'))).toEqual({ what: '{question}: a question or message', tokens: { low: 5, expected: 60, high: 1000, basis: 'assumed' } });
  });
});

describe('output', () => {
  const expected = (text: string, more: Partial<LlmCall> = {}, model = 'gpt-4o') => estimate(model, { prompt: promptOf(text), ...more }).output;
  test.each([
    ['Answer with one word.', 5], ['Reply yes or no.', 5], ['Return only the label.', 5], ['Write a 100-word summary', 135], ['Explain in two sentences.', 50], ['Write 3 to 5 paragraphs about it.', 440], ['Summarize the text in three bullet points', 120], ['in at most 280 characters', 70],
    ['Generate 10 ideas for names', 300], ['Classify the sentiment of this review', 30], ['Respond in JSON', 200], ['Summarize the following article', 260], ['Write a detailed report', 800], ['Write a Python function that sorts', 700], ['Hello there', 400],
    ['Answer in a few sentences.', 75], ['Explain in a sentence.', 25], ['Suggest a title for the article', 15], ['What is the name of the function?', 400], ['Be concise.', 180], ['Write a short story about it', 800], ['List the trails, with a short description of each', 400],
  ])('%s: about %i tokens', (text, tokens) => expect(expected(text).expected).toBe(tokens));
  test('the cap is the high bound, and low is never zero', () => {
    expect(expected('Hello there', { maxOutput: { state: 'known', value: 100, how: 'literal', span: null } })).toEqual({ low: 40, expected: 100, high: 100, basis: 'assumed' });
    expect(expected('Answer with one word.').low).toBe(1);
    expect(expected('Hello there').high).toBe(16_384);
  });
  test("a library's own cap is in force where none is given, not where one is that cannot be told", () => {
    const library = { capDefault: { kind: 'library', value: 16 } } as const;
    expect(expected('Hello there', library).high).toBe(16);
    expect(expected('Hello there', { ...library, maxOutput: { state: 'dynamic', reason: 'parameter limit', alternatives: [], span: null } }).high).toBeGreaterThan(1000);
  });
  test('a schema says how long the answer is', () => {
    const schema = '{"type":"object","properties":{"title":{"type":"string"},"done":{"type":"boolean"}}}';
    const made = estimate('gpt-4o', { prompt: { ...promptOf('Fill it'), segments: [{ role: 'user', parts: ['Fill it'] }, { role: 'schema', parts: [schema] }] } });
    expect(made.output.expected).toBeGreaterThan(20);
    expect(made.output.expected).toBeLessThan(150);
    expect(made.outputWords).toBe('by the fields of the schema');
  });
  test('models that think have reasoning in their output, by the effort asked for', () => {
    const details = (effort: string) => ({ effort: { state: 'known' as const, value: effort, how: 'literal' as const, span: null }, thinkingBudget: { state: 'absent' as const }, imageDetail: { state: 'absent' as const }, clientRetries: { state: 'absent' as const }, stepLimit: { parameter: null, value: { state: 'absent' as const } }, attribution: 'open' as const, sets: {} });
    const budget = (tokens: number) => ({ ...details('medium'), thinkingBudget: { state: 'known' as const, value: tokens, how: 'literal' as const, span: null } });
    expect(['o3', 'gpt-5', 'gpt-5.6-sol', 'gpt-6-luna'].map((id) => expected('Hello there', {}, id).expected)).toEqual([1200, 1200, 1200, 1200]);
    expect(['gpt-5.1', 'gpt-5.2', 'gpt-5.4', 'gpt-5.4-mini'].map((id) => expected('Hello there', {}, id).expected)).toEqual([400, 400, 400, 400]);
    expect(['gpt-5-chat-latest', 'gpt-5.1-chat-latest', 'gpt-5.1-codex', 'gpt-5-2-codex', 'gpt-5.5-chat'].map((id) => expected('Hello there', {}, id).expected)).toEqual([400, 400, 1200, 1200, 400]);
    expect(['gpt-5-pro', 'gemini-2.5-flash'].map((id) => expected('Hello there', {}, id).expected)).toEqual([2100, 900]);
    expect(['gpt-5', 'gpt-5.1'].map((id) => expected('Hello there', { details: details('high') }, id).expected)).toEqual([2100, 2100]);
    expect([2000, 32_000].map((tokens) => expected('Hello there', { details: budget(tokens) }, 'claude-sonnet-4-5').expected)).toEqual([1200, 4000]);
    expect(expected('Hello there', { details: details('minimal') }, 'gpt-5').expected).toBe(432);
    expect(expected('Hello there', {}, 'gpt-4o').expected).toBe(400);
  });
  test('an embedding gives no output', () => expect(estimate('text-embedding-3-small', { billing: 'embedding', prompt: promptOf('a') }).output).toEqual({ low: 0, expected: 0, high: 0, basis: 'counted' }));
  test('what the team declares wins', () => expect(estimate('gpt-4o', { prompt: promptOf('x') }, declaredOf({ output: exactly(77) })).output).toEqual(exactly(77)));
});

describe('images', () => {
  const image = (model: string, detail?: string) => {
    const details = { effort: { state: 'absent' as const }, thinkingBudget: { state: 'absent' as const }, imageDetail: detail ? { state: 'known' as const, value: detail, how: 'literal' as const, span: null } : { state: 'absent' as const }, clientRetries: { state: 'absent' as const }, stepLimit: { parameter: null, value: { state: 'absent' as const } }, attribution: 'open' as const, sets: {} };
    const { notes } = estimate(model, { prompt: { ...promptOf('Look'), images: 1 }, details });
    const { low, expected, high } = notes.find((note) => note.what === 'an image')?.tokens ?? exactly(0);
    return [low, expected, high];
  };
  test('tiles of gpt-4o: 765 for 1024 x 1024, 85 in low detail', () => {
    expect(image('gpt-4o')).toEqual([85, 765, 1445]);
    expect(image('gpt-4o', 'low')).toEqual([85, 85, 85]);
    expect(image('gpt-4o-mini')).toEqual([2833, 25_501, 48_169]);
  });
  // The examples of https://developers.openai.com/api/docs/guides/images-vision#calculating-costs
  test.each([[1024, 1024, 765], [2048, 4096, 1105], [512, 512, 255], [200, 100, 255]])('%i x %i in tiles of gpt-4o', (width, height, tokens) => expect(tiledTokens({ width, height }, 85, 170)).toBe(tokens));
  test.each([[1024, 1024, 1024], [1800, 2400, 1452], [32, 33, 2]])('%i x %i in patches', (width, height, tokens) => expect(patchesOf({ width, height }, 1536)).toBe(tokens));
  test('other rules', () => {
    expect(image('gpt-4.1-mini')[1]).toBe(1659);
    expect(image('gpt-6-sol')[1]).toBe(1229);
    expect(image('claude-sonnet-4-5')[1]).toBe(1369);
    expect(image('gemini-2.5-flash')[1]).toBe(1032);
  });
});

describe('overheads, tools and limits', () => {
  test('OpenAI: three a message and three a request', () => expect(estimate('gpt-4o', { prompt: { ...promptOf('Hello'), messageCount: 2 } }).input).toEqual({ low: 10, expected: 10, high: 10, basis: 'counted' }));
  test('tools of Claude bring a hidden prompt', () => {
    const tools = { count: 1, schemaText: '{"name":"weather","input_schema":{"type":"object","properties":{"city":{"type":"string"}}}}', complete: true };
    expect(estimate('claude-sonnet-4-5', { prompt: { ...promptOf('Hi'), tools } }).input.expected).toBeGreaterThan(400);
    expect(estimate('gpt-4o', { prompt: { ...promptOf('Hi'), tools } }).input.expected).toBeLessThan(80);
  });
  test('input never exceeds what the model takes', () => expect(estimate('gpt-5', { prompt: promptOf(...Array.from({ length: 40 }, () => hole('document'))) }).input.high).toBe(272_000));
});

describe('caching by arrivals', () => {
  const long = 'word '.repeat(3000);
  const cached = (volume: number, more: Partial<LlmCall> = {}) => estimate('claude-sonnet-4-5', { caching: 'requested', prompt: promptOf(long, hole('question')), ...more }, declaredOf({ volume: exactly(volume) }));
  test('without a volume a request is expected on its own: it may find the start, and writes it where writes are billed', () => {
    const open = estimate('claude-sonnet-4-5', { caching: 'requested', prompt: promptOf(long, hole('question')) });
    const start = open.staticPrefix;
    expect([open.cacheRead, open.cacheWrite, open.readsMostAtBest]).toEqual([{ low: 0, expected: 0, high: start, basis: 'assumed' }, { low: 0, expected: start, high: start, basis: 'assumed' }, true]);
    expect(open.notes.at(-1)?.what).toMatch(/^the cached start of 3,\d{3} tokens: a request on its own writes it at 1\.25 times the input price, one that finds it reads it at 0\.1 times; how often requests come is not declared$/);
    expect(estimate('claude-sonnet-4-5', { caching: 'absent', prompt: promptOf(long) }).notes.some((note) => note.what.includes('cached'))).toBe(false);
  });
  test('a model whose least size is not known: a short start may be cached, one above every known least size is', () => {
    const short = estimate('claude-sonnet-5-5', { caching: 'requested', prompt: promptOf('word '.repeat(600), hole('question')) });
    expect([short.cacheRead, short.cacheWrite]).toEqual([{ low: 0, expected: 0, high: short.staticPrefix, basis: 'assumed' }, { low: 0, expected: 0, high: short.staticPrefix, basis: 'assumed' }]);
    expect(short.notes.at(-1)?.what).toMatch(/^whether a start of \d+ tokens is cached is not known/);
    const full = estimate('claude-sonnet-5-5', { caching: 'requested', prompt: promptOf('word '.repeat(6000), hole('question')) });
    expect(full.cacheWrite.expected).toBe(full.staticPrefix);
    expect(estimate('claude-sonnet-5-5', { caching: 'absent', prompt: promptOf(long) }).cacheWrite.high).toBe(0);
    const itself = estimate('gemini-3.5-flash-lite', { prompt: promptOf('word '.repeat(600), hole('question')) });
    expect([itself.cacheRead, itself.cacheWrite.high]).toEqual([{ low: 0, expected: 0, high: itself.staticPrefix, basis: 'assumed' }, 0]);
    expect(estimate('gemini-3.5-flash-lite', { prompt: promptOf('word '.repeat(60), hole('question')) }).cacheRead.high).toBe(0);
  });
  test('a start below the least size of a model is not cached', () => {
    const read = (model: string, words: number) => estimate(model, { prompt: promptOf('word '.repeat(words), hole('question')) }).cacheRead.high > 0;
    expect([read('gemini-3.8-flash', 3000), read('gemini-3.8-flash', 5000), read('gemini-2.5-pro', 1500), read('gemini-2.5-pro', 3000)]).toEqual([false, true, false, true]);
  });
  test('a start that lives for an hour is written at the price of the hour', () => expect(estimate('claude-sonnet-4-5', { caching: 'requested', modifiers: ['cache_ttl:1h'], prompt: promptOf(long) }).notes.at(-1)?.what).toContain('writes it at 2 times the input price'));
  test('who caches without a fee may read the start, and writes nothing', () => {
    const open = estimate('gpt-4o', { prompt: promptOf(long) });
    expect([open.cacheRead.high > 3000, open.cacheRead.expected, open.cacheWrite.high]).toEqual([true, 0, 0]);
    expect(open.notes.at(-1)?.what).toMatch(/a request on its own pays the input price for it, one that finds it reads it at 0\.5 times/);
  });
  test('a declared share of a handful of tokens is the same part of each level', () => {
    expect(estimate('gpt-4o', { prompt: promptOf('Hi') }, declaredOf({ input: exactly(6), cacheHitRate: 0.25 })).cacheRead).toEqual({ low: 2, expected: 2, high: 2, basis: 'declared' });
  });
  test('cached tokens that are declared in a range are most in the cheapest request, unless they grow with the input', () => {
    const range = (low: number, expected: number, high: number) => ({ low, expected, high, basis: 'declared' as const });
    const most = (input: Estimate<number>, read: Estimate<number>) => estimate('gpt-4o', { prompt: promptOf(long) }, declaredOf({ input, cached: read })).readsMostAtBest ?? false;
    expect([most(exactly(4000), range(0, 1000, 2000)), most(range(1000, 2000, 4000), range(500, 1000, 2000))]).toEqual([true, false]);
  });
  test('many requests read, few write', () => {
    const busy = cached(1_000_000);
    expect(busy.cacheRead.expected).toBeGreaterThan(busy.staticPrefix * 0.99);
    expect(busy.cacheWrite.expected).toBeLessThan(10);
    const quiet = cached(100);
    expect(quiet.cacheRead.expected).toBeLessThan(quiet.staticPrefix * 0.02);
    expect(quiet.cacheWrite.expected).toBeGreaterThan(quiet.staticPrefix * 0.97);
  });
  test('requests that only come in working hours find it more often, those of a lower volume less', () => {
    const open = estimate('claude-sonnet-4-5', { caching: 'requested', prompt: promptOf(long, hole('question')) }, declaredOf({ volume: { low: 1000, expected: 4000, high: 8000, basis: 'declared' } }));
    const share = (tokens: number) => tokens / open.staticPrefix;
    expect([share(open.cacheRead.low), share(open.cacheRead.expected), share(open.cacheRead.high)].map((one) => one.toFixed(2))).toEqual(['0.11', '0.37', '0.98']);
    expect([open.cacheWrite.low + open.cacheRead.high, open.cacheWrite.high + open.cacheRead.low]).toEqual([open.staticPrefix, open.staticPrefix]);
    expect(open.notes.at(-1)?.what).toContain('(98 % if they only come in working hours)');
  });
  test('a what-if about the share that is read grows with the input, whatever was assumed before', () => {
    const call = callOf('claude-sonnet-4-5', { caching: 'requested', prompt: promptOf(long, hole('question')) });
    const before = cached(1000);
    const after = adjustTokens(before, call, null, 1000, { cacheHitRate: 0.25 });
    expect([before.readsMostAtBest, after.readsMostAtBest]).toEqual([true, undefined]);
    for (const level of ['low', 'expected', 'high'] as const) expect(after.cacheRead[level]).toBe(Math.round(before.input[level] * 0.25));
    const small = adjustTokens({ ...before, input: exactly(6) }, call, null, 1000, { cacheHitRate: 0.25 });
    expect(small.cacheRead).toEqual({ low: 2, expected: 2, high: 2, basis: 'declared' });
  });
  test('one request per lifetime finds it in 63 % of cases', () => {
    const even = cached(43_830 / 5);
    expect(even.cacheRead.expected / (even.cacheRead.expected + even.cacheWrite.expected)).toBeCloseTo(1 - Math.exp(-1), 3);
  });
  test('an hour of life is asked for in the code', () => expect(cached(1000, { modifiers: ['cache_ttl:1h'] }).cacheRead.expected).toBeGreaterThan(cached(1000).cacheRead.expected));
  test('nothing is claimed below the minimum, or where caching is not asked for', () => {
    expect(estimate('claude-sonnet-4-5', { caching: 'requested', prompt: promptOf('short') }, declaredOf({ volume: exactly(1e6) })).cacheRead.expected).toBe(0);
    expect(cached(1e6, { caching: 'absent' }).cacheRead.expected).toBe(0);
  });
  test('writes of OpenAI before 5.6 cost nothing more, and are not shown as writes', () => {
    const made = estimate('gpt-4o', { prompt: promptOf(long) }, declaredOf({ volume: exactly(1000) }));
    expect(made.cacheWrite.expected).toBe(0);
    expect(made.cacheRead.expected).toBeGreaterThan(0);
  });
});

describe('runs of several requests', () => {
  const agent = (steps: number | null, more: Partial<LlmCall> = {}, declared: DeclaredCall | null = null) => estimate('gpt-4o', { repetition: { inLoop: false, loopKind: null, steps, n: 1 }, prompt: { ...promptOf('Do it'), tools: { count: 1, schemaText: '{}', complete: true } }, ...more }, declared).steps;
  test('one, a typical number, and the limit', () => expect(agent(20)?.count).toEqual({ low: 1, expected: 6, high: 20, basis: 'assumed' }));
  test('the context ends a run before a high limit does', () => {
    expect(agent(10_007)?.count.high).toBe(86);
    expect(agent(10_007)?.limit).toContain('the context is full after about 86');
  });
  test('one step, no tools, or nothing known: one request', () => {
    expect(agent(1)).toBeUndefined();
    expect(agent(null)).toBeUndefined();
    expect(agent(20, { prompt: promptOf('Do it') })).toBeUndefined();
  });
  test('declared steps hold; declared input has what they add already', () => {
    expect(agent(20, {}, declaredOf({ steps: exactly(4) }))?.count.expected).toBe(4);
    expect(agent(20, {}, declaredOf({ steps: exactly(4), input: exactly(1000) }))?.growth.expected).toBe(0);
  });
});
