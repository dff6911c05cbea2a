import type { LlmCall, ModelFacts, PromptHole } from '../model.ts';
import { sendOrder } from '../text/prompts.ts';

/** One piece of a prompt as it is sent. `segment` and `part` are its place in `call.prompt.segments`. */
export interface SentPart {
  readonly piece: string | PromptHole;
  /** Index into `Prompt.segments`; `part` is one into the segment's parts. */
  readonly segment: number;
  readonly part: number;
}

/** The pieces of a prompt in the order in which they are sent. */
export function sentParts(call: LlmCall): readonly SentPart[] {
  return sendOrder(call).flatMap(({ segment: { parts }, index }) => parts.map((piece, part) => ({ piece, segment: index, part })));
}

/** Rounded to a whole number, with commas between thousands, for messages: `12,400`. */
export const grouped = (value: number): string => Math.round(value).toLocaleString('en-US');

/** Tokens of a text as people read them: `2,103`, `about 2,300` where the model's own tokenizer is not at hand. */
export function countedTokens(tokens: number, facts: ModelFacts | null): string {
  return `${facts?.tokenizer.error === 0 ? '' : 'about '}${grouped(tokens)}`;
}
