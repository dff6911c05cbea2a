import { monthlyCost, priceCall } from './cost/price.ts';
import { createPriceBook, type PriceBook } from './cost/priceBook.ts';
import type { Catalog } from './cost/catalog.ts';
import { findFindings } from './findings/index.ts';
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
  const results = calls.map((call) => analyzeCall(knowledge, book, team, call));
  return {
    analysis: { path, language: facts.language, chunks: facts.chunks, broken: facts.errors.length > 0, calls: results.map((one) => one.analyzed), findings: results.flatMap((one) => one.findings) },
    wanted,
    wrappers,
  };
}

function analyzeCall(knowledge: Knowledge, book: PriceBook, team: TeamConfig, call: LlmCall): { analyzed: AnalyzedCall; findings: FileAnalysis['findings'] } {
  const declared = matchDeclared(team, call);
  const modelId = call.model.state === 'known' ? call.model.value : declared?.modelId;
  const found = modelId === undefined ? null : book.find(modelId, call.provider, knowledge.at);
  const facts = found?.price?.facts ?? null;
  const tokens = estimateTokens(call, facts, knowledge.tokenizers, declared);
  const cost = priceCall(call, tokens, book, knowledge.at, call.model.state === 'known' ? undefined : declared?.modelId);
  const monthly = cost.state === 'priced' && declared?.volume ? monthlyCost(cost.perCall, declared.volume) : null;
  const analyzed: AnalyzedCall = { call, tokens, cost, declared, monthly, owner: declared?.owner ?? null, tags: declared?.tags ?? {} };
  return { analyzed, findings: findFindings({ analyzed, facts }) };
}
