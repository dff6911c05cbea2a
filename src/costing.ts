import { priceCall } from './cost/price.ts';
import { createPriceBook, type PriceBook } from './cost/priceBook.ts';
import { createPriceChanges, projectMonths, requestsPerCall, requestsPerMonth, sumOfVariants, withRequests } from './cost/projection.ts';
import type { Catalog } from './cost/catalog.ts';
import type { AnalyzedCall, CostVariant, DeclaredCall, LaterPrice, LlmCall, ModelFacts, Scenario, TeamConfig } from './model.ts';
import { askedRequests, requestsAt, together, type AskedRequest } from './requests.ts';
import { breachesOf, isAccepted } from './team/policies.ts';
import type { Tokenizers } from './tokens/tiktoken.ts';

/** What holds for the calls of a file: the day, what the team says, and what follows for prices. */
export interface Terms {
  readonly catalog: Catalog;
  readonly tokenizers: Tokenizers;
  /** ISO date that prices are taken at. */
  readonly at: string;
  readonly team: TeamConfig;
  readonly prices: Prices;
}

/** What calls of a file are priced by: what the team pays, what everybody pays, and when either changes. */
interface Prices {
  readonly book: PriceBook;
  readonly list: PriceBook;
  /** Contracts without provisioned capacity; null where the team has none. */
  readonly negotiated: PriceBook | null;
  readonly changes: (entries: readonly string[]) => readonly string[];
}

/** Terms over a catalog, with price books that keep what they found: made once for a file or a team. */
export function createTerms({ catalog, tokenizers, at }: Omit<Terms, 'team' | 'prices'>, team: TeamConfig): Terms {
  const plain = team.pricing.map(({ provisioned: _, ...one }) => one);
  const prices: Prices = {
    book: createPriceBook(catalog, team.pricing),
    list: createPriceBook(catalog),
    negotiated: team.pricing.some((one) => one.provisioned) ? createPriceBook(catalog, plain) : null,
    changes: createPriceChanges(catalog, team.pricing, at),
  };
  return { catalog, tokenizers, at, team, prices };
}

/** What is different in a what-if; `counted` are variants whose tokens are known already. */
export interface Otherwise {
  readonly scenario?: Partial<Scenario>;
  readonly counted?: readonly CostVariant[];
  readonly monthsAfter?: string;
}

/** A call with its cost; `facts` of the model that answers, null where the catalog has none. */
export interface CostedCall {
  readonly analyzed: AnalyzedCall;
  readonly facts: ModelFacts | null;
}

/** Tokens, cost, month and scheduled changes of a call, given what is declared of it. */
export function costCall(terms: Terms, call: LlmCall, declared: DeclaredCall | null, otherwise: Otherwise = {}): CostedCall {
  const { prices, team, at } = terms;
  const requests = askedRequests(terms, prices.book, call, declared, otherwise);
  const { variants: plain, facts } = requestsAt(prices.book, requests, at);
  const perCall = requestsPerCall(
    declared,
    plain.some((one) => one.tokens.steps !== undefined),
  );
  const variants = withRequests(plain, requestsPerMonth(declared, perCall)).map((one) => withListPrice(terms, requests, one));
  const monthly = sumOfVariants(variants);
  const later = monthly ? laterPrices(terms, call, requests, variants) : [];
  const analyzed = {
    call,
    ...together(requests, variants),
    declared,
    variants,
    later,
    requestsPerCall: perCall,
    monthly,
    months: projectMonths({ declared, requestsPerCall: perCall, variants, later }, otherwise.monthsAfter ?? at),
    owner: declared?.owner ?? null,
    tags: declared?.tags ?? {},
  };
  return { analyzed: { ...analyzed, breaches: breachesOf(team, analyzed).filter((one) => !isAccepted(team, analyzed, one, at)) }, facts };
}

/** The same requests on each day from which another price holds. */
function laterPrices(
  { prices }: Terms,
  call: LlmCall,
  requests: readonly AskedRequest[],
  variants: readonly CostVariant[],
): readonly LaterPrice[] {
  const entries = variants.flatMap(({ cost, model }) =>
    cost.state === 'priced' ? [cost.price.entry, `${call.provider ?? ''}/${model ?? ''}`] : [],
  );
  const later: LaterPrice[] = [];
  for (const from of prices.changes(entries)) {
    const changed = requestsAt(prices.book, requests, from).variants;
    const before = later.at(-1)?.variants ?? variants;
    if (changed.some((one, i) => !samePrice(one, before[i]))) later.push({ from, variants: changed });
  }
  return later;
}

function samePrice(a: CostVariant, b: CostVariant | undefined): boolean {
  if (a.cost.state === 'unknown' || b?.cost.state !== 'priced') return a.cost.state === b?.cost.state;
  return (
    a.cost.perCall.expected === b.cost.perCall.expected &&
    a.cost.perCall.low === b.cost.perCall.low &&
    a.cost.perCall.high === b.cost.perCall.high
  );
}

/** Where the team pays another price: the same formula at the price that everybody pays, and at the contracted one where capacity is provisioned. */
function withListPrice({ prices, at }: Terms, requests: readonly AskedRequest[], variant: CostVariant): CostVariant {
  if (variant.cost.state !== 'priced' || variant.cost.price.contracted === null) return variant;
  const { oneOf } = requests[variant.request?.index ?? 0] ?? { oneOf: [] };
  const { call } = oneOf.find((one) => one.call.model.state === 'known' && one.call.model.value === variant.model) ?? oneOf[0] ?? {};
  if (!call) return variant;
  const asked = variant.isBatch && !call.modifiers.includes('batch') ? { ...call, modifiers: [...call.modifiers, 'batch'] } : call;
  const linesBy = (book: PriceBook) => {
    const cost = priceCall(asked, variant.tokens, book, at, variant.model ?? undefined);
    return cost.state === 'priced' ? cost.lines : null;
  };
  const list = linesBy(prices.list);
  const negotiated = variant.cost.negotiated && prices.negotiated ? linesBy(prices.negotiated) : null;
  return { ...variant, ...(list ? { list } : {}), ...(negotiated ? { negotiated } : {}) };
}
