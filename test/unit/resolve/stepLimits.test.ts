import { expect, test } from 'vitest';
import { scan } from '../../harness/analyze.ts';

test('a limit of steps that is not given is the library\'s; one that cannot be read is not known', async () => {
  const run = (more: string) => `await generateText({ model: openai('gpt-4o'), prompt: 'Go on.', tools, ${more} });\n`;
  const source = `import { generateText, hasToolCall, stepCountIs } from 'ai';\nimport { openai } from '@ai-sdk/openai';\nexport async function go(tools, maxSteps) {\n${[run(''), run('stopWhen: stepCountIs(7)'), run('maxSteps'), run("stopWhen: hasToolCall('done')")].join('')}}\n`;
  const calls = (await scan({ 'app.ts': source })).files.flatMap((file) => file.calls);
  expect(calls.map(({ call }) => call.repetition.steps)).toEqual([1, 7, null, null]);
});

test.each([
  ['agents without tools answer once', "import { Agent, run } from '@openai/agents';\nconst poet = new Agent({ name: 'poet', instructions: 'Rhyme.', model: 'gpt-4o' });\nawait run(poet, 'The sea.');\n", 1, 1],
  ['with tools they go on', "import { Agent, run } from '@openai/agents';\nconst poet = new Agent({ name: 'poet', instructions: 'Rhyme.', model: 'gpt-4o', tools: [dictionary] });\nawait run(poet, 'The sea.');\n", 10, 6],
  ['an empty list of tools is none', "import { Agent, run } from '@openai/agents';\nawait run(new Agent({ name: 'poet', instructions: 'Rhyme.', model: 'gpt-4o', tools: [], handoffs: [] }), 'The sea.');\n", 1, 1],
  ['whom it hands over to may be said later', "import { Agent, run } from '@openai/agents';\nconst clerk = new Agent({ name: 'clerk', instructions: 'Sort.', model: 'gpt-4o' });\nconst boss = new Agent({ name: 'boss', instructions: 'Decide.', model: 'gpt-4o', handoffs: [clerk] });\nclerk.handoffs = [boss];\nawait run(clerk, 'Leave?');\n", 10, 6],
  ['what made the agent is not seen', "import { run } from '@openai/agents';\nexport const go = (agent) => run(agent, 'The sea.');\n", 10, 6],
  ['prompts of Genkit', "import { genkit } from 'genkit';\nconst ai = genkit({ model: 'googleai/gemini-2.5-flash' });\nconst poem = ai.definePrompt({ name: 'poem', prompt: 'About {{thing}}.' });\nawait poem({ thing: 'sea' });\n", 1, 1],
  ['an agent that nothing limits', "import { createAgent } from 'langchain';\nconst agent = createAgent({ model: 'openai:gpt-4o', tools: [search] });\nawait agent.invoke({ messages: [{ role: 'user', content: 'Go on.' }] });\n", null, 6],
  ['one that brings its own tools, with a limit that is handed in', "import { query } from '@anthropic-ai/claude-agent-sdk';\nexport const go = (maxTurns) => query({ prompt: 'Mend it.', options: { model: 'claude-sonnet-4-5', maxTurns } });\n", null, 6],
])('%s', async (_, source, limit, expected) => {
  const [one] = (await scan({ 'app.mjs': source })).files.flatMap((file) => file.calls);
  expect([one?.call.repetition.steps, one?.tokens.steps?.count.expected ?? 1]).toEqual([limit, expected]);
});
