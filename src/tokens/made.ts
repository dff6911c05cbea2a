import { exactly, type Estimate, type LlmCall, type ModelFacts } from '../model.ts';
import { assumed } from './arithmetic.ts';
import type { ImageSize } from './images.ts';

/** Output tokens of an image of GPT Image 1, 1.5 and 1 mini, by quality, for square, tall and wide: https://developers.openai.com/api/docs/guides/image-generation#calculating-costs */
const byQuality: Readonly<Record<string, readonly [square: number, tall: number, wide: number]>> = {
  low: [272, 408, 400],
  medium: [1056, 1584, 1568],
  high: [4160, 6240, 6208],
};

/** Cells along the longer side of an image of GPT Image 2, by quality. */
const cells: Readonly<Record<string, number>> = { low: 16, medium: 48, high: 96 };

/** Output tokens of an image of GPT Image 2: cells over both sides, dearer with the area. The formula of OpenAI's calculator as https://community.openai.com/t/1382699 gives it. */
export function newImageTokens(quality: number, { width, height }: ImageSize): number {
  const [long, short] = [Math.max(width, height), Math.min(width, height)];
  const across = Math.floor((2 * quality * short + long) / (2 * long));
  return Math.ceil((quality * across * (2_000_000 + width * height)) / 4_000_000);
}

/**
 * Output tokens of one image, where images are billed so: exact where the code says size and quality, else from the smallest that the model makes to
 * the largest. Gemini bills 1,290 an image up to 2.5 and 1,120 (2,000 in 4K) from 3 on: https://ai.google.dev/gemini-api/docs/pricing
 */
export function imageOutput(call: LlmCall, facts: ModelFacts | null): { readonly tokens: Estimate<number>; readonly words: string } {
  const id = facts?.id.split('/').at(-1) ?? '';
  if (/^gemini-2/.test(id)) return { tokens: exactly(1290, 'approximated'), words: 'an image' };
  if (/^gemini/.test(id)) return { tokens: assumed(747, 1120, 2520), words: 'an image; its size is not read' };
  const named = (name: string) =>
    call.modifiers
      .find((one) => one.startsWith(`${name}:`))
      ?.slice(name.length + 1)
      .toLowerCase();
  const [, width, height] = /^(\d+)x(\d+)$/.exec(named('size') ?? '')?.map(Number) ?? [];
  const size: ImageSize | null = width !== undefined && height !== undefined ? { width, height } : null;
  const quality = named('quality');
  const isNewer = /^gpt-image-[2-9](?![.\d]*-mini)/.test(id);
  const of = (level: string, one: ImageSize) =>
    isNewer
      ? newImageTokens(cells[level] ?? 48, one)
      : (byQuality[level] ?? [0, 0, 0])[one.width === one.height ? 0 : one.width < one.height ? 1 : 2];
  const square: ImageSize = { width: 1024, height: 1024 };
  const sizes = size ? [size] : [square, { width: 1024, height: 1536 }, { width: 1536, height: 1024 }];
  const levels = quality !== undefined && quality in byQuality ? [quality] : ['low', 'medium', 'high'];
  const all = levels.flatMap((level) => sizes.map((one) => of(level, one)));
  const expected = of(levels.length === 1 ? (levels[0] ?? 'medium') : 'medium', size ?? square);
  const words =
    levels.length === 1 && size
      ? `an image of ${size.width} × ${size.height} in ${levels[0]} quality`
      : `an image; the code does not say ${[size ? '' : 'its size', levels.length === 1 ? '' : 'its quality'].filter(Boolean).join(' and ')}`;
  return { tokens: all.length === 1 ? exactly(expected, 'counted') : assumed(Math.min(...all), expected, Math.max(...all)), words };
}

/** Characters of English that are spoken in a second, from slow to fast reading. */
const spoken = { low: 18, expected: 15, high: 11 };
/** Tokens of a second of speech: OpenAI one for 50 ms (https://developers.openai.com/api/docs/guides/realtime-costs), Gemini 25 (https://ai.google.dev/gemini-api/docs/speech-generation). */
const speechPerSecond = (facts: ModelFacts | null) => (/gemini/.test(facts?.id ?? '') ? 25 : 20);

/** Output tokens of a text that is read aloud. @param characters of the text. */
export function speechOutput(
  characters: Estimate<number>,
  facts: ModelFacts | null,
): { readonly tokens: Estimate<number>; readonly words: string } {
  const rate = speechPerSecond(facts);
  const tokens = (count: number, speed: number) => Math.max(1, Math.round((count / speed) * rate));
  return {
    tokens: assumed(tokens(characters.low, spoken.low), tokens(characters.expected, spoken.expected), tokens(characters.high, spoken.high)),
    words: `speech of about ${Math.max(1, Math.round(characters.expected / spoken.expected))} seconds`,
  };
}
