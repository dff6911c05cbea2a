import { priceCall } from './cost/price.ts';
import { createPriceBook, type PriceBook } from './cost/priceBook.ts';
import { createPriceChanges, projectMonths, requestsPerCall, requestsPerMonth, sumOfVariants, withRequests } from './cost/projection.ts';
import type { Catalog } from './cost/catalog.ts';
import { findFindings } from './findings/index.ts';
import type { Change, RuleInput } from './findings/rule.ts';
import type {
  ActualUse,
  AnalyzedCall,
  CostVariant,
  DeclaredCall,
  Estimate,
  FileAnalysis,
  FileFacts,
  LaterPrice,
  LlmCall,
  Scenario,
  TeamConfig,
} from './model.ts';
import { askedRequests, everyRequest, requestsAt, together, type AskedRequest } from './requests.ts';
import { resolveFile, type createProject } from './resolve/project.ts';
import { isIgnored, matchDeclared, matches, withMeasured } from './team/match.ts';
import { attributeUses, measuredCall } from './team/measure.ts';
import { breachesOf, isAccepted } from './team/policies.ts';
import { settleFindings, usedSuppressions, type SeveritySettings } from './team/settle.ts';
import { isReasonRequired } from './team/suppressions.ts';
import { createCounter } from './tokens/counting.ts';
import { cacheTermsOf } from './tokens/caching.ts';
import { estimateTokens } from './tokens/estimate.ts';
import type { Tokenizers } from './tokens/tiktoken.ts';

/** What analysis knows besides the code. `at` is the ISO date that prices are taken at. */
export interface Knowledge {
  readonly catalog: Catalog;
  readonly tokenizers: Tokenizers;
  readonly at: string;
  /** What the settings say of findings; the team file wins over them. */
  readonly severities?: SeveritySettings;
}
/** What analysis of a file found, and what it went without. Every list but the analysis is as `resolveFile` gives it. */
export interface Analyzed {
  /** Null when the file has no facts: it is not known, or no language of ours. */
  readonly analysis: FileAnalysis | null;
  readonly wanted: readonly string[];
  readonly wrappers: readonly string[];
  readonly addresses: readonly string[];
  readonly holders: readonly string[];
}

/** Everything about one file: calls, tokens, cost, findings. Never throws on user text. */
export function analyzeFile(knowledge: Knowledge, project: ReturnType<typeof createProject>, path: string, team: TeamConfig): Analyzed {
  const { calls: found, wanted, wrappers, addresses, holders } = resolveFile(project, path);
  const calls = found.filter((call) => !isIgnored(team, call));
  const facts = project.source.facts(path);
  if (!facts) return { analysis: null, wanted, wrappers, addresses, holders };
  const prices = pricesOf(knowledge, team);
  const declared = calls.map((call) => ({ call, declared: matchDeclared(team, call) }));
  const uses = attributeUses(team, declared);
  const asked = declared.map((one) => analyzeCall(knowledge, prices, team, one.call, one.declared, uses.get(one.call.id) ?? []));
  const siblings = asked.map((one) => one.analyzed);
  const inputs = asked.map((one): RuleInput => ({ ...one, code: facts, siblings, team, at: knowledge.at }));
  const all = findFindings(facts, inputs, isReasonRequired(team, path));
  const findings = settleFindings(team, knowledge.severities ?? {}, all, siblings, knowledge.at);
  const accepted = usedSuppressions(team, all, siblings, knowledge.at);
  return {
    analysis: {
      path,
      language: facts.language,
      chunks: facts.chunks,
      broken: facts.errors.length > 0,
      calls: siblings,
      findings,
      ...(accepted.length > 0 ? { accepted } : {}),
      functions: functionsOf(facts, calls),
    },
    wanted,
    wrappers,
    addresses,
    holders,
  };
}

function functionsOf(facts: FileFacts, calls: readonly LlmCall[]): FileAnalysis['functions'] {
  const names = new Set(calls.map((one) => one.function));
  return facts.functions.flatMap((one) =>
    names.has(one.qualifiedName) ? [{ name: one.qualifiedName, span: one.nameSpan ?? { start: one.span.start, end: one.span.start } }] : [],
  );
}

