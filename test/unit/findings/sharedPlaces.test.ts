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

test('a finding about a model stands where its id is written, also in another cell', async () => {
  const cells = ['from openai import OpenAI\nclient = OpenAI()\nMODEL = "gpt-4o"\n', 'client.responses.create(model=MODEL, max_output_tokens=4000, input="Hello")\n'];
  const notebook = JSON.stringify({ cells: cells.map((source) => ({ cell_type: 'code', source, metadata: {}, outputs: [], execution_count: null })), metadata: { language_info: { name: 'python' } }, nbformat: 4, nbformat_minor: 5 });
  const report = await scan({ 'app.ipynb': notebook });
  const found = report.files.flatMap((file) => file.findings).find((one) => one.id === 'model-retiring');
  expect(cells.join('\n').slice(found?.span.start, found?.span.end)).toBe('"gpt-4o"');
});

test('a default in another file is named with it', async () => {
  const report = await scan({ 'app/config.py': 'import os\nMODEL = os.getenv("MODEL", "gpt-4o")\n', 'app/a.py': 'from openai import OpenAI\nfrom app.config import MODEL\nOpenAI().responses.create(model=MODEL, max_output_tokens=4000, input="Hello")\n' });
  expect(report.files.flatMap((file) => file.findings).find((one) => one.id === 'model-retiring')?.message).toMatch(/^gpt-4o, the default in app\/config\.py, will be shut down/);
});
