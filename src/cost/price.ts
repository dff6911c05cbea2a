import {
  levels,
  worstBasis,
  type CallCost,
  type Estimate,
  type Level,
  type LlmCall,
  type Picodollars,
  type SentTo,
  type TokenEstimate,
} from '../model.ts';
import { sellerToolsOf } from '../text/sellerTools.ts';
import { conversationOf } from './conversation.ts';
import { basisOfMeter, linesOf, type Bill } from './lines.ts';
import type { Price, PriceBook } from './priceBook.ts';
import { runOf, runsOf } from './runs.ts';
import { modifiersAt, type Schedule } from './schedule.ts';
import { usageOf, type CallUsage } from './usage.ts';

type Priced = Extract<CallCost, { state: 'priced' }>;
type Unknown = Extract<CallCost, { state: 'unknown' }>;

/** Cost of one call. Unknown whenever the model, its price or a needed rate is. Parts add up to the total exactly. */
export function priceCall(call: LlmCall, tokens: TokenEstimate, book: PriceBook, at: string, declaredModel?: string): CallCost {
  if (call.billing === 'other')
    return unknown('not-token-billed', 'what this call costs depends on what it starts, not on the call itself');
  const models = modelsOf(call, declaredModel);
  if ('reason' in models) return unknown('model-unresolved', models.reason);
  const priced: Priced[] = [];
  for (const id of models) {
    const found = book.find(id, call.provider ?? call.sentTo?.host ?? null, at, modifiersOf(call));
    if (!found.price)
      return call.billing === 'tokens' || call.billing === 'embedding'
        ? unknown('model-without-price', found.reason, found.near)
        : unknown('not-token-billed', `${call.billing} calls are not billed by text tokens, and ${found.reason}`, found.near);
    const cost = costOf(call, tokens, found.price, models.length > 1 ? models : []);
    if (cost.state === 'unknown') return cost;
    priced.push(call.sentTo && found.price.contracted === null ? withoutSeller(cost, call.sentTo) : cost);
  }
  return priced.length > 0 ? eitherOf(priced) : unknown('model-unresolved', 'the model is not known');
}

/** The models that may answer, all of them; a part of a sentence where some are not known. */
function modelsOf({ model }: LlmCall, declared: string | undefined): readonly string[] | { readonly reason: string } {
  if (declared !== undefined) return [declared];
  if (model.state === 'known') return [model.value];
  if (model.state === 'absent') return { reason: 'the code names no model' };
  const isComplete = model.alternatives.length > 1 && model.reason.startsWith('one of ');
  return isComplete ? model.alternatives : { reason: `the model is ${model.reason}` };
}

/** What switches the price: what the code asks for, and a search tool that has fees of its own. */
function modifiersOf({ modifiers, prompt: { tools } }: LlmCall): readonly string[] {
  return tools && sellerToolsOf(tools.schemaText).webSearch === 'preview' ? [...modifiers, 'search:preview'] : modifiers;
}

/** Cost of one of several requests, nobody knows which: that of the dearest, in a range over all. Unknown when one of them is. */
export function eitherOf(costs: readonly CallCost[]): CallCost {
  const [first] = costs;
  if (!first) throw new RangeError('one of at least one');
  const priced = costs.filter((one) => one.state === 'priced');
  if (costs.length === 1 || priced.length < costs.length) return costs.find((one) => one.state === 'unknown') ?? first;
  const dearest = priced.reduce((top, one) => (one.perCall.expected > top.perCall.expected ? one : top));
  const edge = (level: 'low' | 'high') =>
    priced.map((one) => one.perCall[level]).reduce((best, one) => ((level === 'low' ? one < best : one > best) ? one : best));
  const models = [...new Set(priced.flatMap((one) => (one.alternatives.length > 0 ? one.alternatives : [one.model])))];
  return {
    ...dearest,
    alternatives: models.length > 1 ? models : [],
    perCall: { low: edge('low'), expected: dearest.perCall.expected, high: edge('high'), basis: 'assumed' },
  };
}

