import { expect, test } from 'vitest';
import { changeJsonSchema } from '../../../src/report/changeJson.ts';
import { scanJsonSchema, scanSchema } from '../../../src/report/jsonSchema.ts';
import { toScanResult } from '../../../src/report/json.ts';
import { renderMarkdown } from '../../../src/report/markdown.ts';
import { exitCodeOf } from '../../../src/report/check.ts';
import { renderTable } from '../../../src/report/table.ts';
import { teamJsonSchema } from '../../../src/team/schema.ts';
import { scan } from '../../harness/analyze.ts';
import { teamReference } from '../../harness/teamReference.ts';

const files = {
  'app.py': 'from openai import OpenAI\nclient = OpenAI()\n\ndef ask(prompt):\n    return client.chat.completions.create(model="gpt-4o-mini", messages=[{"role": "user", "content": prompt}], max_tokens=100)\n\nask("Explain rain")\nclient.chat.completions.create(model="gpt-4o", messages=[{"role": "user", "content": "hi"}], max_tokens=10)\n',
  'llmcost.yaml': 'calls:\n  - match: { file: app.py }\n    owner: team\n    volume: 1000/month\nbudgets:\n  - { name: All, monthly: 0.01, hard: true }\n',
};

test('the scan result is what its schema says', async () => expect(scanSchema.safeParse(toScanResult(await scan(files))).error).toBeUndefined());

test('sums of parts are the total, and a wrapped request is counted once', async () => {
  const report = await scan(files);
  const total = report.totals.monthly?.expected;
  for (const group of Object.values(report.groups)) expect(group.reduce((sum, row) => sum + (row.monthly?.expected ?? 0n), 0n)).toBe(total);
  const [inner, outer, other] = report.files[0]?.calls ?? [];
  expect(outer?.call.via).toBe(inner?.call.id);
  expect(total).toBe((outer?.monthly?.expected ?? 0n) + (other?.monthly?.expected ?? 0n));
});

test('a hard budget that is over gives exit code 1', async () => expect(exitCodeOf(await scan(files))).toBe(1));
test('without a declared volume there is no month', async () => {
  const report = await scan({ 'app.py': files['app.py'] });
  expect(report.totals.monthly).toBeNull();
  expect(renderTable(report)).toContain('volume not declared');
  expect(exitCodeOf(report)).toBe(0);
});
test('Markdown escapes what code brings', async () => expect(renderMarkdown(await scan({ 'a|b.py': files['app.py'] }))).toContain('a\\|b.py'));

test.each([
  ['scan-result', scanJsonSchema],
  ['diff-result', changeJsonSchema],
  ['llmcost', teamJsonSchema],
])('schema/%s.schema.json is current', async (name, make) => {
  await expect(`${JSON.stringify(make(), null, 2)}\n`).toMatchFileSnapshot(`../../../schema/${name}.schema.json`);
});

test('the reference of the team file is what its schema says', async () => {
  const text = teamReference();
  // The editor shows the meaning of every key, too.
  expect(text.split('\n').filter((line) => /\|\s*\|$/.test(line))).toEqual([]);
  await expect(text).toMatchFileSnapshot('../../../docs/llmcost.md');
});
