import { expect, test } from 'vitest';
import { changeWords, compareReports, comparisonHeadline, signedMoney } from '../../../src/report/compare.ts';
import { scan } from '../../harness/analyze.ts';

const code = (model: string, more = '') => `from openai import OpenAI\nclient = OpenAI()\n\ndef ask(question):\n    return client.chat.completions.create(model="${model}", messages=[{"role": "user", "content": question}], max_tokens=50)\n${more}`;
const team = 'calls:\n  - match: { function: ask }\n    volume: 10000/month\n';

test('a call with another model is changed, by its name and not by its line', async () => {
  const before = await scan({ 'a.py': code('gpt-4o-mini'), 'llmcost.yaml': team });
  const after = await scan({ 'a.py': `\n\n${code('gpt-4o')}`, 'llmcost.yaml': team });
  const made = compareReports('main', before, after);
  expect(made.changes).toHaveLength(1);
  expect(changeWords(made.changes[0]!)).toMatch(/^\+\$[\d.]+\/month · \+\$[\d.]+ per 1k calls · gpt-4o-mini → gpt-4o$/);
  expect(made.monthly).toBe(after.totals.monthly!.expected - before.totals.monthly!.expected);
  expect(comparisonHeadline(made)).toMatch(/^\+\$[\d.]+ \(\+[\d,]+ %\) per month against main: 1 changed\.$/);
});

test('moved lines change nothing; new and gone calls are told', async () => {
  const before = await scan({ 'a.py': code('gpt-4o-mini') });
  const moved = await scan({ 'a.py': `# a comment\n\n${code('gpt-4o-mini')}` });
  expect(compareReports('HEAD', before, moved)).toMatchObject({ base: 'HEAD', changes: [], monthly: null, effects: null });
  const added = compareReports('HEAD', before, await scan({ 'a.py': code('gpt-4o-mini', '\nclient.embeddings.create(model="text-embedding-3-small", input="hello")\n') }));
  expect(added.changes.map((one) => one.state)).toEqual(['added']);
  expect(compareReports('HEAD', moved, await scan({ 'b.py': 'x = 1\n' })).changes.map((one) => one.state)).toEqual(['removed']);
});

test('calls that the team ignores are in no comparison; one that it ignores from now on is gone', async () => {
  const probe = (model: string) => `\ndef probe():\n    return client.chat.completions.create(model="${model}", messages=[{"role": "user", "content": "ping"}], max_tokens=5)\n`;
  const ignoring = `${team}ignore: [legacy/**, { function: probe }]\n`;
  const files = (model: string, config: string) => ({ 'a.py': code('gpt-4o-mini', probe(model)), 'legacy/b.py': code(model), 'llmcost.yaml': config });
  expect(compareReports('main', await scan(files('gpt-4o-mini', ignoring)), await scan(files('gpt-4o', ignoring)))).toMatchObject({ base: 'main', changes: [], monthly: 0n });
  const made = compareReports('main', await scan(files('gpt-4o', team)), await scan(files('gpt-4o', ignoring)));
  expect(made.changes.map((one) => `${one.state} ${one.before?.call.id ?? ''}`).toSorted()).toEqual(['removed a.py#probe#openai.chat.completions', 'removed legacy/b.py#ask#openai.chat.completions']);
});

test('signs', () => expect([signedMoney(5_000_000_000n), signedMoney(-5_000_000_000n), signedMoney(0n), signedMoney(42_000_000n, true)]).toEqual(['+$0.005', '−$0.005', '±$0', '+$0.042/1k']));
