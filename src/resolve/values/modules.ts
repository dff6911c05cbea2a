import type { LanguageFamily, LanguageId } from '../../model.ts';

/** Languages of one family share module resolution and SDK tables. */
export function familyOf(language: LanguageId): LanguageFamily {
  return language === 'python' ? 'python' : 'javascript';
}

/** Which project paths exist. Directories are implied by their files. */
export interface PathSet {
  has(path: string): boolean;
  text(path: string): string | null | undefined;
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
 * JavaScript: relative with the usual endings and index files, then `paths` / `baseUrl` of the nearest tsconfig.
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

const endings = ['', '.ts', '.tsx', '.js', '.jsx', '.mts', '.mjs', '.cts', '.cjs', '/index.ts', '/index.tsx', '/index.js', '/index.jsx', '/index.mjs'];

function resolveJavaScript(paths: PathSet, from: string, module: string): string | null {
  if (module.startsWith('.')) return javascriptFile(paths, normalise(`${dirname(from)}/${module}`));
  const configured = fromTsconfig(paths, from, module);
  if (configured) return configured;
  if (module.startsWith('@/') || module.startsWith('~/')) {
    for (let folder: string | null = dirname(from); folder !== null; folder = folder === '' ? null : dirname(folder)) {
      const found = javascriptFile(paths, join(folder, module.slice(2))) ?? javascriptFile(paths, join(folder, `src/${module.slice(2)}`));
      if (found) return found;
    }
  }
  return fromPackage(paths, module);
}

/** `@shop/llm` or `@shop/llm/prompts`, where the project itself holds a package of that name and no SDK is called so. */
function fromPackage(paths: PathSet, module: string): string | null {
  const name = module.split('/').slice(0, module.startsWith('@') ? 2 : 1).join('/');
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
  for (const stem of stems) for (const ending of endings) if (/\.[a-z]+$/.test(stem + ending) && paths.has(stem + ending)) return stem + ending;
  return null;
}

/** `compilerOptions.paths` and `baseUrl`; comments and trailing commas are tolerated, `extends` is not followed. */
function fromTsconfig(paths: PathSet, from: string, module: string): string | null {
  for (let folder: string | null = dirname(from); folder !== null; folder = folder === '' ? null : dirname(folder)) {
    for (const name of ['tsconfig.json', 'jsconfig.json']) {
      const path = join(folder, name);
      if (!paths.has(path)) continue;
      const options = compilerOptions(paths.text(path));
      if (!options) continue;
      const base = normalise(join(folder, options.baseUrl ?? '.'));
      for (const [pattern, targets] of Object.entries(options.paths ?? {})) {
        const [head = '', tail = ''] = pattern.split('*');
        const star = pattern.includes('*');
        if (star ? !(module.startsWith(head) && module.endsWith(tail)) : module !== pattern) continue;
        const middle = star ? module.slice(head.length, module.length - tail.length) : '';
        for (const target of targets) {
          const found = javascriptFile(paths, normalise(join(base, target.replace('*', middle))));
          if (found) return found;
        }
      }
      if (options.baseUrl !== undefined) {
        const found = javascriptFile(paths, normalise(join(base, module)));
        if (found) return found;
      }
    }
  }
  return null;
}

function compilerOptions(text: string | null | undefined): { baseUrl?: string; paths?: Record<string, string[]> } | null {
  if (!text) return null;
  try {
    const bare = text.replace(/("(?:[^"\\]|\\.)*")|\/\/[^\n]*|\/\*[\s\S]*?\*\//g, (_, kept: string | undefined) => kept ?? '').replace(/,(\s*[}\]])/g, '$1');
    const parsed: unknown = JSON.parse(bare);
    const options = (parsed as { compilerOptions?: { baseUrl?: unknown; paths?: unknown } }).compilerOptions ?? {};
    return {
      ...(typeof options.baseUrl === 'string' ? { baseUrl: options.baseUrl } : {}),
      ...(options.paths && typeof options.paths === 'object'
        ? { paths: Object.fromEntries(Object.entries(options.paths).map(([key, list]) => [key, Array.isArray(list) ? list.filter((one): one is string => typeof one === 'string') : []])) }
        : {}),
    };
  } catch {
    return null;
  }
}

/** Folder of a path; empty at the root. */
export function dirname(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '' : path.slice(0, slash);
}
/** A name below a folder, with `.` and `..` resolved. */
export function join(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}
/** Resolves `.` and `..`. */
export function normalise(path: string): string {
  const out: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..') out.pop();
    else out.push(part);
  }
  return out.join('/');
}

/** Whether a path is one of those that test code is kept under. */
export function isTestPath(path: string): boolean {
  return /(^|\/)(tests?|__tests__|spec|e2e)\//.test(path) || /(^|\/)(test_[^/]*|[^/]*_test|conftest)\.py$/.test(path) || /\.(test|spec)\.[cm]?[jt]sx?$/.test(path);
}
