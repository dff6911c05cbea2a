import { readFile, readdir, realpath, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { codeownersPaths } from '../team/codeowners.ts';
import { allThere, teamFoldersAbove } from './nodeAbove.ts';
import { decode, sizeLimit, skippedFiles, skippedFolders } from './reading.ts';
import { teamFileNames } from './teamFiles.ts';
import type { FilePort } from './workspace.ts';

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
    async teamFoldersAbove() {
      const above = (await teamFoldersAbove(root)).filter((folder) => relative(root, folder) !== '');
      return Promise.all(
        above.map(async (folder, i) => ({
          folder: relative(root, folder).replaceAll('\\', '/'),
          way: relative(folder, root).replaceAll('\\', '/'),
          files: await allThere(folder, ...teamFileNames),
          owners: i === above.length - 1 ? ((await allThere(folder, ...codeownersPaths))[0] ?? null) : null,
        })),
      );
    },
    async read(path) {
      try {
        const { size } = await stat(join(root, path));
        const limit = sizeLimit(path);
        if (size > limit) return { file: path, reason: `larger than ${limit / 1e6} MB` };
        return decode(path, await readFile(join(root, path)));
      } catch (error) {
        return { file: path, reason: reasonOf(error) };
      }
    },
  };
}

function reasonOf(error: unknown): string {
  const code = (error as { code?: unknown }).code;
  return code === 'EACCES' || code === 'EPERM'
    ? 'no permission to read'
    : code === 'ENOENT'
      ? 'not found'
      : error instanceof Error
        ? error.message
        : 'not readable';
}
