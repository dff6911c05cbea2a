import type { ModelFacts, PriceOverride } from '../model.ts';
import type { Asked } from './asked.ts';
import { cacheRatioOf, usualTtl } from './cacheRates.ts';
import type { CatalogRates, PriceRow } from './catalog.ts';
import { rateNumber } from './decimal.ts';
import type { Found, Price } from './priceBook.ts';
import { ratesAt, type Rates, type Schedule } from './schedule.ts';

/** What is assumed of a model that is only known from the team file. */
const unknownFacts = (id: string, provider: string): ModelFacts => ({
  id,
  provider,
  tokenizer: { encoding: 'o200k_base', factor: 1.1, error: 0.3 },
  cache: { mode: 'none' },
  cacheRatio: null,
});

/**
 * A listed price after the team's overrides that cover the model on the day, nearest file first. In this order, the first of each kind:
 * provisioned capacity, then absolute rates, then a discount on list. Absolute rates are what is paid: no discount is taken off them,
 * but batch and tiers still multiply them. `is` only says which model a deployment runs.
 */
export function applyOverrides(input: {
  readonly overrides: readonly PriceOverride[];
  readonly written: string;
  readonly at: string;
  readonly listed: Found;
  readonly asked: Asked;
}): Found {
  const { overrides, listed } = input;
  const capacity = overrides.find((one) => one.provisioned);
  const deployment = overrides.find((one) => one.is !== undefined);
  const named =
    deployment && listed.price ? { ...listed, why: `${input.written} is ${deployment.is} (${place(deployment)}); ${listed.why}` } : listed;
  const negotiated = contractOf(input, named, overrides);
  const found: Found = capacity?.provisioned
    ? { price: provisioned(capacity, input.written, negotiated.price, input.asked), why: `provisioned capacity in ${place(capacity)}` }
    : negotiated;
  const winner = capacity ?? overrides.find((one) => one.rates) ?? overrides.find((one) => one.discount !== undefined);
  const overruled = overrides.filter((one) => one !== winner && (one.provisioned || one.rates || one.discount !== undefined)).map(place);
  return found.price && overruled.length > 0 ? { ...found, price: { ...found.price, overrules: overruled } } : found;
}

function contractOf(input: { readonly written: string; readonly asked: Asked }, listed: Found, overrides: readonly PriceOverride[]): Found {
  const rates = overrides.find((one) => one.rates);
  if (rates) return { price: absolute(rates, input.written, listed.price, input.asked), why: `rates in ${place(rates)}` };
  const discount = overrides.find((one) => one.discount !== undefined);
  return listed.price && discount ? { ...listed, price: discounted(listed.price, discount) } : listed;
}

function place(one: PriceOverride): string {
  return `${one.origin.file}:${one.origin.line}`;
}
function until(one: PriceOverride): string {
  return one.until ? ` until ${one.until}` : '';
}

/** Prices of one row: the adjustments of the listed model still multiply it. What depends on the rates of a model depends on these. */
function priceFrom(
  one: PriceOverride,
  written: string,
  listed: Price | null,
  asked: Asked,
  rows: readonly PriceRow[],
  contracted: string,
): Price {
  const schedules: readonly Schedule[] = (listed?.schedules ?? [{ adjust: [], asked, factor: 1 }]).map((schedule) => ({
    ...schedule,
    rows,
    factor: 1,
  }));
  const first = schedules[0];
  const plain = first ? ratesAt({ ...first, adjust: [], asked: { ...first.asked, tier: null, batch: false } }, 1) : { missing: '' };
  const base = 'rates' in plain ? plain.rates : {};
  const { tierStarts: _tiers, nextChange: _change, ...facts } = listed?.facts ?? unknownFacts(written, one.provider ?? 'own');
  return {
    entry: place(one),
    model: listed?.model ?? written,
    facts: { ...facts, cacheRatio: cacheRatioOf(base), ...(one.until !== undefined ? { nextChange: one.until } : {}) },
    schedules,
    list: listed?.list ?? null,
    base,
    effectiveFrom: one.from ?? null,
    source: one.source ?? place(one),
    checkedAt: one.from ?? listed?.checkedAt ?? 'declared',
    checkedWith: [],
    contracted,
    note: one.reason ?? null,
  };
}

function absolute(one: PriceOverride, written: string, listed: Price | null, asked: Asked): Price {
  return priceFrom(
    one,
    written,
    listed,
    asked,
    [{ rates: contractRates(one.rates ?? {}, listed?.base ?? {}) }],
    `contracted rates${until(one)} (${place(one)})`,
  );
}

/** Fees that a contract on tokens does not touch. */
const fees = ['perRequest', 'perSearch', 'perFileSearch', 'perImage', 'perPage', 'perMinute', 'perMillionCharacters'] as const;

/**
 * Rates that a contract names. Fees that it does not name are those of the list; tokens that the list bills and it does not name are unknown.
 * One number for cache writes is that of the usual time to live.
 */
function contractRates({ cacheWrite, ...named }: NonNullable<PriceOverride['rates']>, listed: Rates): CatalogRates {
  const kept = Object.fromEntries(fees.flatMap((name) => (listed[name] ? [[name, rateNumber(listed[name])]] : [])));
  const open = Object.fromEntries(
    Object.keys(listed)
      .filter((name) => !(name in kept))
      .map((name) => [name, null]),
  );
  const writes = typeof cacheWrite === 'number' ? { [usualTtl(listed) ?? 'default']: cacheWrite } : cacheWrite;
  return { ...open, ...kept, ...named, ...(writes === undefined ? {} : { cacheWrite: writes }) };
}

/** Capacity that is paid anyway: one more request costs nothing, or its share of the bill when the team says how many tokens the capacity serves. */
function provisioned(one: PriceOverride, written: string, before: Price | null, asked: Asked): Price {
  const { monthly, tokensPerMonth, billing } = one.provisioned ?? { monthly: 0, billing: 'marginal' as const };
  const isMarginal = billing === 'marginal';
  const perMillion = isMarginal ? 0 : tokensPerMonth !== undefined && tokensPerMonth > 0 ? (monthly / tokensPerMonth) * 1e6 : null;
  const rows: readonly PriceRow[] = [
    {
      rates: {
        input: perMillion,
        output: perMillion,
        cacheRead: perMillion,
        cacheWrite: perMillion === null ? null : { default: perMillion },
      },
    },
  ];
  const words = isMarginal ? 'provisioned capacity, one more request costs nothing' : 'provisioned capacity, its cost shared by all tokens';
  const price = priceFrom(one, written, before, asked, rows, `${words}${until(one)} (${place(one)})`);
  return {
    ...price,
    ...(before ? { negotiated: before.schedules } : {}),
    schedules: price.schedules
      .slice(0, 1)
      .map((schedule) => ({ ...schedule, adjust: [], asked: { ...schedule.asked, tier: null, batch: false } })),
  };
}

function discounted(price: Price, by: PriceOverride): Price {
  const share = by.discount ?? 0;
  const schedules = price.schedules.map((schedule) => ({ ...schedule, factor: 1 - share }));
  const first = schedules[0];
  const base = first ? ratesAt({ ...first, asked: { ...first.asked, tier: null, batch: false } }, 1) : { missing: '' };
  const change = [price.facts.nextChange, by.until].filter((one) => one !== undefined).toSorted()[0];
  return {
    ...price,
    facts: { ...price.facts, ...(change !== undefined ? { nextChange: change } : {}) },
    schedules,
    base: 'rates' in base ? base.rates : price.base,
    contracted: `contracted −${+(share * 100).toFixed(2)} %${until(by)} (${place(by)})`,
  };
}
