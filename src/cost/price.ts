import type { Basis, CallCost, CostLine, Estimate, LlmCall, Meter, Picodollars, TokenEstimate } from '../model.ts';
import type { Price, PriceBook, Rates } from './priceBook.ts';

/** 1 USD = 10^12 pico-dollars, so USD per million tokens = 10^6 pico-dollars per token. Rates are exact to 10^-6 USD per million tokens. */
export function picosPerToken(rate: number): Picodollars {
  return BigInt(Math.round(rate * 1e6));
}

const order: readonly Basis[] = ['measured', 'declared', 'counted', 'approximated', 'assumed'];
export function worstBasis(bases: readonly Basis[]): Basis {
  return bases.reduce<Basis>((worst, one) => (order.indexOf(one) > order.indexOf(worst) ? one : worst), 'measured');
}

/** Rates for a request of so many input tokens: the highest tier that it reaches prices the whole request. */
export function ratesFor(price: Price, inputTokens: number): Rates {
  return price.tiers.find((tier) => (tier.inclusive ? inputTokens >= tier.inputTokens : inputTokens > tier.inputTokens))?.rates ?? price.base;
}

/** Cost of one request. Unknown whenever the model, its price or a needed rate is. Parts add up to the total exactly. */
export function priceCall(call: LlmCall, tokens: TokenEstimate, book: PriceBook, at: string, declaredModel?: string): CallCost {
  if (call.billing !== 'tokens' && call.billing !== 'embedding') return { state: 'unknown', why: 'not-token-billed', reason: `${call.billing} calls are not billed by text tokens; their prices are not in the catalog yet`, near: [] };
  const ids = declaredModel !== undefined ? [declaredModel] : call.model.state === 'known' ? [call.model.value] : call.model.state === 'dynamic' ? call.model.alternatives : [];
  const complete = declaredModel !== undefined || call.model.state === 'known' || (call.model.state === 'dynamic' && ids.length > 1 && call.model.reason.startsWith('one of '));
  if (!complete || ids.length === 0) {
    const reason = call.model.state === 'absent' ? 'the code names no model' : call.model.state === 'dynamic' ? `the model is ${call.model.reason}` : 'the model is not known';
    return { state: 'unknown', why: 'model-unresolved', reason, near: [] };
  }
  const modifier = call.modifiers.find((one) => one !== 'batch');
  if (modifier !== undefined) return { state: 'unknown', why: 'model-without-price', reason: `the catalog has no rate for ${modifier} yet`, near: [] };
  const priced: { price: Price; cost: Extract<CallCost, { state: 'priced' }> }[] = [];
  for (const id of ids) {
    const found = book.find(id, call.provider, at);
    if (!found.price) return { state: 'unknown', why: 'model-without-price', reason: found.reason, near: found.near };
    const cost = costOf(call, tokens, found.price, ids.length > 1 ? ids : []);
    if (!cost) return { state: 'unknown', why: 'model-without-price', reason: `the catalog does not know every rate of ${found.price.model}`, near: [] };
    priced.push({ price: found.price, cost });
  }
  const first = priced[0];
  if (!first) return { state: 'unknown', why: 'model-unresolved', reason: 'the model is not known', near: [] };
  if (priced.length === 1) return first.cost;
  const all = priced.map((one) => one.cost.perCall);
  const dearest = priced.reduce((top, one) => (one.cost.perCall.expected > top.cost.perCall.expected ? one : top));
  return { ...dearest.cost, perCall: { low: least(all.map((one) => one.low)), expected: dearest.cost.perCall.expected, high: all.reduce((top, one) => (one.high > top ? one.high : top), 0n), basis: 'assumed' } };
}

function least(values: readonly Picodollars[]): Picodollars {
  return values.reduce((low, one) => (one < low ? one : low));
}

function costOf(call: LlmCall, tokens: TokenEstimate, price: Price, alternatives: readonly string[]): Extract<CallCost, { state: 'priced' }> | null {
  const plain = subtract(subtract(tokens.input, tokens.cacheRead), tokens.cacheWrite);
  const n = call.repetition.n;
  const quantities: readonly [Meter, Estimate<number>][] = [
    ['input', plain],
    ['cacheRead', tokens.cacheRead],
    ['cacheWrite', tokens.cacheWrite],
    ['output', scale(tokens.output, n)],
  ];
  const half = call.modifiers.includes('batch') ? 2n : 1n;
  const lines: CostLine[] = [];
  for (const [meter, quantity] of quantities) {
    if (quantity.high === 0) continue;
    const at = (level: 'low' | 'expected' | 'high') => ratesFor(price, tokens.input[level])[meter as keyof Rates];
    const rates = [at('low'), at('expected'), at('high')];
    if (rates.some((one) => one === null || one === undefined)) return null;
    const money = (level: 'low' | 'expected' | 'high') => (picosPerToken(at(level) as number) * BigInt(Math.round(quantity[level]))) / half;
    lines.push({ meter, quantity, rate: String((at('expected') as number) / Number(half)), cost: { low: money('low'), expected: money('expected'), high: money('high'), basis: quantity.basis } });
  }
  const sum = (level: 'low' | 'expected' | 'high') => lines.reduce((total, line) => total + line.cost[level], 0n);
  return {
    state: 'priced',
    perCall: { low: sum('low'), expected: sum('expected'), high: sum('high'), basis: worstBasis(lines.map((line) => line.cost.basis)) },
    lines,
    model: price.model,
    alternatives,
    price: { entry: price.entry, source: price.source, effectiveFrom: price.effectiveFrom, checkedAt: price.checkedAt, modifiers: call.modifiers, contracted: price.contracted },
  };
}

function subtract(a: Estimate<number>, b: Estimate<number>): Estimate<number> {
  return { low: Math.max(0, a.low - b.low), expected: Math.max(0, a.expected - b.expected), high: Math.max(0, a.high - b.high), basis: a.basis };
}

function scale(a: Estimate<number>, by: number): Estimate<number> {
  return by === 1 ? a : { ...a, low: a.low * by, expected: a.expected * by, high: a.high * by };
}

/** Cost per month: cost per call times calls per month, level by level. */
export function monthlyCost(perCall: Estimate<Picodollars>, volume: Estimate<number>): Estimate<Picodollars> {
  const times = (cost: Picodollars, calls: number) => cost * BigInt(Math.round(calls));
  return { low: times(perCall.low, volume.low), expected: times(perCall.expected, volume.expected), high: times(perCall.high, volume.high), basis: worstBasis([perCall.basis, volume.basis]) };
}
