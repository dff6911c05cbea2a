import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { complaintsOf } from '../src/report/check.ts';
import { scan } from './harness/analyze.ts';
import { teamNote } from './harness/teamNotes.ts';

const fixtures = resolve(import.meta.dirname ?? __dirname, 'fixtures');
/** Sources made up for the purpose, and sources that follow real code. */
const cases = ['team', 'teamReal'].flatMap((folder) => readdirSync(join(fixtures, folder)).filter((name) => name.endsWith('.yaml')).map((name) => ({ root: join(fixtures, folder), name })));

function sourcesIn(root: string): Readonly<Record<string, string>> {
  return Object.fromEntries(readdirSync(root).filter((name) => !name.endsWith('.yaml')).map((name) => [name, readFileSync(join(root, name), 'utf8')]));
}

/** Under each line of a team file over the same sources, what is found at it: budgets and suppressions, of which the scan knows what they come to. */
test.each(cases)('$root $name: findings stand at its lines', async ({ root, name }) => {
  const text = readFileSync(join(root, name), 'utf8').replace(/^ *#\^ .*\n/gm, '');
  const report = await scan({ ...sourcesIn(root), 'llmcost.yaml': text });
  const found = complaintsOf(report).filter((one) => one.place.file === 'llmcost.yaml');
  expect(found.filter((one) => one.rule === 'team-file')).toEqual([]);
  const lines = text.split('\n').flatMap((line, i) => [line, ...found.filter((one) => one.place.line === i + 1).map((one) => teamNote(one.severity, one.rule))]);
  await expect(lines.join('\n')).toMatchFileSnapshot(join(root, name));
});
