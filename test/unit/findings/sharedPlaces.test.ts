import { expect, test } from 'vitest';
import { scan } from '../../harness/analyze.ts';

const made = 'from langchain_openai import ChatOpenAI\n\nllm = ChatOpenAI(model="gpt-4o")\n';
const used = 'from app.llm import llm\n\n\ndef ask(text: str):\n    return llm.invoke(text)\n';
const told = async (files: Readonly<Record<string, string>>) => (await scan(files)).files.flatMap((file) => file.findings.filter((one) => one.severity === 'warning')).map((one) => `${one.file} ${one.id}`);

test('what the calls of several files share is told once', async () => {
  expect(await told({ 'app/llm.py': made, 'app/a.py': used, 'app/b.py': used })).toEqual(['app/a.py max-output-missing', 'app/a.py model-retiring']);
});

test('it is told in the file of the place where that has calls', async () => {
  const files = { 'app/llm.py': `${made}print(llm.invoke("Hello"))\n`, 'app/a.py': used };
  expect(await told(files)).toEqual(['app/llm.py max-output-missing', 'app/llm.py model-retiring']);
});

test('of calls that share it the surest speaks', async () => {
  const unsure = 'from app.llm import llm\n\n\ndef ask(text: str):\n    model = pick(llm)\n    return model.invoke(text)\n';
  expect(await told({ 'app/llm.py': made, 'app/a.py': unsure, 'app/b.py': used })).toContain('app/b.py max-output-missing');
});

test('a message names the place in another file', async () => {
  const report = await scan({ 'app/llm.py': made, 'app/a.py': used });
  const cap = report.files.flatMap((file) => file.findings).find((one) => one.id === 'max-output-missing');
  expect(cap?.message).toBe('No output cap: one answer may take up to 16,384 output tokens. Set max_tokens in ChatOpenAI (app/llm.py, line 3).');
});
