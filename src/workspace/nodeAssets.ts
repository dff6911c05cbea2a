import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AssetPort } from './workspace.ts';

/** Wasm and data files from the first of several folders that has them. */
export function nodeAssets(folders: readonly string[]): AssetPort {
  return {
    async load(name) {
      for (const folder of folders) {
        try {
          return new Uint8Array(await readFile(join(folder, name)));
        } catch {
          // The next folder may have it; the error below says when none has.
        }
      }
      throw new Error(`${name} was not found in ${folders.join(', ')}`);
    },
  };
}
