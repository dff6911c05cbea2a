import { build } from 'esbuild';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalogPlugin, readCatalog } from '../../scripts/catalogPlugin.mjs';
import { root } from '../../scripts/editorParts.mjs';

const size = (bytes) => `${Math.round(bytes / 1000)} KB`;

/** What the extension weighs as it is packed, and how long its script takes to load in a fresh Node (median of nine), without the editor. */
export async function bundleRows() {
  const catalog = await readCatalog(root);
  const folder = join(root, 'node_modules/.cache/llmcost/bundles');
  const common = { absWorkingDir: root, bundle: true, format: 'cjs', minify: true, external: ['vscode'], logLevel: 'error', plugins: [catalogPlugin(catalog)], metafile: true, outdir: folder, outExtension: { '.js': '.cjs' } };
  const made = await build({ ...common, platform: 'node', target: 'node20', entryPoints: { extension: 'src/vscode/extensionNode.ts', engine: 'src/workspace/nodeWorker.ts' } });
  const bytes = Object.fromEntries(Object.entries(made.metafile.outputs).map(([path, one]) => [path.split('/').at(-1), one.bytes]));
  const names = [...readFileSync(join(root, 'node_modules/@types/vscode/index.d.ts'), 'utf8').matchAll(/export (?:class|enum|namespace|const|function) (\w+)/g)].map((match) => match[1]);
  const script = `
    const { Module } = require('node:module');
    const anything = new Proxy(function () {}, { get: (_, key) => (key === Symbol.toPrimitive ? () => '' : anything), apply: () => anything, construct: () => anything });
    const editor = Object.fromEntries(${JSON.stringify(names)}.map((name) => [name, anything]));
    const load = Module._load;
    Module._load = (name, ...rest) => (name === 'vscode' ? editor : load(name, ...rest));
    const started = performance.now();
    require(${JSON.stringify(join(folder, 'extension.cjs'))});
    console.log(performance.now() - started);`;
  const times = Array.from({ length: 9 }, () => Number(spawnSync(process.execPath, ['-e', script], { encoding: 'utf8' }).stdout)).sort((a, b) => a - b);
  return [['extension bundle', size(bytes['extension.cjs'])], ['engine bundle', size(bytes['engine.cjs'])], ['script load of the extension', `${times[4].toFixed(1)} ms`]];
}
