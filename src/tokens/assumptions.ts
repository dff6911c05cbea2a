import type { Estimate, LlmCall, PromptHole } from '../model.ts';

export interface Assumption {
  readonly words: string;
  readonly tokens: Estimate<number>;
}

function assumed(words: string, low: number, expected: number, high: number): Assumption {
  return { words, tokens: { low, expected, high, basis: 'assumed' } };
}

/**
 * Tokens assumed for a variable in a prompt, by what its name and shape say. Orders of magnitude, not measurements:
 * that is why the range is wide, every one is `assumed`, and the team file replaces them.
 */
const byHint: Readonly<Record<PromptHole['hint'], Assumption>> = {
  number: assumed('a number, id or date', 1, 5, 20),
  text: assumed('a short text', 5, 100, 1000),
  list: assumed('a list', 10, 200, 2000),
  document: assumed('a document or context', 100, 1500, 16000),
  history: assumed('a conversation', 20, 1000, 16000),
  image: assumed('an image', 85, 1100, 5000),
  audio: assumed('audio', 100, 1000, 10000),
  unknown: assumed('something unknown', 1, 200, 4000),
};

export function assumptionFor(hole: PromptHole): Assumption {
  return byHint[hole.hint];
}

/** Tokens of one image: OpenAI's low-detail tile at the least, a large photo at the most. See the vendors' vision pages. */
export const imageTokens: Estimate<number> = { low: 85, expected: 1100, high: 5000, basis: 'assumed' };

/** Expected output when nothing is declared: a stated default, bounded by the cap. */
export function outputAssumption(call: LlmCall, limit: number | null): Estimate<number> {
  if (call.billing === 'embedding') return { low: 0, expected: 0, high: 0, basis: 'counted' };
  const schema = call.prompt.segments.find((segment) => segment.role === 'schema');
  const words = call.prompt.segments.flatMap((segment) => segment.parts.filter((part) => typeof part === 'string')).join(' ');
  const short = /\b(one word|single word|yes or no|only the (label|category|number|name)|true or false)\b/i.test(words);
  const under = /\b(?:under|at most|no more than|max(?:imum)?(?: of)?|within|less than)\s+(\d{1,4})\s+words\b/i.exec(words)?.[1];
  const expected = short ? 5 : under ? Math.round(Number(under) * 1.35) : schema ? 250 : 400;
  const high = limit ?? Math.max(expected * 10, 4096);
  return { low: Math.min(1, high), expected: Math.min(expected, high), high, basis: 'assumed' };
}
