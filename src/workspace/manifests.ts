/** Major versions of the packages that the manifests of a project ask for. */
export interface Manifests {
  /** Of a package, as the nearest `package.json` above a file that names it asks for; null where none does, or where it may be several. */
  majorOf(path: string, name: string): number | null;
}

/** `^4.3.17`, `4.x`, `npm:ai@4.0.0`: the first number, where the range begins with one version. https://docs.npmjs.com/cli/configuring-npm/package-json#dependencies */
function majorIn(range: unknown): number | null {
  const found = typeof range === 'string' ? /^(?:npm:.*@)?[~^=v]?\s*(\d+)(?:\.|$)/.exec(range.trim())?.[1] : undefined;
  return found === undefined || (typeof range === 'string' && range.includes('||')) ? null : Number(found);
}

/**
 * @param text reads a file; null when it cannot be had. Manifests that are no JSON say nothing.
 */
export async function manifestsOf(paths: Iterable<string>, text: (path: string) => Promise<string | null>): Promise<Manifests> {
  const all = [...paths].filter((path) => !path.includes('node_modules/'));
  const catalog = new Map<string, string>();
  // `ai: catalog:` means the version that the workspace's file gives: https://pnpm.io/catalogs
  for (const path of all.filter((one) => /(?:^|\/)pnpm-workspace\.yaml$/.test(one))) for (const [, name = '', range = ''] of ((await text(path)) ?? '').matchAll(/^[ \t]+['"]?([@\w][\w./-]*)['"]?:[ \t]*['"]?([~^]?\d[^\s'"#]*)/gm)) catalog.set(name, range);
  const needs = new Map<string, ReadonlyMap<string, unknown>>();
  for (const path of all.filter((one) => /(?:^|\/)package\.json$/.test(one))) {
    const found = needsIn(await text(path));
    if (found) needs.set(path.slice(0, -'package.json'.length), found);
  }
  return {
    majorOf(path, name) {
      for (let folder = path; folder !== ''; ) {
        folder = folder.slice(0, folder.replace(/\/$/, '').lastIndexOf('/') + 1);
        const range = needs.get(folder)?.get(name);
        if (range !== undefined) return majorIn(typeof range === 'string' && range.startsWith('catalog:') ? catalog.get(name) : range);
      }
      return null;
    },
  };
}

function needsIn(text: string | null): ReadonlyMap<string, unknown> | null {
  try {
    const manifest: unknown = JSON.parse(text ?? '');
    if (manifest === null || typeof manifest !== 'object') return null;
    return new Map(['peerDependencies', 'devDependencies', 'dependencies'].flatMap((key) => Object.entries(((manifest as Readonly<Record<string, unknown>>)[key] as object | null | undefined) ?? {})));
  } catch {
    return null;
  }
}
