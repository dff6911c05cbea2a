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
import { afterReload, inReport } from './pages/report.mjs';
import { besideCode } from './pages/sideBar.mjs';
import { forAssistants, gettingStarted, withoutCalls } from './pages/start.mjs';
import { press } from './pages/tools.mjs';

const label = 'page';

/** The packed form as a browser has it: no entry for Node, so that the editor runs it in its web worker. */
const webExtension = () => stage(join(root, 'dist/test/web'), ({ main, ...manifest }) => ({ ...manifest, extensionKind: ['web'] }));

/**
 * The checks of the page against the packed extension: what only the page can tell, which is what is drawn, what the keyboard reaches and
 * what a screen reader is told. Only those whose name has one of the words of `only` in it, which stand between `|`. Gives a list of `{ passed, failed }`.
 */
export async function runPages(packed, only = process.env.LLMCOST_TESTS ?? '') {
  const results = [];
  /** A window on a fresh copy of the example, and checks in it; each goes on whatever the one before did. */
  const inWindow = async (checks, options, prepare = (example) => example) => {
    const wanted = checks.filter(([name]) => only.split('|').some((word) => name.includes(word)));
    if (wanted.length === 0) return;
    const { folder, example } = exampleCopy();
    const workspace = prepare(example);
    const { page, end } = await openEditor({ ...options, workspace, ...(options.openFile ? { openFile: join(workspace, options.openFile) } : {}) });
    page.setDefaultTimeout(30_000);
    try {
      await page.locator('.monaco-workbench .statusbar').waitFor();
      for (const [name, work] of wanted) {
        const started = Date.now();
        try {
          const note = await work(page, workspace);
          console.log(`ok   ${label}: ${name} (${Date.now() - started} ms)${note ? `: ${note}` : ''}`);
          results.push({ passed: 1, failed: 0 });
        } catch (error) {
          await page.screenshot({ path: join(root, `dist/test/failed-${results.length}.png`) }).catch(() => {});
          console.log(`FAIL ${label}: ${name} (${Date.now() - started} ms), see dist/test/failed-${results.length}.png\n${error instanceof Error ? error.message : error}`);
          results.push({ passed: 0, failed: 1 });
          await press(page, 'Escape', 'Escape').catch(() => {});
        }
      }
    } finally {
      await end();
      rmSync(folder, { recursive: true, force: true });
    }
  };
  const empty = mkdtempSync(join(tmpdir(), 'llmcost-empty-'));
  mkdirSync(join(empty, 'src'));
  writeFileSync(join(empty, 'src/plain.py'), 'print("nothing to pay")\n');
  try {
    await inWindow([...inCode, ...besideCode, ...inReport, ...gettingStarted], packed);
    await inWindow(afterReload, packed);
    await inWindow(forAssistants, { ...packed, settings: { 'chat.disableAIFeatures': false } });
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
