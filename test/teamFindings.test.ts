import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { complaintsOf } from '../src/report/check.ts';
import { scan } from './harness/analyze.ts';
import { teamNote } from './harness/teamNotes.ts';

const root = resolve(import.meta.dirname ?? __dirname, 'fixtures/team');

/** Under each line of the team file, what is found at it: budgets and suppressions, of which the scan knows what they come to. */
test.each(readdirSync(root))('%s: findings stand at the lines of llmcost.yaml', async (name) => {
  const files = Object.fromEntries(readdirSync(join(root, name)).map((file) => [file, readFileSync(join(root, name, file), 'utf8')]));
  const text = (files['llmcost.yaml'] ?? '').replace(/^ *#\^ .*\n/gm, '');
  const report = await scan({ ...files, 'llmcost.yaml': text });
  const found = complaintsOf(report).filter((one) => one.place.file === 'llmcost.yaml');
  expect(found.filter((one) => one.rule === 'team-file')).toEqual([]);
  const lines = text.split('\n').flatMap((line, i) => [line, ...found.filter((one) => one.place.line === i + 1).map((one) => teamNote(one.severity, one.rule))]);
  await expect(lines.join('\n')).toMatchFileSnapshot(join(root, name, 'llmcost.yaml'));
});
