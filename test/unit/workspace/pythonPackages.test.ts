import { expect, test } from 'vitest';
import { pythonPackagesOf } from '../../../src/workspace/packages.ts';
import { scan } from '../../harness/analyze.ts';

test('packages of distributions, in either layout; a name that two have is none', () => {
  const paths = ['pyproject.toml', 'app/__init__.py', 'libs/llm/pyproject.toml', 'libs/llm/src/llm_tools/__init__.py', 'libs/llm/src/llm_tools/inner/__init__.py', 'libs/a/setup.py', 'libs/a/common/__init__.py', 'libs/b/setup.cfg', 'libs/b/common/__init__.py', 'loose/part/__init__.py'];
  expect([...pythonPackagesOf(paths)]).toEqual([['app', ''], ['llm_tools', 'libs/llm/src']]);
});

test('a service calls a helper of another distribution of its repository', async () => {
  const ask = 'from openai import OpenAI\n\ndef ask(prompt):\n    return OpenAI().chat.completions.create(model="gpt-4o", messages=[{"role": "user", "content": prompt}], max_tokens=50)\n';
  const use = 'from llm_tools.ask import ask\n\ndef answer(question):\n    return ask("Briefly: " + question)\n';
  const report = await scan({ 'libs/llm/pyproject.toml': '', 'libs/llm/src/llm_tools/__init__.py': '', 'libs/llm/src/llm_tools/ask.py': ask, 'services/web/views.py': use });
  const calls = report.files.flatMap((file) => file.calls.map((one) => `${one.call.file} ${one.call.kind} ${one.call.model.state === 'known' ? one.call.model.value : ''}`));
  expect(calls.toSorted()).toEqual(['libs/llm/src/llm_tools/ask.py direct gpt-4o', 'services/web/views.py wrapper gpt-4o']);
});
