import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { keptCatalog, moduleOf } from './scripts/catalogPlugin.mjs';

export default defineConfig({
  plugins: [
    {
      name: 'llmcost:catalog',
      resolveId: (id) => (id === 'llmcost:catalog' ? '\0llmcost:catalog' : null),
      load: async (id) => (id === '\0llmcost:catalog' ? moduleOf(await keptCatalog(import.meta.dirname ?? process.cwd())) : null),
    },
  ],
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/host/**'],
    testTimeout: 60_000,
    pool: 'threads',
    isolate: false,
    experimental: { fsModuleCache: true },
    maxWorkers: Math.max(2, availableParallelism()),
  },
});
