import { expect, test } from 'vitest';
import type { AnalyzedCall, Estimate } from '../../../src/model.ts';
import { assumptionsSection } from '../../../src/report/assumptions.ts';
import type { CallRow } from '../../../src/report/rows.ts';

const range = (low: number, expected: number, high: number, basis: Estimate<number>['basis'] = 'assumed'): Estimate<number> => ({ low, expected, high, basis });
const row = (place: string, input: Estimate<number>, notes: readonly (readonly [string, Estimate<number>])[], more: Partial<CallRow> = {}): CallRow => {
  const tokens = { input, output: range(0, 0, 0, 'counted'), notes: notes.map(([what, one]) => ({ what, tokens: one })) };
  return { place, file: place, line: 1, column: 1, cell: null, counted: { isElsewhere: false }, analyzed: { cost: { state: 'priced', price: {} }, tokens } as unknown as AnalyzedCall, ...more } as unknown as CallRow;
};
const shown = (rows: readonly CallRow[]) => assumptionsSection(rows).rows.map((cells) => cells.map((one) => one.text));

test('calls that rest on the same assumption are one row, over the widest range and with the first as example', () => {
  const rows = [row('a.py:1', range(1, 9, 99), [['question', range(5, 40, 300)]]), row('b.py:1', range(1, 9, 99), [['question', range(2, 40, 100)]]), row('c.py:1', range(1, 9, 99), [['docs', range(10, 900, 5000)]])];
  expect(shown(rows)).toEqual([['question', '40', '2–300', '2', 'a.py:1'], ['docs', '900', '10–5k', '1', 'c.py:1']]);
});

test('what is counted, declared or of a call that counts elsewhere is not assumed', () => {
  const question = [['question', range(5, 40, 300)]] as const;
  expect(shown([row('a.py:1', range(1, 9, 99), [['text', range(5, 5, 5, 'counted')]]), row('b.py:1', range(1, 9, 99, 'declared'), question), row('c.py:1', range(1, 9, 99), question, { counted: { isElsewhere: true } } as Partial<CallRow>)])).toEqual([]);
});
