import { describe, expect, it } from 'vitest';
import { scan } from '../../harness/analyze.ts';

async function callsOf(files: Readonly<Record<string, string>>) {
  const report = await scan(files);
  return report.files.flatMap((file) => file.calls.map(({ call }) => `${file.path}: ${call.kind} ${call.api} ${call.model.state === 'known' ? call.model.value : call.model.state}`));
}

const ask = 'from openai import OpenAI\nclient = OpenAI()\ndef ask(prompt):\n    return client.chat.completions.create(model="gpt-4o", messages=[{"role": "user", "content": prompt}], max_tokens=9)\n';

describe('modules of a project', () => {
  it('a folder inside a package does not hide an installed module of the same name', async () => {
    expect(await callsOf({
      'app/__init__.py': '', 'app/anthropic/__init__.py': '',
      'app/anthropic/chat.py': 'import anthropic\nanthropic.Anthropic().messages.create(model="claude-sonnet-4-5", max_tokens=5, messages=[])\n',
    })).toEqual(['app/anthropic/chat.py: direct anthropic.messages claude-sonnet-4-5']);
  });

  it('the examples of an SDK are read by its table, the SDK itself by its source', async () => {
    const files = {
      'swarm/__init__.py': 'from .core import Swarm\nfrom .types import Agent\n',
      'swarm/types.py': 'class Agent:\n    model: str = "gpt-4o"\n',
      'swarm/core.py': 'from openai import OpenAI\nclass Swarm:\n    def __init__(self):\n        self.client = OpenAI()\n    def run(self, agent, messages):\n        return self.client.chat.completions.create(model=agent.model, messages=messages)\n',
      'examples/a.py': 'from swarm import Swarm, Agent\nSwarm().run(agent=Agent(name="a", instructions="Help."), messages=[{"role": "user", "content": "hi"}])\n',
    };
    expect(await callsOf({ ...files, 'setup.cfg': '[metadata]\nname = swarm\n' })).toEqual(['examples/a.py: framework swarm.run dynamic', 'swarm/core.py: direct openai.chat.completions dynamic']);
    // Without the manifest it is a folder of the project's own that happens to be called so.
    expect((await callsOf(files))[0]).toBe('examples/a.py: wrapper openai.chat.completions gpt-4o');
  });

  it('helpers are found through src layouts, star imports, re-exports and aliases of tsconfig', async () => {
    expect(await callsOf({ 'src/shop/llm.py': ask, 'src/shop/__init__.py': 'from .llm import *\n', 'jobs/run.py': 'from shop import ask\nask("hi there")\n' })).toEqual(['jobs/run.py: wrapper openai.chat.completions gpt-4o', 'src/shop/llm.py: direct openai.chat.completions gpt-4o']);
    const helper = "import OpenAI from 'openai';\nconst openai = new OpenAI();\nexport const ask = (prompt: string) => openai.chat.completions.create({ model: 'gpt-4o', max_tokens: 9, messages: [{ role: 'user', content: prompt }] });\n";
    expect(await callsOf({ 'tsconfig.json': '{ "compilerOptions": { "paths": { "#lib/*": ["./src/lib/*"] } } }', 'src/lib/ask.ts': helper, 'src/lib/index.ts': "export * from './ask';\n", 'src/page.ts': "import { ask } from '#lib/index';\nexport const page = () => ask('hi there');\n" })).toEqual(['src/lib/ask.ts: direct openai.chat.completions gpt-4o', 'src/page.ts: wrapper openai.chat.completions gpt-4o']);
  });

  it('circular imports and classes end', async () => {
    expect(await callsOf({ 'a.py': `from b import again\n${ask}\ndef one(prompt):\n    return again(prompt)\nclass A(B): pass\nclass B(A): pass\n`, 'b.py': 'from a import ask, one\ndef again(prompt):\n    one(prompt)\n    return ask(prompt)\nagain("hi")\n' }))
      .toEqual(expect.arrayContaining(['a.py: direct openai.chat.completions gpt-4o', 'b.py: wrapper openai.chat.completions gpt-4o']));
  });
});

