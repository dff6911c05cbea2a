import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { arch, platform } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
/** Where the editor and what it needs are kept between runs. */
export const cache = process.env.LLMCOST_EDITOR_CACHE ?? join(root, '.vscode-test');
const editorVersion = '4.139.1';
const chromiumVersion = '153.0.0';
const installMs = 15 * 60_000;

/** Path of a command, or null. */
export function found(command) {
  return (
    spawnSync(platform() === 'win32' ? 'where' : 'which', [command], { encoding: 'utf8' })
      .stdout?.split('\n')[0]
      ?.trim() || null
  );
}

export function must(command, args, options = {}) {
  const done = spawnSync(command, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    timeout: installMs,
    ...options,
  });
  if (done.status !== 0)
    throw new Error(`${command} ${args.join(' ')} failed\n${`${done.stdout ?? ''}${done.stderr ?? ''}${done.error ?? ''}`.slice(-4000)}`);
  return done.stdout;
}

const isDebianRoot = () => platform() === 'linux' && process.getuid?.() === 0 && found('apt-get') !== null;
const isPackageInstalled = (name) =>
  spawnSync('dpkg-query', ['-W', '-f=${Status}', name], { encoding: 'utf8' }).stdout?.includes('ok installed') ?? false;

/** Debian packages that are not there yet. False when they cannot be installed. */
function installDebianPackages(...packages) {
  const missing = packages.filter((name) => !isPackageInstalled(name));
  if (missing.length === 0) return true;
  if (!isDebianRoot()) return false;
  console.log(`editor: installing ${missing.join(', ')}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  try {
    must('apt-get', ['update'], { env });
    must('apt-get', ['install', '-y', '--no-install-recommends', ...missing], { env });
    return true;
  } catch (error) {
    console.log(`editor: ${error instanceof Error ? error.message : error}`);
    return false;
  }
}

/** The environment without what an outer `npm run` left there: its user agent names the outer Node, and install scripts believe it. */
function cleanEnvironment(node) {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(
      ([key]) =>
        !/^npm_(package_|lifecycle_|config_(user_agent|local_prefix|npm_version|node_gyp)$|command$|node_execpath$)/.test(key) &&
        key !== 'NODE' &&
        key !== 'INIT_CWD',
    ),
  );
  return { ...env, PATH: `${dirname(node)}${delimiter}${process.env.PATH}` };
}

/** `npm install` of one package in a folder of its own, run by the given Node. */
function npmInstall(node, folder, what, more = {}) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "private": true }');
  const npm = process.env.npm_execpath?.endsWith('.js') ? [node, process.env.npm_execpath] : ['npm'];
  const env = { ...cleanEnvironment(node), ...more };
  const [command, ...before] = npm;
  const major = Number(must(command, [...before, '--version'], { env, cwd: folder }).split('.')[0]);
  // npm 11 asks for consent to install scripts; the editor's native parts are built by them.
  const consent = major >= 11 ? ['--dangerously-allow-all-scripts'] : [];
  must(command, [...before, 'install', '--no-audit', '--no-fund', '--ignore-scripts=false', ...consent, what], { cwd: folder, env });
}

/** Installs a package once. Two runs at the same time do not disturb each other: each installs beside and the first to finish is kept. */
function installOnce(node, folder, what, environment) {
  if (existsSync(join(folder, 'node_modules'))) return;
  console.log(`editor: installing ${what} (first run only)`);
  const started = Date.now();
  const beside = `${folder}-${process.pid}`;
  try {
    npmInstall(node, beside, what, environment);
    if (!existsSync(folder)) renameSync(beside, folder);
  } finally {
    rmSync(beside, { recursive: true, force: true });
  }
  console.log(`editor: installed ${what} in ${Math.round((Date.now() - started) / 1000)} s`);
}

/** A Node that the editor's server runs on: this one, or version 24 as a package. Gives the path of the binary. */
export function ensureNode() {
  if (Number(process.versions.node.split('.')[0]) === 24) return process.execPath;
  const folder = join(cache, 'node-24');
  const name = `node-${platform() === 'win32' ? 'win' : platform()}-${arch()}`;
  installOnce(process.execPath, folder, `${name}@24`, {});
  return join(folder, 'node_modules', name, 'bin', platform() === 'win32' ? 'node.exe' : 'node');
}

/** VS Code's own server and web workbench (the package `code-server` carries them). Gives the path of `server-main.js`. */
export function ensureServer(node) {
  const folder = join(cache, `code-server-${editorVersion}`);
  const main = join(folder, 'node_modules/code-server/lib/vscode/out/server-main.js');
  if (existsSync(main)) return main;
  if (isDebianRoot()) installDebianPackages('python3', 'make', 'g++', 'pkg-config', 'libkrb5-dev');
  // The package of Node brings its headers: native modules are compiled without a download.
  const headers = dirname(dirname(node));
  installOnce(
    node,
    folder,
    `code-server@${editorVersion}`,
    existsSync(join(headers, 'include/node')) ? { npm_config_nodedir: headers } : {},
  );
  return main;
}

/** A Chromium: one that is there, Debian's, or the one of an npm package. Gives the path and what it needs in its environment. */
export async function ensureChromium(node) {
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
  const present = () => [process.env.CHROME_PATH, ...names.map(found)].find((path) => path && existsSync(path));
  const first = present();
  if (first) return { executablePath: first, env: process.env };
  if (isDebianRoot() && installDebianPackages('chromium')) {
    const installed = present();
    if (installed) return { executablePath: installed, env: process.env };
  }
  const folder = join(cache, `chromium-${chromiumVersion}`);
  installOnce(node, folder, `@sparticuz/chromium@${chromiumVersion}`, {});
  // The package unpacks its own shared libraries only where it believes to run as a function.
  process.env.AWS_LAMBDA_JS_RUNTIME ??= 'nodejs24.x';
  const { default: chromium } = await import(pathToFileURL(join(folder, 'node_modules/@sparticuz/chromium/build/index.js')).href);
  return { executablePath: await chromium.executablePath(), env: process.env };
}
