import { stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { teamFileNames } from './teamFiles.ts';

/** Folders with a team file from a folder up to the root of the repository around it, nearest first. Without a repository only the folder itself is looked at. */
export async function teamFoldersAbove(folder: string): Promise<readonly string[]> {
  const found: string[] = [];
  for (let at = folder; ; at = dirname(at)) {
    if ((await allThere(at, ...teamFileNames)).length > 0) found.push(at);
    if ((await allThere(at, '.git')).length > 0) return found;
    if (at === dirname(at)) return found.filter((one) => one === folder);
  }
}

/** Those of these names that a folder holds. */
export async function allThere(folder: string, ...names: readonly string[]): Promise<readonly string[]> {
  const found = await Promise.all(
    names.map((name) =>
      stat(join(folder, name)).then(
        () => true,
        () => false,
      ),
    ),
  );
  return names.filter((_, i) => found[i]);
}
