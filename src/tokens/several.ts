import type { DeclaredCall, Estimate, TokenEstimate } from '../model.ts';
import { add, noTokens } from './arithmetic.ts';

/** Tokens of a request that a call sends, and how often. `title` says which one. */
export interface RequestTokens {
  readonly title: string;
  readonly tokens: TokenEstimate;
  readonly times: Estimate<number>;
}

const sums = ['input', 'output', 'cacheRead', 'cacheWrite'] as const;

/** Tokens of a call that sends several requests: their sum. @param main index of the request that answers: its words and tokenizer stand for the call. */
export function sumTokens(requests: readonly RequestTokens[], main: number): TokenEstimate {
  const ofMain = requests[main]?.tokens;
  if (!ofMain) throw new RangeError('a call with requests has a main one');
  const total = (name: (typeof sums)[number]) =>
    requests.reduce((sum, { tokens, times }) => add(sum, multiplied(tokens[name], times)), noTokens);
  // What part of the sum is audio or reasoning is in the bills of the requests.
  const { steps, units, audioInput: _heard, reasoning: _thought, outputKind: _kind, ...rest } = ofMain;
  const meters = [...new Set(requests.flatMap(({ tokens }) => Object.keys(tokens.units ?? {})))] as (keyof NonNullable<typeof units>)[];
  return {
    ...rest,
    input: total('input'),
    output: total('output'),
    cacheRead: total('cacheRead'),
    cacheWrite: total('cacheWrite'),
    staticInput: requests.reduce((sum, { tokens, times }) => sum + tokens.staticInput * times.expected, 0),
    ...(meters.length > 0
      ? {
          units: Object.fromEntries(
            meters.map((meter) => [
              meter,
              requests.reduce((sum, { tokens, times }) => add(sum, multiplied(tokens.units?.[meter] ?? noTokens, times)), noTokens),
            ]),
          ),
        }
      : {}),
    ...(steps && requests.length === 1 ? { steps } : {}),
    notes:
      requests.length === 1
        ? ofMain.notes
        : requests.flatMap(({ title, tokens, times }) =>
            tokens.notes.map((note) => ({ what: `${title}: ${note.what}`, tokens: multiplied(note.tokens, times) })),
          ),
  };
}

/** Tokens of one of several requests, nobody knows which: those of the `dearest`, in a range over all. */
export function eitherTokens(all: readonly TokenEstimate[], dearest: number): TokenEstimate {
  const top = all[dearest];
  if (!top) throw new RangeError('one of at least one');
  const over = (name: (typeof sums)[number]): Estimate<number> => ({
    low: Math.min(...all.map((one) => one[name].low)),
    expected: top[name].expected,
    high: Math.max(...all.map((one) => one[name].high)),
    basis: all.length > 1 ? 'assumed' : top[name].basis,
  });
  return { ...top, input: over('input'), output: over('output'), cacheRead: over('cacheRead'), cacheWrite: over('cacheWrite') };
}

/** What is declared of a call, as it holds for each of the requests that it sends: tokens are split as they are estimated. */
export function splitDeclared(declared: DeclaredCall | null, requests: readonly RequestTokens[]): readonly (DeclaredCall | null)[] {
  if (!declared || (!declared.input && !declared.output && !declared.cached)) return requests.map(() => declared);
  const weights = (name: 'input' | 'output') => {
    const whole = requests.reduce((sum, { tokens, times }) => sum + tokens[name].expected * times.expected, 0);
    return requests.map(({ tokens }) => (whole === 0 ? 1 / requests.length : tokens[name].expected / whole));
  };
  const [input, output] = [weights('input'), weights('output')];
  const part = (range: Estimate<number>, by: number): Estimate<number> => ({
    ...range,
    low: Math.round(range.low * by),
    expected: Math.round(range.expected * by),
    high: Math.round(range.high * by),
  });
  return requests.map((_, i) => ({
    ...declared,
    ...(declared.input ? { input: part(declared.input, input[i] ?? 0) } : {}),
    ...(declared.cached ? { cached: part(declared.cached, input[i] ?? 0) } : {}),
    ...(declared.output ? { output: part(declared.output, output[i] ?? 0) } : {}),
  }));
}

function multiplied(range: Estimate<number>, times: Estimate<number>): Estimate<number> {
  const isExact = times.low === 1 && times.high === 1;
  return isExact
    ? range
    : {
        low: range.low * times.low,
        expected: range.expected * times.expected,
        high: range.high * times.high,
        basis: times.basis === 'counted' ? range.basis : 'assumed',
      };
}
