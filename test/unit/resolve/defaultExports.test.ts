import { expect, test } from 'vitest';
import { scan } from '../../harness/analyze.ts';

const request = "openai.chat.completions.create({ model: 'gpt-4o-mini', max_tokens: 9, messages: [{ role: 'user', content: text }] })";
const client = "import OpenAI from 'openai';\nconst openai = new OpenAI();\n";
const callers = async (files: Readonly<Record<string, string>>) => (await scan(files)).files.flatMap((file) => file.calls).filter(({ call }) => call.kind === 'wrapper').map(({ call }) => call.file);

test('a helper that is exported by default is called by any name, in files that mention nothing else', async () => {
  expect(await callers({ 'src/api.js': `${client}export default async ({ text }) => {\n  return ${request};\n};\n`, 'src/App.jsx': "import generate from './api';\nexport const run = (prompt) => generate({ text: prompt });\n", 'src/other.js': "import api from './apis';\napi({ text: 'x' });\n" })).toEqual(['src/App.jsx']);
  expect(await callers({ 'lib/ask/index.js': `${client}async function askModel(text) {\n  return ${request};\n}\nmodule.exports = askModel;\n`, 'bot.js': "const reply = require('./lib/ask');\nmodule.exports = (message) => reply(message);\n" })).toContain('bot.js');
  expect(await callers({ 'lib/answer.ts': `${client}export default function fetchAnswer(text: string) {\n  return ${request};\n}\n`, 'page.ts': "export const load = async (prompt: string) => {\n  const { default: answer } = await import('./lib/answer');\n  return answer(prompt);\n};\n" })).toEqual(['page.ts']);
});
