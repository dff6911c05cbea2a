import type { LlmCall } from '../model.ts';

/** All text that the source holds of a prompt; variables are left out. */
export function staticText(call: LlmCall): string {
  return call.prompt.segments.flatMap((segment) => (segment.role === 'schema' ? [] : segment.parts.filter((part) => typeof part === 'string'))).join(' ');
}

/** Providers send tools, then system, then messages; a cache holds a prefix of that. */
export function sendOrder(call: LlmCall): LlmCall['prompt']['segments'] {
  return [...call.prompt.segments.filter((one) => one.role === 'system'), ...call.prompt.segments.filter((one) => one.role !== 'system')];
}
