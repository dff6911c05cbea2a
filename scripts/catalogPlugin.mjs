import { build } from 'esbuild';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Reads and validates `pricing/` with the product's own schema. Throws with every problem when it is not valid. */
export async function readCatalog(root) {
  const { parseCatalog } = await importSource(root, 'src/cost/catalog.ts');
  const names = (await readdir(join(root, 'pricing'))).filter((name) => name.endsWith('.yaml')).sort();
  return parseCatalog(await Promise.all(names.map(async (name) => ({ path: `pricing/${name}`, text: await readFile(join(root, 'pricing', name), 'utf8') }))));
}

/** `import catalog from 'llmcost:catalog'` for esbuild. */
export function catalogPlugin(catalog) {
  return {
    name: 'llmcost:catalog',
    setup(builder) {
      builder.onResolve({ filter: /^llmcost:catalog$/ }, () => ({ path: 'catalog', namespace: 'llmcost' }));
      // A string that JSON.parse reads loads faster than the same data as an object literal: https://v8.dev/blog/cost-of-javascript-2019#json
      builder.onLoad({ filter: /.*/, namespace: 'llmcost' }, () => ({ contents: `export default JSON.parse(${JSON.stringify(JSON.stringify(catalog))});`, loader: 'js' }));
    },
  };
}

/** A module of `src/` for use by a script: bundled, then imported. */
export async function importSource(root, path) {
  const compiled = join(root, `node_modules/.cache/llmcost/${path.replace(/\W+/g, '-')}-${process.pid}.mjs`);
  await build({ entryPoints: [join(root, path)], bundle: true, platform: 'node', format: 'esm', outfile: compiled, logLevel: 'error', banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" } });
  const module = await import(`${pathToFileURL(compiled)}?${Date.now()}`);
  await rm(compiled, { force: true });
  return module;
}
