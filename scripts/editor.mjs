import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureChromium, ensureNode, ensureServer, must, root } from './editorParts.mjs';

const browserArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const settingsOfEveryWindow = {
  'files.autoSave': 'off',
  'workbench.startupEditor': 'none',
  'security.workspace.trust.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'editor.minimap.enabled': false,
  'chat.disableAIFeatures': true,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
};

/** Colour themes by a short name: as the picker lists them, and the class the workbench then has. */
export const themes = {
  dark: { label: 'Dark Modern', className: 'vs-dark' },
  light: { label: 'Light Modern', className: 'vs' },
  contrast: { label: 'Dark High Contrast', className: 'hc-black' },
  'contrast-light': { label: 'Light High Contrast', className: 'hc-light' },
};

/** Runs a command by its title through the command palette; opens the palette again when something that still loads took its focus. */
export async function runCommand(page, title) {
  const input = page.locator('.quick-input-widget input');
  for (let attempt = 1; ; attempt++) {
    try {
      await page.keyboard.press('F1');
      await input.fill(`>${title}`, { timeout: 3000 });
      return await page.locator(`.quick-input-list .monaco-list-row[aria-label^="${title}"]`).first().click({ timeout: 3000 });
    } catch (error) {
      if (attempt === 8) throw error;
    }
  }
}

/** Shows a file through quick open, with the cursor on `line:column` (from 1); asks again when nothing is found, which a window that still starts may say. */
export async function showFile(page, file, place = '') {
  const name = file.split('/').at(-1);
  for (let attempt = 1; ; attempt++) {
    try {
      await page.keyboard.press('Control+P');
      await page.locator('.quick-input-widget input').fill(`${file}${place}`, { timeout: 8000 });
      await page.locator('.quick-input-list .monaco-list-row.focused', { hasText: name }).waitFor({ timeout: 8000 });
      break;
    } catch (error) {
      if (attempt === 4) throw error;
      await page.keyboard.press('Escape');
    }
  }
  await page.waitForTimeout(300);
  await page.keyboard.press('Enter');
  await page.locator(`.tab.active[aria-label^="${name}"]`).waitFor();
}

/** The document inside the report's page. */
export const reportFrame = (page) =>
  page.frameLocator('iframe.webview.ready[src*="extensionId=llm-cost-lens"]').frameLocator('iframe#active-frame');

/** Through the picker: the theme is a setting of the user, and those live in the browser. */
export async function chooseTheme(page, theme) {
  const { label, className } = themes[theme];
  await page.locator('.monaco-workbench .statusbar').waitFor();
  for (let attempt = 1; ; attempt++) {
    try {
      await runCommand(page, 'Preferences: Color Theme');
      const input = page.locator('.quick-input-widget input[placeholder*="Theme"]');
      await input.fill(label, { timeout: 8000 });
      await page.locator('.quick-input-list .monaco-list-row.focused', { hasText: label }).waitFor({ timeout: 8000 });
      await page.keyboard.press('Enter');
      return await page.locator(`.monaco-workbench.${className}`).waitFor({ timeout: 8000 });
    } catch (error) {
      // What still loads may have taken the focus of the picker.
      if (attempt === 4) throw error;
    }
  }
}

const freePort = () =>
  new Promise((resolve, reject) => {
    const server = createServer()
      .once('error', reject)
      .listen(0, '127.0.0.1', () => {
        const { port } = server.address();
        server.close(() => resolve(port));
      });
  });

async function reachable(url, server) {
  for (let i = 0; i < 200; i++) {
    if (server.exitCode !== null) throw new Error(`the editor's server ended with code ${server.exitCode}`);
    try {
      return await fetch(url);
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 150));
    }
  }
  throw new Error('the editor did not start within 30 seconds');
}

/**
 * Starts VS Code's server on a folder and opens it in a headless Chromium.
 * `extension`: folder of the extension under development. `vsix`: a package to install first, or several. `tests`: bundle whose `run()` the extension host calls.
 * `workspace`: a folder or a `.code-workspace` file. `trust`: `none` gives a window in restricted mode.
 * `language`: display language; the editor's own words stay English where it has no other.
 * `openFile`: absolute path shown at the start. `theme`: a key of `themes`. `settings`: more settings of the machine. `env`: for the extension host.
 * Gives playwright's page, and `end`, which stops browser and server; both also stop when this process ends.
 */
export async function openEditor({
  workspace,
  extension = root,
  vsix,
  tests,
  openFile,
  theme,
  trust,
  language,
  settings = {},
  env = {},
  size = { width: 1400, height: 900 },
}) {
  const node = ensureNode();
  const main = ensureServer(node);
  const browserPath = await ensureChromium(node);
  const { chromium } = await import('playwright-core');

  const data = mkdtempSync(join(tmpdir(), 'llmcost-editor-'));
  mkdirSync(join(data, 'data/Machine'), { recursive: true });
  writeFileSync(
    join(data, 'data/Machine/settings.json'),
    JSON.stringify({ ...settingsOfEveryWindow, ...settings, ...(trust === 'none' ? { 'security.workspace.trust.enabled': true } : {}) }),
  );

  let server;
  let browser;
  const stopServer = () => {
    try {
      // Minus: the whole group, the extension host included.
      if (server?.pid) process.kill(-server.pid, 'SIGKILL');
    } catch {
      // It had ended already.
    }
    rmSync(data, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  };
  process.once('exit', stopServer);
  const onSignal = () => process.exit(130);
  process.once('SIGINT', onSignal).once('SIGTERM', onSignal);
  const end = async () => {
    await browser?.close().catch(() => {});
    stopServer();
    process.off('exit', stopServer).off('SIGINT', onSignal).off('SIGTERM', onSignal);
  };

  try {
    const folders = ['--server-data-dir', data, '--accept-server-license-terms'];
    if (vsix) must(node, [main, ...folders, ...[vsix].flat().flatMap((one) => ['--install-extension', one])]);
    const port = await freePort();
    const authority = `127.0.0.1:${port}`;
    const hidden = Object.fromEntries(Object.entries(process.env).filter(([key]) => !/^(npm_|VSCODE_|NODE_OPTIONS$)/.test(key)));
    server = spawn(
      node,
      [
        main,
        ...folders,
        '--host',
        '127.0.0.1',
        '--port',
        String(port),
        '--without-connection-token',
        '--enable-smoke-test-driver',
        '--disable-telemetry',
        ...(trust === 'none' ? [] : ['--disable-workspace-trust']),
      ],
      { stdio: 'ignore', detached: true, env: { ...hidden, ...env } },
    );
    await reachable(`http://${authority}/`, server);

    browser = await chromium.launch({ ...browserPath, args: browserArguments });
    const page = await browser.newPage({ viewport: size });
    // Its own setter would make it English again.
    if (language)
      await page.addInitScript(
        (name) => Object.defineProperty(globalThis, '_VSCODE_NLS_LANGUAGE', { get: () => name, set() {} }),
        language,
      );
    const remote = (path) => `vscode-remote://${authority}${path}`;
    const payload = [
      ['extensionDevelopmentPath', extension],
      ['extensionTestsPath', tests],
      ['openFile', openFile],
    ].flatMap(([key, path]) => (path ? [[key, remote(path)]] : []));
    await page.goto(
      `http://${authority}/?${workspace.endsWith('.code-workspace') ? 'workspace' : 'folder'}=${encodeURIComponent(workspace)}&payload=${encodeURIComponent(JSON.stringify(payload))}`,
    );
    if (theme) await chooseTheme(page, theme);
    return { page, end };
  } catch (error) {
    await end();
    throw error;
  }
}
