import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { run } from '../../src/cli/run.ts';
import { changedLines } from '../../src/text/edits.ts';
import { assets, pinned } from '../harness/analyze.ts';

const folder = mkdtempSync(join(tmpdir(), 'llmcost-fix-'));
afterAll(() => rmSync(folder, { recursive: true }));

const before = 'from openai import OpenAI\r\nclient = OpenAI()\r\nclient.responses.create(model="gpt-test", input="a")\r\nclient.responses.create(model="gpt-test", input="b")  # llmcost: ignore max-output-missing -- streamed\r\nclient.responses.create(\r\n    model="gpt-test",\r\n    input="c",\r\n)\r\n';

async function llmcost(...argv: string[]): Promise<{ code: number; out: string; err: string }> {
  let out = '';
  let err = '';
  const code = await run(argv, { cwd: folder, out: (text) => (out += text), err: (text) => (err += text), errIsTerminal: false, width: 100, today: '2026-11-21', version: 'test', catalog: pinned, assets });
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

test('fix tells what is wrong with its use', async () => {
  expect((await llmcost('fix')).code).toBe(2);
  expect((await llmcost('fix', '.', '--rulez')).code).toBe(2);
});

test('edits on one line are shown together', () => expect(changedLines('one\ntwo\n', [{ span: { start: 4, end: 7 }, text: '2' }, { span: { start: 7, end: 7 }, text: '!' }])).toEqual([{ line: 2, before: ['two'], after: ['2!'] }]));
