import { expect, test } from 'vitest';
import { changeSchema, toChangeResult } from '../../../src/report/changeJson.ts';
import { changeSections } from '../../../src/report/changeSections.ts';
import { compareReports } from '../../../src/report/compare.ts';
import { effectKinds } from '../../../src/report/effects.ts';
import { reasonsOf } from '../../../src/report/reasons.ts';
import { reviewNotes } from '../../../src/report/review.ts';
import { scan } from '../../harness/analyze.ts';

const head = 'from openai import OpenAI\nclient = OpenAI()\n';
const call = (prompt: string, model = 'gpt-4o-mini', more = ', max_tokens=50') => `client.chat.completions.create(model="${model}", messages=[{"role": "user", "content": ${JSON.stringify(prompt)}}]${more})`;
const within = (name: string, ...calls: readonly string[]) => `\ndef ${name}():\n${calls.map((one) => `    ${one}\n`).join('')}`;
const volume = (functionName: string, count: number) => `  - match: { function: ${functionName} }\n    owner: desk\n    volume: ${count}/month\n`;
const first = 'Tell the customer in one sentence when the parcel arrives.';
const second = 'Sort the complaint into one of delivery, payment, product, other.';

test('a call that is put before others in a function leaves them what they are', async () => {
  const before = await scan({ 'a.py': head + within('ask', call(first), call(second)) });
  const after = await scan({ 'a.py': head + within('ask', call('hello'), call(first), call(second)) });
  const { changes } = compareReports('main', before, after);
  expect(changes.map((one) => [one.state, one.after?.call.id])).toEqual([['added', 'a.py#ask#openai.chat.completions']]);
});

test('functions and files with another name, and calls that moved, are the same calls', async () => {
  const before = await scan({ 'a.py': head + within('ask', call(first)), 'b.py': head + within('other', call('hi')) });
  const renamedFunction = await scan({ 'a.py': head + within('tell', call(first)), 'b.py': head + within('other', call('hi')) });
  expect(compareReports('main', before, renamedFunction).changes).toEqual([]);
  const moved = await scan({ 'c.py': head + within('tell', call(first)), 'b.py': head + within('other', call('hi')) });
  expect(compareReports('main', before, moved).changes).toEqual([]);
  const renamedFile = await scan({ 'a.py': head + within('ask', call(first)), 'lib/b.py': head + within('other', call('hi')) });
  expect(compareReports('main', before, renamedFile, new Map([['b.py', 'lib/b.py']])).changes).toEqual([]);
  // A short prompt tells nothing: without the rename it is one gone and one new.
  expect(compareReports('main', before, renamedFile).changes.map((one) => one.state).toSorted()).toEqual(['added', 'removed']);
});

test('a function that asks another seller is changed, and says what it asks', async () => {
  const before = await scan({ 'a.py': head + within('ask', call(first)) });
  const after = await scan({ 'a.py': `import anthropic\nclient = anthropic.Anthropic()\n\ndef ask():\n    client.messages.create(model="claude-haiku-4-5", max_tokens=50, messages=[{"role": "user", "content": ${JSON.stringify(first)}}])\n` });
  const { changes } = compareReports('main', before, after);
  expect(changes.map((one) => one.state)).toEqual(['changed']);
  expect(reasonsOf(changes[0]!).slice(0, 2)).toEqual(['openai.chat.completions → anthropic.messages', 'gpt-4o-mini → claude-haiku-4-5']);
});

test('volume, price and tokens are told apart and add up to the change, to the last digit', async () => {
  const before = await scan({ 'a.py': head + within('ask', call(first)) + within('gone', call('bye')), 'llmcost.yaml': `calls:\n${volume('ask', 1000)}${volume('gone', 70)}` });
  const after = await scan({
    'a.py': head + within('ask', call(`${first} ${second}`, 'gpt-4o')) + within('fresh', call('hi')) + within('late', call(second)),
    'llmcost.yaml': `calls:\n${volume('ask', 1500)}${volume('fresh', 30)}`,
  });
  const { effects, monthly, changes } = compareReports('main', before, after);
  expect(effectKinds.reduce((sum, kind) => sum + effects![kind], 0n)).toBe(monthly);
  // 500 calls more at the old cost; more tokens, and dearer ones.
  const ask = changes.find((one) => one.before?.call.function === 'ask')!;
  const perCall = ask.before!.cost.state === 'priced' ? ask.before!.cost.perCall.expected : 0n;
  expect(effects!.volume).toBe(perCall * 500n);
  expect(effects!.tokens > 0n && effects!.price > effects!.tokens && effects!.added > 0n && effects!.removed < 0n).toBe(true);
  expect(effects!.told).toBe(0n);
});

