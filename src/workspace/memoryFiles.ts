import type { FilePort } from './workspace.ts';

/** Files held in memory, for tests and for text that lies nowhere. */
export function memoryFiles(files: Readonly<Record<string, string>>): FilePort {
  return {
    async *list() {
      for (const [path, text] of Object.entries(files)) yield { path, size: text.length };
    },
    read: (path) => Promise.resolve(files[path] ?? { file: path, reason: 'not found' }),
  };
}
