import type { AnalyzedCall, CallCost, Currency, LlmCall, Repetition, SentRequest, TokenEstimate } from '../model.ts';
import { inEnglish, type Say } from './say.ts';
import { money, tokens } from './wording.ts';

/** What of the input stands in the source and can be trimmed there: `412 of about 3.6k input tokens are written in the code`. Empty without any. */
export function staticWords({ staticInput, input, tokenizer }: TokenEstimate, say: Say = inEnglish): string {
  if (staticInput === 0) return '';
  const [written, all] = [tokens(staticInput), tokens(input.expected)];
  if (staticInput >= input.expected * 0.98) return say('all of about {0} input tokens are written in the code', all);
  // A tokenizer with a stated error counts about.
  return tokenizer.includes('±')
    ? say('about {0} of about {1} input tokens are written in the code', written, all)
    : say('{0} of about {1} input tokens are written in the code', written, all);
}

/** Where the expected output comes from. */
export function outputReason({ tokens: estimate }: AnalyzedCall, say: Say = inEnglish): string {
  return estimate.outputWords === undefined || estimate.output.high === 0
    ? ''
    : say('about {0} output tokens: {1}', tokens(estimate.output.expected), estimate.outputWords);
}

/** A call that runs several requests: one, a typical run, the run at its limit, and what caching spares there. Empty for a single request. */
export function runWords(cost: CallCost, { steps }: TokenEstimate, say: Say = inEnglish, currency?: Currency): string {
  if (cost.state !== 'priced' || !cost.runs || !steps) return '';
  const { one, typical, limit, limitWithoutCache } = cost.runs;
  const spared = limitWithoutCache > limit ? say('; {0} without caching', money(limitWithoutCache, currency)) : '';
  return say(
    'one request {0}, a typical run of {1} requests {2}, {3} requests {4} ({5}); each request adds about {6} tokens to the next',
    money(one, currency),
    Math.round(steps.count.expected),
    money(typical, currency),
    Math.round(steps.count.high),
    money(limit, currency),
    `${steps.limit}${spared}`,
    tokens(steps.growth.expected),
  );
}

/** What turns and tries make of one request: a conversation that goes along, attempts of a retry. Empty where the code shows neither. */
export function turnWords(
  {
    cost,
    call: {
      repetition: { turns, loopKind },
    },
  }: AnalyzedCall,
  say: Say = inEnglish,
  currency?: Currency,
): string {
  if (cost.state !== 'priced') return '';
  const { conversation, perCall } = cost;
  const talk = conversation
    ? say(
        'the first turn of a conversation {0}, a typical one {1}, one that fills the {2} tokens of context {3} without caching',
        money(conversation.first, currency),
        money(conversation.typical, currency),
        tokens(conversation.tokens),
        money(conversation.full, currency),
      )
    : '';
  const isRetry = turns && turns.high > 1 && loopKind !== 'data' && turns.low < turns.high;
  const tries = isRetry
    ? say(
        'one attempt {0}, all {1} attempts {2}',
        money(perCall.expected, currency),
        turns.high,
        money(perCall.expected * BigInt(Math.round(turns.high)), currency),
      )
    : '';
  return [talk, tries].filter(Boolean).join('; ');
}

/** What a call of a helper sends: `rewrite, 0–1 × repair, answer for each of docs`. Empty where it is one request. */
export function requestsWords({ requests = [] }: LlmCall): string {
  return requests
    .map(
      (one) =>
        `${timesWords(one)}${one.title}${one.oneOf.length > 1 ? ` (one of ${one.oneOf.length})` : ''}${one.each.length > 0 ? ` for each of ${one.each.join(' and ')}` : ''}`,
    )
    .join(', ');
}

/** How often: nothing for once, else `3 × `, `0–1 × `. */
function timesWords({ times: { low, high } }: SentRequest): string {
  return low === 1 && high === 1 ? '' : `${low === high ? high : `${low}–${high}`} × `;
}

/** How often the code around a call sends it: `3 times in a loop`, `up to 4 times in a retry loop`. Empty for once. */
export function repetitionWords({ inLoop, loopKind, turns }: Repetition, say: Say = inEnglish): string {
  const kinds = {
    data: say('in a loop'),
    retry: turns ? say('in a retry loop') : say('retry loop'),
    agent: turns ? say('in an agent loop') : say('agent loop'),
    fallback: turns ? say('in a fallback loop') : say('fallback loop'),
  };
  const loop = inLoop ? kinds[loopKind ?? 'data'] : '';
  const times = turns ? (turns.low === turns.high ? say('{0} times', turns.high) : say('up to {0} times', turns.high)) : '';
  return [times, loop].filter(Boolean).join(' ');
}

/** `2 requests`, `1–3 requests`; with `each` at least so many. Empty where it is one request. */
export function requestCount({ requests = [] }: LlmCall, say: Say = inEnglish): string {
  if (requests.length === 0) return '';
  const [low, high] = [requests.reduce((sum, one) => sum + one.times.low, 0), requests.reduce((sum, one) => sum + one.times.high, 0)];
  const count = `${low === high ? high : `${low}–${high}`}${requests.some((one) => one.each.length > 0) ? '+' : ''}`;
  return high === 1 ? say('{0} request', count) : say('{0} requests', count);
}

/** List price, and the contracted one where capacity is provisioned, beside what the team pays; empty where all are one. */
export function listWords(cost: CallCost, say: Say = inEnglish, currency?: Currency): string {
  if (cost.state !== 'priced') return '';
  const { perCall, list, negotiated } = cost;
  const agreed =
    negotiated && negotiated.expected !== perCall.expected && negotiated.expected !== list?.expected
      ? [say('{0} contracted', money(negotiated.expected, currency))]
      : [];
  return [
    ...(list && list.expected !== perCall.expected ? [say('{0} at list price', money(list.expected, currency))] : []),
    ...agreed,
  ].join(', ');
}
