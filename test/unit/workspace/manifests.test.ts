import { expect, test } from 'vitest';
import { scan } from '../../harness/analyze.ts';

const code = "import { generateText } from 'ai';\nimport { openai } from '@ai-sdk/openai';\nexport const answer = (prompt: string) => generateText({ model: openai('gpt-test'), prompt });\n";
const parameterIn = async (files: Readonly<Record<string, string>>) => (await scan(files)).files.flatMap((file) => file.calls.map((one) => one.call.capSlot?.parameter));
const needs = (range: string, key = 'dependencies') => JSON.stringify({ name: 'app', [key]: { ai: range } });

test('a cap is spelled as the version of the library that the project asks for spells it', async () => {
  expect(await parameterIn({ 'app/src/a.ts': code })).toEqual(['maxOutputTokens']);
  expect(await parameterIn({ 'app/src/a.ts': code, 'app/package.json': needs('^4.3.17') })).toEqual(['maxTokens']);
  expect(await parameterIn({ 'app/src/a.ts': code, 'app/package.json': needs('5.0.52') })).toEqual(['maxOutputTokens']);
  expect(await parameterIn({ 'app/src/a.ts': code, 'package.json': needs('~4.0.0', 'devDependencies') })).toEqual(['maxTokens']);
  expect(await parameterIn({ 'app/src/a.ts': code, 'other/package.json': needs('^4.3.17') })).toEqual(['maxOutputTokens']);
  expect(await parameterIn({ 'app/src/a.ts': code, 'app/package.json': needs('^3.0.0 || ^6.0.0') })).toEqual(['maxOutputTokens']);
  expect(await parameterIn({ 'app/src/a.ts': code, 'app/package.json': needs('latest') })).toEqual(['maxOutputTokens']);
});

test('a version may stand in the catalog of the workspace', async () => {
  const catalog = 'packages:\n  - apps/*\ncatalog:\n  "@ai-sdk/openai": ^1.3.22\n  ai: ^4.3.17 # of last year\n';
  expect(await parameterIn({ 'app/src/a.ts': code, 'app/package.json': needs('catalog:'), 'pnpm-workspace.yaml': catalog })).toEqual(['maxTokens']);
  expect(await parameterIn({ 'app/src/a.ts': code, 'app/package.json': needs('catalog:') })).toEqual(['maxOutputTokens']);
  expect(await parameterIn({ 'app/src/a.ts': code, 'app/package.json': '{', 'package.json': needs('4') })).toEqual(['maxTokens']);
});

const python = 'from openai import OpenAI\n\nclient = OpenAI()\nclient.chat.completions.create(model="gpt-4o-mini", messages=[{"role": "user", "content": "Hello"}])\n';

test.each([
  ['requirements.txt', 'fastapi==0.110.0\nopenai==1.34.0\n', 'max_tokens'],
  ['requirements.txt', 'openai==1.45.0', 'max_completion_tokens'],
  ['requirements.txt', 'openai>=1.0', 'max_completion_tokens'],
  ['requirements.txt', 'openai>=1.0,<1.40  # pinned', 'max_tokens'],
  ['requirements.txt', 'openai~=1.30.0', 'max_tokens'],
  ['requirements.txt', 'openai~=1.30', 'max_completion_tokens'],
  ['requirements.txt', 'openai[realtime]==0.27.8', 'max_tokens'],
  ['requirements.txt', 'openai', 'max_completion_tokens'],
  ['requirements.txt', '# openai==1.2.3\nopenai-agents==0.1.0', 'max_completion_tokens'],
  ['requirements-dev.txt', 'openai==1.2.3', 'max_tokens'],
  ['pyproject.toml', '[project]\ndependencies = [\n  "httpx",\n  "openai==1.2.3",\n]\n', 'max_tokens'],
  ['pyproject.toml', '[tool.poetry.dependencies]\nopenai = "1.14.3"\n', 'max_tokens'],
  ['pyproject.toml', '[tool.poetry.dependencies]\nopenai = "^1.14.3"\n', 'max_completion_tokens'],
])('%s with %j: %s', async (name, text, parameter) => {
  expect(await parameterIn({ 'app/a.py': python, [name]: text })).toEqual([parameter]);
});

