import {
  levels,
  worstBasis,
  type CallCost,
  type Estimate,
  type Level,
  type LlmCall,
  type Meter,
  type Picodollars,
  type SentTo,
  type TokenEstimate,
} from '../model.ts';
import { basisOfMeter, billOf, linesOf, sumBills, type Bill, type Usage } from './lines.ts';
import type { Price, PriceBook } from './priceBook.ts';
import { modifiersAt, ratesAt, thresholdsOf, type Rates, type Schedule } from './schedule.ts';

type Priced = Extract<CallCost, { state: 'priced' }>;
type Unknown = Extract<CallCost, { state: 'unknown' }>;

/** Cost of one call. Unknown whenever the model, its price or a needed rate is. Parts add up to the total exactly. */
export function priceCall(call: LlmCall, tokens: TokenEstimate, book: PriceBook, at: string, declaredModel?: string): CallCost {
  if (call.billing === 'other')
    return unknown('not-token-billed', 'what this call costs depends on what it starts, not on the call itself');
  const ids =
    declaredModel !== undefined
      ? [declaredModel]
      : call.model.state === 'known'
        ? [call.model.value]
        : call.model.state === 'dynamic'
          ? call.model.alternatives
          : [];
  const complete =
    declaredModel !== undefined ||
    call.model.state === 'known' ||
    (call.model.state === 'dynamic' && ids.length > 1 && call.model.reason.startsWith('one of '));
  if (!complete || ids.length === 0) {
    const reason =
      call.model.state === 'absent'
        ? 'the code names no model'
        : call.model.state === 'dynamic'
          ? `the model is ${call.model.reason}`
          : 'the model is not known';
    return unknown('model-unresolved', reason);
  }
  const priced: Priced[] = [];
  for (const id of ids) {
    const found = book.find(id, call.provider ?? call.sentTo?.host ?? null, at, call.modifiers);
    if (!found.price)
      return call.billing === 'tokens' || call.billing === 'embedding'
        ? unknown('model-without-price', found.reason, found.near)
        : unknown('not-token-billed', `${call.billing} calls are not billed by text tokens, and ${found.reason}`, found.near);
    const cost = costOf(call, tokens, found.price, ids.length > 1 ? ids : []);
    if (cost.state === 'unknown') return cost;
    priced.push(call.sentTo && found.price.contracted === null ? withoutSeller(cost, call.sentTo) : cost);
  }
  return priced.length > 0 ? eitherOf(priced) : unknown('model-unresolved', 'the model is not known');
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
  const runs = (schedule: Schedule, level: Level) => runOf(schedule, call, tokens, usage[level], level);
  const bills: Partial<Record<Level, Bill>> = {};
  for (const level of levels) {
    const all = price.schedules.map((schedule) => runs(schedule, level));
    const good = all.flatMap((one) => ('missing' in one ? [] : [one]));
    const [first] = all;
    if (!first || 'missing' in first || good.length < all.length) {
      const missing = all.flatMap((one) => ('missing' in one ? [one.missing] : []))[0] ?? 'this request';
      return unknown('model-without-price', `the catalog has no rate of ${price.model} for ${missing}`);
    }
    bills[level] =
      level === 'expected'
        ? first
        : good.reduce((best, one) => ((level === 'low' ? one.total < best.total : one.total > best.total) ? one : best));
  }
  const { low, expected, high } = bills;
  if (!low || !expected || !high) return unknown('model-without-price', `the catalog does not know every rate of ${price.model}`);
  const isOpen = price.schedules.length > 1 && low.total !== high.total;
  const lines = linesOf({ low, expected, high }, (meter) => basisOfMeter(tokens, meter));
  const at = (schedules: readonly Schedule[] | null | undefined) => costAt(schedules?.[0], call, tokens, usage);
  const list = price.contracted === null ? null : at(price.list);
  const negotiated = at(price.negotiated);
  const conversation = tokens.steps ? null : conversationOf(call, tokens, price, usage, expected);
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
    ...(tokens.steps ? { runs: runsOf(call, tokens, price, usage, expected) } : {}),
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

/** The same usage at other rates: at list, or before provisioned capacity; null where they are not known. */
function costAt(
  schedule: Schedule | undefined,
  call: LlmCall,
  tokens: TokenEstimate,
  usage: Readonly<Record<Level, Usage>>,
): Estimate<Picodollars> | null {
  if (!schedule) return null;
  const totals = levels
    .map((level) => runOf(schedule, call, tokens, usage[level], level))
    .flatMap((bill) => ('missing' in bill ? [] : [bill.total]));
  const [low, expected, high] = totals;
  return low === undefined || expected === undefined || high === undefined
    ? null
    : { low, expected, high, basis: worstBasis([tokens.input.basis, tokens.output.basis]) };
}

const opposite: Readonly<Record<Level, Level>> = { low: 'high', expected: 'expected', high: 'low' };
const outputMeters = { image: 'imageOutput', audio: 'audioOutput' } as const;

/** Units and tokens of one request at each level; null when the kind of call is not billed in anything that is known. */
function usageOf(call: LlmCall, tokens: TokenEstimate, price: Price): Readonly<Record<Level, Usage>> | null {
  const { base } = price;
  const has = (name: keyof Rates) => base[name] !== undefined;
  const ttl = call.modifiers.find((one) => one.startsWith('cache_ttl:'))?.slice('cache_ttl:'.length) ?? null;
  const units = (level: Level): Partial<Record<Meter, number>> | null => {
    const of = (meter: 'image' | 'character' | 'minute' | 'page' | 'search') => tokens.units?.[meter]?.[level] ?? 0;
    if (call.billing === 'image' && has('perImage')) return { image: of('image') };
    if (call.billing === 'rerank' && has('perSearch') && !has('input')) return { search: of('search') };
    if (call.billing === 'transcription' && has('perMinute')) return { minute: of('minute') };
    if (has('perMillionCharacters') && !has('input')) return { character: of('character') };
    if (has('perPage') && !has('input')) return { page: of('page') };
    if (call.billing === 'image' || call.billing === 'speech' || call.billing === 'transcription' || call.billing === 'ocr')
      return has('input') || has('imageOutput') || has('audioOutput') ? tokenUse(level) : null;
    return tokenUse(level);
  };
  const tokenUse = (level: Level): Partial<Record<Meter, number>> => {
    const read = Math.min(tokens.cacheRead[tokens.readsMostAtBest ? opposite[level] : level], tokens.input[level]);
    const write = Math.min(tokens.cacheWrite[level], tokens.input[level] - read);
    const plain = tokens.input[level] - read - write;
    const heard = has('audioInput') ? Math.min(tokens.audioInput?.[level] ?? 0, plain) : 0;
    const thought = has('reasoning') ? Math.min(tokens.reasoning?.[level] ?? 0, tokens.output[level]) : 0;
    const answers = (tokens.output[level] - thought) * call.repetition.n;
    return {
      input: plain - heard,
      audioInput: heard,
      cacheRead: read,
      cacheWrite: write,
      ...(tokens.outputKind ? { [outputMeters[tokens.outputKind]]: answers } : { output: answers }),
      reasoning: thought * call.repetition.n,
      ...(has('perRequest') ? { request: 1 } : {}),
      ...(tokens.units?.search && (has('perSearch') || call.billing === 'rerank') ? { search: tokens.units.search[level] } : {}),
    };
  };
  const usage = (level: Level): Usage | null => {
    const quantities = units(level);
    return quantities && { quantities, inputTokens: tokens.input[level], ttl };
  };
  const [low, expected, high] = [usage('low'), usage('expected'), usage('high')];
  return low && expected && high ? { low, expected, high } : null;
}

/** One execution at a level: one request, or as many as the steps say, each with what the ones before it added. */
function runOf(
  schedule: Schedule,
  call: LlmCall,
  tokens: TokenEstimate,
  usage: Usage,
  level: Level,
  count = tokens.steps?.count[level] ?? 1,
  growth = tokens.steps?.growth[level] ?? 0,
  isCached = cachesSteps(call, schedule),
): Bill | { readonly missing: string } {
  const steps = Math.max(1, Math.round(count));
  if (steps === 1) return billOf(schedule, usage);
  const thresholds = thresholdsOf(schedule);
  const groups = new Map<number, Usage>();
  for (let step = 0; step < steps; step++) {
    const one = step === 0 ? usage : laterStep(usage, step, growth, isCached);
    const tier = thresholds.filter((from) => one.inputTokens >= from).length;
    const before = groups.get(tier);
    groups.set(tier, before ? { ...before, quantities: addQuantities(before.quantities, one.quantities) } : one);
  }
  const bills: Bill[] = [];
  for (const group of groups.values()) {
    const bill = billOf(schedule, group);
    if ('missing' in bill) return bill;
    bills.push(bill);
  }
  return sumBills(bills);
}

function addQuantities(a: Usage['quantities'], b: Usage['quantities']): Usage['quantities'] {
  const sum: Partial<Record<Meter, number>> = { ...a };
  for (const [name, quantity] of Object.entries(b)) sum[name as Meter] = (sum[name as Meter] ?? 0) + quantity;
  return sum;
}

/** A later request of a run: it sends everything before it again. With a cache that part is read, and what was added is new. */
function laterStep(usage: Usage, step: number, growth: number, isCached: boolean): Usage {
  if (growth === 0) return usage;
  const added = growth * step;
  const inputTokens = usage.inputTokens + added;
  const fresh = isCached ? Math.min(growth, inputTokens) : 0;
  const { input, audioInput, cacheRead, cacheWrite, ...rest } = usage.quantities;
  if (!isCached)
    return {
      ...usage,
      inputTokens,
      quantities: { ...rest, audioInput: audioInput ?? 0, input: (input ?? 0) + (cacheWrite ?? 0) + added, cacheRead: cacheRead ?? 0 },
    };
  return { ...usage, inputTokens, quantities: { ...rest, cacheRead: inputTokens - fresh, cacheWrite: fresh } };
}

/** Whether later requests of a run read what earlier ones sent: the provider does it by itself, or the code asks for it. */
function cachesSteps(call: LlmCall, schedule: Schedule): boolean {
  const resolved = ratesAt(schedule, 1);
  return (
    (call.caching === 'automatic' || call.caching === 'requested') &&
    'rates' in resolved &&
    resolved.rates.cacheRead !== undefined &&
    resolved.rates.cacheRead !== null
  );
}

function runsOf(
  call: LlmCall,
  tokens: TokenEstimate,
  price: Price,
  usage: Readonly<Record<Level, Usage>>,
  typical: Bill,
): NonNullable<Priced['runs']> {
  const [schedule] = price.schedules;
  const { count, growth } = tokens.steps ?? { count: { low: 1, expected: 1, high: 1 }, growth: { low: 0, expected: 0, high: 0 } };
  const billAt = (level: Level, requests: number, isCached?: boolean) => {
    const bill =
      schedule && runOf(schedule, call, tokens, usage[level], level, requests, growth[level], isCached ?? cachesSteps(call, schedule));
    return !bill || 'missing' in bill ? typical : bill;
  };
  const total = (requests: number, isCached?: boolean) => billAt('expected', requests, isCached).total;
  const typicalLines = linesOf({ low: billAt('low', count.expected), expected: typical, high: billAt('high', count.expected) }, (meter) =>
    basisOfMeter(tokens, meter),
  );
  return {
    one: total(1),
    least: total(count.low),
    typical: typical.total,
    limit: total(count.high),
    limitWithoutCache: total(count.high, false),
    typicalLines,
  };
}

/** Turns of a conversation that goes along with each request; null where none does, or the team says how much goes along. */
function conversationOf(
  call: LlmCall,
  tokens: TokenEstimate,
  price: Price,
  usage: Readonly<Record<Level, Usage>>,
  typical: Bill,
): NonNullable<Priced['conversation']> | null {
  const limit = price.facts.maxInput ?? price.facts.context;
  const grows = call.prompt.segments.some((segment) =>
    segment.parts.some((part) => typeof part !== 'string' && part.hint === 'history' && part.file === undefined),
  );
  const [schedule] = price.schedules;
  if (!grows || limit === undefined || !schedule || tokens.input.basis !== 'assumed' || limit <= tokens.input.expected) return null;
  const turn = (input: number) => {
    const { cacheRead: _read, cacheWrite: _write, audioInput = 0, ...rest } = usage.expected.quantities;
    const heard = Math.min(audioInput, input);
    const bill = billOf(schedule, {
      ...usage.expected,
      inputTokens: input,
      quantities: { ...rest, audioInput: heard, input: input - heard },
    });
    return 'missing' in bill ? null : bill.total;
  };
  const [first, full] = [turn(tokens.input.low), turn(limit)];
  return first === null || full === null ? null : { first, typical: typical.total, full, tokens: limit };
}
