import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEditor, root } from './editor.mjs';

const result = join(root, 'dist/test/result.json');
const suite = join(root, 'dist/test/host.cjs');
const limitMs = 5 * 60_000;

/** The suite in the desktop editor, where it can be downloaded and shown. False when it cannot. */
async function inDesktop(workspace) {
  const shown = process.platform !== 'linux' || process.env.DISPLAY;
  const reachable = shown && (await fetch('https://update.code.visualstudio.com/api/releases/stable', { signal: AbortSignal.timeout(4000) }).then((one) => one.ok, () => false));
  if (!reachable) return false;
  const { runTests } = await import('@vscode/test-electron');
  await runTests({ extensionDevelopmentPath: root, extensionTestsPath: suite, launchArgs: [workspace, '--disable-workspace-trust'] }).catch(() => {});
  return true;
}

async function inServer(workspace) {
  const { page, end } = await openEditor({ workspace, payload: [['extensionTestsPath', suite]] });
  try {
    const started = Date.now();
    while (!existsSync(result)) {
      if (Date.now() - started > limitMs) {
        await page.screenshot({ path: join(root, 'dist/test/timeout.png') }).catch(() => {});
        throw new Error('the suite did not finish within five minutes; dist/test/timeout.png shows the window');
      }
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  } finally {
    await end();
  }
}

/** Runs the suite in a real VS Code and gives `{ passed, failed }`. */
export async function runHost() {
  rmSync(result, { force: true });
  const workspace = mkdtempSync(join(tmpdir(), 'llmcost-host-'));
  cpSync(join(root, 'examples/support-desk'), workspace, { recursive: true });
  try {
    if (!(await inDesktop(workspace))) await inServer(workspace);
    const results = JSON.parse(readFileSync(result, 'utf8'));
    for (const one of results) console.log(`${one.ok ? 'ok  ' : 'FAIL'} editor: ${one.name}${one.ok ? '' : `\n${one.error}`}`);
    return { passed: results.filter((one) => one.ok).length, failed: results.filter((one) => !one.ok).length };
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return { passed: 0, failed: 1 };
  } finally {
    rmSync(workspace, { recursive: true, force: true });
  }
}

if (process.argv[1]?.endsWith('host.mjs')) {
  const { passed, failed } = await runHost();
  console.log(`${passed} passed, ${failed} failed`);
  process.exit(failed > 0 ? 1 : 0);
}
