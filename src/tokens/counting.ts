import type { Estimate, Tokenizer } from '../model.ts';
import { stretchesOf } from './kinds.ts';
import type { Tokenizers } from './tiktoken.ts';

/** Relative error where nothing is known of a model's tokenizer, or the encoding is not loaded yet. */
const unknownError = 0.3;
const unknownTokenizer: Tokenizer = { encoding: 'o200k_base', factor: 1, error: unknownError };

/** Counts text as a model does: exactly where its encoding is bundled, else with the factor of each kind of text and the stated error. */
export function createCounter(tokenizer: Tokenizer | undefined, tokenizers: Tokenizers): (text: string) => Estimate<number> {
  const { encoding, factor, factors, error, errors } = tokenizer ?? unknownTokenizer;
  return (text) => {
    if (text === '') return { low: 0, expected: 0, high: 0, basis: 'counted' };
    const parts = factors
      ? stretchesOf(text).map((one) => ({ text: one.text, factor: factors[one.kind], error: errors?.[one.kind] ?? error }))
      : [{ text, factor, error }];
    let expected = 0;
    let off = 0;
    for (const part of parts) {
      const exact = tokenizers.count(encoding, part.text);
      const tokens = (exact ?? Math.ceil(part.text.length / 4)) * part.factor;
      expected += tokens;
      off += tokens * (exact === null ? Math.max(part.error, unknownError) : part.error);
    }
    return {
      low: Math.max(1, Math.floor(expected - off)),
      expected: Math.max(1, Math.round(expected)),
      high: Math.ceil(expected + off),
      basis: off === 0 ? 'counted' : 'approximated',
    };
  };
}

/** Tokenizer as people read it: `o200k_base`, `o200k_base × 1.1–1.46 by kind of text, ± 4–25 %`. */
export function tokenizerWords(tokenizer: Tokenizer | undefined): string {
  const { encoding, factor, factors, error, errors } = tokenizer ?? unknownTokenizer;
  const known = factors ? Object.values(factors) : [factor];
  const [low, high] = [Math.min(...known), Math.max(...known)];
  if (high === 1 && low === 1 && error === 0) return encoding;
  const off = [
    ...new Set(
      (errors ? [Math.min(...Object.values(errors)), Math.max(...Object.values(errors))] : [error]).map((one) => Math.round(one * 100)),
    ),
  ];
  return `${encoding} × ${low === high ? factor : `${low}–${high} by kind of text,`} ± ${off.join('–')} %`;
}
