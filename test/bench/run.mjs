import { build } from 'esbuild';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { catalogPlugin, readCatalog } from '../../scripts/catalogPlugin.mjs';
import { root } from '../../scripts/editorParts.mjs';
import { bundleRows } from './bundles.mjs';

/** Measures on a generated tree (or PATH): cold scan, one file, and edit-to-result. Prints figures and their ratios; asserts nothing. */
const out = join(root, 'node_modules/.cache/llmcost/bench.mjs');
await build({
  stdin: { contents: "export { openWorkspace } from './src/workspace/open.ts'; export { nodeFiles } from './src/workspace/nodeFiles.ts'; export { nodeAssets } from './src/workspace/nodeAssets.ts'; export { default as catalog } from 'llmcost:catalog';", resolveDir: root, loader: 'ts' },
  bundle: true, platform: 'node', format: 'esm', outfile: out, logLevel: 'error', plugins: [catalogPlugin(await readCatalog(root))],
  banner: { js: "import { createRequire } from 'node:module'; import { fileURLToPath } from 'node:url'; const require = createRequire(import.meta.url); const __filename = fileURLToPath(import.meta.url); const __dirname = __filename.replace(/[\\\\/][^\\\\/]*$/, '');" },
});
const { openWorkspace, nodeFiles, nodeAssets, catalog } = await import(pathToFileURL(out).href);

/** 1,000 files, one in ten with calls, every call file importing a shared module. */
function generated() {
  const folder = mkdtempSync(join(tmpdir(), 'llmcost-bench-'));
  mkdirSync(join(folder, 'app'));
  writeFileSync(join(folder, 'app/config.py'), 'MODEL = "gpt-4o-mini"\nPROMPT = "You are terse."\n');
  for (let i = 0; i < 1000; i++) {
    const body = Array.from({ length: 60 }, (_, k) => `def helper_${k}(value, factor=${k}):\n    total = [value * factor for value in range(${k})]\n    return {"total": sum(total), "name": f"item {value}"}\n`).join('\n');
    const call = i % 10 === 0 ? `from openai import OpenAI\nfrom app.config import MODEL, PROMPT\n\nclient = OpenAI()\n\ndef ask_${i}(question):\n    return client.chat.completions.create(model=MODEL, messages=[{"role": "system", "content": PROMPT}, {"role": "user", "content": question}], max_tokens=50)\n\nask_${i}("hello")\n` : '';
    writeFileSync(join(folder, `app/module_${i}.py`), call + body);
  }
  return folder;
}

const given = process.argv[2];
const folder = given ?? generated();
const open = () => openWorkspace({ root: folder, files: nodeFiles(folder), assets: nodeAssets([join(root, 'dist/assets')]), today: () => '2026-11-21', toolVersion: 'bench', catalog });
const time = async (work) => {
  const started = performance.now();
  const value = await work();
  return [performance.now() - started, value];
};
const megabytes = () => `${Math.round(process.memoryUsage().rss / 1e6)} MB`;
const before = megabytes();
const workspace = open();
const [cold, report] = await time(() => workspace.scan());
const [warm] = await time(() => workspace.scan());
// Drops what was derived and keeps the facts: what is left is finding, following and pricing the calls.
workspace.invalidate(['no such file']);
const [resolving] = await time(() => workspace.scan());
const path = report.files[0]?.path;
const rows = [['files', report.considered], ['calls', report.totals.calls], ['cold scan', `${cold.toFixed(0)} ms`], ['cold scan per 1,000 files', `${((cold / report.considered) * 1000).toFixed(0)} ms`], ['second scan / cold scan', (warm / cold).toFixed(2)], ['resolution per 1,000 files', `${((resolving / report.considered) * 1000).toFixed(0)} ms`], ['resolution / cold scan', (resolving / cold).toFixed(2)]];
if (path) {
  const single = open();
  let early = 0;
  const started = performance.now();
  const [first] = await time(() => single.analyze(path, undefined, () => (early = performance.now() - started)));
  const text = report.files[0].chunks[0].text;
  const edits = [];
  for (let i = 0; i < 60; i++) {
    single.overlay(path, `${text}\n# ${i}\n`);
    edits.push((await time(() => single.analyze(path)))[0]);
  }
  edits.sort((a, b) => a - b);
  rows.push(['first file, nothing loaded', `${first.toFixed(0)} ms`], ['first file, before its tokenizer', `${early.toFixed(0)} ms`], ['edit to result, p50', `${edits[30].toFixed(1)} ms`], ['edit to result, p99', `${edits[59].toFixed(1)} ms`], ['edit / first file', (edits[30] / first).toFixed(3)]);
  single.dispose();
}
rows.push(['memory before, after the scan', `${before}, ${megabytes()}`]);
workspace.dispose();
rows.push(...bundleRows());
for (const [name, value] of rows) console.log(`${name.padEnd(42)} ${value}`);
if (!given) rmSync(folder, { recursive: true, force: true });
