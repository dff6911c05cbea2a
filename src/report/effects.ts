import type { AnalyzedCall, CostLine, Meter, Picodollars } from '../model.ts';
import type { CallPair } from './pairing.ts';

/** What moves the bill, as variance analysis tells it apart. `told`: calls whose volume or price was not known on one of the sides. */
export const effectKinds = ['added', 'removed', 'told', 'volume', 'price', 'tokens'] as const;
/** One of these. */
export type EffectKind = (typeof effectKinds)[number];
/** USD per month of each; they add up to the change of the month. */
export type Effects = Readonly<Record<EffectKind, Picodollars>>;

/** Nothing moves. */
const noEffects: Effects = { added: 0n, removed: 0n, told: 0n, volume: 0n, price: 0n, tokens: 0n };

/** Effects of several changes together. */
export function addEffects(all: readonly Effects[]): Effects {
  const sum = (kind: EffectKind) => all.reduce((total, one) => total + one[kind], 0n);
  return {
    added: sum('added'),
    removed: sum('removed'),
    told: sum('told'),
    volume: sum('volume'),
    price: sum('price'),
    tokens: sum('tokens'),
  };
}

/**
 * Why the month of a call changes, in the expected case: what more or fewer calls would cost at the old cost of a call (volume), what the new rates cost more than the
 * old ones for the tokens of today (price), and the rest: more or fewer tokens, or other kinds, such as those read from a cache (tokens).
 * @param was its month before, @param is its month after; null where none counts
 */
export function effectsOf({ before, after }: CallPair, was: Picodollars | null, is: Picodollars | null): Effects {
  const change = (is ?? 0n) - (was ?? 0n);
  if (before === null) return { ...noEffects, added: change };
  if (after === null) return { ...noEffects, removed: change };
  const [old, now] = [linesOf(before), linesOf(after)];
  if (was === null || is === null || !old || !now || old.cost === 0n || now.cost === 0n) return { ...noEffects, told: change };
  const volume = (old.cost * is) / now.cost - was;
  const price = (rateEffect(old.lines, now.lines) * is) / now.cost;
  return { ...noEffects, volume, price, tokens: change - volume - price };
}

function linesOf({ cost }: AnalyzedCall): { readonly cost: Picodollars; readonly lines: readonly CostLine[] } | null {
  return cost.state === 'priced' ? { cost: cost.perCall.expected, lines: cost.lines } : null;
}

/** What the tokens of today would have cost less at the rates of before, of one call. A meter that only one side has is a matter of tokens. */
function rateEffect(before: readonly CostLine[], after: readonly CostLine[]): Picodollars {
  return [...new Set(after.map((one) => one.meter))].reduce((total, meter) => {
    const [old, now] = [ofMeter(before, meter), ofMeter(after, meter)];
    if (old.quantity === 0 || now.quantity === 0) return total;
    return total + now.cost - BigInt(Math.round((Number(old.cost) * now.quantity) / old.quantity));
  }, 0n);
}

function ofMeter(lines: readonly CostLine[], meter: Meter): { readonly quantity: number; readonly cost: Picodollars } {
  const own = lines.filter((one) => one.meter === meter);
  return {
    quantity: own.reduce((total, one) => total + one.quantity.expected, 0),
    cost: own.reduce((total, one) => total + one.cost.expected, 0n),
  };
}
