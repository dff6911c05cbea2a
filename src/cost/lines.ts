import type { CostLine, Estimate, Meter, Picodollars, TokenEstimate } from '../model.ts';
import { divide, rateText, type Rate } from './decimal.ts';
import { writeRate } from './priceBook.ts';
import { ratesAt, type Rates, type Schedule } from './schedule.ts';

export const levels = ['low', 'expected', 'high'] as const;
export type Level = (typeof levels)[number];

/** What one request consumes at one level. Tokens, or units. */
export interface Usage {
  readonly quantities: Readonly<Partial<Record<Meter, number>>>;
  /** All input tokens of the request: they decide the tier. */
  readonly inputTokens: number;
  /** Time to live asked for; null is the usual one. */
  readonly ttl: string | null;
}

/** Rate of a meter; null is unknown, and what is unknown is never zero. */
export function rateFor(meter: Meter, rates: Rates, ttl: string | null): Rate | null {
  switch (meter) {
    case 'input': return rates.input ?? rates.audioInput ?? null;
    case 'output': return rates.output ?? rates.imageOutput ?? rates.audioOutput ?? null;
    case 'cacheRead': return rates.cacheRead ?? null;
    // Providers without a write price bill the first request at the input rate.
    case 'cacheWrite': return writeRate(rates, ttl) ?? (rates.cacheWrite === undefined ? (rates.input ?? null) : null);
    case 'request': return rates.perRequest ?? null;
    case 'image': return rates.perImage ?? null;
    case 'character': return rates.perMillionCharacters ?? null;
    case 'minute': return rates.perMinute ?? null;
    case 'page': return rates.perPage ?? null;
    case 'search': return rates.perSearch ?? null;
  }
}

const perMillion: ReadonlySet<Meter> = new Set(['input', 'output', 'cacheRead', 'cacheWrite', 'character']);

/** Money of a quantity at a rate: exact, rounded half up to a pico-dollar. Quantities are exact to a millionth. */
export function moneyOf(meter: Meter, quantity: number, rate: Rate): Picodollars {
  const millionths = BigInt(Math.round(quantity * 1e6));
  return divide(millionths * rate, perMillion.has(meter) ? 1_000_000_000_000n : 1_000_000n);
}

export interface Bill {
  readonly total: Picodollars;
  readonly parts: Readonly<Partial<Record<Meter, { readonly quantity: number; readonly money: Picodollars; readonly rate: Rate }>>>;
}

/** One request billed by a schedule; says what is missing when a needed rate is not known. */
export function billOf(schedule: Schedule, usage: Usage): Bill | { readonly missing: string } {
  const resolved = ratesAt(schedule, usage.inputTokens);
  if ('missing' in resolved) return resolved;
  const parts: Partial<Record<Meter, { quantity: number; money: Picodollars; rate: Rate }>> = {};
  let total = 0n;
  for (const [name, quantity] of Object.entries(usage.quantities)) {
    const meter = name as Meter;
    if (quantity === 0) continue;
    const rate = rateFor(meter, resolved.rates, usage.ttl);
    if (rate === null) return { missing: meterWords[meter] };
    const money = moneyOf(meter, quantity, rate);
    parts[meter] = { quantity, money, rate };
    total += money;
  }
  return { total, parts };
}

const meterWords: Readonly<Record<Meter, string>> = { input: 'input tokens', output: 'output tokens', cacheRead: 'cached input', cacheWrite: 'cache writes', request: 'requests', image: 'images', character: 'characters', minute: 'minutes of audio', page: 'pages', search: 'searches' };

/** Adds the bills of several requests, meter by meter. */
export function sumBills(bills: readonly Bill[]): Bill {
  const parts: Partial<Record<Meter, { quantity: number; money: Picodollars; rate: Rate }>> = {};
  for (const bill of bills) {
    for (const [name, part] of Object.entries(bill.parts)) {
      const meter = name as Meter;
      const before = parts[meter];
      parts[meter] = before ? { quantity: before.quantity + part.quantity, money: before.money + part.money, rate: part.rate } : part;
    }
  }
  return { total: bills.reduce((sum, one) => sum + one.total, 0n), parts };
}

const shown: readonly Meter[] = ['input', 'cacheRead', 'cacheWrite', 'output', 'request', 'search', 'image', 'character', 'minute', 'page'];

/** Three bills of the same call as lines: what a level does not use is zero there. */
export function linesOf(bills: Readonly<Record<Level, Bill>>, basisOf: (meter: Meter) => Estimate<number>['basis']): readonly CostLine[] {
  return shown.flatMap((meter): readonly CostLine[] => {
    const rate = bills.expected.parts[meter]?.rate ?? bills.high.parts[meter]?.rate ?? bills.low.parts[meter]?.rate;
    if (rate === undefined) return [];
    const quantity = (level: Level) => bills[level].parts[meter]?.quantity ?? 0;
    const money = (level: Level) => bills[level].parts[meter]?.money ?? 0n;
    const basis = basisOf(meter);
    return [{ meter, quantity: { low: quantity('low'), expected: quantity('expected'), high: quantity('high'), basis }, rate: rateText(rate), cost: { low: money('low'), expected: money('expected'), high: money('high'), basis } }];
  });
}

/** Where the basis of a meter comes from in a token estimate. */
export function basisOfMeter(tokens: TokenEstimate, meter: Meter): Estimate<number>['basis'] {
  if (meter === 'input') return tokens.input.basis;
  if (meter === 'output') return tokens.output.basis;
  if (meter === 'cacheRead') return tokens.cacheRead.basis;
  if (meter === 'cacheWrite') return tokens.cacheWrite.basis;
  return meter === 'request' ? 'counted' : (tokens.units?.[meter]?.basis ?? 'assumed');
}
