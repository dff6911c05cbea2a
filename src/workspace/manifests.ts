/** Major and minor version; a minor of Infinity: the newest of its major. */
export type Version = readonly [major: number, minor: number];

/** Versions of the packages that the manifests of a project ask for. */
export interface Manifests {
  /** The newest version of a package that the nearest manifest above a file that names it allows, or the one that its lock file holds; null where none tells, or where it may be several majors. */
  versionOf(path: string, name: string): Version | null;
}

type Needs = ReadonlyMap<string, Version | null>;

/** `4.3.17`, `~4.3.1`, `^4.3.17`, `4.x`, `npm:ai@4.0.0`; null for more than one major. https://docs.npmjs.com/cli/configuring-npm/package-json#dependencies */
function versionInNpm(range: unknown): Version | null {
  const found =
    typeof range === 'string' && !range.includes('||') ? /^(?:npm:.*@)?([~^=v]*)\s*(\d+)(?:\.(\d+))?(?!\d)/.exec(range.trim()) : null;
  if (!found) return null;
  const [, mark = '', major = '', minor] = found;
  const isOpen = minor === undefined || (mark.includes('^') && major !== '0');
  return [Number(major), isOpen ? Infinity : Number(minor)];
}

/** `==1.34.0`, `~=1.34`, `^1.34`, `>=1.2,<1.40`; null where nothing bounds it. https://packaging.python.org/specifications/version-specifiers/ */
function versionInPython(range: string): Version | null {
  const upper = /<\s*(\d+)(?:\.(\d+))?/.exec(range);
  if (upper) return Number(upper[2] ?? 0) > 0 ? [Number(upper[1]), Number(upper[2]) - 1] : [Number(upper[1]) - 1, Infinity];
  const [, mark = '', major, minor, patch] = /^\s*(===?|~=|\^|~)?\s*(\d+)(?:\.(\d+))?(\.\d+)?/.exec(range) ?? [];
  if (major === undefined || (mark === '' && /^\s*>/.test(range))) return null;
  const isOpen = minor === undefined || mark === '^' || (mark === '~=' && patch === undefined);
  return [Number(major), isOpen ? Infinity : Number(minor)];
}

/**
 * @param text reads a file; null when it cannot be had. Manifests that cannot be read say nothing.
 * @param lock reads a lock file, which is never listed; it is large, and asked for once.
 * @param names packages that will be asked for.
 */
export async function manifestsOf(
  paths: Iterable<string>,
  text: (path: string) => Promise<string | null>,
  lock: (path: string) => Promise<string | null>,
  names: ReadonlySet<string>,
): Promise<Manifests> {
  const all = [...paths].filter((path) => !path.includes('node_modules/'));
  const catalog = new Map<string, string>();
  // `ai: catalog:` means the version that the workspace's file gives: https://pnpm.io/catalogs
  for (const path of all.filter((one) => /(?:^|\/)pnpm-workspace\.yaml$/.test(one)))
    for (const [, name = '', range = ''] of ((await text(path)) ?? '').matchAll(
      /^[ \t]+['"]?([@\w][\w./-]*)['"]?:[ \t]*['"]?([~^]?\d[^\s'"#]*)/gm,
    ))
      catalog.set(name, range);
  const npm = new Map<string, Needs>();
  const python = new Map<string, Needs>();
  await Promise.all(
    all.map(async (path) => {
      const [, folder = '', file = ''] = /^(.*\/)?([^/]+)$/.exec(path) ?? [];
      if (file === 'package.json') npm.set(folder, await neededOfNpm(folder, await text(path), names, catalog, lock));
      else if (/^requirements[\w.-]*\.txt$|^pyproject\.toml$/.test(file)) {
        const needed = neededOfPython((await text(path)) ?? '', names);
        python.set(folder, new Map([...(python.get(folder) ?? []), ...needed]));
      }
    }),
  );
  return {
    versionOf(path, name) {
      const needs = /\.(?:py|pyi|pyw|ipynb)$/.test(path) ? python : npm;
      for (let folder = path; folder !== '';) {
        folder = folder.slice(0, folder.replace(/\/$/, '').lastIndexOf('/') + 1);
        const known = needs.get(folder)?.get(name);
        if (known !== undefined) return known;
      }
      return null;
    },
  };
}

async function neededOfNpm(
  folder: string,
  text: string | null,
  names: ReadonlySet<string>,
  catalog: ReadonlyMap<string, string>,
  read: (path: string) => Promise<string | null>,
): Promise<Needs> {
  const ranges = new Map([...(rangesIn(text) ?? [])].filter(([name]) => names.has(name)));
  if (ranges.size === 0) return new Map();
  const locks = await Promise.all(['package-lock.json', 'pnpm-lock.yaml', 'yarn.lock'].map((one) => read(`${folder}${one}`)));
  return new Map(
    [...ranges].map(([name, range]) => [
      name,
      lockedIn(locks, name) ?? versionInNpm(typeof range === 'string' && range.startsWith('catalog:') ? catalog.get(name) : range),
    ]),
  );
}

function rangesIn(text: string | null): ReadonlyMap<string, unknown> | null {
  try {
    const manifest: unknown = JSON.parse(text ?? '');
    if (manifest === null || typeof manifest !== 'object') return null;
    return new Map(
      ['peerDependencies', 'devDependencies', 'dependencies'].flatMap((key) =>
        Object.entries(((manifest as Readonly<Record<string, unknown>>)[key] as object | null | undefined) ?? {}),
      ),
    );
  } catch {
    return null;
  }
}

/** The version that a lock file of npm, pnpm or yarn holds; null where none does, or several. */
function lockedIn([npm = null, pnpm = null, yarn = null]: readonly (string | null)[], name: string): Version | null {
  const own = name.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
  const found = [
    ...(npm?.matchAll(new RegExp(`"node_modules/${own}": \\{\\s*"version": "(\\d+)\\.(\\d+)`, 'g')) ?? []),
    ...(pnpm?.matchAll(new RegExp(`^  ['"]?/?${own}[@/](\\d+)\\.(\\d+)`, 'gm')) ?? []),
    ...(yarn?.matchAll(new RegExp(`^"?${own}@[^\\n]*:\\n {2}version:? "?(\\d+)\\.(\\d+)`, 'gm')) ?? []),
  ].map(([, major, minor]): Version => [Number(major), Number(minor)]);
  const [first] = found;
  return first && found.every(([major, minor]) => major === first[0] && minor === first[1]) ? first : null;
}

/** Lines of a requirements file, entries of PEP 621 lists and of Poetry's tables, which all name a package and then its versions. */
function neededOfPython(text: string, names: ReadonlySet<string>): readonly (readonly [string, Version | null])[] {
  return [
    ...text.matchAll(/^[ \t]*["']?([A-Za-z0-9][\w.-]*)(?:\[[^\]]*\])?[ \t]*(?:=[ \t]*["']([^"']*)["']|([=~<>!^][^;#"'\n]*))?/gm),
  ].flatMap(([, name = '', poetry, spec]) =>
    names.has(name.toLowerCase()) ? [[name.toLowerCase(), versionInPython(poetry ?? spec ?? '')] as const] : [],
  );
}
