import { expect, test } from 'vitest';
import { scan } from '../harness/analyze.ts';

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
