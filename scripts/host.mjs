import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { openEditor, runCommand, showFile } from './editor.mjs';
import { found, root } from './editorParts.mjs';
import { makePackage, stage } from './package.mjs';

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

/** Makes a folder a git repository with one commit, so that there is something to compare with. */
function commitAll(folder) {
  const git = (...args) => spawnSync('git', ['-c', 'user.name=test', '-c', 'user.email=test@example.com', ...args], { cwd: folder, stdio: 'ignore' });
  git('init', '-q', '-b', 'main');
  git('add', '-A');
  git('commit', '-q', '-m', 'as it was');
}

/** Runs one suite in a copy of the example workspace and prints each result. `prepare` may make another workspace beside it. Gives `{ passed, failed }`. */
async function runSuite(label, { prepare = (example) => example, ...suite }) {
  const resultFile = suite.tests.replace(/\.cjs$/, '.json');
  rmSync(resultFile, { force: true });
  const folder = mkdtempSync(join(tmpdir(), 'llmcost-host-'));
  const example = join(folder, 'support-desk');
  cpSync(join(root, 'examples/support-desk'), example, { recursive: true });
  commitAll(example);
  const workspace = prepare(example);
  try {
    const started = Date.now();
    const isDesktop = await inDesktop({ ...suite, workspace }, resultFile);
    if (!isDesktop) await inServer({ ...suite, workspace }, resultFile);
    const { finished, results } = readResult(resultFile);
    for (const one of results) console.log(`${one.ok ? 'ok  ' : 'FAIL'} ${label}: ${one.name} (${one.ms} ms)${one.note ? `: ${one.note}` : ''}${one.ok ? '' : `\n${one.error}`}`);
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
    console.log(`package: ${(statSync(vsix).size / 1e6).toFixed(1)} MB`);
    return await runSuite('installed', { extension: emptyExtension(), vsix, tests: join(root, 'dist/test/installed.cjs') });
  } catch (error) {
    console.log(`FAIL installed: ${error instanceof Error ? error.message : error}`);
    return { passed: 0, failed: 1 };
  }
}

/** A window with two folders. */
function twoRoots(example) {
  const bot = join(example, '../bot');
  mkdirSync(bot);
  writeFileSync(join(bot, 'bot.py'), 'from openai import OpenAI\n\ndef reply(text):\n    return OpenAI().chat.completions.create(model="gpt-4.1-nano", messages=[{"role": "user", "content": text}], max_tokens=80)\n');
  writeFileSync(join(bot, 'llmcost.yaml'), 'calls:\n  - match: { file: bot.py }\n    volume: 7000/month\nbudgets:\n  - { name: Bot, monthly: 20 }\n');
  const file = join(example, '../both.code-workspace');
  writeFileSync(file, JSON.stringify({ folders: [{ path: 'support-desk' }, { path: 'bot' }] }));
  return file;
}

/** Five thousand files, one in five with a call. */
function manyFiles(example) {
  const folder = join(example, '../large');
  mkdirSync(join(folder, 'app'), { recursive: true });
  writeFileSync(join(folder, 'app/config.py'), 'MODEL = "gpt-4o-mini"\nPROMPT = "You are terse."\n');
  const body = Array.from({ length: 40 }, (_, k) => `def helper_${k}(value, factor=${k}):\n    return {"total": value * factor, "name": f"item {value}"}\n`).join('\n');
  for (let i = 0; i < 5000; i++) {
    const call = i % 5 === 0 ? `from openai import OpenAI\nfrom app.config import MODEL, PROMPT\n\nclient = OpenAI()\n\ndef ask_${i}(question):\n    return client.chat.completions.create(model=MODEL, messages=[{"role": "system", "content": PROMPT}, {"role": "user", "content": question}], max_tokens=50)\n\n` : '';
    writeFileSync(join(folder, `app/module_${i}.py`), call + body);
  }
  return folder;
}

/** The packed form as a browser has it: no entry for Node, so that the editor runs it in its web worker. */
const webExtension = () => stage(join(root, 'dist/test/web'), ({ main, ...manifest }) => ({ ...manifest, extensionKind: ['web'] }));

