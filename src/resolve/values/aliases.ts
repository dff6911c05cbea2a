import { dirname, foldersFrom, join, normalise } from '../../text/paths.ts';
import type { PathSet } from './modules.ts';

/**
 * What a module that is named by no path may mean below the project's own names for its folders, best first: `imports` of the nearest package.json (`#db/client`),
 * `paths` and `baseUrl` of the nearest tsconfig, what frameworks name so without being told (`@/`, `~/`, SvelteKit's `$lib/`). Paths with or without ending.
 */
export function* aliased(paths: PathSet, from: string, module: string): Generator<string> {
  if (module.startsWith('#')) yield* fromManifest(paths, from, module);
  yield* fromTsconfig(paths, from, module);
  const [, mark = '', rest = ''] = /^(@|~|\$lib)\/(.+)$/.exec(module) ?? [];
  // https://svelte.dev/docs/kit/$lib
  if (mark === '$lib') for (const folder of foldersFrom(from)) yield join(folder, `src/lib/${rest}`);
  else if (mark !== '') for (const folder of foldersFrom(from)) yield* [join(folder, rest), join(folder, `src/${rest}`)];
}

/** `imports`: https://nodejs.org/api/packages.html#subpath-imports */
function* fromManifest(paths: PathSet, from: string, module: string): Generator<string> {
  for (const folder of foldersFrom(from)) {
    const path = join(folder, 'package.json');
    if (!paths.has(path)) continue;
    for (const [pattern, target] of Object.entries(recordOf(recordOf(paths.json(path)).imports))) {
      const middle = matched(pattern, module);
      if (middle !== null) for (const one of filesOf(target)) yield normalise(join(folder, one.replace('*', middle)));
    }
    // Only the nearest manifest counts.
    return;
  }
}

/** Files that a target names, under whatever condition. */
function filesOf(target: unknown): readonly string[] {
  return typeof target === 'string' ? (target.startsWith('.') ? [target] : []) : Object.values(recordOf(target)).flatMap(filesOf);
}

/** Where `paths` are written: in the configuration itself, in that of the application beside it (Vite's templates), or in a base that several share (Nx). */
const configurations = ['tsconfig.json', 'tsconfig.app.json', 'tsconfig.base.json', 'jsconfig.json'];

/** Whether a file may be one of those configurations, or what they extend: a project that holds any is asked about each for every import. */
export function isConfiguration(path: string): boolean {
  return /(?:^|\/)[jt]sconfig[\w.-]*\.json$/.test(path);
}

/** `compilerOptions.paths` and `baseUrl`, in a configuration or in what it extends by a path. https://www.typescriptlang.org/tsconfig/#paths */
function* fromTsconfig(paths: PathSet, from: string, module: string): Generator<string> {
  for (const folder of foldersFrom(from)) for (const name of configurations) yield* fromConfiguration(paths, join(folder, name), module, 0);
}

function* fromConfiguration(paths: PathSet, path: string, module: string, depth: number): Generator<string> {
  if (depth > 4 || !paths.has(path)) return;
  const config = recordOf(paths.json(path));
  const options = recordOf(config.compilerOptions);
  const base = normalise(join(dirname(path), typeof options.baseUrl === 'string' ? options.baseUrl : '.'));
  for (const [pattern, targets] of Object.entries(recordOf(options.paths))) {
    const middle = matched(pattern, module);
    if (middle !== null && Array.isArray(targets))
      for (const target of targets) if (typeof target === 'string') yield normalise(join(base, target.replace('*', middle)));
  }
  if (typeof options.baseUrl === 'string') yield normalise(join(base, module));
  for (const extended of Array.isArray(config.extends) ? config.extends : [config.extends]) {
    if (typeof extended !== 'string' || !extended.startsWith('.')) continue;
    const file = normalise(join(dirname(path), extended));
    yield* fromConfiguration(paths, file.endsWith('.json') ? file : `${file}.json`, module, depth + 1);
  }
}

/** What stands for the star of a pattern, empty where it has none; null where it does not fit. */
function matched(pattern: string, module: string): string | null {
  const [head = '', tail = ''] = pattern.split('*');
  if (!pattern.includes('*')) return module === pattern ? '' : null;
  return module.startsWith(head) && module.endsWith(tail) && module.length >= head.length + tail.length
    ? module.slice(head.length, module.length - tail.length)
    : null;
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}
