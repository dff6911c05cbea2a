import type { LanguageFamily, LanguageId } from '../../model.ts';
import { dirname, join, normalise, sourcesOfBuilt } from '../../text/paths.ts';
import { aliased } from './aliases.ts';

/** Languages of one family share module resolution and SDK tables. */
export function familyOf(language: LanguageId): LanguageFamily {
  return language === 'python' ? 'python' : 'javascript';
}

/** Which project paths exist. Directories are implied by their files. */
export interface PathSet {
  has(path: string): boolean;
  /** What a JSON file holds, comments and trailing commas tolerated; null for anything else. */
  json(path: string): unknown;
  /** Whether a top-level name is a package that an SDK table knows. */
  isPackage?(name: string): boolean;
  /** A JavaScript package of the project itself, by its name; null when it is none. */
  packageFolder?(name: string): PackageFolder | null;
  /** The folder that a top-level Python package of the project itself stands in; null when it holds none of that name. */
  pythonRoot?(name: string): string | null;
}

/** A JavaScript package that lies in the project. Paths are below its folder, without ending. */
export interface PackageFolder {
  readonly folder: string;
  /** What an import of the package ('') or of a path in it may mean, best first. */
  readonly entries: ReadonlyMap<string, readonly string[]>;
}

/**
 * The project file that an import names, or null when it is outside the project.
 * Python: relative dots, then absolute from the importing file's folder, each parent, and their `src/` (covers `sys.path` layouts), then the packages of
 * other distributions of the same repository.
 * JavaScript: relative with the usual endings and index files, what a build makes meaning its source; then the project's own names for its folders (`aliases.ts`) and packages.
 */
export function resolveModule(paths: PathSet, from: string, module: string, family: LanguageFamily): string | null {
  return family === 'python' ? resolvePython(paths, from, module) : resolveJavaScript(paths, from, module);
}

function resolvePython(paths: PathSet, from: string, module: string): string | null {
  const dots = /^\.*/.exec(module)?.[0].length ?? 0;
  const parts = module.slice(dots).split('.').filter(Boolean);
  if (dots > 0) {
    let folder = dirname(from);
    for (let i = 1; i < dots; i++) folder = dirname(folder);
    return pythonFile(paths, folder, parts);
  }
  if (parts.length === 0) return null;
  // A folder that is a package is no root of imports: in `app/anthropic/chat.py`, `import anthropic` means the installed one.
  const isPackage = (folder: string) => paths.has(join(folder, '__init__.py'));
  const folders: string[] = [];
  for (let folder: string | null = dirname(from); folder !== null; folder = folder === '' ? null : dirname(folder)) folders.push(folder);
  const roots = folders.filter((folder) => !isPackage(folder));
  const inside = paths.isPackage?.(parts[0] ?? '') ? [] : folders.filter(isPackage);
  for (const folder of [...roots, ...inside]) {
    const found = pythonFile(paths, folder, parts) ?? pythonFile(paths, join(folder, 'src'), parts);
    if (found && found !== from) return found;
  }
  // Tests beside several distributions hand them stand-ins of their own, which tell nothing of requests.
  const isOutside = isTestPath(from) || paths.isPackage?.(parts[0] ?? '') === true;
  const root = isOutside ? null : (paths.pythonRoot?.(parts[0] ?? '') ?? null);
  return root === null ? null : pythonFile(paths, root, parts);
}

function pythonFile(paths: PathSet, folder: string, parts: readonly string[]): string | null {
  const base = [folder, ...parts].filter(Boolean).join('/');
  if (parts.length > 0 && paths.has(`${base}.py`)) return `${base}.py`;
  const init = base === '' ? '__init__.py' : `${base}/__init__.py`;
  return paths.has(init) ? init : null;
}

const endings = [
  '',
  '.ts',
  '.tsx',
  '.js',
  '.jsx',
  '.mts',
  '.mjs',
  '.cts',
  '.cjs',
  '/index.ts',
  '/index.tsx',
  '/index.js',
  '/index.jsx',
  '/index.mjs',
];

function resolveJavaScript(paths: PathSet, from: string, module: string): string | null {
  if (module.startsWith('.')) return relativeFile(paths, normalise(`${dirname(from)}/${module}`));
  for (const target of aliased(paths, from, module)) {
    const found = relativeFile(paths, target);
    if (found) return found;
  }
  return fromPackage(paths, module);
}

/** A file by its path, or the source of what a build puts there (`../dist/agent.js`). */
function relativeFile(paths: PathSet, path: string): string | null {
  const found = javascriptFile(paths, path);
  const [, folder = '', built] = /^(?:(.*)\/)?((?:dist|build|out)\/.*)$/.exec(path) ?? [];
  if (found || built === undefined) return found;
  for (const source of sourcesOfBuilt(built)) {
    const file = javascriptFile(paths, join(folder, source));
    if (file) return file;
  }
  return null;
}

/** `@shop/llm` or `@shop/llm/prompts`, where the project itself holds a package of that name and no SDK is called so. */
function fromPackage(paths: PathSet, module: string): string | null {
  const name = module
    .split('/')
    .slice(0, module.startsWith('@') ? 2 : 1)
    .join('/');
  const found = paths.isPackage?.(name) ? null : (paths.packageFolder?.(name) ?? null);
  if (!found) return null;
  const inside = module.slice(name.length + 1);
  const candidates = [...(found.entries.get(inside) ?? []), ...(inside === '' ? [] : [inside, `src/${inside}`])];
  for (const one of candidates) {
    const file = javascriptFile(paths, normalise(join(found.folder, one)));
    if (file) return file;
  }
  return null;
}

function javascriptFile(paths: PathSet, base: string): string | null {
  const stems = /\.(js|jsx|mjs|cjs)$/.test(base) ? [base, base.replace(/\.(js|jsx|mjs|cjs)$/, '')] : [base];
  for (const stem of stems)
    for (const ending of endings) if (/\.[a-z]+$/.test(stem + ending) && paths.has(stem + ending)) return stem + ending;
  return null;
}

/** Whether a path is one of those that test code is kept under. */
export function isTestPath(path: string): boolean {
  return (
    /(^|\/)(tests?|__tests__|spec|e2e)\//.test(path) ||
    /(^|\/)(test_[^/]*|[^/]*_test|conftest)\.py$/.test(path) ||
    /\.(test|spec)\.[cm]?[jt]sx?$/.test(path)
  );
}
