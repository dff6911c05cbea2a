import {
  inputMeters,
  outputMeters,
  type CostLine,
  type Estimate,
  type Level,
  type Meter,
  type Picodollars,
  type TokenEstimate,
} from '../model.ts';
import { writeRate } from './cacheRates.ts';
import { divide, rateText, type Rate } from './decimal.ts';
import { ratesAt, type Rates, type Schedule } from './schedule.ts';

/** What one request consumes at one level. Tokens, or units. */
export interface Usage {
  /** Tokens, or what the meter counts; a meter that is absent counts nothing. */
  readonly quantities: Readonly<Partial<Record<Meter, number>>>;
  /** All input tokens of the request: they decide the tier. */
  readonly inputTokens: number;
  /** Time to live asked for; null is the usual one. */
  readonly ttl: string | null;
}

/** Rate of a meter; null is unknown, and what is unknown is never zero. */
export function rateFor(meter: Meter, rates: Rates, ttl: string | null): Rate | null {
  switch (meter) {
    case 'input':
      return rates.input ?? rates.audioInput ?? null;
    case 'audioInput':
      return otherwise(rates.audioInput, rates.input);
    case 'output':
      return rates.output ?? null;
    case 'reasoning':
      return otherwise(rates.reasoning, rates.output);
    // A rate for output of a model that makes images may be that of its texts.
    case 'imageOutput':
      return rates.imageOutput ?? null;
    case 'audioOutput':
      return otherwise(rates.audioOutput, rates.output);
    case 'cacheRead':
      return rates.cacheRead ?? null;
    // Providers without a write price bill the first request at the input rate.
    case 'cacheWrite':
      return writeRate(rates, ttl) ?? (rates.cacheWrite === undefined ? (rates.input ?? null) : null);
    case 'request':
      return rates.perRequest ?? null;
    case 'image':
      return rates.perImage ?? null;
    case 'character':
      return rates.perMillionCharacters ?? null;
    case 'minute':
      return rates.perMinute ?? null;
    case 'page':
      return rates.perPage ?? null;
    case 'search':
      return rates.perSearch ?? null;
    case 'fileSearch':
      return rates.perFileSearch ?? null;
  }
}

/** A rate, or the plain one where there is none; one that is unknown stays so. */
function otherwise(rate: Rate | null | undefined, plain: Rate | null | undefined): Rate | null {
  return (rate === undefined ? plain : rate) ?? null;
}

const perMillion: ReadonlySet<Meter> = new Set([...inputMeters, ...outputMeters, 'character']);

/** Money of a quantity at a rate: exact, rounded half up to a pico-dollar. Quantities are exact to a millionth. */
export function moneyOf(meter: Meter, quantity: number, rate: Rate): Picodollars {
  const millionths = BigInt(Math.round(quantity * 1e6));
  return divide(millionths * rate, perMillion.has(meter) ? 1_000_000_000_000n : 1_000_000n);
}

/** So much of a meter at one rate. */
export interface BillPart {
  /** Tokens, or what the meter counts. */
  readonly quantity: number;
  readonly money: Picodollars;
  readonly rate: Rate;
}
/** What one situation (low, expected or high) costs. */
export interface Bill {
  /** Sum of the parts, exactly. */
  readonly total: Picodollars;
  /** Of each meter the rates that took part, in the order of the requests: more than one where a run crosses a tier. */
  readonly parts: Readonly<Partial<Record<Meter, readonly BillPart[]>>>;
}

/** One request billed by a schedule; says what is missing when a needed rate is not known. */
export function billOf(schedule: Schedule, usage: Usage): Bill | { readonly missing: string } {
  const resolved = ratesAt(schedule, usage.inputTokens);
  if ('missing' in resolved) return resolved;
  const parts: Partial<Record<Meter, readonly BillPart[]>> = {};
  let total = 0n;
  for (const [name, quantity] of Object.entries(usage.quantities)) {
    const meter = name as Meter;
    if (quantity === 0) continue;
    const rate = rateFor(meter, resolved.rates, usage.ttl);
    if (rate === null) return { missing: meterWords[meter] };
    const money = moneyOf(meter, quantity, rate);
    parts[meter] = [{ quantity, money, rate }];
    total += money;
  }
  return { total, parts };
}

