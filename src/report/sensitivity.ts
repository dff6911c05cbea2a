import type { AnalyzedCall, Estimate, Meter, Picodollars, SensitivityRow } from '../model.ts';
import type { Counted } from './counted.ts';
import type { Places } from './places.ts';

/** The assumptions that move the expected month most: each taken to its low and its high while all others stay as expected. */
export function sensitivityRows(calls: readonly Counted[], places: Places): readonly SensitivityRow[] {
  return calls
    .flatMap(({ one, monthly }) => (monthly ? rowsOf(one).map((row) => ({ ...row, callId: one.call.id, place: places.ofCall(one) })) : []))
    .filter((row) => row.high > row.low)
    .toSorted((a, b) => (b.high - b.low > a.high - a.low ? 1 : b.high - b.low < a.high - a.low ? -1 : 0));
}

function rowsOf(one: AnalyzedCall): readonly Omit<SensitivityRow, 'callId' | 'place'>[] {
  const volume = one.declared?.volume;
  const expected = one.monthly?.expected ?? 0n;
  if (!volume || volume.expected === 0) return [];
  const tokens = (what: SensitivityRow['what'], meters: readonly Meter[]): Omit<SensitivityRow, 'callId' | 'place'> | null => {
    let low = expected;
    let high = expected;
    let basis: SensitivityRow['basis'] = 'declared';
    for (const { cost, requests } of one.variants) {
      for (const line of cost.state === 'priced' ? cost.lines : []) {
        if (!meters.includes(line.meter)) continue;
        low -= (line.cost.expected - line.cost.low) * BigInt(requests?.expected ?? 0);
        high += (line.cost.high - line.cost.expected) * BigInt(requests?.expected ?? 0);
        basis = line.cost.basis;
      }
    }
    return { what, low, high, basis };
  };
  const scaled = (what: SensitivityRow['what'], range: Estimate<number>) => ({ what, low: share(expected, range.low, range.expected), high: share(expected, range.high, range.expected), basis: range.basis });
  // Where the cost is that of all steps, they are in the range of its tokens.
  const steps = one.variants.some((variant) => variant.tokens.steps) ? undefined : one.declared?.steps;
  return [scaled('volume', volume), steps && steps.expected > 0 ? scaled('steps', steps) : null, tokens('input tokens', ['input', 'cacheRead', 'cacheWrite']), tokens('output tokens', ['output']), modelRow(one, expected)].filter((row) => row !== null);
}

/** What is left of the range when tokens are taken out: the code may choose between models. */
function modelRow(one: AnalyzedCall, expected: Picodollars): Omit<SensitivityRow, 'callId' | 'place'> | null {
  const [variant] = one.variants;
  if (one.variants.length !== 1 || variant?.cost.state !== 'priced' || variant.cost.alternatives.length < 2 || !variant.requests) return null;
  const { perCall, lines } = variant.cost;
  const sum = (level: 'low' | 'high') => lines.reduce((all, line) => all + line.cost[level], 0n);
  const requests = BigInt(variant.requests.expected);
  const least = perCall.low < sum('low') ? sum('low') - perCall.low : 0n;
  const most = perCall.high > sum('high') ? perCall.high - sum('high') : 0n;
  return { what: 'model', low: expected - least * requests, high: expected + most * requests, basis: 'assumed' };
}

function share(money: Picodollars, part: number, whole: number): Picodollars {
  return (money * BigInt(Math.round((part / whole) * 1e6))) / 1_000_000n;
}