function analyzeCall(
  knowledge: Knowledge,
  prices: Prices,
  team: TeamConfig,
  call: LlmCall,
  written: DeclaredCall | null,
  uses: readonly ActualUse[],
): Pick<RuleInput, 'analyzed' | 'facts' | 'factsOf' | 'cacheTerms' | 'costIf' | 'countTokens'> {
  const { book } = prices;
  const forecast = costCall(knowledge, prices, team, call, written);
  const { analyzed, facts } = uses.length > 0 ? measuredCost(knowledge, prices, team, written, uses, forecast.analyzed) : forecast;
  const { tokens, declared } = analyzed;
  const factsOf = (model: string) => book.find(model, call.provider, knowledge.at).price?.facts ?? null;
  const costIf = (change: Change) => {
    if (call.requests) {
      // Tokens that a change says are those of one request: of several nobody knows which is meant.
      if (change.tokens) return null;
      const asked = everyRequest(call, (one) => ({
        ...one,
        ...(change.modifiers ? { modifiers: change.modifiers } : {}),
        ...(change.n === undefined ? {} : { repetition: { ...one.repetition, n: change.n } }),
        ...(change.model === undefined ? {} : { model: { state: 'known', value: change.model, how: 'declared', span: null } }),
      }));
      const { cost } = costCall({ ...knowledge, at: change.at ?? knowledge.at }, prices, team, asked, declared).analyzed;
      return cost.state === 'priced' ? cost.perCall : null;
    }
    const changed = {
      ...call,
      ...(change.modifiers ? { modifiers: change.modifiers } : {}),
      ...(change.n !== undefined ? { repetition: { ...call.repetition, n: change.n } } : {}),
    };
    // Another model counts the same text with another tokenizer.
    const otherFacts = change.model === undefined ? null : factsOf(change.model);
    const counted = otherFacts ? estimateTokens(call, otherFacts, knowledge.tokenizers, declared) : tokens;
    const { steps, ...once } = counted;
    const other = priceCall(
      changed,
      { ...(change.isOneStep ? once : { ...once, ...(steps ? { steps } : {}) }), ...change.tokens },
      book,
      change.at ?? knowledge.at,
      change.model ?? (call.model.state === 'known' ? undefined : declared?.modelId),
    );
    return other.state === 'priced' ? other.perCall : null;
  };
  const count = createCounter(facts?.tokenizer, knowledge.tokenizers);
  const countTokens = (text: string) => count(text).expected;
  return { analyzed, facts, factsOf, cacheTerms: facts ? cacheTermsOf(call, facts) : null, costIf, countTokens };
}

/** A call as it was measured to be, beside what was forecast of it. */
function measuredCost(
  knowledge: Knowledge,
  prices: Prices,
  team: TeamConfig,
  written: DeclaredCall | null,
  uses: readonly ActualUse[],
  forecast: AnalyzedCall,
): Pick<RuleInput, 'analyzed' | 'facts'> {
  const sent = forecast.call.requests?.reduce((sum, one) => sum + one.times.expected, 0) ?? 1;
  const measured = measuredCall(
    uses,
    forecast.requestsPerCall.expected * Math.max(1, sent),
    forecast.tokens.steps !== undefined || forecast.call.requests !== undefined,
  );
  const { analyzed, facts } = costCall(knowledge, prices, team, forecast.call, withMeasured(written, measured));
  return { analyzed: { ...analyzed, measured: { forecast: forecast.monthly, volume: written?.volume ?? null, uses } }, facts };
}

/**
 * Calls as they would be under a what-if, in the same order; those that it does not match stay as they are.
 * @param team what holds for a file, as the calls were analysed with.
 */
export function whatIf(
  knowledge: Knowledge,
  calls: readonly AnalyzedCall[],
  scenario: Scenario,
  team: (path: string) => TeamConfig,
): readonly AnalyzedCall[] {
  const { model } = scenario;
  const day = { ...knowledge, at: scenario.at ?? knowledge.at };
  const known = new Map<TeamConfig, Prices>();
  return calls.map((one) => {
    if (!one.declared?.volume || (scenario.match && !matches(scenario.match, one.call, one.tags))) return one;
    const config = team(one.call.file);
    const prices = known.get(config) ?? pricesOf(day, config);
    known.set(config, prices);
    const call =
      model === undefined
        ? one.call
        : everyRequest(one.call, (request) => ({
            ...request,
            model: { state: 'known', value: model, how: 'declared', span: null },
            provider: prices.book.find(model, request.provider, day.at).price ? request.provider : null,
          }));
    const { mix, modelId, ...rest } = one.declared;
    const declared: DeclaredCall = {
      ...rest,
      ...(model === undefined && mix ? { mix } : {}),
      ...(model === undefined && modelId !== undefined ? { modelId } : {}),
      ...(scenario.batchShare === undefined ? {} : { batchShare: scenario.batchShare }),
      ...(rest.volume && scenario.volumeTimes !== undefined ? { volume: times(rest.volume, scenario.volumeTimes) } : {}),
    };
    const counted = model === undefined && scenario.volumeTimes === undefined && !call.requests ? one.variants : [];
    return costCall(day, prices, config, call, declared, { scenario, counted, monthsAfter: knowledge.at }).analyzed;
  });
}

