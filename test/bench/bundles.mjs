import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../scripts/editorParts.mjs';
import { makePackage } from '../../scripts/package.mjs';

const size = (path) => `${Math.round(statSync(path).size / 1000)} KB`;

/** What the package weighs, part by part, and how long the extension's script takes to load in a fresh Node (median of nine), without the editor. */
export function bundleRows() {
  const vsix = makePackage(join(root, 'dist/test/llm-cost-lens.vsix'));
  const dist = (name) => join(root, 'dist', name);
  const names = [...readFileSync(join(root, 'node_modules/@types/vscode/index.d.ts'), 'utf8').matchAll(/export (?:class|enum|namespace|const|function) (\w+)/g)].map((match) => match[1]);
  const script = `
    const { Module } = require('node:module');
    const anything = new Proxy(function () {}, { get: (_, key) => (key === Symbol.toPrimitive ? () => '' : anything), apply: () => anything, construct: () => anything });
    const editor = Object.fromEntries(${JSON.stringify(names)}.map((name) => [name, anything]));
    const load = Module._load;
    Module._load = (name, ...rest) => (name === 'vscode' ? editor : load(name, ...rest));
    const started = performance.now();
    require(${JSON.stringify(dist('extension.cjs'))});
    console.log(performance.now() - started);`;
  const times = Array.from({ length: 9 }, () => Number(spawnSync(process.execPath, ['-e', script], { encoding: 'utf8' }).stdout)).sort((a, b) => a - b);
  return [
    ['package', size(vsix)], ['extension bundle', size(dist('extension.cjs'))], ['engine bundle', size(dist('engine.cjs'))], ['command line bundle', size(dist('cli.mjs'))],
    ['browser: extension, engine', `${size(dist('extension.web.js'))}, ${size(dist('engine.web.js'))}`],
    ...readdirSync(dist('assets')).filter((name) => /\.(wasm|json)$/.test(name)).map((name) => [`at first need: ${name}`, size(dist(`assets/${name}`))]),
    ['script load of the extension', `${times[4].toFixed(1)} ms`],
  ];
}
