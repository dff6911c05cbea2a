import type { Picodollars } from '../model.ts';
import { rateNumber, rateText, type Rate } from './decimal.ts';
import { moneyOf, rateFor } from './lines.ts';
import type { Found, PriceBook } from './priceBook.ts';
import { modifiersAt, ratesAt, type Modifier, type Rates } from './schedule.ts';

/** One request to price, without any code: what `llmcost price` and coding assistants ask. */
export interface QuoteRequest {
  readonly model: string;
  /** Who bills; null: the name says it, or the makers are asked. */
  readonly provider: string | null;
  /** ISO date, or date and time. */
  readonly at: string;
  /** As in `LlmCall.modifiers`: `batch`, `flex`, `inference_geo:us`. */
  readonly modifiers: readonly string[];
  /** Tokens of one request. `input` is all of it; `cached` is the part of it that is read from a cache. */
  readonly input: number;
  readonly cached: number;
  readonly output: number;
  /** Another part of `input`: what is written to the cache, and for how long (`5m`, `1h`; null is the usual time). */
  readonly written?: { readonly tokens: number; readonly ttl: string | null };
}
/** One line of the sum: quantity times rate is the money. */
export interface QuoteLine {
  readonly what: string;
  /** Tokens; 1 for the fee of a request. */
  readonly quantity: number;
  /** USD per million tokens (per request for the fee), as exact decimal text. */
  readonly rate: string;
  readonly money: Picodollars;
}
/** The answer to "what does this cost", with everything it rests on. */
export interface Quote {
  readonly found: Found;
  /** Other entries that look like the name, for people: none of them was used. */
  readonly near: readonly string[];
  /** Rates for a request of this size, in USD per million tokens; null is unknown. */
  readonly rates: {
    readonly input: number | null;
    readonly output: number | null;
    readonly cacheRead: number | null;
    readonly cacheWrite: Readonly<Record<string, number>>;
  } | null;
  /** Rates that are per something else: per image, per minute, per request. */
  readonly otherRates: Readonly<Record<string, number>>;
  readonly modifiers: readonly Modifier[];
  readonly lines: readonly QuoteLine[];
  /** The expected bill; null when a rate is missing. `input` is what is read from no cache. */
  readonly cost: {
    readonly input: Picodollars;
    readonly cached: Picodollars;
    readonly output: Picodollars;
    readonly total: Picodollars;
  } | null;
  /** Lowest and highest total where the code or the hour leaves the price open; null when it is one. */
  readonly between: { readonly low: Picodollars; readonly high: Picodollars } | null;
  /** Why there is no cost; null when there is one. */
  readonly missing: string | null;
}

/** Prices one request. Never throws; what is not known is said, never guessed. */
export function quote(book: PriceBook, request: QuoteRequest): Quote {
  const found = book.find(request.model, request.provider, request.at, request.modifiers);
  const near = found.price ? book.near(request.model).filter((one) => one !== found.price?.entry) : found.near;
  const nothing: Quote = { found, near, rates: null, otherRates: {}, modifiers: [], lines: [], cost: null, between: null, missing: null };
  const schedule = found.price?.schedules[0];
  if (!found.price || !schedule) return { ...nothing, missing: found.price ? 'no price holds' : found.reason };
  const resolved = ratesAt(schedule, request.input);
  if ('missing' in resolved) return { ...nothing, missing: `the catalog has no rate of ${found.price.model} for ${resolved.missing}` };
  const { rates } = resolved;
  const shown = { ...nothing, rates: plainRates(rates), otherRates: unitRates(rates), modifiers: modifiersAt(schedule, request.input) };
  const billed = bill(rates, request);
  if ('missing' in billed) return { ...shown, missing: `the catalog has no rate of ${found.price.model} for ${billed.missing}` };
  const totals = found.price.schedules.flatMap((one) => {
    const other = ratesAt(one, request.input);
    const made = 'rates' in other ? bill(other.rates, request) : other;
    return 'missing' in made ? [] : [made.cost.total];
  });
  const low = totals.reduce((a, b) => (b < a ? b : a), billed.cost.total);
  const high = totals.reduce((a, b) => (b > a ? b : a), billed.cost.total);
  return { ...shown, ...billed, between: low === high ? null : { low, high } };
}

function bill(
  rates: Rates,
  request: QuoteRequest,
): (Pick<Quote, 'lines'> & { readonly cost: NonNullable<Quote['cost']> }) | { readonly missing: string } {
  const lines: QuoteLine[] = [];
  const written = request.written ?? { tokens: 0, ttl: null };
  const add = (what: string, meter: 'input' | 'cacheRead' | 'cacheWrite' | 'output' | 'request', quantity: number): Picodollars | null => {
    if (quantity === 0) return 0n;
    const rate = rateFor(meter, rates, written.ttl);
    if (rate === null) return null;
    const money = moneyOf(meter, quantity, rate);
    lines.push({ what, quantity, rate: rateText(rate), money });
    return money;
  };
  const input = add('input', 'input', request.input - request.cached - written.tokens);
  if (input === null) return { missing: 'input tokens' };
  const cached = add('cached input', 'cacheRead', request.cached);
  if (cached === null) return { missing: 'cached input' };
  const write = add('cache write', 'cacheWrite', written.tokens);
  if (write === null) return { missing: `a cache write${written.ttl ? ` of ${written.ttl}` : ''}` };
  const output = add('output', 'output', request.output);
  if (output === null) return { missing: 'output tokens' };
  const fee = rates.perRequest ? (add('request fee', 'request', 1) ?? 0n) : 0n;
  return { lines, cost: { input: input + write, cached, output, total: input + cached + write + output + fee } };
}

function plainRates(rates: Rates): NonNullable<Quote['rates']> {
  const number = (rate: Rate | null | undefined) => (rate === null || rate === undefined ? null : rateNumber(rate));
  const writes = Object.entries(rates.cacheWrite ?? {}).map(([ttl, rate]) => [ttl, rateNumber(rate)] as const);
  return {
    input: number(rates.input),
    output: number(rates.output),
    cacheRead: number(rates.cacheRead),
    cacheWrite: Object.fromEntries(writes),
  };
}

const token: ReadonlySet<string> = new Set(['input', 'output', 'cacheRead', 'cacheWrite']);

function unitRates(rates: Rates): Readonly<Record<string, number>> {
  return Object.fromEntries(
    Object.entries(rates).flatMap(([name, rate]) => (token.has(name) || typeof rate !== 'bigint' ? [] : [[name, rateNumber(rate)]])),
  );
}
