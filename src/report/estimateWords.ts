import type { AnalyzedCall, CallCost, LlmCall, Repetition, SentRequest, TokenEstimate } from '../model.ts';
import { money, tokens } from './wording.ts';

/** What of the input stands in the source and can be trimmed there: `412 of about 3.6k input tokens are written in the code`. Empty without any. */
export function staticWords({ staticInput, input, tokenizer }: TokenEstimate): string {
  if (staticInput === 0) return '';
  // A tokenizer with a stated error counts about.
  const about = tokenizer.includes('±') ? 'about ' : '';
  return staticInput >= input.expected * 0.98 ? `all of about ${tokens(input.expected)} input tokens are written in the code` : `${about}${tokens(staticInput)} of about ${tokens(input.expected)} input tokens are written in the code`;
}

/** Where the expected output comes from. */
export function outputReason({ tokens: estimate }: AnalyzedCall): string {
  return estimate.outputWords === undefined || estimate.output.high === 0 ? '' : `about ${tokens(estimate.output.expected)} output tokens: ${estimate.outputWords}`;
}

/** A call that runs several requests: one, a typical run, the run at its limit, and what caching spares there. Empty for a single request. */
export function runWords(cost: CallCost, { steps }: TokenEstimate): string {
  if (cost.state !== 'priced' || !cost.runs || !steps) return '';
  const { one, typical, limit, limitWithoutCache } = cost.runs;
  const spared = limitWithoutCache > limit ? `; ${money(limitWithoutCache)} without caching` : '';
  return `one request ${money(one)}, a typical run of ${Math.round(steps.count.expected)} requests ${money(typical)}, ${Math.round(steps.count.high)} requests ${money(limit)} (${steps.limit}${spared}); each request adds about ${tokens(steps.growth.expected)} tokens to the next`;
}

/** What a call of a helper sends: `rewrite, 0–1 × repair, answer for each of docs`. Empty where it is one request. */
export function requestsWords({ requests = [] }: LlmCall): string {
  return requests.map((one) => `${timesWords(one)}${one.title}${one.oneOf.length > 1 ? ` (one of ${one.oneOf.length})` : ''}${one.each.length > 0 ? ` for each of ${one.each.join(' and ')}` : ''}`).join(', ');
}

/** How often: nothing for once, else `3 × `, `0–1 × `. */
function timesWords({ times: { low, high } }: SentRequest): string {
  return low === 1 && high === 1 ? '' : `${low === high ? high : `${low}–${high}`} × `;
}

/** How often the code around a call sends it: `3 times in a loop`, `up to 4 times in a retry loop`. Empty for once. */
export function repetitionWords({ inLoop, loopKind, turns }: Repetition): string {
  const loop = inLoop ? (loopKind === 'data' ? 'in a loop' : `${turns ? 'in a ' : ''}${loopKind ?? 'in a'} loop`) : '';
  const times = turns ? (turns.low === turns.high ? `${turns.high} times` : `up to ${turns.high} times`) : '';
  return [times, loop].filter(Boolean).join(' ');
}

/** `2 requests`, `1–3 requests`; with `each` at least so many. Empty where it is one request. */
export function requestCount({ requests = [] }: LlmCall): string {
  if (requests.length === 0) return '';
  const [low, high] = [requests.reduce((sum, one) => sum + one.times.low, 0), requests.reduce((sum, one) => sum + one.times.high, 0)];
  return `${low === high ? high : `${low}–${high}`}${requests.some((one) => one.each.length > 0) ? '+' : ''} request${high === 1 ? '' : 's'}`;
}

/** List price, and the contracted one where capacity is provisioned, beside what the team pays; empty where all are one. */
export function listWords(cost: CallCost): string {
  if (cost.state !== 'priced') return '';
  const { perCall, list, negotiated } = cost;
  const agreed = negotiated && negotiated.expected !== perCall.expected && negotiated.expected !== list?.expected ? [`${money(negotiated.expected)} contracted`] : [];
  return [...(list && list.expected !== perCall.expected ? [`${money(list.expected)} at list price`] : []), ...agreed].join(', ');
}
