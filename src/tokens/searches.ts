import type { Estimate, LlmCall, ModelFacts } from '../model.ts';
import { assumed, noTokens } from './arithmetic.ts';

/** Searches of one request where nothing limits them. */
const usualLimit = 5;
/**
 * Tokens that the results of a search put before the model: about 7,000 in the example of https://platform.claude.com/docs/en/agents-and-tools/tool-use/web-search-tool#usage-and-pricing,
 * 8,000 for the smaller models of OpenAI, https://developers.openai.com/api/docs/pricing.
 */
const perSearch = { expected: 7000, high: 8000 };
/** Search tools that the seller runs, as they stand in requests: OpenAI and Anthropic by type, Gemini by key. Functions of the same name are the team's own. */
const bySeller = /"type"\s*:\s*"web_search\w*"/;
const byGoogle = /"google_?search(?:_?retrieval)?"\s*:/i;

/** Web searches that the seller makes for one request and bills apart; null where none is offered to the model. It decides whether to search: none at least. */
export function searchesOf({ prompt: { tools } }: LlmCall, facts: ModelFacts | null): Estimate<number> | null {
  if (!tools || (!bySeller.test(tools.schemaText) && !byGoogle.test(tools.schemaText))) return null;
  // Gemini 2 bills the request that was grounded, from 3 on each search: https://ai.google.dev/gemini-api/docs/pricing
  const limit = /gemini-2/.test(facts?.id ?? '') ? 1 : Number(/"max_uses"\s*:\s*(\d+)/.exec(tools.schemaText)?.[1] ?? usualLimit);
  return assumed(0, Math.min(1, limit), limit);
}

/** Input tokens of what searches find. Gemini does not bill it: https://ai.google.dev/gemini-api/docs/google-search#pricing */
export function foundTokens(searches: Estimate<number>, facts: ModelFacts | null): Estimate<number> {
  return /gemini/.test(facts?.id ?? '') ? noTokens : assumed(0, searches.expected * perSearch.expected, searches.high * perSearch.high);
}
