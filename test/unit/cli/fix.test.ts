import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { run } from '../../../src/cli/run.ts';
import { fixTogether } from '../../../src/findings/fixAll.ts';
import { editCells } from '../../../src/languages/notebookEdit.ts';
import type { Finding } from '../../../src/model.ts';
import { applyEdits, changedLines } from '../../../src/text/edits.ts';
import { assets, pinned, shared } from '../../harness/analyze.ts';

const folder = mkdtempSync(join(tmpdir(), 'llmcost-fix-'));
afterAll(() => rmSync(folder, { recursive: true }));

const before = 'from openai import OpenAI\r\nclient = OpenAI()\r\nclient.responses.create(model="gpt-test", input="a")\r\nclient.responses.create(model="gpt-test", input="b")  # llmcost: ignore max-output-missing -- streamed\r\nclient.responses.create(\r\n    model="gpt-test",\r\n    input="c",\r\n)\r\n';

async function llmcost(...argv: string[]): Promise<{ code: number; out: string; err: string }> {
  let out = '';
  let err = '';
  const code = await run(argv, { cwd: folder, out: (text) => (out += text), err: (text) => (err += text), errIsTerminal: false, width: 100, today: '2026-11-21', version: 'test', catalog: pinned, assets, shared });
  return { code, out, err };
}

test('fix counts, shows, and only then writes', { timeout: 60_000 }, async () => {
  writeFileSync(join(folder, 'app.py'), before);
  expect(await llmcost('fix', '.')).toEqual({ code: 0, out: '    2  max-output-missing\nName what to mend: llmcost fix PATH --rule RULE\n', err: '' });
  const shown = await llmcost('fix', '.', '--rule', 'max-output-missing');
  expect(shown.out).toContain('app.py:3\n- client.responses.create(model="gpt-test", input="a")\n+ client.responses.create(model="gpt-test", input="a", max_output_tokens=1024)\n');
  expect(shown.out).toContain('2 findings would be mended');
  expect(readFileSync(join(folder, 'app.py'), 'utf8')).toBe(before);
  await llmcost('fix', '.', '--rule', 'max-output-missing', '--write');
  expect(readFileSync(join(folder, 'app.py'), 'utf8')).toBe(before.replace('input="a")', 'input="a", max_output_tokens=1024)').replace('    input="c",\r\n', '    input="c",\r\n    max_output_tokens=1024,\r\n'));
});

/** Saved by different programs: one line a string, another indentation and escaped letters, the whole in one string, the third version of the format. */
const notebooks = {
  'jupyter.ipynb': ['{\n "cells": [\n  {\n   "cell_type": "markdown",\n   "source": ["client.responses.create(model=\\"gpt-test\\", input=\\"no code\\")"]\n  },\n  {\n   "cell_type": "code",\n   "execution_count": 1,\n   "outputs": [{"text": ["caf\u00e9 \\u00e9\\n"]}],\n   "source": [\n    "%time\\n",\n    "from openai import OpenAI\\n",\n    "client = OpenAI()"\n   ]\n  },\n  {\n   "cell_type": "code",\n   "metadata": {},\n   "source": [\n    "# caf\\u00e9\\n",\n    "client.responses.create(\\n",\n    "    model=\\"gpt-test\\",\\n",\n    "    input=\\"\\u00e9\\",\\n",\n    ")\\n",\n    "print(1)"\n   ]\n  }\n ],\n "metadata": {"language_info": {"name": "python"}},\n "nbformat": 4\n}\n', '    input=\\"\\u00e9\\",\\n",\n', '    input=\\"\\u00e9\\",\\n",\n    "    max_output_tokens=1024,\\n",\n'],
  'oneLine.ipynb': ['{"metadata":{"language_info":{"name":"python"}},"cells":[{"source":["from openai import OpenAI\\n","OpenAI().responses.create(model=\\"gpt-test\\", input=\\"\\u2603\\")"],"cell_type":"code"}]}', 'input=\\"\\u2603\\")', 'input=\\"\\u2603\\", max_output_tokens=1024)'],
  'oneString.ipynb': ['\uFEFF{"cells": [{"cell_type": "code", "source": "from openai import OpenAI\\nOpenAI().responses.create(\\n\\tmodel=\\"gpt-test\\",\\n\\tinput=\\"a\\"\\n)\\n"}], "metadata": {}}', 'input=\\"a\\"\\n', 'input=\\"a\\",\\n\\tmax_output_tokens=1024\\n'],
  'third.ipynb': ['{"worksheets": [{"cells": [{"cell_type": "code", "input": ["from openai import OpenAI\\r\\n", "OpenAI().responses.create(model=\\"gpt-test\\", input=\\"a\\")\\r\\n"]}]}], "metadata": {}}', 'input=\\"a\\")', 'input=\\"a\\", max_output_tokens=1024)'],
} as const;

