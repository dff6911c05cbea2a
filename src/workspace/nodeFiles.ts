import { readFile, readdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { FilePort } from './workspace.ts';

/** Folders that hold no code of the project's own. */
const skippedFolders = new Set(['node_modules', '.git', '.hg', '.svn', 'dist', 'build', 'out', 'venv', '.venv', 'env', 'site-packages', '__pycache__', 'vendor', '.next', '.nuxt', 'coverage', '.tox', '.mypy_cache', '.pytest_cache', 'target', '.vscode-test', '.cache', 'third_party']);
const skippedFiles = /\.min\.[cm]?js$|\.d\.[cm]?ts$|\.bundle\.js$|(^|[./])(package-lock|pnpm-lock|yarn)\b/;
export const largestFile = 2_000_000;
/** Notebooks carry their outputs. */
export const largestNotebook = 20_000_000;
/** Longest line of code that people write; beyond it a file is generated or minified. */
const longestLine = 20_000;

/** Files below a folder of the disk. Unreadable, binary and over-large files come with their reason; links that lead back are followed once. */
export function nodeFiles(root: string): FilePort {
  return {
    async *list(skipped, signal) {
      const seen = new Set<string>();
      const open = [''];
      for (let folder = open.pop(); folder !== undefined; folder = open.pop()) {
        signal?.throwIfAborted();
        try {
          const real = await realpath(join(root, folder));
          if (seen.has(real)) continue;
          seen.add(real);
          for (const entry of (await readdir(join(root, folder), { withFileTypes: true })).toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
            const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
            const target = entry.isSymbolicLink() ? await stat(join(root, path)).catch(() => null) : entry;
            if (target?.isDirectory()) {
              if (!skippedFolders.has(entry.name)) open.push(path);
            } else if (target?.isFile() && !skippedFiles.test(entry.name)) yield { path, size: 0 };
          }
        } catch (error) {
          if (signal?.aborted) throw error;
          skipped({ file: folder === '' ? '.' : folder, reason: reasonOf(error) });
        }
      }
    },
    async read(path) {
      try {
        const { size } = await stat(join(root, path));
        const limit = path.endsWith('.ipynb') ? largestNotebook : largestFile;
        if (size > limit) return { file: path, reason: `larger than ${limit / 1e6} MB` };
        return decode(path, await readFile(join(root, path)));
      } catch (error) {
        return { file: path, reason: reasonOf(error) };
      }
    },
  };
}

/** Text of bytes, or why they are none. */
export function decode(path: string, bytes: Uint8Array): string | { file: string; reason: string } {
  if (bytes.subarray(0, 8000).includes(0)) return { file: path, reason: 'binary file' };
  const text = new TextDecoder('utf-8').decode(bytes);
  if (!path.endsWith('.ipynb') && text.length > longestLine && text.split('\n').some((line) => line.length > longestLine)) return { file: path, reason: `has a line of more than ${longestLine} characters (generated or minified)` };
  return text;
}

function reasonOf(error: unknown): string {
  const code = (error as { code?: unknown }).code;
  return code === 'EACCES' || code === 'EPERM' ? 'no permission to read' : code === 'ENOENT' ? 'not found' : error instanceof Error ? error.message : 'not readable';
}
