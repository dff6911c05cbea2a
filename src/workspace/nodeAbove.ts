import { stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { foldersUpToRepository } from './repository.ts';
import { teamFileNames } from './teamFiles.ts';

/** Folders with a team file from a folder up to the root of the repository around it, nearest first. Without a repository only the folder itself is looked at. */
export async function teamFoldersAbove(folder: string): Promise<readonly string[]> {
  const above = (at: string) => (at === dirname(at) ? null : dirname(at));
  const folders = (await foldersUpToRepository(folder, above, async (at) => (await allThere(at, '.git')).length > 0)) ?? [folder];
  const holds = await Promise.all(folders.map(async (at) => (await allThere(at, ...teamFileNames)).length > 0));
  return folders.filter((_, i) => holds[i]);
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