test('only tokens move when only the prompt grows, only the price when only the model is dearer, and a volume that is new is told as such', async () => {
  const of = (prompt: string, model: string, count?: number) => scan({ 'a.py': head + within('ask', call(prompt, model)), ...(count === undefined ? {} : { 'llmcost.yaml': `calls:\n${volume('ask', count)}` }) });
  const moved = async (before: Parameters<typeof of>, after: Parameters<typeof of>) => {
    const { effects } = compareReports('main', await of(...before), await of(...after));
    return effectKinds.filter((kind) => effects![kind] !== 0n);
  };
  expect(await moved([first, 'gpt-4o-mini', 100], [`${first} ${second}`, 'gpt-4o-mini', 100])).toEqual(['tokens']);
  expect(await moved([first, 'gpt-4o-mini', 100], [first, 'gpt-4o', 100])).toEqual(['price']);
  expect(await moved([first, 'gpt-4o-mini', 100], [first, 'gpt-4o-mini', 900])).toEqual(['volume']);
  expect(await moved([first, 'gpt-4o-mini'], [first, 'gpt-4o-mini', 900])).toEqual(['told']);
});

test('a reviewer is told what was not there before, and nothing of what was', async () => {
  const team = (stage: string, limit: number) => `calls:\n${volume('ask', 100_000)}projects:\n  desk: { paths: ['**'], stage: ${stage}, anomalyThreshold: 0.3 }\nbudgets:\n  - { name: Desk, monthly: ${limit} }\npolicies:\n  - { name: Allocation, requireOwner: true }\n`;
  const before = await scan({ 'a.py': head + within('ask', call(first)) + within('old', call('hi', 'gpt-4o-mini', '')), 'llmcost.yaml': team('mvp', 5) });
  const after = await scan({
    'a.py': head + within('ask', call(first, 'gpt-4o')) + within('old', call('hi', 'gpt-4o-mini', '')),
    'b.py': 'import anthropic\n\ndef draft(text):\n    return anthropic.Anthropic().messages.create(model="claude-haiku-4-5", max_tokens=99, messages=[{"role": "user", "content": text}])\n',
    'llmcost.yaml': team('pilot', 5),
  });
  const notes = reviewNotes(compareReports('main', before, after), before, after);
  expect(notes.map((one) => `${one.rule} ${one.place?.file}:${one.place?.line}`)).toEqual([
    'policy-owner b.py:4',
    'budget-exceeded llmcost.yaml:8',
    'month-moves llmcost.yaml:6',
    'stage llmcost.yaml:6',
    'new-provider b.py:4',
    'new-model a.py:5',
    'new-model b.py:4',
    'volume-undeclared b.py:4',
  ]);
  expect(reviewNotes(compareReports('main', after, after), after, after)).toEqual([]);
});

test('the comparison for machines is what its schema says, and tables leave out what is empty', async () => {
  const before = await scan({ 'a.py': head + within('ask', call(first)) });
  const after = await scan({ 'a.py': head + within('ask', call(first, 'gpt-4o')), 'llmcost.yaml': `calls:\n${volume('ask', 10)}` });
  const made = compareReports('main', before, after);
  expect(changeSchema.safeParse(toChangeResult(made, before, after)).error).toBeUndefined();
  expect(changeSections(made, before, after).map((one) => one.id)).toEqual(['changes', 'effects', 'review']);
  expect(changeSections(compareReports('main', after, after), after, after)).toEqual([]);
});
