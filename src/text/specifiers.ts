/** Registries and CDNs that serve npm's packages by address: https://docs.deno.com/runtime/fundamentals/modules/, https://esm.sh, https://www.jsdelivr.com/esm, https://unpkg.com, https://deno.land/x */
const served =
  /^(?:(?:npm|jsr):\/?|https?:\/\/(?:esm\.(?:sh|run)|cdn\.skypack\.dev|unpkg\.com|(?:cdn|fastly)\.jsdelivr\.net\/npm|deno\.land\/x|(?:ga\.|dev\.)?jspm\.(?:io|dev)\/(?=npm:))\/?(?:(?:v\d+|stable|npm:)\/?)?)(.+)$/;

/**
 * The package that an import names, with what is taken from it: `npm:openai@^4`, `https://esm.sh/openai@4.20.1?target=deno` and `openai` are one.
 * Anything else (a path, a package as it is) is given back as it is.
 */
export function packageOf(specifier: string): string {
  const address = served.exec(specifier)?.[1]?.replace(/[?#].*$/, '');
  const [, name, inside = ''] = /^(@[^/@]+\/[^/@]+|[^/@]+)(?:@[^/]+)?(\/.*)?$/.exec(address ?? '') ?? [];
  if (name === undefined) return specifier;
  return /^\/(?:\+esm|dist\/|build\/|mod\.ts)|\.[cm]?[jt]s$/.test(inside) ? name : name + inside.replace(/\/$/, '');
}
