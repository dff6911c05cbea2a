import type { ModelFacts, PriceOverride } from '../model.ts';
import type { Asked } from './asked.ts';
import type { PriceRow } from './catalog.ts';
import type { Found, Price } from './priceBook.ts';
import { ratesAt, type Schedule } from './schedule.ts';

/** What is assumed of a model that is only known from the team file. */
const unknownFacts = (id: string, provider: string): ModelFacts => ({ id, provider, tokenizer: { encoding: 'o200k_base', factor: 1.1, error: 0.3 }, cache: { mode: 'none' }, cacheRatio: null });

/**
 * A listed price after the team's overrides that cover the model on the day, nearest file first. In this order, the first of each kind:
 * provisioned capacity, then absolute rates, then a discount on list. Absolute rates are what is paid: no discount is taken off them,
 * but batch and tiers still multiply them. `is` only says which model a deployment runs.
 */
export function applyOverrides(input: { readonly overrides: readonly PriceOverride[]; readonly written: string; readonly at: string; readonly listed: Found; readonly asked: Asked }): Found {
  const { overrides, listed } = input;
  const capacity = overrides.find((one) => one.provisioned);
  const rates = overrides.find((one) => one.rates);
  const discount = overrides.find((one) => one.discount !== undefined);
  const deployment = overrides.find((one) => one.is !== undefined);
  const named = deployment && listed.price ? { ...listed, why: `${input.written} is ${deployment.is} (${place(deployment)}); ${listed.why}` } : listed;
  if (capacity?.provisioned) return { price: provisioned(capacity, input.written, named.price, input.asked), why: `provisioned capacity in ${place(capacity)}` };
  if (rates?.rates) return { price: absolute(rates, input.written, named.price, input.asked), why: `rates in ${place(rates)}` };
  if (!named.price || !discount) return named;
  return { ...named, price: discounted(named.price, discount) };
}

function place(one: PriceOverride): string {
  return `${one.origin.file}:${one.origin.line}`;
}
function until(one: PriceOverride): string {
  return one.until ? ` until ${one.until}` : '';
}

/** Prices of one row: the adjustments of the listed model still multiply it. */
function priceFrom(one: PriceOverride, written: string, listed: Price | null, asked: Asked, rows: readonly PriceRow[], contracted: string): Price {
  const schedules: readonly Schedule[] = (listed?.schedules ?? [{ adjust: [], asked, factor: 1 }]).map((schedule) => ({ ...schedule, rows, factor: 1 }));
  const first = schedules[0];
  const base = first ? ratesAt({ ...first, adjust: [] , asked: { ...first.asked, tier: null, batch: false } }, 1) : { missing: '' };
  return {
    entry: place(one), model: listed?.model ?? written, facts: listed?.facts ?? unknownFacts(written, one.provider ?? 'own'), schedules, list: listed?.list ?? null, base: 'rates' in base ? base.rates : {},
    effectiveFrom: one.from ?? null, source: one.source ?? place(one), checkedAt: one.from ?? listed?.checkedAt ?? 'declared', checkedWith: [], contracted, note: one.reason ?? null,
  };
}

function absolute(one: PriceOverride, written: string, listed: Price | null, asked: Asked): Price {
  const { cacheWrite, ...plain } = one.rates ?? {};
  const rows: readonly PriceRow[] = [{ rates: { ...plain, ...(cacheWrite === undefined ? {} : { cacheWrite: { default: cacheWrite } }) } }];
  return priceFrom(one, written, listed, asked, rows, `contracted rates${until(one)} (${place(one)})`);
}

/** Capacity that is paid anyway: one more request costs nothing, or its share of the bill when the team says how many tokens the capacity serves. */
function provisioned(one: PriceOverride, written: string, listed: Price | null, asked: Asked): Price {
  const { monthly, tokensPerMonth, billing } = one.provisioned ?? { monthly: 0, billing: 'marginal' as const };
  const perMillion = billing === 'amortised' && tokensPerMonth !== undefined && tokensPerMonth > 0 ? (monthly / tokensPerMonth) * 1e6 : 0;
  const rows: readonly PriceRow[] = [{ rates: { input: perMillion, output: perMillion, cacheRead: perMillion, cacheWrite: { default: perMillion } } }];
  const words = perMillion === 0 ? 'provisioned capacity, one more request costs nothing' : 'provisioned capacity, its cost shared by all tokens';
  const price = priceFrom(one, written, listed, asked, rows, `${words}${until(one)} (${place(one)})`);
  return { ...price, schedules: price.schedules.slice(0, 1).map((schedule) => ({ ...schedule, adjust: [], asked: { ...schedule.asked, tier: null, batch: false } })) };
}

function discounted(price: Price, by: PriceOverride): Price {
  const share = by.discount ?? 0;
  const schedules = price.schedules.map((schedule) => ({ ...schedule, factor: 1 - share }));
  const first = schedules[0];
  const base = first ? ratesAt({ ...first, asked: { ...first.asked, tier: null, batch: false } }, 1) : { missing: '' };
  return { ...price, schedules, base: 'rates' in base ? base.rates : price.base, contracted: `contracted −${+(share * 100).toFixed(2)} %${until(by)} (${place(by)})` };
}
