import type { Fix } from '../model.ts';
import { breakEvenOf, hitShare } from './breakEven.ts';
import { textBetween } from './code.ts';
import { exactly, savingOf } from './prices.ts';
import type { Rule, RuleInput } from './rule.ts';
import { expressionOf, grouped, written } from './sent.ts';

/** A large unchanging prefix is sent at full price although the provider caches on request. */
export const promptCacheMissing: Rule = {
  id: 'prompt-cache-missing',
  severity: 'warning',
  title: 'Prompt caching is not asked for',
  check(input) {
    const { analyzed: { call, tokens, declared }, facts } = input;
    if (call.caching !== 'absent' || !facts || facts.cache.mode !== 'explicit' || facts.cache.minTokens === undefined || !facts.cacheRatio) return null;
    if (tokens.staticPrefix * (1 - facts.tokenizer.error) < facts.cache.minTokens) return null;
    const { neededHits, callsPerHour } = breakEvenOf(facts.cacheRatio);
    const prefix = `${grouped(tokens.staticPrefix)} tokens of unchanging prompt are sent at full price; ${facts.id} caches from ${grouped(facts.cache.minTokens)}`;
    const breakEven = `pays from about ${callsPerHour.toFixed(1)} calls per hour`;
    const fixes = markSystem(input);
    const mend = fixes.length > 0 ? { fixes } : { byHand: 'Put a cache marker at the end of the unchanging part' };
    if (!declared?.volume) return { severity: 'information', message: `${prefix}. Caching ${breakEven}; no volume is declared.`, ...mend };
    const hits = hitShare(declared.volume);
    if (hits <= neededHits) return null;
    const { write, read } = facts.cacheRatio;
    const share = 1 - (hits * read + (1 - hits) * write);
    const saving = savingOf(input, { tokens: { cacheRead: exactly(Math.round(tokens.staticPrefix * hits)), cacheWrite: exactly(Math.round(tokens.staticPrefix * (1 - hits))) } });
    return { message: `${prefix}. Caching ${breakEven}; at the declared volume it would save about ${Math.round(share * 100)} % of that part.`, saving, ...mend };
  },
};

/**
 * Anthropic's messages: the system text becomes one block with a marker. Only where the whole system prompt is text that
 * does not change, so that the marker stands at the end of the static prefix.
 */
function markSystem({ analyzed: { call }, code }: RuleInput): readonly Fix[] {
  const expr = call.api === 'anthropic.messages' ? expressionOf(code, call) : null;
  const system = expr ? written(expr, ['system']) : null;
  const segment = call.prompt.segments.find((one) => one.role === 'system');
  if (!system || (system.kind !== 'text' && system.kind !== 'name' && system.kind !== 'member') || !segment?.parts.every((part) => typeof part === 'string')) return [];
  const text = textBetween(code, system.span);
  const block = call.language === 'python' ? `[{"type": "text", "text": ${text}, "cache_control": {"type": "ephemeral"}}]` : `[{ type: "text", text: ${text}, cache_control: { type: "ephemeral" } }]`;
  return [{ title: 'Mark the system prompt to be cached', edits: [{ span: system.span, text: block }] }];
}
