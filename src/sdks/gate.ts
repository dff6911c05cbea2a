import type { Sdk } from './sdk.ts';

/**
 * The cheap pre-filter: whether a file's text can hold a call at all. It mentions a package of an SDK, or a chain that is
 * accepted on any receiver. Callers of wrappers are found later, by the wrappers' names.
 */
export function createGate(sdks: readonly Sdk[]): (text: string) => boolean {
  const named = sdks.filter((sdk) => !sdk.mentions);
  const packages = new Set(named.flatMap((sdk) => [...(sdk.packages.python ?? []), ...(sdk.packages.javascript ?? [])]).map((name) => name.split('.')[0] ?? name));
  const chains = new Set(named.flatMap((sdk) => sdk.operations.filter((operation) => operation.distinctive).flatMap((operation) => operation.chains)));
  const words = [...packages].map((name) => (name.length <= 3 ? `from\\s+["']${escape(name)}["']|require\\(["']${escape(name)}["']` : escape(name)));
  const members = new Set([...chains].map((chain) => (chain.includes('.') ? `\\.${escape(chain.split('.').at(-2) ?? '')}\\s*\\.` : `\\.${escape(chain)}\\s*\\(`)));
  const pattern = new RegExp([...words, ...members].join('|'));
  const mentions = sdks.flatMap((sdk) => sdk.mentions ?? []);
  return (text) => pattern.test(text) || mentions.some((one) => one.test(text));
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}
