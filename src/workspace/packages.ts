import type { PackageFolder } from '../resolve/values/modules.ts';
import { dirname, sourcesOfBuilt } from '../text/paths.ts';

/**
 * The JavaScript packages that a project holds, by name (`@shop/llm` of a monorepo), with the files their imports may mean.
 * @param text reads a file; null when it cannot be had. A manifest that is no JSON is left out: whoever builds the project is told by npm.
 * Where an entry lies in a folder that a build fills (`dist/index.js`), the source of the same name is meant (`src/index`).
 * `exports`: https://nodejs.org/api/packages.html#package-entry-points
 */
export async function packagesOf(
  paths: Iterable<string>,
  text: (path: string) => Promise<string | null>,
): Promise<ReadonlyMap<string, PackageFolder>> {
  const manifests = [...paths].filter((path) => /(^|\/)package\.json$/.test(path) && !path.includes('node_modules/'));
  const read = await Promise.all(manifests.map(async (path) => ({ path, manifest: parse(await text(path)) })));
  const found = new Map<string, PackageFolder>();
  for (const { path, manifest } of read) {
    if (!manifest || typeof manifest.name !== 'string' || found.has(manifest.name)) continue;
    found.set(manifest.name, { folder: dirname(path), entries: entriesOf(manifest) });
  }
  return found;
}

/**
 * The Python packages that a project's distributions hold, by name, with the folder each stands in: `tools/llm/src` for `tools/llm/src/llm_tools/__init__.py`
 * beside `tools/llm/pyproject.toml`. A name that several have is left out: which one is meant depends on what is installed.
 * Layouts: https://packaging.python.org/en/latest/discussions/src-layout-vs-flat-layout/
 */
export function pythonPackagesOf(paths: Iterable<string>): ReadonlyMap<string, string> {
  const all = [...paths];
  const distributions = new Set(
    all.flatMap(
      (path) =>
        /^(?:(.*)\/)?(?:pyproject\.toml|setup\.py|setup\.cfg)$/
          .exec(path)
          ?.slice(1)
          .map((folder) => folder ?? '') ?? [],
    ),
  );
  const found = new Map<string, Set<string>>();
  for (const path of all) {
    const [, root = '', name] = /^(?:(.*)\/)?([^/]+)\/__init__\.py$/.exec(path) ?? [];
    if (name === undefined || !(distributions.has(root) || (/(^|\/)src$/.test(root) && distributions.has(root.replace(/\/?src$/, '')))))
      continue;
    found.set(name, new Set([...(found.get(name) ?? []), root]));
  }
  return new Map([...found].flatMap(([name, roots]) => (roots.size === 1 ? [[name, [...roots][0] ?? '']] : [])));
}

interface Manifest {
  readonly name?: unknown;
  readonly exports?: unknown;
  readonly [key: string]: unknown;
}

function parse(text: string | null): Manifest | null {
  try {
    const value: unknown = JSON.parse(text ?? '');
    return value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Manifest) : null;
  } catch {
    return null;
  }
}

function entriesOf(manifest: Manifest): ReadonlyMap<string, readonly string[]> {
  const entries = new Map<string, readonly string[]>();
  const { exports } = manifest;
  const listed = exports !== null && typeof exports === 'object' && !Array.isArray(exports) ? Object.entries(exports) : [];
  for (const [key, target] of listed)
    if (key.startsWith('.')) entries.set(key.replace(/^\.\/?/, ''), targets(target).flatMap(sourcesOfBuilt));
  const main = [
    exports,
    ...(listed.every(([key]) => !key.startsWith('.')) ? listed.map(([, target]) => target) : []),
    manifest.source,
    manifest.types,
    manifest.module,
    manifest.main,
  ]
    .flatMap(targets)
    .flatMap(sourcesOfBuilt);
  entries.set('', [...(entries.get('') ?? []), ...main, 'src/index', 'index', 'lib/index']);
  return entries;
}

/** Every file that a target names, under whatever condition. */
function targets(target: unknown): readonly string[] {
  if (typeof target === 'string') return [target];
  return target !== null && typeof target === 'object' && !Array.isArray(target)
    ? Object.entries(target).flatMap(([key, inner]) => (key.startsWith('.') ? [] : targets(inner)))
    : [];
}