/** A cost at the price of the model's maker, where nobody can tell who bills: assumed, whatever its tokens rest on. */
function withoutSeller(cost: Priced, { reason }: SentTo): Priced {
  const lines = cost.lines.map((line) => ({ ...line, cost: { ...line.cost, basis: 'assumed' as const } }));
  return {
    ...cost,
    lines,
    perCall: { ...cost.perCall, basis: 'assumed' },
    price: { ...cost.price, assumed: `who bills is not known (${reason}): ${cost.price.entry} is what its maker takes` },
  };
}

function unknown(why: Unknown['why'], reason: string, near: readonly string[] = []): Unknown {
  return { state: 'unknown', why, reason, near };
}

function costOf(call: LlmCall, tokens: TokenEstimate, price: Price, alternatives: readonly string[]): Priced | Unknown {
  const usage = usageOf(call, tokens, price);
  if (!usage)
    return unknown('not-token-billed', `${call.billing} calls of ${price.model} are billed in a unit that the catalog has no rate for`);
  const used: CallUsage = { call, tokens, price, usage };
  const bills = billsOf(used);
  if ('missing' in bills) return unknown('model-without-price', `the catalog has no rate of ${price.model} for ${bills.missing}`);
  const { low, expected, high } = bills;
  const isOpen = price.schedules.length > 1 && low.total !== high.total;
  const lines = linesOf(bills, (meter) => basisOfMeter(tokens, meter));
  const at = (schedules: readonly Schedule[] | null | undefined) => costAt(schedules?.[0], used);
  const list = price.contracted === null ? null : at(price.list);
  const negotiated = at(price.negotiated);
  const conversation = tokens.steps ? null : conversationOf(used, expected);
  return {
    state: 'priced',
    perCall: {
      low: low.total,
      expected: expected.total,
      high: high.total,
      basis: worstBasis([...lines.map((line) => line.cost.basis), ...(isOpen ? ['assumed' as const] : [])]),
    },
    lines,
    ...(list ? { list } : {}),
    ...(negotiated ? { negotiated } : {}),
    ...(conversation ? { conversation } : {}),
    ...(tokens.steps ? { runs: runsOf(used, expected) } : {}),
    model: price.model,
    alternatives,
    price: {
      entry: price.entry,
      source: price.source,
      effectiveFrom: price.effectiveFrom,
      checkedAt: price.checkedAt,
      checkedWith: price.checkedWith,
      modifiers: price.schedules[0] ? modifiersAt(price.schedules[0], tokens.input.expected).map((one) => one.name) : [],
      contracted: price.contracted,
      ...(price.overrules ? { overrules: price.overrules } : {}),
    },
  };
}

/** A bill at each level: the expected schedule's, in a range over all that the code leaves open. What has no rate is named. */
function billsOf(used: CallUsage): Readonly<Record<Level, Bill>> | { readonly missing: string } {
  const atLevel = (level: Level): Bill | { readonly missing: string } => {
    const all = used.price.schedules.map((schedule) => runOf(schedule, used, level));
    const unbilled = all.find((one) => 'missing' in one);
    const [first, ...others] = all.flatMap((one) => ('missing' in one ? [] : [one]));
    if (unbilled || !first) return unbilled ?? { missing: 'this request' };
    if (level === 'expected') return first;
    return others.reduce((best, one) => ((level === 'low' ? one.total < best.total : one.total > best.total) ? one : best), first);
  };
  const [low, expected, high] = [atLevel('low'), atLevel('expected'), atLevel('high')];
  if ('missing' in low) return low;
  if ('missing' in expected) return expected;
  return 'missing' in high ? high : { low, expected, high };
}

/** The same usage at other rates: at list, or before provisioned capacity; null where they are not known. */
function costAt(schedule: Schedule | undefined, used: CallUsage): Estimate<Picodollars> | null {
  if (!schedule) return null;
  const totals = levels.map((level) => runOf(schedule, used, level)).flatMap((bill) => ('missing' in bill ? [] : [bill.total]));
  const [low, expected, high] = totals;
  return low === undefined || expected === undefined || high === undefined
    ? null
    : { low, expected, high, basis: worstBasis([used.tokens.input.basis, used.tokens.output.basis]) };
}
