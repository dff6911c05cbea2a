import type { AnalyzedCall, CallCost, Picodollars } from '../model.ts';
import { repetitionWords, requestCount } from './estimateWords.ts';
import { costWords, inputWords, modelWords, money, outputWords } from './wording.ts';

/** What a title can say of a call; a part that does not apply is empty. */
export const titleParts = ['cost', 'expected', 'model', 'input', 'output', 'notes', 'monthly', 'api', 'target', 'owner', 'function'] as const;
export type TitlePart = (typeof titleParts)[number];

export const defaultTitle = '{cost} · {model} · {input} · {output} · {notes} · {monthly} · {target}';

/** For places where the editor shows some forty letters only. */
export const shortTitle = '{expected} · {model} · {monthly}';

/** The words of every part. */
export function wordsOf(analyzed: AnalyzedCall): Readonly<Record<TitlePart, string>> {
  const { call, cost } = analyzed;
  const hasTokens = call.billing === 'tokens' || call.billing === 'embedding';
  const loop = repetitionWords(call.repetition);
  return {
    cost: costWords(cost), expected: shortCost(cost), model: modelWords(analyzed), input: hasTokens ? inputWords(analyzed) : '', output: hasTokens ? outputWords(analyzed) : '',
    notes: [call.caching === 'requested' ? 'cached' : '', loop].filter(Boolean).join(' · '),
    monthly: analyzed.monthly ? `${money(analyzed.monthly.expected)}/month` : '',
    api: call.api, target: call.kind === 'wrapper' ? `→ ${requestCount(call) || call.api}` : '', owner: analyzed.owner ?? '', function: call.function ?? '',
  };
}

/**
 * A title by a template: `{part}` is replaced by its words; a stretch between separators (` · `, ` | `, ` - `) whose parts are all empty
 * is left out. Unknown names in braces stay as they are.
 */
export function fillTitle(template: string, words: Readonly<Record<TitlePart, string>>): string {
  const isPart = (name: string): name is TitlePart => (titleParts as readonly string[]).includes(name);
  const pieces = template.split(/( · | \| | - )/);
  let out = '';
  for (let i = 0; i < pieces.length; i += 2) {
    const piece = pieces[i] ?? '';
    const names = [...piece.matchAll(/\{(\w+)\}/g)].flatMap((match) => (isPart(match[1] ?? '') ? [match[1] as TitlePart] : []));
    if (names.length > 0 && names.every((name) => words[name] === '')) continue;
    const text = piece.replace(/\{(\w+)\}/g, (whole, name: string) => (isPart(name) ? words[name] : whole));
    if (text.trim() === '') continue;
    out += out === '' ? text : (pieces[i - 1] ?? ' · ') + text;
  }
  return out;
}

export type CostLevel = 'unknown' | 'low' | 'moderate' | 'high';

/** Class of a call by what one call is expected to cost. @param limits USD per call. */
export function levelOf(analyzed: AnalyzedCall, limits: { readonly moderate: number; readonly high: number }): CostLevel {
  if (analyzed.cost.state !== 'priced') return 'unknown';
  const expected = analyzed.cost.perCall.expected;
  const above = (dollars: number): boolean => expected >= (BigInt(Math.round(dollars * 1e9)) * 1000n as Picodollars);
  return above(limits.high) ? 'high' : above(limits.moderate) ? 'moderate' : 'low';
}

/** Below a tenth of a cent, people think in thousands of runs. */
const smallest: Picodollars = 1_000_000_000n;

/** What is expected, for places with little room: `~$0.0097`, `~$0.042/1k`. */
export function shortMoney(expected: Picodollars): string {
  return expected > 0n && expected < smallest ? `~${money(expected * 1000n)}/1k` : `~${money(expected)}`;
}

/** The same for something that is run: `~$0.0097 a run`, `~$0.042/1k runs`. */
export function runCost(expected: Picodollars): string {
  const short = shortMoney(expected);
  return short.endsWith('/1k') ? `${short} runs` : `${short} a run`;
}

/** The expected cost of a call, or the few words why there is none. */
export function shortCost(cost: CallCost): string {
  return cost.state === 'priced' ? shortMoney(cost.perCall.expected) : costWords(cost);
}
