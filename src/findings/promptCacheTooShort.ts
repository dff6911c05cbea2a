import { markedParts } from './promptCacheBroken.ts';
import type { Rule } from './rule.ts';
import { grouped, sentParts } from './sent.ts';

/** A marker on less text than the model caches: it is ignored without an error. */
export const promptCacheTooShort: Rule = {
  id: 'prompt-cache-too-short',
  severity: 'warning',
  title: 'The part marked to be cached is shorter than the model caches',
  check({ analyzed: { call }, facts, countTokens }) {
    const minimum = facts?.cache.minTokens;
    if (call.caching !== 'requested' || !facts || facts.cache.mode !== 'explicit' || minimum === undefined) return null;
    const parts = sentParts(call);
    const end = markedParts(call, parts);
    if (end === null) return null;
    const marked = parts.slice(0, end);
    if (marked.some((one) => typeof one.piece !== 'string') || (call.prompt.tools && !call.prompt.tools.complete)) return null;
    const text = marked.map((one) => one.piece).join('');
    const tokens = countTokens(text) + (call.prompt.tools ? countTokens(call.prompt.tools.schemaText) * 1.5 : 0);
    const most = tokens * (1 + facts.tokenizer.error);
    if (most >= minimum) return null;
    return {
      message: `The marked part is about ${grouped(tokens)} tokens; ${facts.id} caches from ${grouped(minimum)} and ignores the marker. Move it further down, or drop it.`,
      byHand: 'Move the marker to the end of a longer unchanging part, or drop it',
    };
  },
};
