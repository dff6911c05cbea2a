import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './editorParts.mjs';

const fast = process.argv.includes('--fast') || process.env.LLMCOST_HOST === 'skip';
let passed = 0;
let failed = 0;
const run = (...args) => spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' }).status === 0;
const step = (name, good) => {
  if (good) passed++;
  else failed++;
  console.log(`${good ? 'ok  ' : 'FAIL'} ${name}`);
};

step('types', run('node_modules/typescript/bin/tsc', '--noEmit'));
const report = join(root, 'dist/test/vitest.json');
mkdirSync(join(root, 'dist/test'), { recursive: true });
rmSync(report, { force: true });
run('node_modules/vitest/vitest.mjs', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`);
try {
  const result = JSON.parse(readFileSync(report, 'utf8'));
  passed += result.numPassedTests;
  failed += result.numFailedTests + result.testResults.filter((one) => one.status === 'failed' && one.assertionResults.length === 0).length;
} catch {
  step('unit tests ran', false);
}
if (!fast) {
  const built = run('esbuild.mjs');
  step('build', built);
  if (built) {
    const { runHost } = await import('./host.mjs');
    const host = await runHost();
    passed += host.passed;
    failed += host.failed;
  }
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);
