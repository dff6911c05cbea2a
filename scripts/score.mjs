import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { root } from './editorParts.mjs';

const [dir, labels = join(root, '../shared/corpus')] = process.argv.slice(2);
if (!dir || !existsSync(dir) || !existsSync(join(labels, 'score.py'))) {
  console.error(
    'usage: npm run score -- DIR [LABELS]\nDIR holds each labelled repository as OWNER+NAME; LABELS holds score.py and the *.jsonl files.',
  );
  process.exit(2);
}
mkdirSync(join(root, 'dist/test'), { recursive: true });
const out = join(root, 'dist/test/scan.json');
const { readdirSync, readFileSync, writeFileSync } = await import('node:fs');
// Each repository is a project of its own: modules must not be found across them.
const calls = [];
for (const name of readdirSync(dir)
  .filter((one) => one.includes('+'))
  .sort()) {
  const scanned = spawnSync(process.execPath, [join(root, 'dist/cli.mjs'), 'scan', resolve(dir, name), '--format', 'json', '--out', out], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (scanned.status === 2) process.exit(2);
  calls.push(...JSON.parse(readFileSync(out, 'utf8')).calls.map((call) => ({ ...call, file: `${name}/${call.file}` })));
}
writeFileSync(out, JSON.stringify({ calls }));
for (const set of ['python', 'web']) {
  console.log(`\n${set}`);
  spawnSync(
    'python3',
    [
      join(labels, 'score.py'),
      join(labels, `${set}.jsonl`),
      join(labels, `${set}_files.jsonl`),
      out,
      '--root',
      resolve(dir),
      '--by',
      'kind',
    ],
    { stdio: 'inherit' },
  );
}
