import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { facets, supportTable } from './harness/facets.ts';

const here = import.meta.dirname ?? __dirname;

test.each(['python', 'typescript'] as const)('%s: every claimed facet has its fixture, every fixture is claimed', (language) => {
  const fixtures = readdirSync(resolve(here, 'fixtures', language)).filter((name) => name.includes('.')).map((name) => name.replace(/\.\w+$/, '')).sort();
  const claimed = [...new Set(Object.values(facets).flatMap((one) => { const support = one[language]; return Array.isArray(support) ? (support as readonly string[]) : []; }))].sort();
  expect(claimed).toEqual(fixtures);
});

test('the README has the support table as it is', () => {
  const path = resolve(here, '../README.md');
  const readme = readFileSync(path, 'utf8');
  const current = readme.replace(/(<!-- support -->\n)[\s\S]*?(\n<!-- \/support -->)/, (_, start: string, end: string) => start + supportTable() + end);
  if (process.argv.includes('-u') || process.env['UPDATE']) writeFileSync(path, current);
  else expect(readme).toBe(current);
  expect(readme).toContain('<!-- support -->');
});
