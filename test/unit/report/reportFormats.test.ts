import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import Ajv4 from 'ajv-draft-04';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';
import { describe, expect, test } from 'vitest';
import { renderAnnotations } from '../../../src/report/check.ts';
import { csvOf } from '../../../src/report/csv.ts';
import { divideDecimals, multiplyDecimals, shiftDecimal } from '../../../src/report/decimal.ts';
import { renderHtmlPage } from '../../../src/report/html.ts';
import { renderJson } from '../../../src/report/json.ts';
import { renderMarkdown } from '../../../src/report/markdown.ts';
import { renderSarif } from '../../../src/report/sarif.ts';
import { createScanner, workspaceFiles } from '../../harness/analyze.ts';
import { isFast } from '../../harness/fast.ts';

const here = import.meta.dirname ?? __dirname;
const read = (path: string) => readFileSync(resolve(here, '../../..', path), 'utf8');
const scan = createScanner();
const withFormats = addFormats as unknown as (ajv: unknown) => void;

describe('published formats are what their schemas say', () => {
  const sarifSchema = JSON.parse(readFileSync(createRequire(import.meta.url).resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json'), 'utf8')) as object;
  const ajv = new (Ajv4 as unknown as typeof Ajv2020)({ strict: false, allErrors: true, unicodeRegExp: false });
  withFormats(ajv);
  const isSarif = ajv.compile(sarifSchema);
  const ajv2020 = new Ajv2020({ strict: false, allErrors: true });
  withFormats(ajv2020);
  const isScan = ajv2020.compile(JSON.parse(read('schema/scan-result.schema.json')) as object);
  const isTeam = ajv2020.compile(JSON.parse(read('schema/llmcost.schema.json')) as object);

  test.each(isFast ? ['test/fixtures/workspaces/measured'] : ['test/fixtures/workspaces/team', 'test/fixtures/workspaces/bare', 'test/fixtures/workspaces/helpers', 'test/fixtures/workspaces/measured', 'examples/claims'])('%s', async (path) => {
    const report = await scan(workspaceFiles(resolve(here, '../../..', path)));
    expect(isSarif(JSON.parse(renderSarif(report))), JSON.stringify(isSarif.errors)).toBe(true);
    expect(isScan(JSON.parse(renderJson(report))), JSON.stringify(isScan.errors)).toBe(true);
  });
  test('SARIF of a notebook, a broken team file, an exceeded budget and names that need escapes', async () => {
    const report = await scan({
      'a b/[x] é.py': 'from openai import OpenAI\nOpenAI().chat.completions.create(model="gpt-4o", messages=[{"role": "user", "content": "hi"}])\n',
      'n.ipynb': JSON.stringify({ cells: [{ cell_type: 'code', source: ['from openai import OpenAI\nOpenAI().chat.completions.create(model="gpt-4o", messages=[])'] }], metadata: { language_info: { name: 'python' } } }),
      'llmcost.yaml': 'bugets: []\ncalls:\n  - { match: { api: openai.* }, volume: 1000000 }\nbudgets:\n  - { name: A, monthly: 1, hard: true }\npolicies:\n  - { name: P, requireOwner: true }\n',
    });
    const sarif = JSON.parse(renderSarif(report)) as { runs: { results: { ruleId: string; level: string }[] }[] };
    expect(isSarif(sarif), JSON.stringify(isSarif.errors)).toBe(true);
    const ids = new Set(sarif.runs[0]?.results.map((one) => `${one.level} ${one.ruleId}`));
    for (const id of ['error team-file', 'error budget-exceeded', 'error policy-owner', 'warning max-output-missing']) expect([...ids]).toContain(id);
  });
  test.each(['examples/support-desk/llmcost.yaml', 'examples/claims/llmcost.yaml', 'examples/claims/portal/llmcost.yaml', 'examples/claims/shared/policies.yaml', 'test/fixtures/workspaces/team/llmcost.yaml', 'test/fixtures/workspaces/team/web/llmcost.yaml', 'test/fixtures/workspaces/team/shared/policies.yaml', 'test/fixtures/workspaces/measured/llmcost.yaml', 'test/fixtures/meters/llmcost.yaml'])('%s', (path) => {
    expect(isTeam(parse(read(path))), JSON.stringify(isTeam.errors)).toBe(true);
  });
  test('the schema of the team file refuses what the tool refuses', () => {
    for (const text of ['budgts: []', 'calls: [{ match: { fil: x } }]', 'policies: [{ allowedModels: x }]', 'calls: [{ match: { file: x }, seasonality: [1] }]']) expect(isTeam(parse(text)), text).toBe(false);
  });
});

describe('what code brings cannot break out', () => {
  const evil = 'from openai import OpenAI\nOpenAI().chat.completions.create(model="</script><img src=x onerror=alert(1)>|`$(rm)`", messages=[])\n';
  test('of the page', async () => {
    const page = renderHtmlPage(await scan({ 'a"><b>.py': evil }), { style: 'body{}', script: 'var x = "</script>";' });
    expect(page).not.toMatch(/<img|<b>/);
    expect(page.match(/<\/script>/g)).toHaveLength(1);
    expect(page).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
  });
  test('of Markdown', async () => {
    const text = renderMarkdown(await scan({ 'a.py': evil }));
    expect(text).not.toMatch(/[^\\]<img/);
    for (const line of text.split('\n').filter((one) => one.startsWith('| `a.py'))) expect(line.match(/(?<!\\)\|/g)?.length).toBeGreaterThan(3);
  });
  test('of CSV: formulas are text, quotes and breaks are quoted', () => expect(csvOf([['=1+1', '-2', '-x', 'a"b', 'a\nb', 3, '@SUM(1,2)', '@org/web-team']])).toBe(`'=1+1,-2,'-x,"a""b","a\nb",3,"'@SUM(1,2)",@org/web-team\r\n`));
  test('of workflow commands', async () => {
    const report = await scan({ 'a,b:c.py': 'from openai import OpenAI\nOpenAI().chat.completions.create(model="gpt-4o", messages=[])\n', 'llmcost.yaml': 'policies:\n  - { name: "50 %\\n::error::x", requireOwner: true }\n' });
    const text = renderAnnotations(report);
    expect(text.split('\n').filter((line) => line.startsWith('::'))).toHaveLength(1);
    expect(text).toContain('file=a%2Cb%3Ac.py,line=2,col=1');
    expect(text).toContain('50 %25%0A');
  });
});

describe('decimals', () => {
  test.each([
    ['0.15', '1234567', '185185.05'],
    ['2.5e-7', '4', '0.000001'],
    ['0', '12.5', '0'],
    ['1e3', '1.10', '1100'],
  ])('%s × %s', (a, b, product) => expect(multiplyDecimals(a, b)).toBe(product));
  test('shift and divide', () => {
    expect([shiftDecimal('8400000', 6), shiftDecimal('1.5', -3), shiftDecimal('0', 6)]).toEqual(['8.4', '1500', '0']);
    expect([divideDecimals('1', '3', 4), divideDecimals('1', '0', 4), divideDecimals('0.30', '0.1', 2)]).toEqual(['0.3333', '0', '3']);
  });
});
