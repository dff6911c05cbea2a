import { expect, test } from 'vitest';
import { scan } from '../../harness/analyze.ts';

test('a limit of steps that is not given is the library\'s; one that cannot be read is not known', async () => {
  const run = (more: string) => `await generateText({ model: openai('gpt-4o'), prompt: 'Go on.', tools, ${more} });\n`;
  const source = `import { generateText, hasToolCall, stepCountIs } from 'ai';\nimport { openai } from '@ai-sdk/openai';\nexport async function go(tools, maxSteps) {\n${[run(''), run('stopWhen: stepCountIs(7)'), run('maxSteps'), run("stopWhen: hasToolCall('done')")].join('')}}\n`;
  const calls = (await scan({ 'app.ts': source })).files.flatMap((file) => file.calls);
  expect(calls.map(({ call }) => call.repetition.steps)).toEqual([1, 7, null, null]);
});
