import type { Catalog, CatalogModel, PriceRow, ProviderPrices } from './catalog.ts';
import { isNameOf } from './match.ts';

/** What is wrong with an entry of the catalog, beyond what its schema can say. */
export interface LintProblem {
  /** `openai/gpt-4o`. */
  readonly entry: string;
  readonly message: string;
}

/** Entries whose rates are out of the ordinary and were looked at: globs are not needed, the list is short. */
const extraordinary: ReadonlySet<string> = new Set([
  'openai/o1-pro',
  'openrouter/openai/o1-pro',
  'azure/o1-pro',
  'cloudflare/@cf/baai/bge-reranker-base',
]);
/** Days after which a price list should be read again. */
const staleAfterDays = 120;
const plausible = { low: 0.005, high: 200, highOutput: 400 };

/**
 * What is wrong or suspicious in a catalog: rates that cannot be, cached input dearer than input, overlapping rows, missing sources,
 * lists that were not read for long. The list follows errors seen in public price data: wrong by 10^5, reads and writes swapped,
 * caps above the context, rows of two days that both hold. @param today ISO date.
 */
export function lintCatalog(catalog: Catalog, today: string): readonly LintProblem[] {
  return catalog.providers.flatMap((list) => [
    ...lintList(list, today),
    ...list.models.flatMap((model) =>
      lintModel(model)
        .concat(lintRows(model))
        .map((message) => ({ entry: `${list.provider}/${model.id}`, message }))
        .filter((one) => !(extraordinary.has(one.entry) && one.message.includes('implausible'))),
    ),
  ]);
}

function lintList(list: ProviderPrices, today: string): readonly LintProblem[] {
  const out: string[] = [];
  const days = (Date.parse(today) - Date.parse(list.checkedAt)) / 86_400_000;
  if (days > staleAfterDays) out.push(`was checked ${Math.round(days)} days ago`);
  if (days < 0) out.push('was checked in the future');
  if (list.pageOf !== undefined && list.pageOf > list.checkedAt) out.push('its page was read after it was checked');
  const ids = new Map<string, string>();
  for (const model of list.models) {
    for (const name of [model.id, ...(model.match ?? []).flatMap((rule) => ('exact' in rule ? [rule.exact] : []))]) {
      const key = name.toLowerCase();
      const before = ids.get(key);
      if (before !== undefined && before !== model.id) out.push(`${name} names both ${before} and ${model.id}`);
      ids.set(key, model.id);
    }
  }
  for (const model of list.models)
    for (const end of [model, ...(model.snapshots ?? [])])
      if (end.routedTo !== undefined) out.push(...routeProblems(list, model.id, end.routedTo, end.retires ?? null));
  for (const [id, spans] of aliasSpans(list))
    if (spans.some((a, i) => spans.some((b, j) => i < j && overlaps(a, b)))) out.push(`alias ${id} stands for two models at once`);
  for (const one of list.adjust ?? []) {
    if (one.when.batch && (one.times < 0.25 || one.times > 1)) out.push(`batch × ${one.times} is implausible`);
    if (one.when.tier === 'flex' && one.times > 1) out.push(`flex × ${one.times} is dearer than the standard tier`);
    if ((one.when.tier === 'priority' || one.when.tier === 'fast') && one.times < 1)
      out.push(`${one.when.tier} × ${one.times} is cheaper than the standard tier`);
  }
  return out.map((message) => ({ entry: list.provider, message }));
}

/** What answers instead of a model that ended has to be on the list, and not to have ended itself. */
function routeProblems(list: ProviderPrices, id: string, routedTo: string, retires: string | null): readonly string[] {
  const other = list.models.find((one) => one.id === routedTo);
  if (retires === null) return [`${id} is routed to ${routedTo} from no day on`];
  if (!other) return [`${id} is routed to ${routedTo}, which is not on the list`];
  return other.retires !== undefined && other.retires <= retires ? [`${id} is routed to ${routedTo}, which had ended before`] : [];
}

function aliasSpans(
  list: ProviderPrices,
): ReadonlyMap<string, readonly { readonly from?: string | undefined; readonly until?: string | undefined }[]> {
  const spans = new Map<string, { from?: string | undefined; until?: string | undefined }[]>();
  for (const alias of list.models.flatMap((model) => model.aliases ?? [])) spans.set(alias.id, [...(spans.get(alias.id) ?? []), alias]);
  return spans;
}

