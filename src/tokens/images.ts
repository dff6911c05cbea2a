import { exactly, type Estimate, type LlmCall, type ModelFacts } from '../model.ts';
import { assumed } from './arithmetic.ts';

/** Base and tile of OpenAI's tile models: https://developers.openai.com/api/docs/guides/images-vision#calculating-costs */
const tiles: readonly (readonly [RegExp, number, number])[] = [
  [/^gpt-4o-mini/, 2833, 5667],
  [/^(?:gpt-5(?:\.1)?)(?:-chat.*)?$/, 70, 140],
  [/^o[13]/, 75, 150],
  [/^computer-use/, 65, 129],
  [/^(?:gpt-4o|gpt-4\.1$|gpt-4\.5|gpt-4-turbo|gpt-4-vision|chatgpt-4o)/, 85, 170],
];
/** Multiplier of OpenAI's patch models (32 px patches, at most 1,536 of them): same page. */
const patches: readonly (readonly [RegExp, number])[] = [
  [/^(?:gpt-4\.1-mini|gpt-5-mini|gpt-5\.4-mini)/, 1.62],
  [/^(?:gpt-4\.1-nano|gpt-5-nano|gpt-5\.4-nano)/, 2.46],
  [/^o4-mini/, 1.72],
  [/^gpt-[56]/, 1.2],
];

/** Pixels. */
export interface ImageSize {
  readonly width: number;
  readonly height: number;
}
/** What an image is taken for whose size the code does not show. */
const usualSize: ImageSize = { width: 1024, height: 1024 };

/** Tokens of an image in OpenAI's tiles: fitted into 2048 x 2048, the shorter side then into 768, and cut into squares of 512. Same page. */
export function tiledTokens({ width, height }: ImageSize, base: number, each: number): number {
  const fit = Math.min(1, 2048 / Math.max(width, height));
  const scale = fit * Math.min(1, 768 / (Math.min(width, height) * fit));
  return base + each * Math.ceil((width * scale) / 512) * Math.ceil((height * scale) / 512);
}

/** Patches of 32 pixels that cover an image, scaled down to whole patches where they would be more than `budget`. Same page. */
export function patchesOf({ width, height }: ImageSize, budget: number): number {
  const side = 32;
  const plain = Math.ceil(width / side) * Math.ceil(height / side);
  if (plain <= budget) return plain;
  const shrink = Math.sqrt((side * side * budget) / (width * height));
  const [across, down] = [(width * shrink) / side, (height * shrink) / side];
  const whole = Math.min(Math.floor(across) / across, Math.floor(down) / down);
  // Rounded: a side that is a whole number of patches must not be one more for a fault of the last digit.
  return Math.min(budget, Math.ceil(Number((across * whole).toFixed(6))) * Math.ceil(Number((down * whole).toFixed(6))));
}

/**
 * Tokens of one image whose size the code does not show: the least that the model takes, 1024 x 1024, and the most.
 * A detail of "low" written in the code is exact where the model has it.
 */
export function imageTokens(call: LlmCall, facts: ModelFacts | null): Estimate<number> {
  const id = facts?.id ?? '';
  const detail = call.details?.imageDetail.state === 'known' ? call.details.imageDetail.value : null;
  const tile = tiles.find(([pattern]) => pattern.test(id));
  if (tile) {
    const [, base, each] = tile;
    // At most 2 x 4 tiles.
    return detail === 'low'
      ? exactly(base, 'approximated')
      : assumed(detail === 'high' ? base + each : base, tiledTokens(usualSize, base, each), base + 8 * each);
  }
  const patch = patches.find(([pattern]) => pattern.test(id));
  if (patch) {
    const newest = /^gpt-(5\.[2-9]|6)/.test(id) && !/mini|nano/.test(id);
    const most = newest ? (detail === 'high' ? 2500 : 10_000) : 1536;
    return detail === 'low'
      ? assumed(64, Math.round(256 * patch[1]), Math.round(256 * patch[1]))
      : assumed(64, Math.round(patchesOf(usualSize, most) * patch[1]), Math.round(most * patch[1]));
  }
  switch (facts?.tokenizer.image) {
    // ceil(w/28) * ceil(h/28), at most 1,568 tokens, from Opus 4.7 on 4,784: https://platform.claude.com/docs/en/build-with-claude/vision
    case 'claude':
      return assumed(54, 1369, 1600);
    case 'claude-5':
      return assumed(54, 1369, 4784);
    // 258 a tile of 768 up to Gemini 2.5, about 1,100 an image from 3 on: https://ai.google.dev/gemini-api/docs/tokens
    case 'gemini-2':
      return geminiImage(2, detail);
    case 'gemini-3':
      return geminiImage(/gemini-(1|2)/.test(id) ? 2 : 3, detail);
    default:
      return assumed(85, 1100, 5000);
  }
}

/** `mediaResolution` sets the tokens of an image: https://ai.google.dev/gemini-api/docs/media-resolution */
function geminiImage(generation: 2 | 3, resolution: string | null): Estimate<number> {
  const level = /(?:_|^)(ultra_high|low|medium|high)$/i.exec(resolution ?? '')?.[1]?.toLowerCase();
  if (generation === 3) {
    const known: Readonly<Record<string, number>> = { low: 280, medium: 560, high: 1120, ultra_high: 2240 };
    return level !== undefined && known[level] !== undefined ? exactly(known[level], 'approximated') : assumed(64, 1090, 1120);
  }
  return level === 'low' ? exactly(64, 'approximated') : level === 'medium' ? exactly(256, 'approximated') : assumed(258, 1032, 3096);
}
