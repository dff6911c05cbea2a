import { staticText } from '../text/prompts.ts';
import { percent, savedShare, savingOf } from './prices.ts';
import type { Rule } from './rule.ts';
import { allowedLength } from './answerLength.ts';
import { literalAt } from './written.ts';

/** Days ahead that a known change of price is worth saying. */
const changeDays = 120;

/** The catalog knows a later price. */
export const priceChangeScheduled: Rule = {
  id: 'price-change-scheduled',
  severity: 'information',
  title: 'The price of this model changes soon',
  billings: ['tokens', 'embedding'],
  check(input) {
    const date = input.facts?.nextChange;
    if (!date || !input.facts || (Date.parse(date) - Date.parse(input.at)) / 86_400_000 > changeDays) return null;
    // On the day that a model ends, its price says nothing any more.
    if (input.facts.retires !== undefined && input.facts.retires <= date) return null;
    const share = savedShare(input, { at: date });
    if (share === null || Math.abs(share) < 0.005) return null;
    return {
      message: `From ${date} ${input.facts.id} costs ${percent(share)} ${share > 0 ? 'less' : 'more'} for this call.`,
      byHand: 'Look at the month again with the new price',
    };
  },
};

/** The next smaller model of a family: pattern of the larger, and what it becomes. Families as the providers list them. */
const smaller: readonly (readonly [RegExp, string])[] = [
  [/^gpt-5\.6-sol$/, 'gpt-5.6-terra'],
  [/^gpt-6(?:\.1)?-sol$/, 'gpt-6-luna'],
  [/^claude-opus-5-5$/, 'claude-sonnet-5-5'],
  [/^claude-sonnet-5-5$/, 'claude-haiku-5-5'],
  [/^claude-opus-4-[5-8](?:-\d{8})?$/, 'claude-sonnet-4-6'],
  [/^claude-sonnet-4-[56](?:-\d{8})?$/, 'claude-haiku-4-5'],
  [/^gemini-3(?:\.1)?-pro(?:-preview)?$/, 'gemini-3.5-flash'],
  [/^gemini-3\.[5-8]-flash$/, 'gemini-3.5-flash-lite'],
];

/** Words of tasks that choose among a few known answers. */
const choosing =
  /\bclassif(?:y|ies|ication)\b|\bcategori[sz]e\b|\bsentiment\b|\bdetect (?:the )?(?:language|intent|spam)\b|\b(?:which|one) of the following (?:categories|labels|classes|intents)\b|\blabel (?:it|the|this|each)\b|\bis (?:this|it|the \w+) (?:spam|relevant|positive|negative)\b/i;

/** A short choice among a few answers does not need the largest model of the family. */
export const modelOversized: Rule = {
  id: 'model-oversized',
  severity: 'information',
  title: 'A smaller model of the family may do',
  check(input) {
    const {
      analyzed: { call, tokens },
      code,
      factsOf,
    } = input;
    if (call.model.state !== 'known' || call.prompt.tools !== null || call.prompt.images > 0 || tokens.staticInput > 1500) return null;
    const text = staticText(call, '\n');
    const isShort = (call.maxOutput.state === 'known' && call.maxOutput.value <= 64) || (allowedLength(text)?.tokens ?? 1000) <= 16;
    if (!choosing.test(text) || !isShort) return null;
    const prefix = call.model.value.slice(0, call.model.value.lastIndexOf('/') + 1);
    const id = call.model.value.slice(prefix.length);
    const other = smaller.find(([pattern]) => pattern.test(id))?.[1];
    // A model that is on its way out is the subject of another rule.
    if (other === undefined || [call.model.value, prefix + other].some((model) => factsOf(model)?.retires !== undefined)) return null;
    const share = savedShare(input, { model: prefix + other });
    if (share === null || share < 0.2) return null;
    const place = literalAt(code, call.model.span, call.model.value);
    return {
      message: `A short choice among a few answers: ${other} would cost ${percent(share)} less. The quality must be tested on your own examples first.`,
      confidence: 'likely',
      saving: savingOf(input, { model: prefix + other }),
      ...(place
        ? { fixes: [{ title: `Try ${other}`, edits: [{ span: place, text: prefix + other }] }] }
        : { byHand: 'Try the smaller model where it is set' }),
    };
  },
};