function lintModel(model: CatalogModel): readonly string[] {
  const out: string[] = [];
  const { context, maxInput, maxOutput } = model.limits ?? {};
  if (context !== undefined && maxOutput !== undefined && maxOutput > context) out.push('the output limit is above the context');
  if (context !== undefined && maxInput !== undefined && maxInput > context) out.push('the input limit is above the context');
  for (const rule of model.match ?? []) {
    for (const one of 'all' in rule ? rule.all : [rule])
      if ('pattern' in one && !compiles(one.pattern)) out.push(`the pattern ${one.pattern} is not valid`);
  }
  if (model.replacement !== undefined && model.retires === undefined) out.push('has a replacement and no retirement date');
  for (const id of model.snapshots?.flatMap((one) => one.ids) ?? [])
    if (!isNameOf(model, id)) out.push(`${id} among its snapshots is no name of it`);
  return out;
}

function compiles(pattern: string): boolean {
  try {
    return new RegExp(pattern) instanceof RegExp;
  } catch {
    return false;
  }
}

function lintRows(model: CatalogModel): readonly string[] {
  const out: string[] = [];
  for (const row of model.prices) {
    const { input, output, cacheRead, cacheWrite } = row.rates;
    if (row.from !== undefined && row.until !== undefined && row.until <= row.from)
      out.push(`the row from ${row.from} ends before it begins`);
    for (const [name, rate] of [
      ['input', input],
      ['output', output],
    ] as const) {
      const high = name === 'output' ? plausible.highOutput : plausible.high;
      if (rate && (rate > high || rate < plausible.low)) out.push(`${name} ${rate} is implausible`);
    }
    if (input && output && output < input * 0.999 && !isInverted(model.id)) out.push(`output ${output} is cheaper than input ${input}`);
    if (input && cacheRead && cacheRead > input) out.push(`cached input ${cacheRead} is dearer than input ${input}`);
    for (const [ttl, rate] of Object.entries(cacheWrite ?? {}))
      if (input && rate > 0 && rate < input * 0.999 && !model.id.toLowerCase().includes('minimax'))
        out.push(`cache write ${ttl} ${rate} is cheaper than input ${input}`);
    if (cacheWrite?.['1h'] !== undefined && cacheWrite['5m'] !== undefined && cacheWrite['1h'] < cacheWrite['5m'])
      out.push('an hour of cache is cheaper than five minutes');
    if (Object.keys(row.rates).length === 0) out.push('a row has no rate');
  }
  model.prices.forEach((a, i) =>
    model.prices.forEach((b, j) => {
      if (i < j && !a.maybe === !b.maybe && overlaps(a, b) && JSON.stringify(a.when ?? {}) === JSON.stringify(b.when ?? {}))
        out.push(`two rows hold on the same days (${a.from ?? 'always'} and ${b.from ?? 'always'})`);
    }),
  );
  const plain = model.prices.filter((row) => !row.when);
  out.push(
    ...plain.flatMap((one) => model.prices.filter((row) => row.when && overlaps(one, row)).flatMap((row) => againstPlain(one, row))),
  );
  if (plain.length === 0) out.push('no row holds without a condition');
  return out;
}

/** Rows of cheaper tiers that are dearer than the plain one, and the other way round. */
function againstPlain(plain: PriceRow, row: PriceRow): readonly string[] {
  const { tier, batch } = row.when ?? {};
  const [usual, here] = [plain.rates.input, row.rates.input];
  if (!usual || !here || row.when?.inputTokensOver !== undefined || row.when?.inputTokensAtLeast !== undefined) return [];
  if (batch && (here > usual || here < usual / 4)) return [`batch input ${here} is implausible beside ${usual}`];
  if (tier === 'flex' && here > usual) return [`flex input ${here} is dearer than ${usual}`];
  return (tier === 'priority' || tier === 'fast') && here < usual ? [`${tier} input ${here} is cheaper than ${usual}`] : [];
}

/** Hosts that sell a few open models with output cheaper than input. */
function isInverted(id: string): boolean {
  return /image|gemini-live|qwen3?-?(vl|2)|llama-guard|glm-4|rerank/i.test(id);
}

function overlaps(a: Pick<PriceRow, 'from' | 'until'>, b: Pick<PriceRow, 'from' | 'until'>): boolean {
  return (a.from ?? '0') < (b.until ?? '9') && (b.from ?? '0') < (a.until ?? '9');
}
