/** Tools that the seller of a model runs by itself and bills apart. */
export interface SellerTools {
  /** `preview` is OpenAI's first web search tool, which older models bill at another fee; null: none. */
  readonly webSearch: 'web' | 'preview' | 'google' | null;
  /** Searches that one request may make at most; null: nothing limits them. */
  readonly maxUses: number | null;
  /** Whether OpenAI's search over uploaded files is offered, and how many pieces it may find; null: it is not. */
  readonly fileSearch: { readonly results: number | null } | null;
}

const preview = /"type"\s*:\s*"web_search_preview/;
const web = /"type"\s*:\s*"web_search\w*"/;
const google = /"google_?search(?:_?retrieval)?"\s*:/i;
const files = /"type"\s*:\s*"file_search"/;

/** Finds them in the JSON of a request's tools: OpenAI and Anthropic name them by type, Gemini by key. Functions of the same name are the team's own. */
export function sellerToolsOf(schemaText: string): SellerTools {
  const number = (pattern: RegExp) => {
    const found = pattern.exec(schemaText)?.[1];
    return found === undefined ? null : Number(found);
  };
  return {
    webSearch: preview.test(schemaText) ? 'preview' : web.test(schemaText) ? 'web' : google.test(schemaText) ? 'google' : null,
    maxUses: number(/"max_uses"\s*:\s*(\d+)/),
    fileSearch: files.test(schemaText) ? { results: number(/"max_num_results"\s*:\s*(\d+)/) } : null,
  };
}
