import { describe, expect, test } from 'vitest';
import catalog from 'llmcost:catalog';
import { parseCatalog } from '../../../src/cost/catalog.ts';
import { compareCatalog } from '../../../src/cost/compare.ts';
import { createPriceBook } from '../../../src/cost/priceBook.ts';
import { recordChecks } from '../../../src/cost/propose.ts';
import { checkedWords } from '../../../src/report/wording.ts';

const list = (rows: string) => parseCatalog([
  { path: 'sources.yaml', text: 'sources:\n  other: { title: Other, url: "https://example.com", of: "2026-08-01" }\n' },
  { path: 'a.yaml', text: `provider: a\ntitle: A\nsource: https://example.com/prices\ncheckedAt: "2026-11-21"\nmodels:\n${rows}` },
]);
const model = (id: string, more: string, prices = '      - { rates: { input: 1, output: 2 } }') => `  - id: ${id}\n    tokenizer: { encoding: o200k_base, factor: 1, error: 0 }\n    cache: { mode: none }\n${more}    prices:\n${prices}\n`;
const theirs = (id: string, input: number) => ({ provider: 'a', id, rates: () => ({ input, output: 2 }) });

describe('what a price was checked against', () => {
  test('a copy that nobody has is no check', () => {
    expect(() => list(model('m', '    checkedWith: [page]\n'))).toThrow('a/m: checked with page, of which no copy is named');
    expect(() => list(model('m', '    checkedWith: [nobody]\n'))).toThrow('checked with nobody');
  });
  test('every price says it, or that there was none', () => {
    const book = createPriceBook(list(model('m', '    checkedWith: [other]\n') + model('n', '')));
    const words = (id: string) => checkedWords(book.find(id, 'a', '2026-11-21').price!);
    expect(words('m')).toBe('checked 2026-11-21 against Other of 2026-08-01');
    expect(words('n')).toBe('typed in from its source, compared with no other price list');
    expect(checkedWords({ checkedAt: '2026-11-21', checkedWith: ['X of 2026-01-01', 'Y of 2026-02-01', 'Z of 2026-03-01'], contracted: null })).toBe('checked 2026-11-21 against X of 2026-01-01, Y of 2026-02-01 and Z of 2026-03-01');
  });
  test('a list confirms what it agrees with, and no rate that began after its copy', () => {
    const dated = '      - { until: "2026-10-01", rates: { input: 1, output: 2 } }\n      - { from: "2026-10-01", rates: { input: 3, output: 2 } }';
    const made = compareCatalog(list(model('same', '') + model('other', '') + model('later', '', dated)), [theirs('same', 1), theirs('other', 5), theirs('later', 1), theirs('gone', 1)], '2026-08-01', '2026-11-21').lists[0];
    expect(made).toMatchObject({ shared: 3, agree: 2, confirmed: ['same'], differ: [{ id: 'other' }], missing: ['gone'] });
  });
  test('a record names what agreed now, and keeps what other lists said', () => {
    const text = `checkedAt: "2026-01-01"\nmodels:\n${model('m', '    checkedWith: [page, other]\n')}${model('n', '')}`;
    const recorded = recordChecks(text, '2026-11-21', { other: ['n'] });
    expect(recorded).toBe(`checkedAt: "2026-11-21"\nmodels:\n${model('m', '    checkedWith: [page]\n')}${model('n', '    checkedWith: [other]\n')}`);
    expect(recordChecks(recorded, '2026-11-21', { other: ['n'] })).toBe(recorded);
  });
});

test('the models that people use most agree with at least two independent lists', () => {
  const makers = ['openai', 'anthropic', 'google', 'bedrock', 'azure', 'mistral', 'groq', 'xai'];
  const checked = catalog.providers.filter((one) => makers.includes(one.provider)).flatMap((one) => one.models.filter((entry) => entry.retires === undefined && (entry.checkedWith?.length ?? 0) >= 2).map((entry) => entry.id));
  expect(checked.length).toBeGreaterThanOrEqual(200);
  const used = ['gpt-4o', 'gpt-4o-mini', 'gpt-4.1', 'gpt-4.1-mini', 'gpt-5', 'gpt-5-mini', 'gpt-5.4', 'gpt-5.5', 'gpt-6-sol', 'gpt-6-luna', 'o3', 'o4-mini', 'claude-haiku-4-5', 'claude-sonnet-4-5', 'claude-sonnet-4-6', 'claude-sonnet-5', 'claude-opus-4-8', 'claude-opus-5', 'claude-opus-5-5', 'gemini-2.5-flash', 'gemini-2.5-pro', 'gemini-3.5-flash', 'gemini-3.8-flash', 'mistral-large-2512', 'llama-3.3-70b-versatile', 'grok-4.3', 'text-embedding-3-small'];
  const book = createPriceBook(catalog);
  expect(used.filter((id) => (book.find(id, id.startsWith('llama') ? 'groq' : null, '2026-11-21').price?.checkedWith.length ?? 0) < 2)).toEqual([]);
});
