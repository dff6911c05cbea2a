import type { Estimate, LlmCall, TokenEstimate } from '../../src/model.ts';

/** A call of which nothing matters but what a test sets. */
export const callOf = (model: string, more: Partial<LlmCall> = {}): LlmCall => ({
  id: 'x', file: 'x.py', language: 'python', span: { start: 0, end: 1 }, sdk: 'openai', api: 'openai.chat.completions', provider: 'openai', kind: 'direct', confidence: 'certain', billing: 'tokens', function: null, via: null,
  model: { state: 'known', value: model, how: 'literal', span: null }, maxOutput: { state: 'absent' }, capSlot: null, capDefault: { kind: 'model' }, caching: 'automatic', prompt: { state: 'known', segments: [], messageCount: 1, tools: null, images: 0 },
  repetition: { inLoop: false, loopKind: null, steps: null, n: 1 }, streaming: false, modifiers: [], inTest: false, documentation: '', trail: [], ...more,
});
export const exactly = (value: number): Estimate<number> => ({ low: value, expected: value, high: value, basis: 'counted' });
export const tokensOf = (input: number, output: number, cacheRead = 0, more: Partial<TokenEstimate> = {}): TokenEstimate => ({
  input: exactly(input), output: exactly(output), cacheRead: exactly(cacheRead), cacheWrite: exactly(0), staticInput: input, staticPrefix: 0, tokenizer: 'test', notes: [], ...more,
});
