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
  const month = report.at.slice(0, 7);
  const next = new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)), 1)).toISOString().slice(0, 10);
  const period = [`${month}-01T00:00:00Z`, `${next}T00:00:00Z`] as const;
  const rows = countCalls(reportedCalls(report.files), []).flatMap(({ one, monthly }) =>
    monthly ? one.variants.flatMap((variant) => rowsOf(report, one, variant, period, places.ofCall(one).line)) : [],
  );
  return csvOf([columns, ...rows]);
}

function rowsOf(
  report: Report,
  one: AnalyzedCall,
  variant: CostVariant,
  [start, end]: readonly [string, string],
  line: number,
): readonly (readonly (string | number)[])[] {
  const { cost, requests } = variant;
  if (cost.state !== 'priced' || !requests || requests.expected === 0) return [];
  const { call } = one;
  const provider = call.provider ?? cost.price.entry.split('/')[0] ?? 'unknown';
  const providerName = providerNames[provider] ?? provider;
  return cost.lines
    .filter((item) => item.cost.expected > 0n || item.quantity.expected > 0)
    .map((item) => {
      const meter = meters[item.meter];
      const effective = unitPrice(item, meter.shift);
      const nth = cost.lines.filter((other) => other.meter === item.meter).indexOf(item);
      const same = (lines: readonly CostLine[]) => lines.filter((other) => other.meter === item.meter)[nth];
      const agreed = variant.negotiated && same(variant.negotiated);
      const contracted = agreed ? unitPrice(agreed, meter.shift) : effective;
      const listed = variant.list && same(variant.list);
      const list = variant.list === null ? contracted : listed ? unitPrice(listed, meter.shift) : null;
      const consumed = multiplyDecimals(decimal(item.quantity.expected), decimal(requests.expected));
      const quantity = shiftDecimal(consumed, meter.shift);
      const [contractedCost, effectiveCost] = [multiplyDecimals(quantity, contracted), multiplyDecimals(quantity, effective)];
      const skuPriceId = `${cost.price.entry}#${item.meter}${cost.price.effectiveFrom ? `@${cost.price.effectiveFrom}` : ''}${nth > 0 ? `~${item.rate}` : ''}`;
      const details = {
        x_ModelId: cost.model,
        ...(meter.direction ? { x_TokenDirection: meter.direction } : {}),
        ...(meter.cache ? { x_TokenCacheAction: meter.cache } : {}),
        ...(cost.price.modifiers.length > 0 ? { x_Modifiers: cost.price.modifiers.join(' ') } : {}),
      };
      const tags = { ...one.tags, ...(one.owner === null ? {} : { owner: one.owner }) };
      const edge = (level: 'low' | 'high') => decimalDollars(item.cost[level] * BigInt(requests[level]));
      return [
        '0',
        'projection',
        'Projection of LLM Cost Lens, not a bill',
        'USD',
        start,
        end,
        'Usage',
        '',
        `Projected ${meter.name.toLowerCase()} of ${cost.model} by ${call.file}`,
        'Usage-Based',
        start,
        end,
        consumed,
        meter.unit,
        contractedCost,
        contracted,
        effectiveCost,
        providerName,
        providerName,
        list === null ? contractedCost : multiplyDecimals(quantity, list),
        list ?? '',
        'Standard',
        quantity,
        meter.shift === 0 ? meter.unit : `1000000 ${meter.unit}`,
        call.id,
        call.function ?? call.file,
        'LLM call',
        'AI and Machine Learning',
        'Generative AI',
        call.api,
        providerName,
        cost.price.entry,
        meter.name,
        skuPriceId,
        JSON.stringify(details),
        Object.keys(tags).length > 0 ? JSON.stringify(tags) : '',
        'projection',
        report.at,
        item.cost.basis,
        edge('low'),
        edge('high'),
        call.file,
        line,
        call.id,
        one.owner ?? '',
        report.catalog.checkedAt,
        cost.model,
        meter.direction,
        meter.cache,
      ];
    });
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
