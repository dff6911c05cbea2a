import { describe, expect, test } from 'vitest';
import { parseCatalog } from '../../../src/cost/catalog.ts';
import { lintCatalog } from '../../../src/cost/lint.ts';

const tokenizers = { path: 'tokenizers.yaml', text: 'tokenizers: { o200k: { encoding: o200k_base, factor: 1, error: 0 } }' };
const list = (models: string, head = '') => parseCatalog([tokenizers, { path: 'p.yaml', text: `provider: p\ntitle: P\nsource: https://p.example/pricing\ncheckedAt: "2026-11-01"\n${head}models:\n${models}` }]);
const model = (prices: string, more = '') => `  - id: m\n    tokenizer: o200k\n    cache: { mode: none }\n${more}    prices:\n${prices.split('\n').map((row) => `      - ${row}`).join('\n')}\n`;
const found = (models: string, head = '', today = '2026-11-21') => lintCatalog(list(models, head), today).map((one) => `${one.entry}: ${one.message}`);

describe('the linter', () => {
  test('says nothing of a plain entry', () => expect(found(model('{ rates: { input: 1, output: 2, cacheRead: 0.1, cacheWrite: { 5m: 1.25, 1h: 2 } } }'))).toEqual([]));
  test.each([
    ['a rate that is 100,000 times too high', model('{ rates: { input: 15000, output: 60000 } }'), 'input 15000 is implausible'],
    ['a rate for a thousand tokens', model('{ rates: { input: 0.0025, output: 0.01 } }'), 'input 0.0025 is implausible'],
    ['input and output swapped', model('{ rates: { input: 10, output: 2 } }'), 'output 2 is cheaper than input 10'],
    ['cached input dearer than input', model('{ rates: { input: 1, output: 2, cacheRead: 1.25 } }'), 'cached input 1.25 is dearer than input 1'],
    ['the read rate in the place of the write rate', model('{ rates: { input: 1, output: 2, cacheWrite: { default: 0.1 } } }'), 'cache write default 0.1 is cheaper than input 1'],
    ['an hour cheaper than five minutes', model('{ rates: { input: 1, output: 2, cacheWrite: { 5m: 2, 1h: 1.25 } } }'), 'an hour of cache is cheaper than five minutes'],
    ['two rows of one day', model('{ rates: { input: 1, output: 2 } }\n{ from: "2026-01-01", rates: { input: 2, output: 4 } }'), 'two rows hold on the same days (always and 2026-01-01)'],
    ['a row that ends before it begins', model('{ rates: { input: 1, output: 2 }, until: "2026-01-01" }\n{ from: "2026-03-01", until: "2026-02-01", rates: { input: 1, output: 2 } }'), 'the row from 2026-03-01 ends before it begins'],
    ['no plain row', model('{ when: { batch: true }, rates: { input: 1, output: 2 } }'), 'no row holds without a condition'],
    ['a cap above the context', model('{ rates: { input: 1, output: 2 } }', '    limits: { context: 1000, maxOutput: 2000 }\n'), 'the output limit is above the context'],
    ['a batch dearer than the rest', model('{ rates: { input: 1, output: 2 } }\n{ when: { batch: true }, rates: { input: 2, output: 4 } }'), 'batch input 2 is implausible beside 1'],
    ['flex dearer than standard', model('{ rates: { input: 1, output: 2 } }\n{ when: { tier: flex }, rates: { input: 2, output: 4 } }'), 'flex input 2 is dearer than 1'],
    ['priority cheaper than standard', model('{ rates: { input: 1, output: 2 } }\n{ when: { tier: priority }, rates: { input: 0.5, output: 1 } }'), 'priority input 0.5 is cheaper than 1'],
    ['a replacement without an end', model('{ rates: { input: 1, output: 2 } }', '    replacement: n\n'), 'has a replacement and no retirement date'],
    ['a pattern that does not compile', model('{ rates: { input: 1, output: 2 } }', '    match: [{ pattern: "(" }]\n'), 'the pattern ( is not valid'],
  ])('%s', (_, models, message) => expect(found(models)).toContain(`p/m: ${message}`));
  test.each([
    ['a list that was not looked at for long', 'p: was checked 203 days ago', '', '2027-05-23'],
    ['an adjustment the wrong way', 'p: batch × 2 is implausible', 'adjust: [{ when: { batch: true }, times: 2, source: https://p.example/batch }]\n', '2026-11-21'],
    ['fast mode at a discount', 'p: fast × 0.5 is cheaper than the standard tier', 'adjust: [{ when: { tier: fast }, times: 0.5, source: https://p.example/fast }]\n', '2026-11-21'],
  ])('%s', (_, message, head, today) => expect(found(model('{ rates: { input: 1, output: 2 } }'), head, today)).toContain(message));
  test.each([
    ['to nothing that is sold', 'retires: "2026-01-01"\n    routedTo: other', 'p: m is routed to other, which is not on the list'],
    ['from no day on', 'routedTo: m', 'p: m is routed to m from no day on'],
    ['to what had ended before', 'retires: "2026-01-01"\n    routedTo: m', 'p: m is routed to m, which had ended before'],
  ])('requests that are routed %s', (_, keys, message) => expect(found(model('{ rates: { input: 1, output: 2 } }', `    ${keys}\n`))).toContain(message));
  test('an alias of two models at once', () => {
    const two = ['m', 'n'].map((id) => model('{ rates: { input: 1, output: 2 } }', `    aliases: [{ id: latest, from: "2026-0${id === 'm' ? 1 : 2}-01" }]\n`).replace('id: m\n', `id: ${id}\n`)).join('');
    expect(found(two)).toContain('p: alias latest stands for two models at once');
  });
});

describe('the schema', () => {
  test.each([
    ['an unknown key', model('{ rates: { input: 1, outptu: 2 } }'), 'outptu'], ['an unknown key of a condition', model('{ when: { tiers: flex }, rates: { input: 1 } }'), 'tiers'], ['an unknown key of a model', model('{ rates: { input: 1 } }', '    contxt: 1\n'), 'contxt'],
    ['a negative rate', model('{ rates: { input: -1 } }'), 'input'], ['a price without a day', model('{ from: soon, rates: { input: 1 } }'), 'from'], ['a tokenizer that nobody has', model('{ rates: { input: 1 } }').replace('o200k', 'o900k'), 'no tokenizer o900k'],
    ['a check against a list that has no copy', model('{ rates: { input: 1 } }', '    checkedWith: [somebody]\n'), 'somebody, of which no copy is named'],
  ])('refuses %s', (_, models, words) => expect(() => list(models)).toThrow(words));
  test('a list has a source', () => expect(() => parseCatalog([tokenizers, { path: 'p.yaml', text: `provider: p\ntitle: P\ncheckedAt: "2026-11-01"\nmodels:\n${model('{ rates: { input: 1 } }')}` }])).toThrow('source'));
});
