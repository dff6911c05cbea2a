import { expect, test } from 'vitest';
import { renderComplaints } from '../../../src/report/check.ts';
import { changeWords, compareReports } from '../../../src/report/compare.ts';
import { listWords, runWords, turnWords } from '../../../src/report/estimateWords.ts';
import { renderExplanation } from '../../../src/report/explanation.ts';
import { renderFocus } from '../../../src/report/focus.ts';
import { renderHtmlBody } from '../../../src/report/html.ts';
import { renderJson } from '../../../src/report/json.ts';
import { callAsMarkdown, renderMarkdown } from '../../../src/report/markdown.ts';
import { headline } from '../../../src/report/rows.ts';
import { sectionsOf } from '../../../src/report/sections.ts';
import { inEnglish } from '../../../src/report/say.ts';
import { renderTable } from '../../../src/report/table.ts';
import { wordsOf } from '../../../src/report/title.ts';
import { scan } from '../../harness/analyze.ts';

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
  expect(JSON.parse(renderJson(report))).toMatchObject({ currency: { code: 'EUR', perUsd: 0.5, date: '2026-11-01' }, totals: { monthly: { expected: 213.5 } } });
  expect(renderFocus(report)).toContain(',USD,');
});
test('without a currency everything is in dollars', async () => {
  const report = await scan({ 'a.py': code, 'llmcost.yaml': team });
  expect(headline(report)).toContain('$214 per month');
  expect(renderTable(report)).not.toContain('EUR');
});
test('what is said of one call is in the declared currency: title, turns, steps, contract, explanation, difference, policy', async () => {
  const agent = 'from agents import Agent, Runner, function_tool\n\n@function_tool\ndef find(text: str) -> str:\n    return text\n\nasync def main(text):\n    await Runner.run(Agent(name="a", model="gpt-4o", instructions="Look it up.", tools=[find]), text)\n';
  const talk = 'from openai import OpenAI\n\ndef answer(history, question):\n    return OpenAI().chat.completions.create(model="gpt-4o", max_tokens=200, messages=[{"role": "system", "content": "Be brief."}, *history, {"role": "user", "content": question}])\n';
  const own = `${team}pricing:\n  - { provider: openai, model: "gpt-4o*", rates: { input: 2, output: 8 } }\npolicies:\n  - { name: cap, paths: ["**"], maxCostPerCall: 0.001 }\n`;
  const report = await scan({ ...inEuro, 'agent.py': agent, 'talk.py': talk, 'llmcost.yaml': `currency: { code: EUR, perUsd: 0.5, date: "2026-11-01" }\n${own}` });
  expect(report.problems).toEqual([]);
  const calls = report.files.flatMap((one) => one.calls);
  const runs = calls.map((one) => runWords(one.cost, one.tokens, inEnglish, report.currency)).filter(Boolean);
  const turns = calls.map((one) => turnWords(one, inEnglish, report.currency)).filter(Boolean);
  const lists = calls.map((one) => listWords(one.cost, inEnglish, report.currency)).filter(Boolean);
  for (const some of [runs, turns, lists]) expect(some.length).toBeGreaterThan(0);
  const breaches = report.files.flatMap((one) => one.findings).filter((one) => one.id === 'policy-cost-per-call').map((one) => one.message);
  // 1,000 × 2 + 100 × 8 = $0.0028
  expect(breaches).toContain('Policy "cap": one call costs about EUR 0.0014; the limit is EUR 0.0005 (llmcost.yaml:26).');
  const changes = compareReports('main', await scan({ 'llmcost.yaml': `currency: { code: EUR, perUsd: 0.5, date: "2026-11-01" }\n${own}` }), report).changes.map((one) => changeWords(one, inEnglish, report.currency));
  const titles = calls.flatMap((one) => Object.values(wordsOf(one, inEnglish, report.currency)));
  const explained = renderExplanation(calls.map((analyzed) => ({ place: '', code: '', verdict: '', parts: [], analyzed })), report.currency);
  const said = [...runs, ...turns, ...lists, ...breaches, ...changes, ...titles, explained, ...calls.map((one) => callAsMarkdown(one, report.currency)), ...sectionsOf(report).flatMap((one) => one.rows.flat().map((each) => each.text))];
  expect(said.filter((text) => /\$\d/.test(text))).toEqual([]);
});
