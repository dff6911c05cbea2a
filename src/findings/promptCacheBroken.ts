import { exactly, type LlmCall, type PromptHole, type Span } from '../model.ts';
import { loopsAround, namedFunctionAround, textBetween } from './code.ts';
import { sortFix } from './order.ts';
import { savingOf } from './prices.ts';
import type { Found, Rule, RuleInput } from './rule.ts';
import { countedTokens, sentParts, type SentPart } from './sent.ts';
import { volatility, type Volatility } from './volatile.ts';
import { toolsBy } from './varyingTools.ts';
import { moveBehind } from './volatileFix.ts';

/** Something that differs on each request stands before a large unchanging part, so that no cache can hold it. */
export const promptCacheBroken: Rule = {
  id: 'prompt-cache-broken',
  severity: 'warning',
  title: 'Something that changes stands before the part that could be cached',
  check(input) {
    const {
      analyzed: { call },
      facts,
    } = input;
    const minimum = facts?.cache.minTokens;
    if (!facts || facts.cache.mode === 'none' || minimum === undefined || (call.caching !== 'automatic' && call.caching !== 'requested'))
      return null;
    const parts = sentParts(call);
    const first = parts.findIndex((one) => typeof one.piece !== 'string' && volatility(input.code, one.piece, call.span) !== null);
    return (first >= 0 ? brokenBy(input, parts, first, minimum) : movable(input, parts, minimum)) ?? brokenByTools(input, parts, minimum);
  },
};

function brokenBy(input: RuleInput, parts: readonly SentPart[], at: number, minimum: number): Found | null {
  const { call } = input.analyzed;
  const hole = parts[at]?.piece;
  if (hole === undefined || typeof hole === 'string') return null;
  const volatile = volatility(input.code, hole, call.span);
  if (!volatile) return null;
  const what = volatile.words;
  const place = (where: string) =>
    volatile.kind === 'set' || volatile.kind === 'completion' ? `Put it in a fixed order, or move it ${where}.` : `Move it ${where}.`;
  const before = textTokens(input, parts.slice(0, at));
  const confidence =
    volatile.kind !== 'set' && isReadAnew(input, hole, volatile.span)
      ? volatile.kind === 'completion'
        ? 'likely'
        : 'certain'
      : 'possible';
  if (call.caching === 'requested') {
    const end = markedParts(call, parts);
    if (end === null || at >= end) return null;
    return {
      confidence,
      message: `${what}, and stands inside the part that is marked to be cached: ${confidence !== 'possible' ? 'every request writes the cache and none reads it' : 'a request that is built anew writes the cache again'}. ${place('behind the marker')}`,
      ...mend(input, hole, volatile.kind, 'Move it into a block of its own, behind the one that is marked'),
    };
  }
  const after = staticRun(input, parts, at);
  const error = input.facts?.tokenizer.error ?? 0;
  if (before >= minimum || (before + after) * (1 - error) < minimum) return null;
  const saving = savingOf(input, { tokens: { cacheRead: exactly(Math.round(before + after), 'approximated') } });
  return {
    confidence,
    message: `${what}: the ${countedTokens(after, input.facts)} unchanging tokens behind it cannot be read from the cache. ${place('to the end of the prompt')}`,
    saving,
    ...mend(input, hole, volatile.kind, `Move {${hole.name}} behind the unchanging text`),
  };
}

/**
 * Claude's cache holds tools first, then the system prompt, then messages: a change of the tools ends all of it
 * (https://platform.claude.com/docs/en/agents-and-tools/tool-use/tool-use-with-prompt-caching; Bedrock's Converse has the same order).
 */
