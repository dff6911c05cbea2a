import { expect, test } from 'vitest';
import { scan } from '../../harness/analyze.ts';

const request = 'import openai\n\ndef chat(args):\n    return openai.OpenAI().chat.completions.create(model=args.model, messages=args.messages)\n';
const runner = "import { Anthropic } from '@anthropic-ai/sdk';\nexport const run = (client: Anthropic, body) => client.messages.create({ ...body, max_tokens: 10 });\n";
const found = async (files: Readonly<Record<string, string>>) => (await scan(files)).files.filter((file) => file.calls.length > 0).map((file) => file.path);

test('what an SDK calls of its own is no use of it; its examples are', async () => {
  const manifest = '[project]\nname = "openai"\n';
  expect(await found({ 'pyproject.toml': manifest, 'src/openai/__init__.py': '', 'src/openai/cli.py': request, 'examples/demo.py': request })).toEqual(['examples/demo.py']);
  expect(await found({ 'package.json': '{ "name": "@anthropic-ai/sdk" }', 'src/index.ts': 'export class Anthropic {}', 'src/runner.ts': runner, 'examples/demo.ts': runner })).toEqual(['examples/demo.ts']);
});

test('a framework that sends requests by another SDK sends them', async () => {
  expect(await found({ 'pyproject.toml': '[project]\nname = "langchain-openai"\n', 'langchain_openai/__init__.py': '', 'langchain_openai/base.py': request })).toEqual(['langchain_openai/base.py']);
});

test('a folder of a project that is called like an SDK is the project\'s', async () => {
  expect(await found({ 'pyproject.toml': '[project]\nname = "shop"\n', 'openai/__init__.py': '', 'app/chat.py': request, 'anthropic/chat.py': request })).toEqual(['anthropic/chat.py', 'app/chat.py']);
});
