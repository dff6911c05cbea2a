import type { LlmCall, PromptSegment } from '../model.ts';

/**
 * All text that the source holds of a prompt, without schemas.
 * @param between what stands for variables and for the borders of messages: a space, and words on both sides may make one phrase; a line break, and they do not.
 */
export function staticText({ prompt }: LlmCall, between: ' ' | '\n'): string {
  return prompt.segments
    .flatMap((one) => (one.role === 'schema' ? [] : one.parts.filter((part) => typeof part === 'string')))
    .join(between);
}

/** A prompt's segments as providers send them, the system prompt before the messages, each with its index in `Prompt.segments`. A cache holds a prefix of that, behind the tools. */
export function sendOrder({ prompt }: LlmCall): readonly { readonly segment: PromptSegment; readonly index: number }[] {
  const all = prompt.segments.map((segment, index) => ({ segment, index }));
  return [...all.filter((one) => one.segment.role === 'system'), ...all.filter((one) => one.segment.role !== 'system')];
}
