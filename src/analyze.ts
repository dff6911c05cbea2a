import { monthlyCost, priceCall } from './cost/price.ts';
import { createPriceBook, type PriceBook } from './cost/priceBook.ts';
import type { Catalog } from './cost/catalog.ts';
import { findFindings } from './findings/index.ts';
import type { Change, RuleInput } from './findings/rule.ts';
import type { AnalyzedCall, FileAnalysis, LlmCall, TeamConfig } from './model.ts';
import { resolveFile, type createProject } from './resolve/project.ts';
import { matchDeclared } from './team/match.ts';
import { estimateTokens } from './tokens/estimate.ts';
import type { Tokenizers } from './tokens/tiktoken.ts';

/** What analysis knows besides the code. `at` is the ISO date that prices are taken at. */
export interface Knowledge {
  readonly catalog: Catalog;
  readonly tokenizers: Tokenizers;
  readonly at: string;
}
export interface Analyzed {
  readonly analysis: FileAnalysis | null;
  readonly wanted: readonly string[];
  readonly wrappers: readonly string[];
}

/** Everything about one file: calls, tokens, cost, findings. Never throws on user text. */
export function analyzeFile(knowledge: Knowledge, project: ReturnType<typeof createProject>, path: string, team: TeamConfig): Analyzed {
  const { calls, wanted, wrappers } = resolveFile(project, path);
  const facts = project.source.facts(path);
  if (!facts) return { analysis: null, wanted, wrappers };
  const book = createPriceBook(knowledge.catalog, team.pricing);
  const asked = calls.map((call) => analyzeCall(knowledge, book, team, call));
  const siblings = asked.map((one) => one.analyzed);
  const inputs = asked.map((one): RuleInput => ({ ...one, code: facts, siblings, team, at: knowledge.at }));
  return { analysis: { path, language: facts.language, chunks: facts.chunks, broken: facts.errors.length > 0, calls: siblings, findings: findFindings(facts, inputs) }, wanted, wrappers };
}

function analyzeCall(knowledge: Knowledge, book: PriceBook, team: TeamConfig, call: LlmCall): Pick<RuleInput, 'analyzed' | 'facts' | 'costIf' | 'countTokens'> {
  const declared = matchDeclared(team, call);
  const modelId = call.model.state === 'known' ? call.model.value : declared?.modelId;
  const found = modelId === undefined ? null : book.find(modelId, call.provider, knowledge.at);
  const facts = found?.price?.facts ?? null;
  const tokens = estimateTokens(call, facts, knowledge.tokenizers, declared);
  const cost = priceCall(call, tokens, book, knowledge.at, call.model.state === 'known' ? undefined : declared?.modelId);
  const monthly = cost.state === 'priced' && declared?.volume ? monthlyCost(cost.perCall, declared.volume) : null;
  const analyzed: AnalyzedCall = { call, tokens, cost, declared, monthly, owner: declared?.owner ?? null, tags: declared?.tags ?? {} };
  const costIf = (change: Change) => {
    const changed = { ...call, ...(change.modifiers ? { modifiers: change.modifiers } : {}), ...(change.n !== undefined ? { repetition: { ...call.repetition, n: change.n } } : {}) };
    const other = priceCall(changed, { ...tokens, ...change.tokens }, book, change.at ?? knowledge.at, change.model ?? (call.model.state === 'known' ? undefined : declared?.modelId));
    return other.state === 'priced' ? other.perCall : null;
  };
  const tokenizer = facts?.tokenizer;
  const countTokens = (text: string) => (knowledge.tokenizers.count(tokenizer?.encoding ?? 'o200k_base', text) ?? Math.ceil(text.length / 4)) * (tokenizer?.factor ?? 1);
  return { analyzed, facts, costIf, countTokens };
}