const node = "import OpenAI from 'openai';\nconst client = new OpenAI();\nexport const answer = (content: string) => client.chat.completions.create({ model: 'gpt-4o-mini', messages: [{ role: 'user', content }] });\n";
const asks = JSON.stringify({ dependencies: { openai: '^4.24.7' } });

test.each([
  ['package-lock.json', '{ "packages": { "": {}, "node_modules/openai": {\n "version": "4.24.7" } } }', 'max_tokens'],
  ['pnpm-lock.yaml', 'packages:\n\n  openai@4.0.0:\n    resolution: {}\n', 'max_tokens'],
  ['pnpm-lock.yaml', 'packages:\n\n  /openai/4.104.0:\n    resolution: {}\n', 'max_completion_tokens'],
  ['yarn.lock', 'openai@^4.24.7:\n  version "4.28.0"\n', 'max_tokens'],
  ['other.txt', '', 'max_completion_tokens'],
])('a lock file says which version it is: %s', async (name, text, parameter) => {
  expect(await parameterIn({ 'a.ts': node, 'package.json': asks, [name]: text })).toEqual([parameter]);
});

test('what an older version sends by itself is what a newer model may refuse', async () => {
  const asked = "import { generateText } from 'ai';\nimport { openai } from '@ai-sdk/openai';\nexport const answer = (prompt: string) => generateText({ model: openai('gpt-4-1106-preview'), prompt });\n";
  const fixesWith = async (range: string) => (await scan({ 'a.ts': asked, 'package.json': needs(range) })).files.flatMap((file) => file.findings.filter((one) => one.id === 'model-deprecated').map((one) => [one.fix !== null && !one.fix.suppresses, /temperature of 0/.test(one.message)]));
  expect(await fixesWith('^4.3.17')).toEqual([[false, true]]);
  expect(await fixesWith('^5.0.0')).toEqual([[true, false]]);
});

test('a lock file that is not there is nothing that was left out', async () => {
  expect((await scan({ 'a.ts': node, 'package.json': asks })).skipped).toEqual([]);
});

test('Mastra spells the cap by its version; a snapshot of it leaves the edit to a person', async () => {
  const agent = "import { Agent } from '@mastra/core/agent';\nimport { openai } from '@ai-sdk/openai';\nconst agent = new Agent({ name: 'a', instructions: 'Answer.', model: openai('gpt-test') });\n";
  const slotsOf = async (call: string, version: string) => (await scan({ 'src/a.ts': `${agent}export const answer = () => ${call};\n`, 'package.json': JSON.stringify({ name: 'app', dependencies: { '@mastra/core': version } }) })).files.flatMap((file) => file.calls.map(({ call: { capSlot } }) => [capSlot?.parameter, capSlot?.edit !== null]));
  expect(await slotsOf("agent.generate('Hello', { maxSteps: 2 })", '^1.2.0')).toEqual([['modelSettings.maxOutputTokens', true]]);
  expect(await slotsOf("agent.stream('Hello', { maxSteps: 2 })", '^0.10.4')).toEqual([['maxTokens', true]]);
  expect(await slotsOf("agent.streamVNext('Hello', { maxSteps: 2 })", '^0.18.0')).toEqual([['modelSettings.maxOutputTokens', true]]);
  expect(await slotsOf("agent.generateLegacy('Hello', { maxSteps: 2 })", '^1.2.0')).toEqual([['maxTokens', true]]);
  expect(await slotsOf("agent.generate('Hello', { maxSteps: 2 })", '0.0.0-ai-v5-20250729181825')).toEqual([['maxOutputTokens', false]]);
});
