import { expect, test } from 'vitest';
import { toScanResult } from '../../../src/report/json.ts';
import { withoutMagics } from '../../../src/languages/notebook.ts';
import { scan } from '../../harness/analyze.ts';

const notebook = (...cells: string[]) => JSON.stringify({ cells: [{ cell_type: 'markdown', source: ['# x'] }, ...cells.map((source) => ({ cell_type: 'code', source }))], metadata: { language_info: { name: 'python' } } });

test('names flow from earlier cells, and places are inside the cell', async () => {
  const report = await scan({ 'a.ipynb': notebook('%pip install openai\nfrom openai import OpenAI\nclient = OpenAI()', 'MODEL = "gpt-4o"', '%%time\n\nclient.chat.completions.create(model=MODEL, messages=[])') });
  const [call] = toScanResult(report).calls;
  expect(call).toMatchObject({ cell: 2, range: { start: { line: 3, column: 1 } }, model: { id: 'gpt-4o' } });
});
test('magics keep every offset', () => {
  for (const text of ['!ls\nx = 1', '%time y = f(1)', '%%bash\necho hi', 'files = !ls', '%%time\nz = 2', '?help']) expect(withoutMagics(text)).toHaveLength(text.length);
  expect(withoutMagics('%time y = f(1)').trim()).toBe('y = f(1)');
});
test('a broken notebook is listed with its reason', async () => {
  const report = await scan({ 'a.ipynb': '{"cells": [ "import openai"' });
  expect(report.skipped[0]?.reason).toMatch(/not a notebook/);
});
