import { expect, test } from 'vitest';
import { currencySection } from '../../src/report/currency.ts';
import { renderJson } from '../../src/report/json.ts';
import { renderMarkdown } from '../../src/report/markdown.ts';
import { scan } from '../harness/analyze.ts';

const code = 'from openai import OpenAI\nclient = OpenAI()\n\ndef ask(question):\n    return client.chat.completions.create(model="gpt-4o-mini", messages=[{"role": "user", "content": question}], max_tokens=50)\n\ndef sum_up(text):\n    return client.chat.completions.create(model="gpt-4o", messages=[{"role": "user", "content": text}], max_tokens=500)\n';
const team = 'currency: { code: EUR, perUsd: 0.5, date: "2026-11-01" }\ncalls:\n  - match: { function: ask }\n    owner: web\n    volume: 1000000/month\n    input: 1000\n    output: 100\n  - match: { function: sum_up }\n    owner: data\n    volume: 1000/month\n    input: 1000\n    output: 100\nbudgets:\n  - { name: all, monthly: 400 }\n';

test('every total, month, group and budget stands in the declared currency too, with its rate and day; JSON stays in dollars', async () => {
  const report = await scan({ 'a.py': code, 'llmcost.yaml': team });
  const { title, rows } = currencySection(report);
  expect(title).toBe('In EUR, at 0.5 for a dollar of 2026-11-01');
  const figures = new Map(rows.map(([what, , expected]) => [what?.text, expected?.text]));
  // 1,000,000 × (1,000 × 0.15 + 100 × 0.6) / 1M = $210; 1,000 × (1,000 × 2.5 + 100 × 10) / 1M = $3.50
  expect([figures.get('Per month'), figures.get('Owner web, per month'), figures.get('Owner data, per month'), figures.get('Model gpt-4o, per month'), figures.get('Budget all, limit per month'), figures.get('Budget all, spent')]).toEqual(['107', '105', '1.75', '1.75', '200', '107']);
  expect(rows.filter(([what]) => /^20\d\d-\d\d$/.test(what?.text ?? ''))).toHaveLength(12);
  expect(renderMarkdown(report)).toContain('### In EUR, at 0.5 for a dollar of 2026-11-01');
  expect(JSON.parse(renderJson(report))).toMatchObject({ totals: { monthly: { expected: 213.5 } } });
});
test('without a currency there is no such section', async () => expect(currencySection(await scan({ 'a.py': code })).rows).toEqual([]));
