import {
  inputMeters,
  outputMeters,
  worstBasis,
  type AnalyzedCall,
  type CostVariant,
  type Estimate,
  type Meter,
  type Picodollars,
  type SensitivityRow,
} from '../model.ts';
import type { Counted } from './counted.ts';
import type { Places } from './places.ts';

/** What one assumption makes of the money of its call: less at its low, more at its high, all others as expected. */
interface Swing {
  readonly what: SensitivityRow['what'];
  readonly less: Picodollars;
  readonly more: Picodollars;
  readonly basis: SensitivityRow['basis'];
}

/**
 * The assumptions that move the expected month most, strongest first: the whole month with each at its low and at its high, while all others stay as expected.
 * @param whole the expected month. Calls that are counted elsewhere, or have no month, move nothing.
 */
export function sensitivityRows(calls: readonly Counted[], whole: Picodollars, places: Places): readonly SensitivityRow[] {
  return calls
    .flatMap(({ one, monthly }) => (monthly ? swingsOf(one).map((swing) => ({ swing, one })) : []))
    .filter(({ swing }) => swing.less + swing.more > 0n)
    .toSorted((a, b) => compare(b.swing.less + b.swing.more, a.swing.less + a.swing.more))
    .map(({ swing: { what, less, more, basis }, one }) => ({
      what,
      callId: one.call.id,
      place: places.ofCall(one),
      low: whole - less,
      high: whole + more,
      basis,
    }));
}

function compare(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function swingsOf(one: AnalyzedCall): readonly Swing[] {
  const volume = one.declared?.volume;
  if (!volume || volume.expected === 0) return [];
  const parts = one.variants.flatMap((variant) => partsOf(one, variant));
  const kinds = [...new Set(parts.map((part) => part.what))];
  const sum = (list: readonly Swing[], key: 'less' | 'more') => list.reduce((all, part) => all + part[key], 0n);
  return [
    scaled('volume', volume, one.monthly?.expected ?? 0n),
    ...kinds.map((what): Swing => {
      const list = parts.filter((part) => part.what === what);
      return { what, less: sum(list, 'less'), more: sum(list, 'more'), basis: worstBasis(list.map((part) => part.basis)) };
    }),
  ];
}

/** Swings of one of the requests or models that a call is made of, by as often as it is expected. */
function partsOf({ declared, variants }: AnalyzedCall, { cost, tokens, requests, request }: CostVariant): readonly Swing[] {
  if (cost.state !== 'priced' || !requests) return [];
  const times = BigInt(requests.expected);
  const money = cost.perCall.expected * times;
  const { runs } = cost;
  const meters = (what: Swing['what'], list: readonly Meter[]): readonly Swing[] =>
    (runs?.typicalLines ?? cost.lines)
      .filter((line) => list.includes(line.meter))
      .map((line) => ({
        what,
        less: (line.cost.expected - line.cost.low) * times,
        more: (line.cost.high - line.cost.expected) * times,
        basis: line.cost.basis,
      }));
  // Declared steps are in the cost already where their requests grow; else each costs the same.
  const flat = runs || variants.some((variant) => variant.tokens.steps) ? undefined : declared?.steps;
  return [
    ...meters('input tokens', inputMeters),
    ...meters('output tokens', outputMeters),
    ...(runs && tokens.steps
      ? [
          {
            what: 'steps' as const,
            less: (runs.typical - runs.least) * times,
            more: (runs.limit - runs.typical) * times,
            basis: tokens.steps.count.basis,
          },
        ]
      : []),
    ...(flat ? [scaled('steps', flat, money)] : []),
    ...(request ? [scaled('repeats', request.times, money)] : []),
    ...modelSwing(cost, times),
  ];
}

/** What is left of the range when tokens are taken out: the code may choose between models. */
function modelSwing({ perCall, lines, alternatives }: Extract<CostVariant['cost'], { state: 'priced' }>, times: bigint): readonly Swing[] {
  if (alternatives.length < 2) return [];
  const sum = (level: 'low' | 'high') => lines.reduce((all, line) => all + line.cost[level], 0n);
  const least = perCall.low < sum('low') ? sum('low') - perCall.low : 0n;
  const most = perCall.high > sum('high') ? perCall.high - sum('high') : 0n;
  return [{ what: 'model', less: least * times, more: most * times, basis: 'assumed' }];
}

/** Of an amount that is proportional to a number; nothing where that is expected to be zero. */
function scaled(what: Swing['what'], range: Estimate<number>, money: Picodollars): Swing {
  const part = (value: number) => (range.expected === 0 ? 0n : (money * BigInt(Math.round((value / range.expected) * 1e6))) / 1_000_000n);
  return {
    what,
    less: range.expected === 0 ? 0n : money - part(range.low),
    more: range.expected === 0 ? 0n : part(range.high) - money,
    basis: range.basis,
  };
}