function brokenByTools(input: RuleInput, parts: readonly SentPart[], minimum: number): Found | null {
  const {
    code,
    facts,
    analyzed: { call },
  } = input;
  const end =
    call.caching === 'requested' && call.prompt.tools?.complete === false && /claude/.test(facts?.id ?? '')
      ? markedParts(call, parts)
      : null;
  const by = end === null || end === 0 ? null : toolsBy(code, call);
  if (end === null || by === null) return null;
  const marked = textTokens(input, parts.slice(0, end));
  if (marked * (1 - (facts?.tokenizer.error ?? 0)) < minimum) return null;
  return {
    severity: 'information',
    confidence: 'likely',
    message: `{${by}} decides which tools go along, and tools stand before the ${countedTokens(marked, facts)} marked tokens: each set of tools writes a cache of its own. Send the same tools to everyone, or let the model search for those that are rare.`,
    byHand: 'Send the same list of tools in the same order, and refuse in the handler what a user may not do',
  };
}

function mend(input: RuleInput, hole: PromptHole, kind: Volatility['kind'] | null, byHand: string): Pick<Found, 'fixes' | 'byHand'> {
  const fixes = [...(kind === 'set' ? sortFix(input.code, hole) : []), ...moveBehind(input, hole)];
  return fixes.length > 0 ? { fixes } : { byHand };
}

/**
 * Whether the value is surely read for each request: in the function of the call (or in the script itself), inside every loop
 * that the call stands in. One that is read once and sent many times spoils nothing after the first request.
 */
function isReadAnew({ analyzed: { call }, code, siblings }: RuleInput, hole: PromptHole, span: Span | null): boolean {
  if (!span || !textBetween(code, span).includes('(')) return false;
  const home = namedFunctionAround(code, span);
  const own = namedFunctionAround(code, call.span);
  if (home === null || home !== own) return false;
  const loops = loopsAround(code, call.span);
  const once =
    siblings.filter((one) =>
      one.call.prompt.segments.some((segment) =>
        segment.parts.some(
          (part) => typeof part !== 'string' && hole.span && part.span?.start === hole.span.start && part.span.end === hole.span.end,
        ),
      ),
    ).length < 2;
  return once && loops.every((loop) => loop.span.start <= span.start && span.end <= loop.span.end);
}

/** Text of the user before a large unchanging tail: likely to differ from request to request, which is not certain. */
function movable(input: RuleInput, parts: readonly SentPart[], minimum: number): Found | null {
  const at = parts.findIndex((one) => typeof one.piece !== 'string');
  const hole = parts[at]?.piece;
  if (
    hole === undefined ||
    typeof hole === 'string' ||
    !/^parameter /.test(hole.reason ?? '') ||
    input.analyzed.call.caching !== 'automatic'
  )
    return null;
  const before = textTokens(input, parts.slice(0, at));
  const after = staticRun(input, parts, at);
  const error = input.facts?.tokenizer.error ?? 0;
  if (before >= minimum || after * (1 - error) < minimum) return null;
  return {
    severity: 'information',
    confidence: 'likely',
    message: `{${hole.name}} stands before ${countedTokens(after, input.facts)} unchanging tokens: put it behind them, and they can be read from the cache when it differs.`,
    saving: savingOf(input, { tokens: { cacheRead: exactly(Math.round(before + after), 'approximated') } }),
    ...mend(input, hole, null, `Move {${hole.name}} behind the unchanging text`),
  };
}

function textTokens(input: RuleInput, parts: readonly SentPart[]): number {
  return input.countTokens(parts.map((one) => (typeof one.piece === 'string' ? one.piece : '')).join(''));
}

/** Unchanging text behind a hole up to the next one that varies or may. */
function staticRun(input: RuleInput, parts: readonly SentPart[], at: number): number {
  const next = parts.findIndex((one, i) => i > at && typeof one.piece !== 'string');
  return textTokens(input, parts.slice(at + 1, next < 0 ? undefined : next));
}

/** How many of the parts, in sending order, are before the last marker; null when that cannot be told. */
export function markedParts(call: LlmCall, parts: readonly SentPart[]): number | null {
  const mark = call.prompt.cacheMark;
  if (mark === undefined || mark === 'whole') return null;
  if (mark === 'tools') return 0;
  const last = parts.findLastIndex((one) => one.segment === mark.segment && one.part < mark.parts);
  return last < 0 ? null : last + 1;
}
