import type { Sdk } from './sdk.ts';

/**
 * The cheap pre-filter: whether a file's text can hold a call at all. It mentions a package of an SDK, or a chain that is
 * accepted on any receiver. Callers of wrappers are found later, by the wrappers' names.
 */
export function createGate(sdks: readonly Sdk[]): (text: string) => boolean {
  const named = sdks.filter((sdk) => !sdk.mentions);
  const imported = named.filter((sdk) => sdk.commonName);
  const packages = new Set(named.filter((sdk) => !sdk.commonName).flatMap((sdk) => [...(sdk.packages.python ?? []).map((name) => name.replace(/\..*/, '.')), ...(sdk.packages.javascript ?? [])]));
  const chains = new Set(named.flatMap((sdk) => sdk.operations.filter((operation) => operation.distinctive).flatMap((operation) => operation.chains)));
  // The first name of a dotted package (`azure`, `google`) is too common a word by itself.
  const words = [...packages].map((name) => (name.endsWith('.') ? `(?:from|import)\\s+${escape(name.slice(0, -1))}\\b|["']${escape(name)}` : name.length <= 3 ? `from\\s+["']${escape(name)}["']|require\\(["']${escape(name)}["']` : escape(name)));
  // A common word counts where it is imported: `import os, llm`, `from agents import Runner`, `"agents"` of a dynamic import.
  const imports = imported.flatMap((sdk) => [...(sdk.packages.python ?? []).map((name) => `(?:from|import)\\s+(?:[\\w.]+\\s*,\\s*)*${escape(name)}\\b`), ...(sdk.packages.javascript ?? []).map((name) => `["'/]${escape(name)}["'/]`)]);
  const members = new Set([...chains].map(memberPattern));
  const pattern = new RegExp([...words, ...imports, ...members].join('|'));
  const mentions = sdks.flatMap((sdk) => sdk.mentions ?? []);
  return (text) => pattern.test(text) || mentions.some((one) => one.test(text));
}

/** The last two names of a chain as code writes them, with at most one more between (`completions.with_raw_response.create`). */
function memberPattern(chain: string): string {
  const [holder, method] = chain.split('.').slice(-2).map(escape);
  return method === undefined ? `\\.${holder}\\s*\\(` : `\\.${holder}\\s*\\??\\.(?:\\s*\\w+\\s*\\.)?\\s*${method}`;
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}