function times(range: Estimate<number>, by: number): Estimate<number> {
  return { ...range, low: range.low * by, expected: range.expected * by, high: range.high * by };
}

/** What calls of a file are priced by: what the team pays, what everybody pays, and when either changes. */
interface Prices {
  readonly book: PriceBook;
  readonly list: PriceBook;
  /** Contracts without provisioned capacity; null where the team has none. */
  readonly negotiated: PriceBook | null;
  readonly changes: (entries: readonly string[]) => readonly string[];
}

function pricesOf(knowledge: Knowledge, team: TeamConfig): Prices {
  const plain = team.pricing.map(({ provisioned: _, ...one }) => one);
  return {
    book: createPriceBook(knowledge.catalog, team.pricing),
    list: createPriceBook(knowledge.catalog),
    negotiated: team.pricing.some((one) => one.provisioned) ? createPriceBook(knowledge.catalog, plain) : null,
    changes: createPriceChanges(knowledge.catalog, team.pricing, knowledge.at),
  };
}

/** What is different in a what-if; `counted` are variants whose tokens are known already. */
interface Otherwise {
  readonly scenario?: Partial<Scenario>;
  readonly counted?: readonly CostVariant[];
  readonly monthsAfter?: string;
}

/** Tokens, cost, month and scheduled changes of a call, given what is declared of it. */
function costCall(
  knowledge: Knowledge,
  prices: Prices,
  team: TeamConfig,
  call: LlmCall,
  declared: DeclaredCall | null,
  otherwise: Otherwise = {},
): Pick<RuleInput, 'analyzed' | 'facts'> {
  const requests = askedRequests(knowledge, prices.book, call, declared, otherwise);
  const { variants: plain, facts } = requestsAt(prices.book, requests, knowledge.at);
  const perCall = requestsPerCall(
    declared,
    plain.some((one) => one.tokens.steps !== undefined),
  );
  const variants = withRequests(plain, requestsPerMonth(declared, perCall)).map((one) => withListPrice(knowledge, prices, requests, one));
  const monthly = sumOfVariants(variants);
  const later: LaterPrice[] = [];
  if (monthly) {
    const entries = variants.flatMap(({ cost, model }) =>
      cost.state === 'priced' ? [cost.price.entry, `${call.provider ?? ''}/${model ?? ''}`] : [],
    );
    for (const from of prices.changes(entries)) {
      const changed = requestsAt(prices.book, requests, from).variants;
      const before = later.at(-1)?.variants ?? variants;
      if (changed.some((one, i) => !samePrice(one, before[i]))) later.push({ from, variants: changed });
    }
  }
  const analyzed = {
    call,
    ...together(requests, variants),
    declared,
    variants,
    later,
    requestsPerCall: perCall,
    monthly,
    months: projectMonths({ declared, requestsPerCall: perCall, variants, later }, otherwise.monthsAfter ?? knowledge.at),
    owner: declared?.owner ?? null,
    tags: declared?.tags ?? {},
  };
  return {
    analyzed: { ...analyzed, breaches: breachesOf(team, analyzed).filter((one) => !isAccepted(team, analyzed, one, knowledge.at)) },
    facts,
  };
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
function withListPrice(knowledge: Knowledge, prices: Prices, requests: readonly AskedRequest[], variant: CostVariant): CostVariant {
  if (variant.cost.state !== 'priced' || variant.cost.price.contracted === null) return variant;
  const { oneOf } = requests[variant.request?.index ?? 0] ?? { oneOf: [] };
  const { call } = oneOf.find((one) => one.call.model.state === 'known' && one.call.model.value === variant.model) ?? oneOf[0] ?? {};
  if (!call) return variant;
  const asked = variant.isBatch && !call.modifiers.includes('batch') ? { ...call, modifiers: [...call.modifiers, 'batch'] } : call;
  const linesBy = (book: PriceBook) => {
    const cost = priceCall(asked, variant.tokens, book, knowledge.at, variant.model ?? undefined);
    return cost.state === 'priced' ? cost.lines : null;
  };
  const list = linesBy(prices.list);
  const negotiated = variant.cost.negotiated && prices.negotiated ? linesBy(prices.negotiated) : null;
  return { ...variant, ...(list ? { list } : {}), ...(negotiated ? { negotiated } : {}) };
}
