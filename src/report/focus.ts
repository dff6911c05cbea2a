import type { AnalyzedCall, CostLine, CostVariant, Meter, Report } from '../model.ts';
import { countCalls, reportedCalls } from './counted.ts';
import { csvOf } from './csv.ts';
import { divideDecimals, multiplyDecimals, shiftDecimal } from './decimal.ts';
import { createPlaces } from './places.ts';
import { decimalDollars } from './wording.ts';

/** Columns of the FOCUS 1.4 Cost and Usage dataset that a projection can fill (https://focus.finops.org/focus-specification/), then our own. */
const columns = [
  'BilledCost',
  'BillingAccountId',
  'BillingAccountName',
  'BillingCurrency',
  'BillingPeriodStart',
  'BillingPeriodEnd',
  'ChargeCategory',
  'ChargeClass',
  'ChargeDescription',
  'ChargeFrequency',
  'ChargePeriodStart',
  'ChargePeriodEnd',
  'ConsumedQuantity',
  'ConsumedUnit',
  'ContractedCost',
  'ContractedUnitPrice',
  'EffectiveCost',
  'HostProviderName',
  'InvoiceIssuerName',
  'ListCost',
  'ListUnitPrice',
  'PricingCategory',
  'PricingQuantity',
  'PricingUnit',
  'ResourceId',
  'ResourceName',
  'ResourceType',
  'ServiceCategory',
  'ServiceSubcategory',
  'ServiceName',
  'ServiceProviderName',
  'SkuId',
  'SkuMeter',
  'SkuPriceId',
  'SkuPriceDetails',
  'Tags',
  'x_RecordKind',
  'x_ProjectedOn',
  'x_EstimateBasis',
  'x_LowCost',
  'x_HighCost',
  'x_SourcePath',
  'x_SourceLine',
  'x_CallId',
  'x_Owner',
  'x_CatalogCheckedAt',
  'x_ModelId',
  'x_TokenDirection',
  'x_TokenCacheAction',
] as const;
type Row = Readonly<Record<(typeof columns)[number], string | number>>;

const providerNames: Readonly<Record<string, string>> = {
  openai: 'OpenAI',
  anthropic: 'Anthropic',
  google: 'Google',
  'google-vertex': 'Google Cloud',
  azure: 'Microsoft',
  bedrock: 'AWS',
  mistral: 'Mistral AI',
  cohere: 'Cohere',
  groq: 'Groq',
  xai: 'xAI',
  deepseek: 'DeepSeek',
};

interface MeterWords {
  readonly name: string;
  readonly unit: string;
  /** Digits that the price's unit is larger: 6 for a price per million. */
  readonly shift: number;
  /** Properties of FOCUS 1.5 (draft), so under `x_` here: https://github.com/FinOps-Open-Cost-and-Usage-Spec/FOCUS_Spec */
  readonly direction: 'Input' | 'Output' | '';
  readonly cache: 'Uncached' | 'Read' | 'Write' | '';
}
const meters: Readonly<Record<Meter, MeterWords>> = {
  input: { name: 'Input Tokens', unit: 'Tokens', shift: 6, direction: 'Input', cache: 'Uncached' },
  audioInput: { name: 'Audio Input Tokens', unit: 'Tokens', shift: 6, direction: 'Input', cache: 'Uncached' },
  cacheRead: { name: 'Cache Read Input Tokens', unit: 'Tokens', shift: 6, direction: 'Input', cache: 'Read' },
  cacheWrite: { name: 'Cache Write Input Tokens', unit: 'Tokens', shift: 6, direction: 'Input', cache: 'Write' },
  output: { name: 'Output Tokens', unit: 'Tokens', shift: 6, direction: 'Output', cache: '' },
  reasoning: { name: 'Reasoning Tokens', unit: 'Tokens', shift: 6, direction: 'Output', cache: '' },
  imageOutput: { name: 'Image Output Tokens', unit: 'Tokens', shift: 6, direction: 'Output', cache: '' },
  audioOutput: { name: 'Audio Output Tokens', unit: 'Tokens', shift: 6, direction: 'Output', cache: '' },
  request: { name: 'Requests', unit: 'Requests', shift: 0, direction: '', cache: '' },
  image: { name: 'Images', unit: 'Images', shift: 0, direction: '', cache: '' },
  character: { name: 'Characters', unit: 'Characters', shift: 6, direction: '', cache: '' },
  minute: { name: 'Minutes', unit: 'Minutes', shift: 0, direction: '', cache: '' },
  page: { name: 'Pages', unit: 'Pages', shift: 0, direction: '', cache: '' },
  fileSearch: { name: 'File searches', unit: 'Searches', shift: 0, direction: '', cache: '' },
  search: { name: 'Searches', unit: 'Searches', shift: 0, direction: '', cache: '' },
};

/**
 * The month as FOCUS-shaped rows, one a meter: a projection, never a bill. BilledCost is 0, so that the file can lie beside real charges;
 * ListCost is the catalog's price, ContractedCost the team's, EffectiveCost that with the share of provisioned capacity. Every cost is its quantity times its unit price, to the last digit.
 * Only calls that count in the total are here; the month is the one of the report's day, at today's volume.
 */
export function renderFocus(report: Report): string {
  const places = createPlaces(report.files);
  const rows = countCalls(reportedCalls(report.files), []).flatMap(({ one, monthly }) =>
    monthly ? one.variants.flatMap((variant) => rowsOf(report, one, variant, places.ofCall(one).line)) : [],
  );
  return csvOf([columns, ...rows.map((row) => columns.map((column) => row[column]))]);
}

