import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEditor } from './editor.mjs';
import { root } from './editorParts.mjs';
import { exampleCopy } from './hostFolders.mjs';
import { stage } from './package.mjs';
import { inBrowser } from './pages/browser.mjs';
import { inCode } from './pages/code.mjs';
import { inAnotherLanguage, language, translatedExtension } from './pages/languages.mjs';
import { openingChecks } from './pages/opening.mjs';
import { afterReload, inReport } from './pages/report.mjs';
import { besideCode } from './pages/sideBar.mjs';
import { forAssistants, gettingStarted, withoutCalls } from './pages/start.mjs';
import { clear } from './pages/tools.mjs';

const label = 'page';

/** The packed form as a browser has it: no entry for Node, so that the editor runs it in its web worker. */
const webExtension = () => stage(join(root, 'dist/test/web'), ({ main, ...manifest }) => ({ ...manifest, extensionKind: ['web'] }));

/** How a check ended: its note, or what was wrong, and how long it took. */
async function attempt(work) {
  const started = Date.now();
  const ended = (more) => ({ ...more, ms: Date.now() - started });
  try {
    return ended({ note: await work() });
  } catch (error) {
    return ended({ fault: error instanceof Error ? error.message : String(error) });
  }
}

const told = (mark, name, { note, ms }, more = '') => console.log(`${mark} ${label}: ${name} (${ms} ms)${more}${note ? `: ${note}` : ''}`);

/** Runs a check that has windows of its own and prints how it ended. Gives `{ passed, failed }`. */
async function tryOnce(packed, [name, work]) {
  const result = await attempt(() => work(packed));
  told(result.fault === undefined ? 'ok  ' : 'FAIL', name, result, result.fault === undefined ? '' : `\n${result.fault}`);
  return result.fault === undefined ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/**
 * Runs a check and prints how it ended. What fails is tried once more with nothing open: a drawn window on a busy machine loses a click now and
 * then. The first failure is printed too. Gives `{ passed, failed }`.
 */
async function tryTwice(page, workspace, [name, work]) {
  const once = () => attempt(() => work(page, workspace));
  const first = await once();
  if (first.fault === undefined) {
    told('ok  ', name, first);
    return { passed: 1, failed: 0 };
  }
  const picture = `dist/test/failed-${name.replaceAll(/\W+/g, '-').slice(0, 60)}.png`;
  await page.screenshot({ path: join(root, picture) }).catch(() => {});
  await clear(page).catch(() => {});
  const second = await once();
  if (second.fault === undefined) told('ok  ', name, second, ` at the second try; the first, see ${picture}: ${first.fault}`);
  else told('FAIL', name, second, `, see ${picture}\n${first.fault}\nand at the second try: ${second.fault}`);
  await clear(page).catch(() => {});
  return second.fault === undefined ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/**
 * The checks of the page against the packed extension: what only the page can tell, which is what is drawn, what the keyboard reaches and
 * what a screen reader is told. Only those whose name has one of the words of `only` in it, which stand between `|`. Gives a list of `{ passed, failed }`.
 */
export async function runPages(packed, only = process.env.LLMCOST_TESTS ?? '') {
  const results = [];
  const isWanted = ([name]) => only.split('|').some((word) => name.includes(word));
  /** A window on a fresh copy of the example, and checks in it; each goes on whatever the one before did. */
  const inWindow = async (checks, options, prepare = (example) => example) => {
    const wanted = checks.filter(isWanted);
    if (wanted.length === 0) return;
    const { folder, example } = exampleCopy();
    const workspace = prepare(example);
    const { page, end } = await openEditor({
      ...options,
      workspace,
      ...(options.openFile ? { openFile: join(workspace, options.openFile) } : {}),
    });
    page.setDefaultTimeout(30_000);
    try {
      await page.locator('.monaco-workbench .statusbar').waitFor();
      for (const check of wanted) results.push(await tryTwice(page, workspace, check));
    } finally {
      await end();
      rmSync(folder, { recursive: true, force: true });
    }
  };
  const empty = mkdtempSync(join(tmpdir(), 'llmcost-empty-'));
  mkdirSync(join(empty, 'src'));
  writeFileSync(join(empty, 'src/plain.py'), 'print("nothing to pay")\n');
  try {
    for (const check of openingChecks.filter(isWanted)) results.push(await tryOnce(packed, check));
    await inWindow([...inCode, ...besideCode, ...inReport, ...gettingStarted], packed);
    await inWindow(afterReload, packed);
    rmSync(join(root, 'dist/test/assistants.json'), { force: true });
    await inWindow(forAssistants, {
      ...packed,
      tests: join(root, 'dist/test/assistants.cjs'),
      env: { LLMCOST_TESTS: '' },
      settings: { 'chat.disableAIFeatures': false },
    });
    await inWindow(withoutCalls, packed, () => empty);
    await inWindow(inBrowser, { extension: webExtension(), openFile: 'service/triage.py' });
    await inWindow(inAnotherLanguage, { extension: translatedExtension(), language });
  } catch (error) {
    console.log(`FAIL ${label}: ${error instanceof Error ? error.message : error}`);
    results.push({ passed: 0, failed: 1 });
  } finally {
    rmSync(empty, { recursive: true, force: true });
  }
  return results;
}
