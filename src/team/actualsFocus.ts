import type { ActualUse } from '../model.ts';
import { addDays } from '../text/dates.ts';
import { countOf, moneyOf, type Row } from './actuals.ts';

/** Whether a row has the columns that every FOCUS Cost and Usage row has: https://focus.finops.org/focus-specification/ */
export function isFocus(row: Row): boolean {
  return row.has('ChargePeriodStart') && (row.has('BilledCost') || row.has('EffectiveCost'));
}

/**
 * A charge as use: its cost is EffectiveCost (BilledCost where that is missing); tokens and requests are told by ConsumedUnit. The call is the tag
 * `llmcost_call` or the resource; `x_ModelId`, `x_TokenDirection` and `x_TokenCacheAction` are read where a provider gives them (keys of the 1.5 draft,
 * in their own column or in SkuPriceDetails). Null: no use (tax, a projection of our own). A text says what is wrong.
 */
export function focusUse(row: Row, source: string): ActualUse | null | string {
  if (row.get('x_RecordKind') === 'projection' || row.get('ChargeCategory') === 'Tax') return null;
  const from = (row.get('ChargePeriodStart') ?? '').slice(0, 10);
  const end = row.get('ChargePeriodEnd') ?? '';
  // An end within a day belongs to that day: hourly charges.
  const until =
    /T00:00(?::00)?/.test(end) && end.slice(0, 10) > from
      ? end.slice(0, 10)
      : end === ''
        ? addDaysSafely(from)
        : addDaysSafely(end.slice(0, 10));
  if (until === null || Number.isNaN(Date.parse(from))) return 'ChargePeriodStart or ChargePeriodEnd is no date';
  const currency = row.get('BillingCurrency') ?? 'USD';
  if (currency !== 'USD') return `BillingCurrency is ${currency}; only USD is read`;
  const cost = moneyOf(row.get('EffectiveCost')) ?? moneyOf(row.get('BilledCost'));
  const quantity = countOf(row.get('ConsumedQuantity'));
  if (cost === undefined || quantity === undefined) return 'a cost or quantity is no number';
  const tags = record(row.get('Tags'));
  const details = record(row.get('SkuPriceDetails'));
  const of = (name: string) => row.get(name) || details[name] || details[name.replace(/^x_/, '')] || '';
  const isTokens = /token/i.test(row.get('ConsumedUnit') ?? '');
  const isOutput = of('x_TokenDirection') === 'Output';
  const isInput = of('x_TokenDirection') === 'Input';
  const tokens = isTokens && quantity !== null ? quantity : null;
  const { llmcost_call: named = '', ...others } = tags;
  const resource = row.get('ResourceId') ?? '';
  const model = of('x_ModelId');
  return {
    source,
    from,
    until,
    call: named || (resource.includes('#') ? resource : null),
    where: { ...(model ? { model } : {}), ...(Object.keys(others).length > 0 ? { tags: others } : {}) },
    requests: /request/i.test(row.get('ConsumedUnit') ?? '') ? quantity : null,
    input: isInput ? tokens : null,
    cached: isInput && of('x_TokenCacheAction') === 'Read' ? tokens : null,
    output: isOutput ? tokens : null,
    cost,
  };
}

function addDaysSafely(date: string): string | null {
  return Number.isNaN(Date.parse(date)) ? null : addDays(date, 1);
}

/** A JSON object of texts; anything else is empty. */
function record(text: string | undefined): Readonly<Record<string, string>> {
  try {
    const value: unknown = JSON.parse(text ?? '');
    return value !== null && typeof value === 'object'
      ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, String(one)]))
      : {};
  } catch {
    return {};
  }
}
