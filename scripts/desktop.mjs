// A process of its own, so that it can be started under a virtual display. Argument: `{ workspace, extension, tests, vsix, trust }` as JSON.
import { downloadAndUnzipVSCode, resolveCliArgsFromVSCodeExecutablePath, runTests } from '@vscode/test-electron';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cache } from './editorParts.mjs';

const { workspace, extension, tests, vsix, trust } = JSON.parse(process.argv[2] ?? '{}');
const profile = mkdtempSync(join(tmpdir(), 'llmcost-desktop-'));
const folders = [`--user-data-dir=${join(profile, 'user')}`, `--extensions-dir=${join(profile, 'extensions')}`];
try {
  const vscodeExecutablePath = await downloadAndUnzipVSCode({ cachePath: cache });
  if (vsix) {
    const [command = '', ...before] = resolveCliArgsFromVSCodeExecutablePath(vscodeExecutablePath);
    spawnSync(command, [...before, ...folders, '--install-extension', vsix], { stdio: 'inherit', shell: process.platform === 'win32' });
  }
  await runTests({
    vscodeExecutablePath,
    extensionDevelopmentPath: extension,
    extensionTestsPath: tests,
    launchArgs: [workspace, ...(trust === 'none' ? [] : ['--disable-workspace-trust']), ...folders],
  });
} finally {
  rmSync(profile, { recursive: true, force: true });
}
