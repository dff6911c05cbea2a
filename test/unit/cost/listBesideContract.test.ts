import { expect, test } from 'vitest';
import { createScanner } from '../../harness/analyze.ts';

const scan = createScanner();
const code = (messages: string) => `from openai import OpenAI\nclient = OpenAI()\n\ndef ask(history: list):\n    return client.chat.completions.create(model="gpt-4o", messages=${messages}, max_tokens=100)\n`;
const callOf = async (entry: string, rest = '', messages = '[{"role": "user", "content": "hi"}]') => {
  const report = await scan({ 'app.py': code(messages), 'llmcost.yaml': `calls:\n  - { match: { function: ask }, ${entry} }\n${rest}` });
  expect(report.problems).toEqual([]);
  const [call] = report.files.flatMap((file) => file.calls);
  if (!call) throw new Error('a call');
  return call;
};

// The pinned price of gpt-4o: 2.5 and 10 USD per million tokens, half of that in a batch.
test('beside a contract the list price is that of the same way to send: of a batch where it is one', async () => {
  const { variants } = await callOf('volume: 100, input: 1000, output: 10, batchShare: 0.5', 'pricing:\n  - { model: gpt-4o, discount: 0.1 }\n');
  const listed = variants.map((one) => [one.isBatch, one.list?.reduce((sum, line) => sum + line.cost.expected, 0n)]);
  expect(listed).toEqual([[false, 2_600_000_000n], [true, 1_300_000_000n]]);
});

test('turns of a conversation are told where its length is assumed, and not where it is declared', async () => {
  const told = async (entry: string) => {
    const { cost } = await callOf(entry, '', 'history');
    return cost.state === 'priced' && cost.conversation !== undefined;
  };
  expect([await told('volume: 100'), await told('volume: 100, input: 1000')]).toEqual([true, false]);
});
