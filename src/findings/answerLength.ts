import type { LlmCall } from '../model.ts';
import { staticText } from '../text/prompts.ts';
import { canThink, thinksByDefault } from '../text/thinking.ts';
import type { RuleInput } from './rule.ts';
import { widestAnswer } from './schemaLength.ts';

/** What names a provider before a model's id: `openai:` of `openai:gpt-4o`. A fine-tuned model's `ft:` does not. */
export function providerOf(model: string): string {
  return /^(?!ft:)[a-z][a-z_-]*:(?!\d)/.exec(model)?.[0] ?? '';
}

/** The id of a model without what stands before it: `openai/`, `anthropic:`, `us.anthropic.`. */
export function bareId(model: string): string {
  return model.slice(Math.max(model.lastIndexOf('/') + 1, providerOf(model).length)).replace(/^(?:[a-z]+\.)+(?=[a-z])/, '');
}

/** Models that think, or can, by their names; one whose name is not known may, unless it is one of several of which none does. */
export function thinksByName({ model }: LlmCall): boolean {
  const names = model.state === 'known' ? [model.value] : model.state === 'dynamic' ? model.alternatives : [];
  return names.length === 0 || names.some((one) => canThink(bareId(one)));
}

/** The call says that no thinking is wanted, whichever model it is: https://platform.claude.com/docs/en/build-with-claude/extended-thinking, https://ai.google.dev/gemini-api/docs/thinking */
export function isToldNotToThink({ details }: LlmCall): boolean {
  return (
    (details?.effort.state === 'known' && /^(?:none|disabled)$/i.test(details.effort.value)) ||
    (details?.thinkingBudget.state === 'known' && details.thinkingBudget.value === 0) ||
    details?.sets['thinking']?.value === 'disabled'
  );
}

/** Calls whose thinking counts as output, or may: a generous cap is right for them. */
export function mayReason(call: LlmCall): boolean {
  if (isToldNotToThink(call)) return false;
  const asks = call.details && ['reasoning_effort', 'reasoningEffort', 'effort', 'thinking'].some((name) => call.details?.sets[name]);
  return thinksByName(call) || asks === true || call.details?.effort.state === 'known' || call.details?.thinkingBudget.state === 'known';
}

/** Answers of one word. What is to be explained besides takes more. */
const oneWord =
  /\b(?:one|a single|single)[- ]word\b|\b(?:only|just|either)\s+(?:with\s+)?["'“”]?(?:yes|true)["'“”]?\s*(?:or|\/)\s*["'“”]?(?:no|false)\b|\b(?:yes or no|true or false)\b[^.\n]{0,20}\bonly\b|\breturn only the (?:label|category|number|class)\b|\b(?:answer|reply|respond|return|output)\b[^.\n]{0,20}["'“”]?(?:yes|true)["'“”]?\s*(?:or|\/)\s*["'“”]?(?:no|false)\b(?![^]{0,120}\b(?:expla|because|reason|why|justif|detail))/i;
const few = '(\\d{1,3}|one|two|three|four|five)';
/** "at most 40 words", "3-4 words", "in two sentences": the number of them, the greater of two. */
const counted = new RegExp(
  `\\b(?:(?:under|at most|no more than|not more than|no longer than|max(?:imum)?(?: of)?|within|less than|fewer than|up to|in(?: just| only)?)\\s+(?:${few}\\s*(?:-|–|to|or)\\s*)?${few}|${few}\\s*(?:-|–|to)\\s*${few})[ -](?:short |brief |concise )?(words?|sentences?)\\b|\\b${few} (words?|sentences?) (?:or (?:less|fewer)|max(?:imum)?|at most)\\b`,
  'gi',
);
const numbers: Readonly<Record<string, number>> = { one: 1, two: 2, three: 3, four: 4, five: 5 };
/** 4 tokens for 3 words of English: https://platform.openai.com/tokenizer. A long sentence has fifty words. */
const tokensOf = { word: 4 / 3, sentence: 64 } as const;

/** The most tokens that the wording of the prompt plainly allows an answer, or null when it does not say: a cap may rest on it. */
export function allowedLength(text: string): { readonly tokens: number; readonly words: string } | null {
  const single = oneWord.exec(text);
  if (single) return { tokens: 10, words: single[0] };
  const found = [...text.matchAll(counted)];
  // The length of each of several is none of the whole.
  const isOfEach = found.some(({ index, 0: words }) =>
    /\b(?:each|every|per|bullets?|items?|paragraphs?|points?|sections?|descriptions?)\b/i.test(
      text.slice(Math.max(0, index - 60), index + words.length + 25),
    ),
  );
  const [first] = found;
  if (!first || isOfEach) return null;
  const tokens = found.map(([, from, to, low, high, unit, count, of]) => {
    const number = Math.max(
      ...[from, to, low, high, count].map((one) => (one === undefined ? 0 : (numbers[one.toLowerCase()] ?? Number(one)))),
    );
    return number * (/^sentence/i.test(unit ?? of ?? '') ? tokensOf.sentence : tokensOf.word);
  });
  return { tokens: Math.ceil(tokens.reduce((sum, one) => sum + one, 0)), words: first[0] };
}

/** A title and nothing else is asked for: its length is not said, and known. */
function isTitle(text: string): boolean {
  return /\b(?:generate|write|create|give|suggest|come up with|produce|return|respond with|provide)(?: me| us| it)? (?:an?|the|only the|just the) (?:(?:very|short|brief|concise|simple|clear|descriptive|catchy|new|suitable|good)[, ]+){0,4}(?:\S+ )?(?:title|headline|subject line)(?: (?:for|of|to|that|based|from|about)\b|[.,:\n])(?![^.\n]{0,40}\band (?:an?|the|its)\b)/i.test(
    text,
  );
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
 * It thinks, as far as its name or its seller tells: all that DeepSeek serves does unless it is told not to, and most that Google does.
 * https://api-docs.deepseek.com/guides/thinking_mode, https://ai.google.dev/gemini-api/docs/thinking
 */
function mustThink(call: LlmCall): boolean {
  return mayReason(call) && (call.model.state === 'known' || /^(?:deepseek|google|vertex)$/.test(call.provider ?? ''));
}

/**
 * The cap that a fix writes: what is asked for where that is said, room for thinking where the model thinks, some where it may, else the usual start.
 * Where a model ends and nothing is said of the length, its replacement is to live with the cap too.
 */
export function suggestedCap(
  { analyzed: { call }, facts, countTokens }: Pick<RuleInput, 'analyzed' | 'facts' | 'countTokens'>,
  usual: number,
): number {
  const title: AnswerLength | null = isTitle(staticText(call, '\n')) ? { tokens: 32, isJson: false, words: '' } : null;
  const asked = widestLength(call, countTokens) ?? title;
  const cap = mustThink(call)
    ? thinkingCap
    : asked && call.prompt.tools === null && !mayReason(call)
      ? Math.max(fittingCap(asked), 64)
      : mayReason(call)
        ? Math.max(usual, roomForThinking)
        : usual;
  const lasting =
    asked === null && facts?.replacement !== undefined && thinksByDefault(bareId(facts.replacement)) ? Math.max(cap, roomForThinking) : cap;
  // At the model's own limit nothing would be capped.
  const limit = facts?.maxOutput ?? Infinity;
  return lasting < limit ? lasting : Math.max(16, Math.floor(limit / 2));
}
