import { describe, expect, test } from 'vitest';
import type { AnalyzedCall, Picodollars, SensitivityRow } from '../../../src/model.ts';
import { countCalls, reportedCalls } from '../../../src/report/counted.ts';
import { createPlaces } from '../../../src/report/places.ts';
import { sensitivityRows } from '../../../src/report/sensitivity.ts';
import { createScanner } from '../../harness/analyze.ts';

const scan = createScanner();

const head = 'from openai import OpenAI\nclient = OpenAI()\n\n';
const ask = (name: string, model = '"gpt-4o"') => `def ${name}(q: str):\n    return client.chat.completions.create(model=${model}, messages=[{"role": "user", "content": q}], max_tokens=100)\n\n`;
const rowsOf = async (code: string, entries: string): Promise<{ readonly rows: readonly SensitivityRow[]; readonly month: Picodollars; readonly calls: readonly AnalyzedCall[] }> => {
  const report = await scan({ 'app.py': head + code, 'llmcost.yaml': `calls:\n${entries}` });
  expect(report.problems).toEqual([]);
  const month = report.totals.monthly?.expected ?? 0n;
  expect(report.sensitivity.length).toBeLessThanOrEqual(3);
  const calls = reportedCalls(report.files);
  return { rows: sensitivityRows(countCalls(calls, []), month, createPlaces(report.files)), month, calls };
};
const words = (rows: readonly SensitivityRow[]) => rows.map((one) => `${one.callId.split('#')[1] ?? ''} ${one.what}`);

// The pinned price of gpt-4o on that day: 2.5 and 10 USD per million tokens.
describe('one assumption at its low and at its high', () => {
  test('volume and tokens, all others as expected, strongest first', async () => {
    const { rows, month } = await rowsOf(ask('ask') + ask('tell'), '  - { match: { function: ask }, volume: { perMonth: { low: 500, expected: 1000, high: 3000 } }, input: { low: 100, expected: 200, high: 400 }, output: 10 }\n  - { match: { function: tell }, volume: 1000, input: 10, output: { low: 1, expected: 10, high: 20 } }\n');
    const each = 200n * 2_500_000n + 10n * 10_000_000n;
    expect(words(rows)).toEqual(['ask volume', 'ask input tokens', 'tell output tokens']);
    expect(rows.map((one) => [one.low - month, one.high - month])).toEqual([[-500n * each, 2000n * each], [-1000n * 100n * 2_500_000n, 1000n * 200n * 2_500_000n], [-1000n * 9n * 10_000_000n, 1000n * 10n * 10_000_000n]]);
  });
  test('steps are an assumption of their own where a run grows with them: tokens are those of a typical run', async () => {
    const { rows, month, calls } = await rowsOf(`def ask(q: str):\n    for _ in range(20):\n        client.chat.completions.create(model="gpt-4o", messages=[{"role": "user", "content": q}], tools=tools, max_tokens=100)\n\ntools = [{"type": "function", "function": {"name": "find", "parameters": {"type": "object", "properties": {}}}}]\n`, '  - { match: { function: ask }, volume: 10, steps: { low: 2, expected: 4, high: 9 } }\n');
    const cost = calls[0]?.cost;
    const runs = cost?.state === 'priced' ? cost.runs : undefined;
    if (!runs) throw new Error('runs');
    expect(runs.one < runs.least && runs.least < runs.typical && runs.typical < runs.limit).toBe(true);
    const steps = rows.find((one) => one.what === 'steps');
    expect([steps?.low, steps?.high, steps?.basis]).toEqual([month - 10n * (runs.typical - runs.least), month + 10n * (runs.limit - runs.typical), 'declared']);
    const input = runs.typicalLines.filter((line) => line.meter !== 'output').reduce((sum, line) => sum + line.cost.high - line.cost.expected, 0n);
    expect(rows.find((one) => one.what === 'input tokens')?.high).toBe(month + 10n * input);
  });
  test('declared steps of a call that does not grow, and repeats of a helper', async () => {
    const { rows, month } = await rowsOf(ask('ask'), '  - { match: { function: ask }, volume: 100, input: 100, output: 10, steps: { low: 1, expected: 2, high: 6 } }\n');
    expect(rows.map((one) => [one.what, one.low, one.high])).toEqual([['steps', month / 2n, month * 3n]]);
  });
  test('a choice between models', async () => {
    const { rows } = await rowsOf(ask('ask', '"gpt-4o" if len(q) > 9 else "gpt-4o-mini"'), '  - { match: { function: ask }, volume: 100, input: 100, output: 10 }\n');
    expect(words(rows)).toEqual(['ask model']);
  });
  test('nothing moves where everything is exact, and nothing is told of calls without a month', async () => {
    expect((await rowsOf(ask('ask') + ask('tell'), '  - { match: { function: ask }, volume: 100, input: 100, output: 10 }\n')).rows).toEqual([]);
  });
});
