import type { Estimate, LlmCall, ModelFacts } from '../model.ts';
import { sellerToolsOf } from '../text/sellerTools.ts';
import { assumed } from './arithmetic.ts';

/** Searches of one request where nothing limits them. */
const usualLimit = 5;
/**
 * Tokens that the results of a search put before the model: about 7,000 in the example of https://platform.claude.com/docs/en/agents-and-tools/tool-use/web-search-tool#usage-and-pricing,
 * 8,000 for the smaller models of OpenAI, https://developers.openai.com/api/docs/pricing.
 */
const perSearch = { expected: 7000, high: 8000 };
/** What a search over files puts before the model unless it is told otherwise: up to 20 pieces of 800 tokens, https://developers.openai.com/api/docs/assistants/tools/file-search. */
const files = { pieces: 20, tokens: 800 };

/** What the seller looks up for one request and bills apart. */
export interface Searches {
  readonly units: Readonly<Partial<Record<'search' | 'fileSearch', Estimate<number>>>>;
  /** Input tokens of what is found, with the words for it. */
  readonly found: readonly { readonly what: string; readonly tokens: Estimate<number> }[];
}

/** Searches that the seller makes for one request; null where none is offered to the model. It decides whether to search: none at least, one expected. */
export function searchesOf({ prompt: { tools } }: LlmCall, facts: ModelFacts | null): Searches | null {
  const offered = tools && sellerToolsOf(tools.schemaText);
  if (!offered || (offered.webSearch === null && offered.fileSearch === null)) return null;
  const id = facts?.id ?? '';
  // Gemini 2 bills the request that was grounded, from 3 on each search: https://ai.google.dev/gemini-api/docs/pricing
  const limit = /gemini-2/.test(id) ? 1 : (offered.maxUses ?? usualLimit);
  const search = offered.webSearch === null ? null : assumed(0, Math.min(1, limit), limit);
  const pieces = offered.fileSearch && (offered.fileSearch.results ?? files.pieces);
  const found = [
    ...(search && !isFoundFree(offered.webSearch, id)
      ? [{ what: 'what web searches find', tokens: assumed(0, search.expected * perSearch.expected, search.high * perSearch.high) }]
      : []),
    ...(pieces === null
      ? []
      : [{ what: 'what file searches find', tokens: assumed(0, (pieces * files.tokens) / 2, pieces * files.tokens) }]),
  ];
  return { units: { ...(search ? { search } : {}), ...(pieces === null ? {} : { fileSearch: assumed(0, 1, usualLimit) }) }, found };
}

/**
 * Whether what a search finds is not billed as input: of Gemini (https://ai.google.dev/gemini-api/docs/google-search#pricing), and of OpenAI's first
 * search tool with models that do not reason (https://developers.openai.com/api/docs/pricing).
 */
function isFoundFree(tool: 'web' | 'preview' | 'google' | null, id: string): boolean {
  return /gemini/.test(id) || (tool === 'preview' && /^gpt-4/.test(id));
}
