import { build } from 'esbuild';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { catalogPlugin, readCatalog } from '../../scripts/catalogPlugin.mjs';
import { ensureChromium, root } from '../../scripts/editorParts.mjs';

/** Measures what a report costs on a workspace of 2,000 calls with a team file of 60 entries: the scan, each format, a what-if, the page in a browser. Prints processor time, so that a busy machine shows the same; asserts nothing. */
const out = join(root, 'node_modules/.cache/llmcost/benchReport.mjs');
const names = { html: 'renderHtmlBody', markdown: 'renderMarkdown', table: 'renderTable', json: 'renderJson', csv: 'renderCsv', sarif: 'renderSarif', focus: 'renderFocus' };
await build({
  stdin: {
    contents: `export { openWorkspace } from './src/workspace/open.ts'; export { memoryFiles } from './src/workspace/memoryFiles.ts'; export { nodeAssets } from './src/workspace/nodeAssets.ts'; export { summarize } from './src/report/summarize.ts'; export { renderHtmlPage } from './src/report/html.ts'; export { default as catalog } from 'llmcost:catalog';
${Object.entries(names).map(([file, name]) => `export { ${name} } from './src/report/${file}.ts';`).join('\n')}`, resolveDir: root, loader: 'ts',
  },
  bundle: true, platform: 'node', format: 'esm', outfile: out, logLevel: 'error', plugins: [catalogPlugin(await readCatalog(root))],
  banner: { js: "import { createRequire } from 'node:module'; import { fileURLToPath } from 'node:url'; const require = createRequire(import.meta.url); const __filename = fileURLToPath(import.meta.url); const __dirname = __filename.replace(/[\\\\/][^\\\\/]*$/, '');" },
});
const bundle = await import(pathToFileURL(out).href);
const models = ['gpt-4o-mini', 'gpt-4o', 'gpt-4.1-mini', 'o3'];
const files = {};
for (let i = 0; i < 100; i++) {
  const calls = Array.from({ length: 20 }, (_, k) => `def ask_${i}_${k}(q: str):\n    return client.chat.completions.create(model="${models[(i + k) % 4]}", messages=[{"role": "system", "content": "Be brief."}, {"role": "user", "content": q}]${k % 3 === 0 ? '' : ', max_tokens=200'})\n`);
  files[`service_${i % 10}/module_${i}.py`] = `from openai import OpenAI\n\nclient = OpenAI()\n\n${calls.join('\n')}`;
}
const entries = Array.from({ length: 60 }, (_, i) => `  - { match: { file: "service_${i % 10}/**", function: "ask_*_${i % 20}" }, owner: team-${i % 7}, tags: { product: p${i % 5}, useCase: u${i % 9} }, volume: ${1000 * (i + 1)}, growth: 0.02 }`);
files['llmcost.yaml'] = `calls:\n${entries.join('\n')}\nbudgets:\n  - { name: All, monthly: 100000 }\npolicies:\n  - { name: Owner, requireOwner: true, severity: warning }\n  - { name: Caps, maxOutput: 500, severity: warning }\nprojects:\n  one: { paths: service_1/** }\n  two: { paths: service_2/** }\n`;

const workspace = bundle.openWorkspace({ root: '/', files: bundle.memoryFiles(files), assets: bundle.nodeAssets([join(root, 'dist/assets')]), today: () => '2026-11-21', toolVersion: 'bench', catalog: bundle.catalog });
const rows = [];
const time = async (name, work, times = 1) => {
  const started = process.cpuUsage();
  let value;
  for (let i = 0; i < times; i++) value = await work();
  const { user, system } = process.cpuUsage(started);
  rows.push([name, `${((user + system) / 1000 / times).toFixed(0)} ms`]);
  return value;
};
const report = await time('scan, with the standard what-ifs', () => workspace.scan());
await time('scan again', () => workspace.scan());
await time('one what-if', () => workspace.whatIf({ origin: null, name: 'x', model: 'gpt-4o-mini' }));
const team = await workspace.team('');
await time('sums of the report', () => bundle.summarize({ ...report, team, scenarios: [] }), 3);
for (const [format, name] of Object.entries(names)) {
  const text = await time(format, () => bundle[name](report), 3);
  rows.at(-1).push(`${Math.round(text.length / 1024)} kB`);
}
workspace.dispose();

// The page in a browser: script time until it stands, and of a sort and a filter over every row.
const { chromium } = await import('playwright-core');
const { executablePath, env } = await ensureChromium(process.execPath);
const browser = await chromium.launch({ executablePath, env, args: ['--no-sandbox'] });
const page = await browser.newPage();
const session = await page.context().newCDPSession(page);
await session.send('Performance.enable');
const scriptMs = async () => (await session.send('Performance.getMetrics')).metrics.find((one) => one.name === 'ScriptDuration').value * 1000;
const file = join(root, 'dist/test/bench-report.html');
mkdirSync(join(root, 'dist/test'), { recursive: true });
writeFileSync(file, bundle.renderHtmlPage(report, { style: readFileSync(join(root, 'dist/assets/report.css'), 'utf8'), script: readFileSync(join(root, 'dist/assets/report.js'), 'utf8') }));
await page.goto(pathToFileURL(file).href);
await page.waitForSelector('.chart canvas');
let before = 0;
const step = async (name) => {
  const now = await scriptMs();
  rows.push([name, `${(now - before).toFixed(0)} ms`]);
  before = now;
};
await step('page: script until it stands');
await page.locator('#calls th button').first().click();
await step('page: sort of the calls');
await page.fill('#filter', 'service_3');
await step('page: filter of every table');
await browser.close();
rows.unshift(['calls', String(report.totals.calls)]);
for (const [name, value, size = ''] of rows) console.log(`${name.padEnd(36)} ${value.padStart(9)} ${size.padStart(9)}`);
