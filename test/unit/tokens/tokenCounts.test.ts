import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import catalog from 'llmcost:catalog';
import type { Tokenizer } from '../../../src/model.ts';
import { createCounter, tokenizerWords } from '../../../src/tokens/counting.ts';
import { kindOf, stretchesOf } from '../../../src/tokens/kinds.ts';
import { createTokenizers } from '../../../src/tokens/tiktoken.ts';
import { assets, scan, shared } from '../../harness/analyze.ts';
import { fittedFactor, heldOutErrors, kinds, measured, samples, statedError } from '../../harness/tokenFit.ts';

const { tokenizers } = shared;
beforeAll(async () => {
  await tokenizers.ready('o200k_base');
  await tokenizers.ready('cl100k_base');
});
afterAll(() => tokenizers.dispose());

const family = (name: string) => catalog.tokenizers[name] as Tokenizer;
const all = Object.entries(samples);

describe('against reference tokenizers', () => {
  test('there are texts to fit on and others to test on, of every kind', () => {
    for (const kind of kinds) for (const set of ['fit', 'held-out']) expect(all.filter(([, one]) => one.kind === kind && one.set === set).length, `${kind} ${set}`).toBeGreaterThanOrEqual(set === 'fit' ? 1 : 4);
  });
  test.each([['o200k', 'gpt-tokenizer 4.0.0 o200k_base'], ['cl100k', 'gpt-tokenizer 4.0.0 cl100k_base']])('%s is exact', (name, reference) => {
    const count = createCounter(family(name), tokenizers);
    for (const [id, one] of all) expect([id, count(one.text)]).toEqual([id, { low: one.counts[reference], expected: one.counts[reference], high: one.counts[reference], basis: 'counted' }]);
  });
  describe.each(Object.entries(measured))('%s', (name, how) => {
    test.each(kinds)('%s: the factor is fitted on one half of the texts, the stated error is that on the other', (kind) => {
      const { encoding, factors, errors } = family(name);
      expect(encoding).toBe(how.encoding);
      expect(factors?.[kind]).toBe(fittedFactor(how, kind));
      const count = createCounter(family(name), tokenizers);
      expect(errors?.[kind]).toBe(statedError(how, heldOutErrors(how, kind, (text) => count(text).expected)));
    });
    test('the one error for prompts of unknown make is the largest for prose, code, JSON and Markdown', () => {
      const { error, errors } = family(name);
      expect(error).toBe(Math.max(errors?.prose ?? 1, errors?.code ?? 1, errors?.json ?? 1, errors?.markdown ?? 1));
    });
    test('every held-out text is within the range that is shown', () => {
      const count = createCounter(family(name), tokenizers);
      for (const [id, one] of all.filter(([, sample]) => sample.set === 'held-out')) {
        const { low, high } = count(one.text);
        for (const reference of how.references) {
          const tokens = (one.counts[reference] ?? Number.NaN) * how.times;
          expect(tokens >= low - 1 && tokens <= high + 1, `${id}: ${tokens.toFixed(0)} by ${reference}, shown ${low}–${high}`).toBe(true);
        }
      }
    });
  });
  test('special tokens in a prompt are text, and long runs do not hang', () => {
    const count = createCounter(family('o200k'), tokenizers);
    expect(count('<|endoftext|>').expected).toBeGreaterThan(1);
    expect(count('-'.repeat(50_000)).expected).toBeGreaterThan(100);
    expect(count('')).toEqual({ low: 0, expected: 0, high: 0, basis: 'counted' });
  });
});

test('an encoding that is not loaded is asked for, and its count is a wide range until then', async () => {
  const fresh = createTokenizers((name) => assets.load(name));
  const count = createCounter(family('cl100k'), fresh);
  expect(count('Say hello to the people.')).toMatchObject({ basis: 'approximated' });
  expect(fresh.wanted()).toEqual(['cl100k_base']);
  await fresh.ready('cl100k_base');
  expect(fresh.wanted()).toEqual([]);
  expect(count('Say hello to the people.')).toEqual({ low: 6, expected: 6, high: 6, basis: 'counted' });
  fresh.dispose();
});

test('a scan loads the encoding of every model it meets', async () => {
  const { files } = await scan({ 'a.py': 'from openai import OpenAI\nOpenAI().embeddings.create(model="text-embedding-3-small", input="Say hello to the people.")\n' });
  expect(files[0]?.calls[0]?.tokens.input).toEqual({ low: 6, expected: 6, high: 6, basis: 'counted' });
});

describe('kinds of text', () => {
  test.each(all.map(([id, one]) => [id, one] as const))('%s', (_, one) => expect(kindOf(one.text)).toBe(one.kind));
  test('stretches are the text again', () => {
    const text = `Intro.\n\n\`\`\`python\nx = 1\n\`\`\`\n\n${samples['german']?.text}\n\n{"a": 1, "b": [1, 2], "c": {"d": null}}\n`;
    expect(stretchesOf(text).map((one) => one.text).join('')).toBe(text);
    expect(stretchesOf(text).map((one) => one.kind)).toEqual(['prose', 'code', 'prose', 'european', 'json']);
  });
  test('a program with blank lines is code throughout', () => expect(stretchesOf(samples['go']?.text ?? '').map((one) => one.kind)).toEqual(['code']));
});

test('a tokenizer says what it is', () => {
  expect(tokenizerWords(family('o200k'))).toBe('o200k_base');
  expect(tokenizerWords(family('nova'))).toBe('o200k_base × 1.1 ± 20 %');
  expect(tokenizerWords(family('claude-4'))).toBe('cl100k_base × 1.1–1.32 by kind of text, ± 9–61 %');
});

/** Factor, largest and mean error on held-out texts, by family and kind. */
function table(): string {
  const percent = (share: number) => Math.round(share * 100);
  const rows = Object.entries(measured).map(([name, how]) => {
    const count = createCounter(family(name), tokenizers);
    const cells = kinds.map((kind) => {
      const errors = heldOutErrors(how, kind, (text) => count(text).expected).map(Math.abs);
      return `× ${family(name).factors?.[kind]} ± ${percent(family(name).errors?.[kind] ?? 1)} % (${percent(errors.reduce((sum, one) => sum + one, 0) / errors.length)})`;
    });
    return `| ${name} | \`${how.encoding}\` | ${cells.join(' | ')} |`;
  });
  return [`| family | encoding | ${kinds.join(' | ')} |`, `|${'---|'.repeat(kinds.length + 2)}`, ...rows].join('\n');
}

test('docs/tokens.md shows what was measured', () => {
  const path = new URL('../../../docs/tokens.md', import.meta.url);
  const text = readFileSync(path, 'utf8');
  const current = text.replace(/(<!-- measured -->\n)[^]*?(\n<!-- \/measured -->)/, (_, start: string, end: string) => start + table() + end);
  if (process.argv.includes('-u') || process.env['UPDATE']) writeFileSync(path, current);
  else expect(text).toBe(current);
});
