import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { openEditor } from './editor.mjs';
import { found, root } from './editorParts.mjs';
import { exampleCopy, manyFiles, strangeFiles, twoRoots } from './hostFolders.mjs';
import { runPages } from './hostPages.mjs';
import { makePackage } from './package.mjs';

const limitMs = 10 * 60_000;
const releases = 'https://update.code.visualstudio.com/api/releases/stable';

/** How to show a desktop editor here: words before the command, or null when there is no display. */
function display() {
  if (process.platform !== 'linux' || process.env.DISPLAY) return [];
  return found('xvfb-run') ? ['xvfb-run', '-a'] : null;
}

/** Runs a suite in the desktop editor. False when it cannot be downloaded or shown here. */
async function inDesktop(suite, resultFile) {
  const before = display();
  const isReachable =
    before !== null &&
    (await fetch(releases, { signal: AbortSignal.timeout(4000) }).then(
      (answer) => answer.ok,
      () => false,
    ));
  if (!isReachable) return false;
  const [command, ...args] = [...before, process.execPath, join(root, 'scripts/desktop.mjs'), JSON.stringify(suite)];
  spawnSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'], timeout: limitMs });
  return existsSync(resultFile);
}

async function inServer(suite, resultFile) {
  const { page, end } = await openEditor(suite);
  try {
    const until = Date.now() + limitMs;
    while (!readResult(resultFile).finished && Date.now() < until) await new Promise((resolve) => setTimeout(resolve, 200));
    if (!readResult(resultFile).finished) await page.screenshot({ path: join(root, 'dist/test/timeout.png') }).catch(() => {});
  } finally {
    await end();
  }
}

const readResult = (file) => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { finished: false, results: [] });

/** Runs one suite in a copy of the example workspace and prints each result. `prepare` may make another workspace beside it. Gives `{ passed, failed }`. */
async function runSuite(label, { prepare = (example) => example, ...suite }) {
  const resultFile = suite.tests.replace(/\.cjs$/, '.json');
  rmSync(resultFile, { force: true });
  const { folder, example } = exampleCopy();
  const workspace = prepare(example);
  try {
    const started = Date.now();
    const isDesktop = await inDesktop({ ...suite, workspace }, resultFile);
    if (!isDesktop) await inServer({ ...suite, workspace }, resultFile);
    const { finished, results } = readResult(resultFile);
    for (const one of results)
      console.log(
        `${one.ok ? 'ok  ' : 'FAIL'} ${label}: ${one.name} (${one.ms} ms)${one.note ? `: ${one.note}` : ''}${one.ok ? '' : `\n${one.error}`}`,
      );
    if (!finished) console.log(`FAIL ${label}: ${basename(suite.tests)} did not finish; dist/test/timeout.png shows the window`);
    console.log(
      `${label}: ${isDesktop ? 'desktop VS Code' : "VS Code's server with Chromium"}, ${Math.round((Date.now() - started) / 1000)} s`,
    );
    return { passed: results.filter((one) => one.ok).length, failed: results.filter((one) => !one.ok).length + (finished ? 0 : 1) };
  } catch (error) {
    console.log(`FAIL ${label}: ${error instanceof Error ? error.message : error}`);
    return { passed: 0, failed: 1 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** An extension that does nothing: the editor runs tests only beside one under development. */
function emptyExtension() {
  const folder = join(root, 'dist/test/empty');
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({ name: 'empty', publisher: 'test', version: '0.0.0', engines: { vscode: '*' } }),
  );
  return folder;
}

/** Packs the extension and prints what it weighs. */
function packed() {
  const vsix = makePackage(join(root, 'dist/test/llm-cost-lens.vsix'));
  console.log(`package: ${(statSync(vsix).size / 1e6).toFixed(1)} MB`);
  return { extension: emptyExtension(), vsix };
}

/** Runs every suite against the packed extension in a real VS Code: the editor, windows of other kinds, and what only the page shows. Gives `{ passed, failed }`. Needs a build. */
export async function runHost(only = '') {
  const results = [];
  try {
    const what = packed();
    const bundle = (name) => join(root, `dist/test/${name}.cjs`);
    const parts = {
      editor: () => runSuite('editor', { ...what, tests: bundle('host') }),
      roots: () => runSuite('two folders', { ...what, tests: bundle('roots'), prepare: twoRoots }),
      untrusted: () => runSuite('untrusted', { ...what, tests: bundle('untrusted'), trust: 'none' }),
      above: () => runSuite('below a team file', { ...what, tests: bundle('above'), prepare: (example) => join(example, 'service') }),
      large: () => runSuite('large', { ...what, tests: bundle('large'), prepare: manyFiles }),
      strange: () => runSuite('strange', { ...what, tests: bundle('strange'), prepare: strangeFiles }),
      pages: () => runPages(what),
    };
    for (const [name, run] of Object.entries(parts)) if (only === '' || only === name) results.push(await run());
  } catch (error) {
    console.log(`FAIL package: ${error instanceof Error ? error.message : error}`);
    results.push({ passed: 0, failed: 1 });
  }
  return results
    .flat()
    .reduce((sum, one) => ({ passed: sum.passed + one.passed, failed: sum.failed + one.failed }), { passed: 0, failed: 0 });
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { passed, failed } = await runHost(process.argv[2]);
  console.log(`${passed} passed, ${failed} failed`);
  process.exit(failed > 0 ? 1 : 0);
}
