/** Folders that hold no code of the project's own. */
export const skippedFolders = new Set([
  'node_modules',
  '.git',
  '.hg',
  '.svn',
  'dist',
  'build',
  'out',
  'venv',
  '.venv',
  'env',
  'site-packages',
  '__pycache__',
  'vendor',
  '.next',
  '.nuxt',
  'coverage',
  '.tox',
  '.mypy_cache',
  '.pytest_cache',
  'target',
  '.vscode-test',
  '.cache',
]);
/** Files that no person wrote as code: minified, bundled, declarations only, lock files. Tested on a path or a name. */
export const skippedFiles = /\.min\.[cm]?js$|\.d\.[cm]?ts$|\.bundle\.js$|(^|[./])(package-lock|pnpm-lock|yarn)\b/;
const largestFile = 2_000_000;
/** Notebooks carry their outputs, exports of actual use a row an hour or request. */
const largestData = 20_000_000;
/** Longest line of code that people write; beyond it a file is generated or minified. */
const longestLine = 20_000;
/** Mean length of a line of JavaScript that people write is about 30; minifiers that break lines do it at 500 (Closure, Emscripten). Counted in files longer than `longestLine`. */
const longestMeanLine = 250;

/** Text of bytes, or why they are none. */
export function decode(path: string, bytes: Uint8Array): string | { file: string; reason: string } {
  if (bytes.subarray(0, 8000).includes(0)) return { file: path, reason: 'binary file' };
  const text = new TextDecoder('utf-8').decode(bytes);
  if (path.endsWith('.ipynb') || text.length <= longestLine) return text;
  const lines = text.split('\n');
  if (lines.some((line) => line.length > longestLine))
    return { file: path, reason: `has a line of more than ${longestLine} characters (generated or minified)` };
  if (/\.[cm]?js$/.test(path) && text.length / lines.length > longestMeanLine)
    return { file: path, reason: `has lines of more than ${longestMeanLine} characters on average (minified)` };
  return text;
}

/** Bytes beyond which a file is not read. */
export function sizeLimit(path: string): number {
  return /\.(?:ipynb|csv|jsonl)$/.test(path) ? largestData : largestFile;
}