it('a class that only a text annotation names is found where the project has one of that name', async () => {
  expect(await callsOf({
    'llm.py': 'from openai import OpenAI\nclass BaseLLM:\n    def __init__(self):\n        self.client = OpenAI()\n    def aask(self, msg):\n        return self.client.chat.completions.create(model="gpt-4o", max_tokens=5, messages=[{"role": "user", "content": msg}])\n',
    'schema.py': 'def parse(text, llm: "BaseLLM"):\n    return llm.aask(text)\n',
  })).toEqual(['llm.py: direct openai.chat.completions gpt-4o', 'schema.py: wrapper openai.chat.completions gpt-4o']);
});

it.each([
  ['a configuration that others extend', { 'tsconfig.base.json': '{ "compilerOptions": { "paths": { "@shop/ai": ["lib/ask.ts"] } } }', 'web/tsconfig.json': '{ "extends": "../tsconfig.base" }' }, 'lib/ask.ts', 'web/page.ts', '@shop/ai'],
  ['the configuration of the application beside the one that only refers to it', { 'tsconfig.json': '{ "files": [], "references": [{ "path": "./tsconfig.app.json" }] }', 'tsconfig.app.json': '{ "compilerOptions": { "baseUrl": ".", "paths": { "app/*": ["source/*"], }, } /* Vite */ }' }, 'source/ask.ts', 'page.ts', 'app/ask'],
  ['imports of the manifest', { 'package.json': '{ "imports": { "#ask": { "types": "./src/ask.ts", "default": "./dist/ask.js" } } }' }, 'src/ask.ts', 'bin/page.ts', '#ask'],
  ['a pattern of the manifest', { 'package.json': '{ "imports": { "#src/*": "./dist/*.js" } }' }, 'src/deep/ask.ts', 'src/page.ts', '#src/deep/ask'],
  ['what a build makes of it', {}, 'jobs/src/ask.ts', 'jobs/check/page.mjs', '../dist/ask.js'],
  ['the library folder of SvelteKit', {}, 'shop/src/lib/server/ask.ts', 'shop/src/routes/+server.ts', '$lib/server/ask'],
])('a module is found by %s', async (_, more, at, from, module) => {
  const helper = "import OpenAI from 'openai';\nconst openai = new OpenAI();\nexport const ask = (prompt: string) => openai.chat.completions.create({ model: 'gpt-4o', max_tokens: 9, messages: [{ role: 'user', content: prompt }] });\n";
  const calls = await callsOf({ ...more, [at]: helper, [from]: `import { ask } from '${module}';\nexport const page = () => ask('hi there');\n` });
  expect(calls).toContain(`${from}: wrapper openai.chat.completions gpt-4o`);
});

it('packages of one repository that import each other by name', async () => {
  const helper = "import OpenAI from 'openai';\nconst openai = new OpenAI();\nexport const ask = (prompt: string) => openai.chat.completions.create({ model: 'gpt-4o', max_tokens: 9, messages: [{ role: 'user', content: prompt }] });\n";
  expect(await callsOf({
    'package.json': '{ "private": true, "workspaces": ["packages/*"] }', 'broken/package.json': '{ "name": ',
    'packages/llm/package.json': '{ "name": "@shop/llm", "exports": { ".": { "types": "./dist/index.d.ts", "default": "./dist/index.js" }, "./ask": "./dist/ask.js" } }',
    'packages/llm/src/ask.ts': helper, 'packages/llm/src/index.ts': "export { ask } from './ask.js';\n",
    'apps/web/page.ts': "import { ask } from '@shop/llm';\nexport const page = () => ask('hi there');\n",
    'apps/job/run.ts': "import { ask } from '@shop/llm/ask';\nask('hi there');\n",
  })).toEqual(['apps/job/run.ts: wrapper openai.chat.completions gpt-4o', 'apps/web/page.ts: wrapper openai.chat.completions gpt-4o', 'packages/llm/src/ask.ts: direct openai.chat.completions gpt-4o']);
});

it('an app that one file makes under a short name is used by files that name no SDK', async () => {
  expect(await callsOf({
    'src/ai/app.ts': "import { genkit } from 'genkit';\nimport { googleAI } from '@genkit-ai/google-genai';\nexport const ai = genkit({ plugins: [googleAI()], model: 'googleai/gemini-2.5-flash' });\n",
    'src/ai/poem.ts': "import { ai } from './app';\nconst poem = ai.definePrompt({ name: 'poem', prompt: 'A poem about {{thing}}.' });\nexport const write = (thing: string) => poem({ thing });\n",
  })).toEqual(['src/ai/poem.ts: framework genkit.generate googleai/gemini-2.5-flash']);
});