const meterWords: Readonly<Record<Meter, string>> = {
  input: 'input tokens',
  audioInput: 'audio input',
  output: 'output tokens',
  reasoning: 'reasoning',
  imageOutput: 'image output',
  audioOutput: 'audio output',
  cacheRead: 'cached input',
  cacheWrite: 'cache writes',
  request: 'requests',
  image: 'images',
  character: 'characters',
  minute: 'minutes of audio',
  page: 'pages',
  search: 'searches',
  fileSearch: 'searches of files',
};

/** Adds the bills of several requests, meter by meter and rate by rate. */
export function sumBills(bills: readonly Bill[]): Bill {
  const parts: Partial<Record<Meter, readonly BillPart[]>> = {};
  for (const bill of bills) {
    for (const [name, more] of Object.entries(bill.parts)) {
      const meter = name as Meter;
      for (const part of more) {
        const before = parts[meter] ?? [];
        const same = before.find((one) => one.rate === part.rate);
        parts[meter] = same
          ? before.map((one) => (one === same ? { ...one, quantity: one.quantity + part.quantity, money: one.money + part.money } : one))
          : [...before, part];
      }
    }
  }
  return { total: bills.reduce((sum, one) => sum + one.total, 0n), parts };
}

const shown: readonly Meter[] = [
  ...inputMeters,
  ...outputMeters,
  'request',
  'search',
  'fileSearch',
  'image',
  'character',
  'minute',
  'page',
];

/**
 * Three bills of the same call as lines, one for each rate that takes part in the expected bill: its quantity times its rate is its cost.
 * What a level does not use is zero there. Where several rates take part, the low bill fills the lines from the first on, and what the
 * high bill is above the expected one stands in the last: the lines of a meter still add up at every level.
 */
export function linesOf(bills: Readonly<Record<Level, Bill>>, basisOf: (meter: Meter) => Estimate<number>['basis']): readonly CostLine[] {
  return shown.flatMap((meter): readonly CostLine[] => {
    const whole = (level: Level) => {
      const parts = bills[level].parts[meter] ?? [];
      return { quantity: parts.reduce((sum, one) => sum + one.quantity, 0), money: parts.reduce((sum, one) => sum + one.money, 0n) };
    };
    const [low, expected, high] = [whole('low'), whole('expected'), whole('high')];
    const parts = bills.expected.parts[meter] ?? [];
    const rates =
      parts.length > 0
        ? parts
        : (bills.high.parts[meter] ?? bills.low.parts[meter] ?? []).slice(0, 1).map((one) => ({ ...one, quantity: 0, money: 0n }));
    const basis = basisOf(meter);
    let [leftTokens, leftMoney] = [low.quantity, low.money];
    return rates.map((part, i) => {
      const isLast = i === rates.length - 1;
      const least = {
        quantity: isLast ? leftTokens : Math.min(leftTokens, part.quantity),
        money: isLast || leftMoney < part.money ? leftMoney : part.money,
      };
      [leftTokens, leftMoney] = [leftTokens - least.quantity, leftMoney - least.money];
      const most = isLast
        ? { quantity: part.quantity + high.quantity - expected.quantity, money: part.money + high.money - expected.money }
        : part;
      return {
        meter,
        quantity: { low: least.quantity, expected: part.quantity, high: most.quantity, basis },
        rate: rateText(part.rate),
        cost: { low: least.money, expected: part.money, high: most.money, basis },
      };
    });
  });
}

/** Where the basis of a meter comes from in a token estimate. */
export function basisOfMeter(tokens: TokenEstimate, meter: Meter): Estimate<number>['basis'] {
  switch (meter) {
    case 'input':
      return tokens.input.basis;
    case 'audioInput':
      return tokens.audioInput?.basis ?? 'assumed';
    case 'reasoning':
      return tokens.reasoning?.basis ?? 'assumed';
    case 'output':
    case 'imageOutput':
    case 'audioOutput':
      return tokens.output.basis;
    case 'cacheRead':
      return tokens.cacheRead.basis;
    case 'cacheWrite':
      return tokens.cacheWrite.basis;
    case 'request':
      return 'counted';
    default:
      return tokens.units?.[meter]?.basis ?? 'assumed';
  }
}
