import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { openEditor } from './editor.mjs';
import { found, root } from './editorParts.mjs';
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
  const isReachable = before !== null && (await fetch(releases, { signal: AbortSignal.timeout(4000) }).then((answer) => answer.ok, () => false));
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

/** Runs one suite in a copy of the example workspace and prints each result. Gives `{ passed, failed }`. */
async function runSuite(label, suite) {
  const resultFile = suite.tests.replace(/\.cjs$/, '.json');
  rmSync(resultFile, { force: true });
  const folder = mkdtempSync(join(tmpdir(), 'llmcost-host-'));
  const workspace = join(folder, 'support-desk');
  cpSync(join(root, 'examples/support-desk'), workspace, { recursive: true });
  try {
    const started = Date.now();
    const isDesktop = await inDesktop({ ...suite, workspace }, resultFile);
    if (!isDesktop) await inServer({ ...suite, workspace }, resultFile);
    const { finished, results } = readResult(resultFile);
    for (const one of results) console.log(`${one.ok ? 'ok  ' : 'FAIL'} ${label}: ${one.name} (${one.ms} ms)${one.ok ? '' : `\n${one.error}`}`);
    if (!finished) console.log(`FAIL ${label}: ${basename(suite.tests)} did not finish; dist/test/timeout.png shows the window`);
    console.log(`${label}: ${isDesktop ? 'desktop VS Code' : "VS Code's server with Chromium"}, ${Math.round((Date.now() - started) / 1000)} s`);
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
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'empty', publisher: 'test', version: '0.0.0', engines: { vscode: '*' } }));
  return folder;
}

async function runInstalled() {
  try {
    const vsix = makePackage(join(root, 'dist/test/llm-cost-lens.vsix'));
    return await runSuite('installed', { extension: emptyExtension(), vsix, tests: join(root, 'dist/test/installed.cjs') });
  } catch (error) {
    console.log(`FAIL installed: ${error instanceof Error ? error.message : error}`);
    return { passed: 0, failed: 1 };
  }
}

/** Runs the suite against the checkout and a short one against the installed package, both in a real VS Code. Gives `{ passed, failed }`. Needs a build. */
export async function runHost() {
  const suite = await runSuite('editor', { extension: root, tests: join(root, 'dist/test/host.cjs') });
  const installed = await runInstalled();
  return { passed: suite.passed + installed.passed, failed: suite.failed + installed.failed };
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { passed, failed } = await runHost();
  console.log(`${passed} passed, ${failed} failed`);
  process.exit(failed > 0 ? 1 : 0);
}
