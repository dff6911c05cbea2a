import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js';
import catalog from 'llmcost:catalog';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { serveTools } from '../../../src/cli/mcp.ts';
import { assets } from '../../harness/analyze.ts';

const code = 'from openai import OpenAI\n\ndef ask(question):\n    return OpenAI().chat.completions.create(model="gpt-4o-mini", messages=[{"role": "user", "content": question}], max_tokens=50)\n';
const folder = mkdtempSync(join(tmpdir(), 'llmcost-mcp-'));
const client = new Client({ name: 'test', version: '0' });
let end = () => {};

beforeAll(async () => {
  writeFileSync(join(folder, 'a.py'), code);
  const [near, far] = InMemoryTransport.createLinkedPair();
  end = await serveTools([folder], { catalog, assets, version: 'test' }, far);
  await client.connect(near);
});
afterAll(async () => {
  await client.close();
  end();
  rmSync(folder, { recursive: true, force: true });
});

const ask = async (name: string, args: Record<string, unknown>) => {
  const answer = (await client.callTool({ name, arguments: args })) as { isError?: boolean; content: { text: string }[] };
  return { isError: answer.isError ?? false, text: answer.content.map((one) => one.text).join('\n') };
};

test('the tools are listed with their parameters', async () => {
  const { tools } = await client.listTools();
  expect(tools.map((one) => one.name)).toEqual(['llmcost_estimate_snippet', 'llmcost_list_calls', 'llmcost_what_if', 'llmcost_model_price']);
  expect(tools[0]?.inputSchema.required).toEqual(['language', 'code']);
  expect(tools.every((one) => one.annotations?.readOnlyHint)).toBe(true);
});

test('a snippet is estimated with a range and what it rests on', async () => {
  const { text } = await ask('llmcost_estimate_snippet', { language: 'python', code });
  expect(text).toMatch(/^line 4: openai\.chat\.completions, gpt-4o-mini: .*\$.*rests on: assumed; in .*out ≤ 50; volume not declared/);
});

test('calls are listed as the files are at the time of the question; no month is invented', async () => {
  expect((await ask('llmcost_list_calls', {})).text).toMatch(/No monthly total.*a\.py:4 openai\.chat\.completions, gpt-4o-mini/s);
  expect((await ask('llmcost_what_if', { model: 'gpt-4.1-nano' })).text).toMatch(/there is no month to compare/);
  writeFileSync(join(folder, 'llmcost.yaml'), 'calls:\n  - match: { file: a.py }\n    volume: 100000/month\n');
  expect((await ask('llmcost_list_calls', { filter: 'gpt-4o' })).text).toMatch(/\$[\d.]+ per month/);
  const { text } = await ask('llmcost_what_if', { model: 'gpt-4.1-nano' });
  expect(text).toMatch(/now \$[\d.]+ per month .*then \$[\d.]+ .*−\$[\d.]+ per month\. 1 call changes/);
}, 30_000);

test('a price has its source; an unknown model stays unknown; wrong arguments are told', async () => {
  expect((await ask('llmcost_model_price', { model: 'gpt-4o-mini', inputTokens: 1000, outputTokens: 100 })).text).toMatch(/openai\/gpt-4o-mini.*https:\/\/.*checked 20\d\d-.*This request: \$/s);
  expect((await ask('llmcost_model_price', { model: 'acme-9000' })).text).toMatch(/^acme-9000: price not known/);
  expect(await ask('llmcost_estimate_snippet', { language: 'cobol', code })).toMatchObject({ isError: true, text: expect.stringContaining('language must be one of') });
  expect(await ask('llmcost_model_price', { model: 'gpt-4o', inputTokens: -5 })).toMatchObject({ isError: true });
});
