import type { LlmCall, ModelFacts, PromptHole } from '../model.ts';

/** One piece of a prompt as it is sent. `segment` and `part` are its place in `call.prompt.segments`. */
export interface SentPart {
  readonly piece: string | PromptHole;
  /** Index into `Prompt.segments`; `part` is one into the segment's parts. */
  readonly segment: number;
  readonly part: number;
}

/** Providers send the system prompt before the messages; a cache holds a prefix of that (behind the tools). */
export function sentParts(call: LlmCall): readonly SentPart[] {
  const { segments } = call.prompt;
  const order = [...segments.keys()].toSorted((a, b) => Number(segments[a]?.role !== 'system') - Number(segments[b]?.role !== 'system') || a - b);
  return order.flatMap((segment) => (segments[segment]?.parts ?? []).map((piece, part) => ({ piece, segment, part })));
}

/** All text of the prompt that the source holds, without schemas. */
export function staticText(call: LlmCall): string {
  return call.prompt.segments.filter((one) => one.role !== 'schema').flatMap((one) => one.parts.filter((part) => typeof part === 'string')).join('\n');
}

/** Rounded to a whole number, with commas between thousands, for messages: `12,400`. */
export const grouped = (value: number): string => Math.round(value).toLocaleString('en-US');

/** Tokens of a text as people read them: `2,103`, `about 2,300` where the model's own tokenizer is not at hand. */
export function countedTokens(tokens: number, facts: ModelFacts | null): string {
  return `${facts?.tokenizer.error === 0 ? '' : 'about '}${grouped(tokens)}`;
}
