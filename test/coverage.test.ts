import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { sdks } from '../src/sdks/index.ts';
import { facets, supportTable } from './harness/facets.ts';

const here = import.meta.dirname ?? __dirname;

test.each(['python', 'typescript'] as const)('%s: every claimed facet has its fixture, every fixture is claimed', (language) => {
  const fixtures = readdirSync(resolve(here, 'fixtures', language)).filter((name) => name.includes('.')).map((name) => name.replace(/\.\w+$/, '')).sort();
  const claimed = [...new Set(Object.values(facets).flatMap((one) => { const support = one[language]; return Array.isArray(support) ? (support as readonly string[]) : []; }))].sort();
  expect(claimed).toEqual(fixtures);
});

/** The SDKs that are recognised, by kind and language, from their tables. */
function sdkTable(): string {
  const kinds = { direct: 'Providers', framework: 'Frameworks', http: 'Without an SDK' } as const;
  const titles = (kind: keyof typeof kinds, family: 'python' | 'javascript') => sdks.filter((sdk) => sdk.kind === kind && (sdk.packages[family]?.length ?? 0) > 0).map((sdk) => sdk.title).sort((a, b) => a.localeCompare(b, 'en'));
  const rows = (Object.keys(kinds) as (keyof typeof kinds)[]).map((kind) => `| ${kinds[kind]} | ${titles(kind, 'python').join(', ')} | ${titles(kind, 'javascript').join(', ')} |`);
  return ['| | Python, notebooks | TypeScript, JavaScript |', '|---|---|---|', ...rows].join('\n');
}

test('the README has the tables as they are', () => {
  const path = resolve(here, '../README.md');
  const readme = readFileSync(path, 'utf8');
  const fill = (text: string, mark: string, table: string) => text.replace(new RegExp(`(<!-- ${mark} -->\\n)[\\s\\S]*?(\\n?<!-- /${mark} -->)`), (_, start: string) => `${start}${table}\n<!-- /${mark} -->`);
  const current = fill(fill(readme, 'support', supportTable()), 'sdks', sdkTable());
  if (process.argv.includes('-u') || process.env['UPDATE']) writeFileSync(path, current);
  else expect(readme).toBe(current);
  expect(readme).toContain('<!-- support -->');
});

/** Prefixes: the full id is made of them and of the service or graph that is met. */
const prefixes = new Set(['http', 'langgraph']);

test('every API of the tables has a fixture', () => {
  const files = readdirSync(resolve(here, 'fixtures'), { recursive: true, encoding: 'utf8' }).filter((name) => /\.(?:py|ts|tsx|js|jsx|ipynb|txt)$/.test(name));
  const shown = new Set(files.flatMap((name) => [...readFileSync(resolve(here, 'fixtures', name), 'utf8').matchAll(/\^ (?:wrapper of )?([\w.]+) · (?:certain|likely|possible) ·/g)].map((match) => match[1] ?? '')));
  const apis = new Set(sdks.flatMap((sdk) => sdk.operations.map((one) => one.api)));
  expect([...apis].filter((api) => !shown.has(api) && !prefixes.has(api))).toEqual([]);
});