/** One row a meter that the variant uses; none where it has no price or no volume. */
function rowsOf(report: Report, one: AnalyzedCall, variant: CostVariant, line: number): readonly Row[] {
  const { cost, requests } = variant;
  if (cost.state !== 'priced' || !requests || requests.expected === 0) return [];
  const { call } = one;
  const provider = call.provider ?? cost.price.entry.split('/')[0] ?? 'unknown';
  const providerName = providerNames[provider] ?? provider;
  const [start, end] = billingPeriodOf(report.at);
  const tags = { ...one.tags, ...(one.owner === null ? {} : { owner: one.owner }) };
  return cost.lines
    .filter((item) => item.cost.expected > 0n || item.quantity.expected > 0)
    .map((item) => {
      const meter = meters[item.meter];
      const nth = cost.lines.filter((other) => other.meter === item.meter).indexOf(item);
      const { list, contracted, effective } = unitPrices(variant, item, nth);
      const consumed = multiplyDecimals(decimal(item.quantity.expected), decimal(requests.expected));
      const quantity = shiftDecimal(consumed, meter.shift);
      const contractedCost = multiplyDecimals(quantity, contracted);
      const details = {
        x_ModelId: cost.model,
        ...(meter.direction ? { x_TokenDirection: meter.direction } : {}),
        ...(meter.cache ? { x_TokenCacheAction: meter.cache } : {}),
        ...(cost.price.modifiers.length > 0 ? { x_Modifiers: cost.price.modifiers.join(' ') } : {}),
      };
      const edge = (level: 'low' | 'high') => decimalDollars(item.cost[level] * BigInt(requests[level]));
      return {
        BilledCost: '0',
        BillingAccountId: 'projection',
        BillingAccountName: 'Projection of LLM Cost Lens, not a bill',
        BillingCurrency: 'USD',
        BillingPeriodStart: start,
        BillingPeriodEnd: end,
        ChargeCategory: 'Usage',
        ChargeClass: '',
        ChargeDescription: `Projected ${meter.name.toLowerCase()} of ${cost.model} by ${call.file}`,
        ChargeFrequency: 'Usage-Based',
        ChargePeriodStart: start,
        ChargePeriodEnd: end,
        ConsumedQuantity: consumed,
        ConsumedUnit: meter.unit,
        ContractedCost: contractedCost,
        ContractedUnitPrice: contracted,
        EffectiveCost: multiplyDecimals(quantity, effective),
        HostProviderName: providerName,
        InvoiceIssuerName: providerName,
        ListCost: list === null ? contractedCost : multiplyDecimals(quantity, list),
        ListUnitPrice: list ?? '',
        PricingCategory: 'Standard',
        PricingQuantity: quantity,
        PricingUnit: meter.shift === 0 ? meter.unit : `1000000 ${meter.unit}`,
        ResourceId: call.id,
        ResourceName: call.function ?? call.file,
        ResourceType: 'LLM call',
        ServiceCategory: 'AI and Machine Learning',
        ServiceSubcategory: 'Generative AI',
        ServiceName: call.api,
        ServiceProviderName: providerName,
        SkuId: cost.price.entry,
        SkuMeter: meter.name,
        SkuPriceId: `${cost.price.entry}#${item.meter}${cost.price.effectiveFrom ? `@${cost.price.effectiveFrom}` : ''}${nth > 0 ? `~${item.rate}` : ''}`,
        SkuPriceDetails: JSON.stringify(details),
        Tags: Object.keys(tags).length > 0 ? JSON.stringify(tags) : '',
        x_RecordKind: 'projection',
        x_ProjectedOn: report.at,
        x_EstimateBasis: item.cost.basis,
        x_LowCost: edge('low'),
        x_HighCost: edge('high'),
        x_SourcePath: call.file,
        x_SourceLine: line,
        x_CallId: call.id,
        x_Owner: one.owner ?? '',
        x_CatalogCheckedAt: report.catalog.checkedAt,
        x_ModelId: cost.model,
        x_TokenDirection: meter.direction,
        x_TokenCacheAction: meter.cache,
      };
    });
}

/** First instant of the month of an ISO date, and of the next month. */
function billingPeriodOf(at: string): readonly [string, string] {
  const month = at.slice(0, 7);
  const next = new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)), 1)).toISOString().slice(0, 10);
  return [`${month}-01T00:00:00Z`, `${next}T00:00:00Z`];
}

/** What one unit costs by the catalog (null: not known), by the contract, and with the share of provisioned capacity. `nth` of the lines of its meter. */
function unitPrices({ list, negotiated }: CostVariant, item: CostLine, nth: number) {
  const { shift } = meters[item.meter];
  const same = (lines: readonly CostLine[]) => lines.filter((other) => other.meter === item.meter)[nth];
  const effective = unitPrice(item, shift);
  const agreed = negotiated && same(negotiated);
  const contracted = agreed ? unitPrice(agreed, shift) : effective;
  const listed = list && same(list);
  return { effective, contracted, list: list === null ? contracted : listed ? unitPrice(listed, shift) : null };
}

/** The rate of a line; where the cost is shared out (a mix of models) the one that quantity and cost make, cut at twelve digits. */
function unitPrice(line: CostLine, shift: number): string {
  const quantity = shiftDecimal(decimal(line.quantity.expected), shift);
  const cost = decimalDollars(line.cost.expected);
  return multiplyDecimals(quantity, line.rate) === cost ? line.rate : divideDecimals(cost, quantity, 12);
}

/** A count as decimal text; tokens per request may have fractions. */
function decimal(value: number): string {
  return Number.isInteger(value) ? String(BigInt(value)) : value.toFixed(6).replace(/\.?0+$/, '');
}
