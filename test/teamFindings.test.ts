import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { complaintsOf } from '../src/report/check.ts';
import { scan } from './harness/analyze.ts';
import { teamNote } from './harness/teamNotes.ts';

const root = resolve(import.meta.dirname ?? __dirname, 'fixtures/team');

const names = readdirSync(root);
const sources = Object.fromEntries(names.filter((name) => !name.endsWith('.yaml')).map((name) => [name, readFileSync(join(root, name), 'utf8')]));

/** Under each line of a team file over the same sources, what is found at it: budgets and suppressions, of which the scan knows what they come to. */
test.each(names.filter((name) => name.endsWith('.yaml')))('%s: findings stand at its lines', async (name) => {
  const text = readFileSync(join(root, name), 'utf8').replace(/^ *#\^ .*\n/gm, '');
  const report = await scan({ ...sources, 'llmcost.yaml': text });
  const found = complaintsOf(report).filter((one) => one.place.file === 'llmcost.yaml');
  expect(found.filter((one) => one.rule === 'team-file')).toEqual([]);
  const lines = text.split('\n').flatMap((line, i) => [line, ...found.filter((one) => one.place.line === i + 1).map((one) => teamNote(one.severity, one.rule))]);
  await expect(lines.join('\n')).toMatchFileSnapshot(join(root, name));
});
