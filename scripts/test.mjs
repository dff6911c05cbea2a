import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './editorParts.mjs';

/** Everything that `npm test` promises, then one line that sums it up. `--fast` or LLMCOST_HOST=skip leaves the editor out. */
const isFast = process.argv.includes('--fast') || process.env.LLMCOST_HOST === 'skip';
const vitestReport = join(root, 'dist/test/vitest.json');
let passed = 0;
let failed = 0;

/** Runs a script of Node; gives whether it ended well, and what it said where that was asked for. */
function node(args, stdio = 'inherit') {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, {
      cwd: root,
      env: isFast ? { ...process.env, LLMCOST_TESTS: 'fast' } : process.env,
      stdio: ['ignore', stdio, stdio],
    });
    let output = '';
    child.stdout?.on('data', (chunk) => (output += chunk));
    child.stderr?.on('data', (chunk) => (output += chunk));
    child.on('error', (error) => resolve({ isGood: false, output: String(error) }));
    child.on('close', (code) => resolve({ isGood: code === 0, output }));
  });
}

function step(name, isGood) {
  if (isGood) passed++;
  else failed++;
  console.log(`${isGood ? 'ok  ' : 'FAIL'} ${name}`);
}

/** Adds what vitest counted; a file that could not be loaded is one failure, and so is a run that left no report. */
function addUnitTests() {
  try {
    const report = JSON.parse(readFileSync(vitestReport, 'utf8'));
    passed += report.numPassedTests;
    failed +=
      report.numFailedTests +
      report.testResults.filter((file) => file.status === 'failed' && file.assertionResults.every((one) => one.status !== 'failed')).length;
    if (report.numTotalTests === 0) step('there are unit tests', false);
  } catch {
    step('unit tests ran', false);
  }
}

mkdirSync(join(root, 'dist/test'), { recursive: true });
rmSync(vitestReport, { force: true });
const types = node(
  ['node_modules/typescript/bin/tsc', '--noEmit', '--incremental', '--tsBuildInfoFile', '.cache/types.tsbuildinfo'],
  'pipe',
);
// Much code that runs a few times each: compiling it well takes longer than running it. Most of what it makes is dropped at once: more room for that, and less is collected.
const quick = isFast ? ['--no-opt', '--always-sparkplug', '--max-semi-space-size=64', '--min-semi-space-size=32'] : [];
const unit = await node([
  ...quick,
  'node_modules/vitest/vitest.mjs',
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${vitestReport}`,
]);
addUnitTests();
if (!unit.isGood && failed === 0) step('unit tests ended well', false);
const { isGood, output } = await types;
if (!isGood) console.log(output);
step('types', isGood);

if (!isFast) {
  const layout = await node(
    ['node_modules/prettier/bin/prettier.cjs', '--check', 'src', 'scripts', 'esbuild.mjs', 'vitest.config.ts'],
    'pipe',
  );
  if (!layout.isGood) console.log(`${layout.output}npm run format mends it`);
  step('layout', layout.isGood);
  const build = await node(['esbuild.mjs']);
  step('build', build.isGood);
  if (build.isGood) {
    const { runReportPage } = await import('./reportPage.mjs');
    const page = await runReportPage();
    passed += page.passed;
    failed += page.failed;
    const { runFocusLoad } = await import('./focusLoad.mjs');
    const focus = await runFocusLoad();
    passed += focus.passed;
    failed += focus.failed;
    const { runHost } = await import('./host.mjs');
    const host = await runHost();
    passed += host.passed;
    failed += host.failed;
  }
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);
