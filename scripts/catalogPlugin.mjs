import { build } from 'esbuild';
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Reads and validates `pricing/` with the product's own schema. Throws with every problem when it is not valid. */
export async function readCatalog(root) {
  const { parseCatalog } = await importSource(root, 'src/cost/catalog.ts');
  const names = (await readdir(join(root, 'pricing'))).filter((name) => name.endsWith('.yaml')).sort();
  return parseCatalog(
    await Promise.all(names.map(async (name) => ({ path: `pricing/${name}`, text: await readFile(join(root, 'pricing', name), 'utf8') }))),
  );
}

/** The same as JSON, kept in `.cache` as long as neither a list nor what reads it changes: tests start without reading all lists again. */
export async function keptCatalog(root) {
  const hash = createHash('sha1');
  for (const folder of ['pricing', 'src/cost'])
    for (const name of (await readdir(join(root, folder))).sort()) hash.update(name).update(await readFile(join(root, folder, name)));
  const kept = join(root, `.cache/catalog-${hash.digest('hex')}.json`);
  const known = await readFile(kept, 'utf8').catch(() => null);
  if (known !== null) return known;
  const text = JSON.stringify(await readCatalog(root));
  await mkdir(join(root, '.cache'), { recursive: true });
  for (const name of await readdir(join(root, '.cache')))
    if (name.startsWith('catalog-')) await rm(join(root, '.cache', name), { force: true });
  await writeFile(kept, text);
  return text;
}

/** A module whose default export is the data of a JSON text: JSON.parse is faster than the same data as an object literal, https://v8.dev/blog/cost-of-javascript-2019#json */
export const moduleOf = (json) => `export default JSON.parse(${JSON.stringify(json)});`;

/** `import catalog from 'llmcost:catalog'` for esbuild. */
export function catalogPlugin(catalog) {
  return {
    name: 'llmcost:catalog',
    setup(builder) {
      builder.onResolve({ filter: /^llmcost:catalog$/ }, () => ({ path: 'catalog', namespace: 'llmcost' }));
      builder.onLoad({ filter: /.*/, namespace: 'llmcost' }, () => ({ contents: moduleOf(JSON.stringify(catalog)), loader: 'js' }));
    },
  };
}

/** A module of `src/` for use by a script: bundled, then imported. */
export async function importSource(root, path) {
  const compiled = join(root, `node_modules/.cache/llmcost/${path.replace(/\W+/g, '-')}-${process.pid}.mjs`);
  await build({
    entryPoints: [join(root, path)],
    bundle: true,
    platform: 'node',
    format: 'esm',
    outfile: compiled,
    logLevel: 'error',
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  });
  const module = await import(`${pathToFileURL(compiled)}?${Date.now()}`);
  await rm(compiled, { force: true });
  return module;
}