test('fix writes the cells of notebooks, and no other byte', { timeout: 60_000 }, async () => {
  rmSync(join(folder, 'app.py'), { force: true });
  for (const [name, [text]] of Object.entries(notebooks)) writeFileSync(join(folder, name), text);
  const shown = await llmcost('fix', '.', '--rule', 'max-output-missing');
  expect(shown.out).toContain('jupyter.ipynb cell 2:4\n-     input="\u00e9",\n+     input="\u00e9",\n+     max_output_tokens=1024,\n');
  for (const [name, [text]] of Object.entries(notebooks)) expect(readFileSync(join(folder, name), 'utf8')).toBe(text);
  const done = await llmcost('fix', '.', '--rule', 'max-output-missing', '--write');
  expect(done).toMatchObject({ code: 0, err: '' });
  expect(done.out).toContain('4 findings mended');
  for (const [name, [text, from, to]] of Object.entries(notebooks)) expect(readFileSync(join(folder, name), 'utf8'), name).toBe(text.replace(from, to));
  expect((await llmcost('fix', '.')).out).toBe('Nothing here has a fix.\n');
});

test('lines of a cell that go, and the last line of all, leave a notebook that can be read', () => {
  const json = '{"cells": [{"cell_type": "code", "source": ["a\\n", "b\\n", "c"]}], "metadata": {}}';
  const cut = (start: number, end: number, text = '') => applyEdits(json, editCells(json, [{ text: 'a\nb\nc', offset: 0, cell: 0 }], [{ span: { start, end }, text }])?.flatMap((one) => one.written) ?? []);
  const sources = (text: string) => (JSON.parse(text) as { cells: { source: string[] }[] }).cells[0]?.source;
  expect(sources(cut(0, 2))).toEqual(['b\n', 'c']);
  expect(sources(cut(3, 5))).toEqual(['a\n', 'b']);
  expect(sources(cut(0, 5))).toEqual(['']);
  expect(sources(cut(5, 5, '\nd = "\u00e9"'))).toEqual(['a\n', 'b\n', 'c\n', 'd = "\u00e9"']);
  expect(cut(5, 5, '\u00e9')).toContain('"c\\u00e9"');
  expect(editCells(json, [{ text: 'a\nb', offset: 0, cell: 0 }], [{ span: { start: 2, end: 9 }, text: '' }])).toBeNull();
});

test('fix tells what is wrong with its use', async () => {
  expect((await llmcost('fix')).code).toBe(2);
  expect((await llmcost('fix', '.', '--rulez')).code).toBe(2);
});

test('edits on one line are shown together', () => expect(changedLines('one\ntwo\n', [{ span: { start: 4, end: 7 }, text: '2' }, { span: { start: 7, end: 7 }, text: '!' }])).toEqual([{ line: 2, before: ['two'], after: ['2!'] }]));

test('another model is put in before anything else is: what else the call takes depends on it', () => {
  const finding = (id: string, start: number): Finding => ({ id, severity: 'warning', confidence: 'certain', callId: 'a', span: { start, end: start + 1 }, message: '', saving: null, savingMonthly: null, byHand: null, documentation: '', file: 'a.py', fix: { title: id, edits: [{ span: { start, end: start }, text: id }] }, fixes: [] });
  const both = [finding('max-output-missing', 1), finding('model-retiring', 5)];
  const together = fixTogether(both, ['max-output-missing', 'model-retiring']);
  expect(together.findings.map((one) => one.id)).toEqual(['model-retiring']);
  expect(together.left).toBe(1);
  expect(fixTogether(both, ['max-output-missing'])).toMatchObject({ left: 0, edits: [{ text: 'max-output-missing' }] });
});
