import type { Estimate, FileKind, ModelFacts } from '../model.ts';
import { assumed } from './arithmetic.ts';

/** Seconds of a recording and pages of a document whose length the code does not show. */
const usualSeconds = { low: 5, expected: 60, high: 600 };
const usualPages = { low: 1, expected: 5, high: 50 };

/**
 * Tokens of a second of audio or video that is sent. Gemini: 32 and 258 to 263, https://ai.google.dev/gemini-api/docs/tokens.
 * OpenAI: one for 100 ms of a user's audio, https://developers.openai.com/api/docs/guides/realtime-costs. Others do not say.
 */
function perSecond(kind: 'audio' | 'video', isGemini: boolean): { readonly low: number; readonly expected: number; readonly high: number } {
  if (isGemini) return kind === 'audio' ? { low: 32, expected: 32, high: 32 } : { low: 70, expected: 263, high: 263 };
  return kind === 'audio' ? { low: 10, expected: 10, high: 32 } : { low: 70, expected: 263, high: 600 };
}

/**
 * Tokens of a page of a PDF. Claude reads its text and a picture of it, Gemini up to 2.5 takes 258 and from 3 on 560, whatever stands on it:
 * measured by https://huggingface.co/datasets/JOHNISKING/pdf-token-cost (2026-10), which agrees with https://ai.google.dev/gemini-api/docs/document-processing
 * and https://platform.claude.com/docs/en/build-with-claude/pdf-support. OpenAI sends text and a picture too and gives no figure: https://developers.openai.com/api/docs/guides/pdf-files
 */
function perPage(image: string | undefined): { readonly low: number; readonly expected: number; readonly high: number } {
  switch (image) {
    case 'claude':
    case 'claude-5':
      return { low: 1500, expected: 2300, high: 4600 };
    case 'gemini-2':
      return { low: 258, expected: 258, high: 258 };
    case 'gemini-3':
      return { low: 258, expected: 560, high: 560 };
    default:
      return { low: 300, expected: 1200, high: 3000 };
  }
}

/** What a file that goes along is taken for, by the model that reads it. Lengths are assumed: the team file replaces them by the variable's name (`variables:`). */
export function fileTokens(kind: FileKind, facts: ModelFacts | null): { readonly words: string; readonly tokens: Estimate<number> } {
  const image = facts?.tokenizer.image;
  const isGemini = image === 'gemini-2' || image === 'gemini-3';
  const times = (length: typeof usualPages, rate: typeof usualPages) =>
    assumed(length.low * rate.low, length.expected * rate.expected, length.high * rate.high);
  const each = (rate: typeof usualPages) => `${rate.expected}`;
  if (kind === 'pdf') {
    const rate = perPage(/gemini-[12]/.test(facts?.id ?? '') ? 'gemini-2' : image);
    return { words: `a PDF, taken for ${usualPages.expected} pages of about ${each(rate)} tokens`, tokens: times(usualPages, rate) };
  }
  if (kind === 'audio' || kind === 'video') {
    const rate = perSecond(kind, isGemini);
    return {
      words: `${kind}, taken for ${usualSeconds.expected} seconds of about ${each(rate)} tokens`,
      tokens: times(usualSeconds, rate),
    };
  }
  return { words: 'a file of a kind that the code does not show', tokens: assumed(85, 1500, 60_000) };
}
