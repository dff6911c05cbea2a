import { expect, test } from 'vitest';
import { renderComplaints } from '../../src/report/check.ts';
import { renderFocus } from '../../src/report/focus.ts';
import { renderHtmlBody } from '../../src/report/html.ts';
import { renderJson } from '../../src/report/json.ts';
import { renderMarkdown } from '../../src/report/markdown.ts';
import { headline } from '../../src/report/rows.ts';
import { sectionsOf } from '../../src/report/sections.ts';
import { renderTable } from '../../src/report/table.ts';
import { scan } from '../harness/analyze.ts';

const code = 'from openai import OpenAI\nclient = OpenAI()\n\ndef ask(question):\n    return client.chat.completions.create(model="gpt-4o-mini", messages=[{"role": "user", "content": question}], max_tokens=50)\n\ndef sum_up(text):\n    return client.chat.completions.create(model="gpt-4o", messages=[{"role": "user", "content": text}], max_tokens=500)\n\ndef free(text):\n    return client.chat.completions.create(model="gpt-4o", messages=[{"role": "user", "content": text}])\n';
const team = `calls:
  - match: { function: ask }
    name: ask
    owner: web
    volume: 1000000/month
    input: 1000
    output: 100
  - match: { function: sum_up }
    name: sum_up
    owner: data
    volume: { perMonth: { low: 500, expected: 1000, high: 3000 } }
    input: 1000
    output: 100
budgets:
  - { name: all, monthly: 200 }
units:
  - { name: ticket, calls: { ask: 3, sum_up: 1 }, value: 0.5 }
scenarios:
  - { name: cheaper, match: { function: sum_up }, model: gpt-4o-mini }
projects:
  desk: { paths: ["**"], stage: launch, kpis: [{ name: cost, metric: costPerCall, target: 0.00001 }] }
`;
const inEuro = { 'a.py': code, 'llmcost.yaml': `currency: { code: EUR, perUsd: 0.5, date: "2026-11-01" }\n${team}` };

test('the whole report is in the declared currency; its first line names the dollars, the rate and its day', async () => {
  const report = await scan(inEuro);
  expect(report.problems).toEqual([]);
  // 1,000,000 × (1,000 × 0.15 + 100 × 0.6) / 1M = $210; 1,000 × (1,000 × 2.5 + 100 × 10) / 1M = $3.50
  expect(headline(report)).toContain('EUR 107 per month');
  expect(headline(report)).toContain(', $214 at EUR 0.5 for a dollar of 2026-11-01');
  const sections = sectionsOf(report);
  const texts = sections.flatMap((one) => [one.title, one.note ?? '', ...one.rows.flat().map((each) => each.text)]);
  expect(texts.filter((text) => /\$\d/.test(text))).toEqual([]);
  for (const id of ['attention', 'group-owner', 'calls', 'unknown', 'months', 'budgets', 'units', 'scenarios', 'sensitivity']) expect(sections.find((one) => one.id === id)?.rows.flat().some((each) => each.text.includes('EUR ')), id).toBe(true);
  const [, ...table] = renderTable(report).split('\n').filter((line) => !line.includes(headline(report)));
  expect(table.join('\n')).not.toMatch(/\$\d/);
  expect(renderMarkdown(report).replace(/^\*\*.*\*\*$/m, '')).not.toMatch(/\$\d/);
  expect(renderComplaints(report)).toContain('EUR 107 of EUR 100 per month');
  expect(renderHtmlBody(report)).toContain('&#34;sign&#34;:&#34;EUR &#34;');
});
test('what machines read stays in dollars', async () => {
  const report = await scan(inEuro);
  expect(JSON.parse(renderJson(report))).toMatchObject({ totals: { monthly: { expected: 213.5 } } });
  expect(renderFocus(report)).toContain(',USD,');
});
test('without a currency everything is in dollars', async () => {
  const report = await scan({ 'a.py': code, 'llmcost.yaml': team });
  expect(headline(report)).toContain('$214 per month');
  expect(renderTable(report)).not.toContain('EUR');
});
