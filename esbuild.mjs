import { build } from 'esbuild';
import { cp, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { catalogPlugin, readCatalog } from './scripts/catalogPlugin.mjs';

const root = dirname(fileURLToPath(import.meta.url));
const require = createRequire(import.meta.url);
const grammars = ['python', 'javascript', 'typescript', 'tsx'].map((name) => `tree-sitter-${name}.wasm`);

/** Wasm and data files that are read at run time, beside the bundles. */
async function copyAssets() {
  const assets = join(root, 'dist/assets');
  await mkdir(assets, { recursive: true });
  const wasm = dirname(require.resolve('@vscode/tree-sitter-wasm'));
  await Promise.all(['tree-sitter.wasm', ...grammars].map((name) => cp(join(wasm, name), join(assets, name))));
  const tiktoken = dirname(require.resolve('tiktoken'));
  await cp(join(tiktoken, 'lite/tiktoken_bg.wasm'), join(assets, 'tiktoken_bg.wasm'));
  await Promise.all(['o200k_base', 'cl100k_base'].map((name) => cp(join(tiktoken, `encoders/${name}.json`), join(assets, `${name}.json`))));
}

const catalog = await readCatalog(root);
const common = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20',
  minify: process.argv.includes('--minify'),
  sourcemap: !process.argv.includes('--minify'),
  logLevel: 'warning',
  plugins: [catalogPlugin(catalog)],
};
const page = { absWorkingDir: root, bundle: true, minify: true, target: 'es2022', logLevel: 'warning' };
const requireBanner =
  "import { createRequire as __createRequire } from 'node:module'; import { fileURLToPath as __toPath } from 'node:url'; const require = __createRequire(import.meta.url); const __filename = __toPath(import.meta.url); const __dirname = __filename.replace(/[\\\\/][^\\\\/]*$/, '');";

/** What the extension is made of: for Node and for the browser each a small bundle for the editor's thread and one for the engine's. */
const extension = { ...common, format: 'cjs', external: ['vscode'] };
const web = { ...extension, platform: 'browser', target: 'es2022', mainFields: ['browser', 'module', 'main'] };

await Promise.all([
  build({
    ...common,
    entryPoints: ['src/cli/main.ts'],
    format: 'esm',
    outfile: 'dist/cli.mjs',
    banner: { js: `#!/usr/bin/env node\n${requireBanner}` },
  }),
  build({
    ...extension,
    entryPoints: { extension: 'src/vscode/extensionNode.ts', engine: 'src/workspace/nodeWorker.ts' },
    outdir: 'dist',
    outExtension: { '.js': '.cjs' },
  }),
  build({ ...web, entryPoints: { 'extension.web': 'src/vscode/extensionWeb.ts' }, outdir: 'dist' }),
  // The parser's runtime names Node modules on paths that a browser never takes, and asks a page, which a worker has not, where it came from. Nothing is loaded from that address: the bytes are given.
  build({
    ...web,
    format: 'iife',
    external: ['url', 'fs/promises', 'module'],
    define: { document: JSON.stringify({ currentScript: { src: 'https://localhost/' } }) },
    entryPoints: { 'engine.web': 'src/workspace/webWorker.ts' },
    outdir: 'dist',
  }),
  build({
    ...common,
    entryPoints: {
      host: 'test/host/suite/index.ts',
      roots: 'test/host/variants/roots.ts',
      untrusted: 'test/host/variants/untrusted.ts',
      large: 'test/host/variants/large.ts',
      strange: 'test/host/variants/strange.ts',
      above: 'test/host/variants/above.ts',
      assistants: 'test/host/variants/assistants.ts',
    },
    format: 'cjs',
    outdir: 'dist/test',
    outExtension: { '.js': '.cjs' },
    external: ['vscode'],
  }),
  // The report page, the same in the editor and in a file of its own.
  build({
    ...page,
    stdin: {
      contents: "import './media/standalone.js'; import './media/reportCharts.js'; import './media/report.js';",
      resolveDir: root,
      loader: 'js',
    },
    format: 'iife',
    outfile: 'dist/assets/report.js',
  }),
  build({
    ...page,
    stdin: { contents: "@import './media/report.css'; @import 'uplot/dist/uPlot.min.css';", resolveDir: root, loader: 'css' },
    outfile: 'dist/assets/report.css',
  }),
  copyAssets(),
]);
