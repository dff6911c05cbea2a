import { priceCall } from './cost/price.ts';
import { costCall, createTerms, type CostedCall, type Terms } from './costing.ts';
import { findFindings } from './findings/index.ts';
import type { Change, RuleInput } from './findings/rule.ts';
import type {
  ActualUse,
  AnalyzedCall,
  DeclaredCall,
  Estimate,
  FileAnalysis,
  FileFacts,
  LlmCall,
  Picodollars,
  TeamConfig,
} from './model.ts';
import { everyRequest } from './requests.ts';
import { resolveFile, type createProject } from './resolve/project.ts';
import { isIgnored, matchDeclared, withMeasured } from './team/match.ts';
import { attributeUses, measuredCall } from './team/measure.ts';
import { settleFindings, usedSuppressions, type SeveritySettings } from './team/settle.ts';
import { isReasonRequired } from './team/suppressions.ts';
import { createCounter } from './tokens/counting.ts';
import { cacheTermsOf } from './tokens/caching.ts';
import { estimateTokens } from './tokens/estimate.ts';

/** What analysis knows besides the code and the team files. */
export interface Knowledge extends Omit<Terms, 'team' | 'prices'> {
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
  const terms = createTerms(knowledge, team);
  const declared = calls.map((call) => ({ call, declared: matchDeclared(team, call) }));
  const uses = attributeUses(team, declared);
  const asked = declared.map((one) => analyzeCall(terms, one.call, one.declared, uses.get(one.call.id) ?? []));
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
  terms: Terms,
  call: LlmCall,
  written: DeclaredCall | null,
  uses: readonly ActualUse[],
): Pick<RuleInput, 'analyzed' | 'facts' | 'factsOf' | 'cacheTerms' | 'costIf' | 'countTokens'> {
  const forecast = costCall(terms, call, written);
  const { analyzed, facts } = uses.length > 0 ? measuredCost(terms, written, uses, forecast.analyzed) : forecast;
  const count = createCounter(facts?.tokenizer, terms.tokenizers);
  return {
    analyzed,
    facts,
    factsOf: (model) => factsOf(terms, call, model),
    cacheTerms: facts ? cacheTermsOf(call, facts) : null,
    costIf: (change) => (call.requests ? costOfSeveralIf(terms, analyzed, change) : costIf(terms, analyzed, change)),
    countTokens: (text) => count(text).expected,
  };
}

/** What the catalog knows of another model, had the call asked for that; null: nothing. */
function factsOf({ prices, at }: Terms, call: LlmCall, model: string) {
  return prices.book.find(model, call.provider, at).price?.facts ?? null;
}

/** Cost of one call with something changed, everything else as it is; null where it is not known. */
function costIf(terms: Terms, { call, tokens, declared }: AnalyzedCall, change: Change): Estimate<Picodollars> | null {
  const changed = {
    ...call,
    ...(change.modifiers ? { modifiers: change.modifiers } : {}),
    ...(change.n !== undefined ? { repetition: { ...call.repetition, n: change.n } } : {}),
  };
  // Another model counts the same text with another tokenizer.
  const otherFacts = change.model === undefined ? null : factsOf(terms, call, change.model);
  const { steps, ...once } = otherFacts ? estimateTokens(call, otherFacts, terms.tokenizers, declared) : tokens;
  const cost = priceCall(
    changed,
    { ...once, ...(steps && !change.isOneStep ? { steps } : {}), ...change.tokens },
    terms.prices.book,
    change.at ?? terms.at,
    change.model ?? (call.model.state === 'known' ? undefined : declared?.modelId),
  );
  return cost.state === 'priced' ? cost.perCall : null;
}

/** The same where one call sends several requests: each that is billed as the call is changes. */
function costOfSeveralIf(terms: Terms, { call, declared }: AnalyzedCall, change: Change): Estimate<Picodollars> | null {
  // Tokens that a change says are those of one request: of several nobody knows which is meant.
  if (change.tokens) return null;
  const changed = everyRequest(call, (one) => ({
    ...one,
    ...(change.modifiers ? { modifiers: change.modifiers } : {}),
    ...(change.n === undefined ? {} : { repetition: { ...one.repetition, n: change.n } }),
    ...(change.model === undefined ? {} : { model: { state: 'known', value: change.model, how: 'declared', span: null } }),
  }));
  const { cost } = costCall({ ...terms, at: change.at ?? terms.at }, changed, declared).analyzed;
  return cost.state === 'priced' ? cost.perCall : null;
}

/** A call as it was measured to be, beside what was forecast of it. */
function measuredCost(terms: Terms, written: DeclaredCall | null, uses: readonly ActualUse[], forecast: AnalyzedCall): CostedCall {
  const sent = forecast.call.requests?.reduce((sum, one) => sum + one.times.expected, 0) ?? 1;
  const measured = measuredCall(
    uses,
    forecast.requestsPerCall.expected * Math.max(1, sent),
    forecast.tokens.steps !== undefined || forecast.call.requests !== undefined,
  );
  const { analyzed, facts } = costCall(terms, forecast.call, withMeasured(written, measured));
  return { analyzed: { ...analyzed, measured: { forecast: forecast.monthly, volume: written?.volume ?? null, uses } }, facts };
}