/** One check that looks at the page from outside. */
async function check(label, name, work) {
  const started = Date.now();
  try {
    const note = await work();
    console.log(`ok   ${label}: ${name} (${Date.now() - started} ms)${note ? `: ${note}` : ''}`);
    return { passed: 1, failed: 0 };
  } catch (error) {
    console.log(`FAIL ${label}: ${name} (${Date.now() - started} ms)\n${error instanceof Error ? error.message : error}`);
    return { passed: 0, failed: 1 };
  }
}

/** What only the page can tell: the browser build in a web worker, and what is there again after a reload. */
async function runPages() {
  const folder = mkdtempSync(join(tmpdir(), 'llmcost-page-'));
  const workspace = join(folder, 'support-desk');
  cpSync(join(root, 'examples/support-desk'), workspace, { recursive: true });
  const lens = (page, text) => page.locator('.codelens-decoration a', { hasText: text }).first().waitFor({ timeout: 60_000 });
  const inBrowser = await check('browser', 'the browser build shows the cost above a call, without Node', async () => {
    const { page, end } = await openEditor({ workspace, extension: webExtension(), openFile: join(workspace, 'service/triage.py') });
    try {
      await lens(page, 'gpt-4o-mini');
      await page.screenshot({ path: join(root, 'dist/test/browser.png') });
      const hosts = await page.evaluate(() => [...document.querySelectorAll('iframe')].map((one) => one.src).filter((src) => src.includes('webWorkerExtensionHostIframe')).length);
      if (hosts === 0) throw new Error('the extension did not run in the web worker');
    } catch (error) {
      await page.screenshot({ path: join(root, 'dist/test/browser-failed.png') }).catch(() => {});
      throw error;
    } finally {
      await end();
    }
  });
  const afterReload = await check('page', 'lenses and the report are there again after a reload', async () => {
    // No file on the command line: it would be opened again instead of what was open.
    const { page, end } = await openEditor({ workspace });
    try {
      await page.locator('.monaco-workbench .statusbar').waitFor();
      await showFile(page, 'service/triage.py');
      await lens(page, 'gpt-4o-mini');
      await runCommand(page, 'LLM Cost: Open Workspace Report');
      const inner = () => page.frameLocator('iframe.webview.ready[src*="extensionId=llm-cost-lens"]').frameLocator('iframe#active-frame');
      await inner().locator('table').first().waitFor({ timeout: 60_000 });
      // By its own command, so that the editor saves what is open.
      await Promise.all([page.waitForNavigation(), runCommand(page, 'Developer: Reload Window')]);
      await inner().locator('table').first().waitFor({ timeout: 60_000 });
      await page.locator('.tab', { hasText: 'triage.py' }).click();
      await lens(page, 'gpt-4o-mini');
    } catch (error) {
      await page.screenshot({ path: join(root, 'dist/test/reload-failed.png') }).catch(() => {});
      throw error;
    } finally {
      await end();
    }
  });
  rmSync(folder, { recursive: true, force: true });
  return [inBrowser, afterReload];
}

/** Runs the suite against the checkout, in windows of other kinds, and a short one against the installed package, all in a real VS Code. Gives `{ passed, failed }`. Needs a build. */
export async function runHost(only = '') {
  const bundle = (name) => join(root, `dist/test/${name}.cjs`);
  const parts = {
    editor: () => runSuite('editor', { extension: root, tests: bundle('host') }),
    roots: () => runSuite('two folders', { extension: root, tests: bundle('roots'), prepare: twoRoots }),
    untrusted: () => runSuite('untrusted', { extension: root, tests: bundle('untrusted'), trust: 'none' }),
    large: () => runSuite('large', { extension: root, tests: bundle('large'), prepare: manyFiles }),
    pages: runPages,
    installed: runInstalled,
  };
  const results = [];
  for (const [name, run] of Object.entries(parts)) if (only === '' || only === name) results.push(await run());
  return results.flat().reduce((sum, one) => ({ passed: sum.passed + one.passed, failed: sum.failed + one.failed }), { passed: 0, failed: 0 });
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { passed, failed } = await runHost(process.argv[2]);
  console.log(`${passed} passed, ${failed} failed`);
  process.exit(failed > 0 ? 1 : 0);
}
