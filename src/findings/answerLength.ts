import type { LlmCall } from '../model.ts';
import { staticText } from '../text/prompts.ts';
import { canThink, thinksByDefault } from '../text/thinking.ts';
import type { RuleInput } from './rule.ts';
import { widestAnswer } from './schemaLength.ts';

/** The id of a model without what stands before it: `openai/`, `us.anthropic.`. */
function bareId(model: string): string {
  return model.slice(model.lastIndexOf('/') + 1).replace(/^(?:[a-z]+\.)+(?=[a-z])/, '');
}

/** Models that think, or can, by their names; one whose name is not known may. */
export function thinksByName({ model }: LlmCall): boolean {
  return model.state !== 'known' || canThink(bareId(model.value));
}

/** The call says that no thinking is wanted, whichever model it is. */
export function isToldNotToThink({ details }: LlmCall): boolean {
  return (
    (details?.effort.state === 'known' && /^(?:none|disabled)$/i.test(details.effort.value)) ||
    (details?.thinkingBudget.state === 'known' && details.thinkingBudget.value === 0)
  );
}

/** Calls whose thinking counts as output, or may: a generous cap is right for them. */
export function mayReason(call: LlmCall): boolean {
  return thinksByName(call) || call.details?.effort.state !== 'absent' || call.details.thinkingBudget.state !== 'absent';
}

/** The most tokens that the wording of the prompt plainly allows an answer, or null when it does not say: a cap may rest on it. */
export function allowedLength(text: string): { readonly tokens: number; readonly words: string } | null {
  const single =
    /\b(?:one|a single|single)[- ]word\b|\b(?:only|just|either)\s+(?:with\s+)?["'“”]?(?:yes|true)["'“”]?\s*(?:or|\/)\s*["'“”]?(?:no|false)\b|\b(?:yes or no|true or false)\b[^.\n]{0,20}\bonly\b|\breturn only the (?:label|category|number|class)\b/i.exec(
      text,
    );
  if (single) return { tokens: 10, words: single[0] };
  const counted = /\b(?:under|at most|no more than|max(?:imum)?(?: of)?|within|less than|up to)\s+(\d{1,3})\s+words\b/i.exec(text);
  // 4 tokens for 3 words of English: https://platform.openai.com/tokenizer
  return counted?.[1] ? { tokens: Math.ceil((Number(counted[1]) * 4) / 3), words: counted[0] } : null;
}

/** A cap with room for twice the answer that is asked for. JSON that is cut off is of no use: a little more room for it. */
export function fittingCap({ tokens, isJson }: Pick<AnswerLength, 'tokens' | 'isJson'>): number {
  return Math.max(isJson ? 64 : 16, Math.ceil((tokens * 2) / 16) * 16);
}

/** How long an answer may be at most. */
export interface AnswerLength {
  /** The most that the schema allows, or what the words ask for. */
  readonly tokens: number;
  readonly isJson: boolean;
  /** `The prompt asks for "one word",` */
  readonly words: string;
}

/** What the schema of the answer allows, or else what the prompt says of its length; null where neither tells. */
export function widestLength(call: LlmCall, countTokens: (text: string) => number): AnswerLength | null {
  const widest = widestAnswer(call);
  if (widest !== null) return { tokens: countTokens(widest), isJson: true, words: 'The schema allows an answer of at most' };
  const said = allowedLength(staticText(call, '\n'));
  return said && { tokens: said.tokens, isJson: false, words: `The prompt asks for "${said.words}",` };
}

/** Room for thinking beside a usual answer: less, and a request may end before its answer begins (https://platform.openai.com/docs/guides/reasoning#allocating-space-for-reasoning). */
const thinkingCap = 8192;

/** Below this a cap that was made for an answer alone leaves no room for thinking before it. */
export const roomForThinking = 2048;

/**
 * The cap that a fix writes: what is asked for where that is said, room for thinking where the model thinks, else the usual start.
 * Where a model ends and nothing is said of the length, its replacement is to live with the cap too.
 */
export function suggestedCap(
  { analyzed: { call }, facts, countTokens }: Pick<RuleInput, 'analyzed' | 'facts' | 'countTokens'>,
  usual: number,
): number {
  const asked = widestLength(call, countTokens);
  const cap =
    call.model.state === 'known' && mayReason(call)
      ? thinkingCap
      : asked && call.prompt.tools === null && !mayReason(call)
        ? Math.max(fittingCap(asked), 64)
        : usual;
  const lasting =
    asked === null && facts?.replacement !== undefined && thinksByDefault(bareId(facts.replacement)) ? Math.max(cap, roomForThinking) : cap;
  return Math.min(lasting, facts?.maxOutput ?? lasting);
}
