import { expect, test } from 'vitest';
import { createScanner } from '../../harness/analyze.ts';

const scan = createScanner();
const callsOf = async (files: Readonly<Record<string, string>>) => (await scan(files)).files.flatMap((file) => file.calls);
const sent = (client: string) => `import os\nfrom openai import OpenAI\n\nclient = OpenAI(${client})\nclient.chat.completions.create(model="gpt-4o-mini", messages=[{"role": "user", "content": "Say hi"}], max_tokens=10)\n`;

test('an address that no seller has is nobody else\'s price: it says so, and a team may say whose it is', async () => {
  const app = sent('base_url="https://llm.corp.example/v1"');
  const [unknown] = await callsOf({ 'app.py': app });
  expect(unknown?.call).toMatchObject({ provider: null, sentTo: { host: 'llm.corp.example' } });
  expect(unknown?.cost).toMatchObject({ state: 'unknown', why: 'model-without-price', reason: 'no price list of llm.corp.example is in the catalog' });
  const declared = 'pricing:\n  - { model: "gpt-*", provider: llm.corp.example, is: openai/gpt-4o-mini, reason: our proxy passes on what OpenAI takes }\n';
  const [known] = await callsOf({ 'app.py': app, 'llmcost.yaml': declared });
  expect(known?.cost).toMatchObject({ state: 'priced', price: { entry: 'openai/gpt-4o-mini' } });
  const [own] = await callsOf({ 'app.py': app, 'llmcost.yaml': 'pricing:\n  - { model: gpt-4o-mini, provider: llm.corp.example, rates: { input: 0.2, output: 0.8 } }\n' });
  expect(own?.cost).toMatchObject({ state: 'priced', price: { entry: 'llmcost.yaml:2' } });
});

test('an address that the code does not tell: the maker\'s price, assumed, and why', async () => {
  const [call] = await callsOf({ 'app.py': sent('base_url=os.environ["LLM_URL"]') });
  expect(call?.call).toMatchObject({ provider: null, sentTo: { host: null } });
  expect(call?.cost).toMatchObject({ state: 'priced', perCall: { basis: 'assumed' }, price: { entry: 'openai/gpt-4o-mini', assumed: 'who bills is not known (its address is environment variable LLM_URL): openai/gpt-4o-mini is what its maker takes' } });
});

test('no address, or none set, is the SDK\'s own', async () => {
  for (const client of ['', 'base_url=None', 'base_url="https://api.openai.com/v1"']) {
    const [call] = await callsOf({ 'app.py': sent(client) });
    expect(call?.call.provider, client).toBe('openai');
    expect(call?.call.sentTo, client).toBeUndefined();
  }
});

test('a provider of the AI SDK at another address is the one it reaches', async () => {
  const calls = await callsOf({ 'app.ts': `import { generateText } from 'ai';\nimport { createOpenAI } from '@ai-sdk/openai';\nconst one = createOpenAI({ baseURL: 'https://api.groq.com/openai/v1' });\nconst two = createOpenAI({ baseURL: 'https://llm.corp.example/v1' });\nawait generateText({ model: one('llama-3.3-70b-versatile'), prompt: 'hi' });\nawait generateText({ model: two('gpt-4o'), prompt: 'hi' });\n` });
  expect(calls.map(({ call }) => [call.provider, call.sentTo?.host])).toEqual([['groq', undefined], [null, 'llm.corp.example']]);
});
