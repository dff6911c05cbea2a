import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { arch, platform, tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
const cache = join(root, '.vscode-test');
const editorVersion = '4.139.1';

function must(command, args, options = {}) {
  const done = spawnSync(command, args, { stdio: ['ignore', 'pipe', 'pipe'], encoding: 'utf8', ...options });
  if (done.status !== 0) throw new Error(`${command} ${args.join(' ')} failed\n${done.stdout ?? ''}${done.stderr ?? done.error ?? ''}`.slice(-4000));
  return done.stdout;
}
const found = (command) => spawnSync(platform() === 'win32' ? 'where' : 'which', [command], { encoding: 'utf8' }).stdout?.split('\n')[0]?.trim() || null;
const canInstall = () => platform() === 'linux' && process.getuid?.() === 0 && found('apt-get') !== null;

let updated = false;
function aptInstall(...packages) {
  if (!canInstall()) throw new Error(`please install ${packages.join(' ')}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  if (!updated) must('apt-get', ['update'], { env });
  updated = true;
  must('apt-get', ['install', '-y', '--no-install-recommends', ...packages], { env });
}

function npmInstall(folder, what, env) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "private": true }');
  // Newer npm asks for consent to install scripts; the editor's native parts are built by them.
  const major = Number(must('npm', ['--version']).split('.')[0]);
  must('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts=false', ...(major >= 11 ? ['--dangerously-allow-all-scripts'] : []), what], { cwd: folder, env, maxBuffer: 1 << 28 });
}

/** A Node that the editor's server runs on: this one, or version 24 from the registry. */
function ensureNode() {
  if (Number(process.versions.node.split('.')[0]) === 24) return process.execPath;
  const folder = join(cache, 'node');
  const name = `node-${platform() === 'win32' ? 'win' : platform()}-${arch()}`;
  const binary = join(folder, 'node_modules', name, 'bin', 'node');
  if (!existsSync(binary)) npmInstall(folder, `${name}@24`, process.env);
  return binary;
}

/** VS Code's own server and web workbench, built from the registry; kept in the cache folder. */
function ensureServer(node) {
  const folder = join(cache, 'code-server');
  const main = join(folder, 'node_modules/code-server/lib/vscode/out/server-main.js');
  const done = join(folder, `done-${editorVersion}`);
  if (existsSync(done) && existsSync(main)) return main;
  rmSync(folder, { recursive: true, force: true });
  if (canInstall()) aptInstall('python3', 'make', 'g++', 'pkg-config', 'libkrb5-dev', 'libsecret-1-dev');
  const env = { ...process.env, PATH: `${dirname(node)}${delimiter}${process.env.PATH}` };
  // What `npm run` hands down names the Node it runs on; the install below is for another one.
  for (const key of Object.keys(env)) if (/^(npm_.*|NODE|INIT_CWD)$/i.test(key)) delete env[key];
  env.npm_config_nodedir = dirname(dirname(node));
  npmInstall(folder, `code-server@${editorVersion}`, env);
  writeFileSync(done, '');
  return main;
}

function ensureChromium() {
  const named = [process.env.CHROME_PATH, ...['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'].map(found)].find((path) => path && existsSync(path));
  if (named) return named;
  aptInstall('chromium');
  return found('chromium');
}

const freePort = () => new Promise((resolve) => {
  const server = createServer().listen(0, '127.0.0.1', () => {
    const { port } = server.address();
    server.close(() => resolve(port));
  });
});

/** Starts the editor on a folder. `payload`: more pairs for the workbench. Gives the page and a function that ends everything. */
export async function openEditor({ workspace, payload = [], settings = {}, extension = root, size = { width: 1400, height: 900 } }) {
  const node = ensureNode();
  const main = ensureServer(node);
  const executablePath = ensureChromium();
  const { chromium } = await import('playwright-core');
  const data = join(tmpdir(), `llmcost-editor-${process.pid}-${readdirSync(tmpdir()).length}`);
  mkdirSync(join(data, 'data/Machine'), { recursive: true });
  writeFileSync(join(data, 'data/Machine/settings.json'), JSON.stringify({ 'workbench.startupEditor': 'none', 'security.workspace.trust.enabled': false, 'telemetry.telemetryLevel': 'off', 'editor.minimap.enabled': false, 'chat.disableAIFeatures': true, ...settings }));
  const port = await freePort();
  const authority = `127.0.0.1:${port}`;
  const server = spawn(node, [main, '--host', '127.0.0.1', '--port', String(port), '--without-connection-token', '--accept-server-license-terms', '--server-data-dir', data, '--enable-smoke-test-driver', '--disable-telemetry', '--disable-workspace-trust'], { stdio: 'ignore', detached: true });
  const end = async () => {
    await browser?.close().catch(() => {});
    try {
      process.kill(-server.pid, 'SIGKILL');
    } catch {
      // It had ended already.
    }
    rmSync(data, { recursive: true, force: true });
  };
  let browser;
  try {
    await reachable(`http://${authority}/`);
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'] });
    const page = await browser.newPage({ viewport: size });
    const remote = (path) => `vscode-remote://${authority}${path}`;
    const pairs = [['extensionDevelopmentPath', remote(extension)], ...payload.map(([key, path]) => [key, remote(path)])];
    await page.goto(`http://${authority}/?folder=${encodeURIComponent(workspace)}&payload=${encodeURIComponent(JSON.stringify(pairs))}`);
    return { page, end };
  } catch (error) {
    await end();
    throw error;
  }
}

async function reachable(url) {
  for (let i = 0; i < 200; i++) {
    try {
      await fetch(url);
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 150));
    }
  }
  throw new Error('the editor did not start within 30 seconds');
}
