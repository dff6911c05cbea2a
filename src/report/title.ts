import type { AnalyzedCall, CallCost, Currency, Picodollars } from '../model.ts';
import { picodollars } from '../text/money.ts';
import { repetitionWords, requestCount } from './estimateWords.ts';
import { inEnglish, type Say } from './say.ts';
import { costWords, inputWords, modelWords, money, outputWords } from './wording.ts';

/** What a title can say of a call; a part that does not apply is empty. */
const titleParts = ['cost', 'expected', 'model', 'input', 'output', 'notes', 'monthly', 'api', 'target', 'owner', 'function'] as const;
type TitlePart = (typeof titleParts)[number];

/** What stands above a call unless a setting says otherwise. */
export const defaultTitle = '{cost} · {model} · {input} · {output} · {notes} · {monthly} · {target}';

/** For places where the editor shows some forty letters only. */
export const shortTitle = '{expected} · {model} · {monthly}';

/** The words of every part. */
export function wordsOf(analyzed: AnalyzedCall, say: Say = inEnglish, currency?: Currency): Readonly<Record<TitlePart, string>> {
  const { call, cost } = analyzed;
  const hasTokens = call.billing === 'tokens' || call.billing === 'embedding';
  const loop = repetitionWords(call.repetition, say);
  return {
    cost: costWords(cost, say, currency),
    expected: shortCost(cost, say, currency),
    model: modelWords(analyzed, say),
    input: hasTokens ? inputWords(analyzed, say) : '',
    output: hasTokens ? outputWords(analyzed, say) : '',
    notes: [call.caching === 'requested' ? say('cached') : '', loop].filter(Boolean).join(' · '),
    monthly: analyzed.monthly ? say('{0}/month', money(analyzed.monthly.expected, currency)) : '',
    api: call.api,
    target: call.kind === 'wrapper' ? `→ ${requestCount(call, say) || call.api}` : '',
    owner: analyzed.owner ?? '',
    function: call.function ?? '',
  };
}

/**
 * Makes titles by a template: `{part}` is replaced by its words; a stretch between separators (` · `, ` | `, ` - `) whose parts are all empty
 * is left out. Unknown names in braces stay as they are.
 */
export function titleMaker(template: string): (words: Readonly<Record<TitlePart, string>>) => string {
  const isPart = (name: string): name is TitlePart => (titleParts as readonly string[]).includes(name);
  const pieces = template.split(/( · | \| | - )/);
  const stretches = pieces.flatMap((text, i) => {
    if (i % 2 === 1) return [];
    const parts = text.split(/\{(\w+)\}/).map((one, k) => (k % 2 === 0 ? one : isPart(one) ? { part: one } : `{${one}}`));
    return [{ before: pieces[i - 1] ?? ' · ', parts }];
  });
  return (words) =>
    stretches.reduce((out, { before, parts }) => {
      const named = parts.flatMap((one) => (typeof one === 'string' ? [] : [words[one.part]]));
      const text = parts.map((one) => (typeof one === 'string' ? one : words[one.part])).join('');
      const isLeftOut = text.trim() === '' || (named.length > 0 && named.every((one) => one === ''));
      return isLeftOut ? out : out === '' ? text : out + before + text;
    }, '');
}

/** `unknown`: there is no price. The limits between the others are settings. */
export type CostLevel = 'unknown' | 'low' | 'moderate' | 'high';

/** Class of a call by what one call is expected to cost. @param limits USD per call. */
export function levelOf(analyzed: AnalyzedCall, limits: { readonly moderate: number; readonly high: number }): CostLevel {
  if (analyzed.cost.state !== 'priced') return 'unknown';
  const expected = analyzed.cost.perCall.expected;
  return expected >= picodollars(limits.high) ? 'high' : expected >= picodollars(limits.moderate) ? 'moderate' : 'low';
}

/** Below a tenth of a cent, people think in thousands of runs. */
const isSmall = (expected: Picodollars): boolean => expected > 0n && expected < 1_000_000_000n;

/** What is expected, for places with little room: `~$0.0097`, `~$0.042/1k`. */
export function shortMoney(expected: Picodollars, say: Say = inEnglish, currency?: Currency): string {
  return isSmall(expected) ? say('~{0}/1k', money(expected * 1000n, currency)) : `~${money(expected, currency)}`;
}

/** The same for something that is run: `~$0.0097 a run`, `~$0.042/1k runs`. */
export function runCost(expected: Picodollars, say: Say = inEnglish, currency?: Currency): string {
  return isSmall(expected) ? say('~{0}/1k runs', money(expected * 1000n, currency)) : say('~{0} a run', money(expected, currency));
}

/** The expected cost of a call, or the few words why there is none. */
export function shortCost(cost: CallCost, say: Say = inEnglish, currency?: Currency): string {
  return cost.state === 'priced' ? shortMoney(cost.perCall.expected, say, currency) : costWords(cost, say, currency);
}
