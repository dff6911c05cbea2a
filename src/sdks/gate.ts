import { packageOf } from '../text/specifiers.ts';
import type { Sdk } from './sdk.ts';

/**
 * The cheap pre-filter: whether a file's text can hold a call at all. It imports a package of an SDK, names one with a member that nothing there
 * needs to import (`litellm.completion` in a notebook cell), uses a chain that is accepted on any receiver or on one of a telling name, or mentions a service's address.
 * Callers of wrappers are found later, by the wrappers' names.
 */
export function createGate(sdks: readonly Sdk[]): (text: string) => boolean {
  const named = sdks.filter((sdk) => !sdk.mentions);
  const python = new Set(named.flatMap((sdk) => sdk.packages.python ?? []));
  // `from google import genai`: the package is named in two pieces.
  const heads = new Set([...python].flatMap((name) => (name.includes('.') ? [name.slice(0, name.lastIndexOf('.'))] : [])));
  const javascript = new Set(named.flatMap((sdk) => sdk.packages.javascript ?? []));
  const bare = named.filter((sdk) => !sdk.commonName).flatMap((sdk) => (sdk.packages.python ?? []).filter((name) => !name.includes('.') && name.length > 4));
  const distinctive = named.flatMap((sdk) => sdk.operations.filter((operation) => operation.distinctive));
  const chains = distinctive.filter((operation) => !operation.tells).flatMap((operation) => operation.chains);
  const told = distinctive.flatMap((operation) => (operation.tells ? [operation.tells.text.source] : []));
  const onAny = named.flatMap((sdk) => sdk.handles.filter((spec) => spec.onAny && !spec.argument).flatMap((spec) => spec.chains ?? []));
  const telling = named.flatMap((sdk) => sdk.operations).filter((operation) => operation.telling);
  const toldByName = new RegExp(`([\\w$]+)\\s*\\.\\s*(?:${[...new Set(telling.flatMap((operation) => operation.chains))].map(escape).join('|')})\\s*\\(`, 'g');
  const tells = (text: string) => {
    if (telling.length > 0) for (const [, receiver = ''] of text.matchAll(toldByName)) if (telling.some((operation) => operation.telling?.test(receiver))) return true;
    return false;
  };
  const pattern = new RegExp([...new Set([...[...chains, ...onAny].map(memberPattern), ...told, ...(bare.length > 0 ? [`\\b(?:${bare.map(escape).join('|')})\\.[a-z]`] : [])])].join('|') || '(?!)');
  const mentions = sdks.flatMap((sdk) => sdk.mentions ?? []);

  // Code that a tool generates lies in the project: `from .baml_client import b`, `"../baml_client"`.
  const generated = new Set(named.filter((sdk) => sdk.generated).flatMap((sdk) => [...(sdk.packages.python ?? []), ...(sdk.packages.javascript ?? [])]));
  const isGenerated = (name: string) => generated.size > 0 && name.split(/[./]/).some((one) => generated.has(one));
  const isPython = (name: string) => heads.has(name) || isGenerated(name) || prefixes(name, '.').some((one) => python.has(one));
  const isJavascript = (name: string) => isGenerated(name) || prefixes(name, '/').some((one) => javascript.has(one));
  const imports = (text: string) => {
    for (const match of text.matchAll(/\b(?:from|import)\s+([\w.]+(?:\s+as\s+\w+)?(?:\s*,\s*[\w.]+(?:\s+as\s+\w+)?)*)/g)) if (match[1]?.split(',').some((one) => isPython(one.trim().split(/\s/)[0] ?? ''))) return true;
    for (const match of text.matchAll(/\b(?:from|require|\w*import\w*)\s*\(?\s*\\?["'`](@?[\w.-][^"'`\s\\]*)/g)) {
      const name = packageOf(match[1] ?? '');
      if (isJavascript(name) || isPython(name)) return true;
    }
    return false;
  };
  return (text) => imports(text) || pattern.test(text) || tells(text) || mentions.some((one) => one.address.test(text) || (one.body.test(text) && one.sends.test(text)));
}

/** `a.b.c` → `a.b.c`, `a.b`, `a`. */
function prefixes(name: string, separator: string): readonly string[] {
  const parts = name.split(separator);
  return parts.map((_, i) => parts.slice(0, parts.length - i).join(separator));
}

/** The last two names of a chain as code writes them, with at most one more between (`completions.with_raw_response.create`). The first may be a variable (`AI.run`). */
function memberPattern(chain: string): string {
  const [holder, method] = chain.split('.').slice(-2).map(escape);
  return method === undefined ? `\\.${holder}\\s*\\(` : `\\b${holder}\\s*\\??\\.(?:\\s*\\w+\\s*\\.)?\\s*${method}`;
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}
