import { expect, test } from 'vitest';
import type { Asking } from '../../../src/findings/asking.ts';
import { refusedBy } from '../../../src/findings/refused.ts';
import type { FileFacts, Setting } from '../../../src/model.ts';
import { createScanner } from '../../harness/analyze.ts';

const scan = createScanner();

/** Message of the finding about the model (or of another rule), and whether an edit is offered. */
async function found(files: Readonly<Record<string, string>>, rule = /^model-(?:deprecated|retiring)$/) {
  const report = await scan(files);
  const one = report.files.flatMap((file) => file.findings).find((each) => rule.test(each.id));
  return { message: one?.message ?? '', byHand: one?.byHand ?? '', edits: one?.fix?.edits.map((edit) => edit.text) ?? [] };
}
const manifest = (dependencies: Readonly<Record<string, string>>) => JSON.stringify({ dependencies });

// After https://github.com/talkstream/telegram-bot-on-cloudflare-workers/blob/main/src/lib/ai/adapters/openai-compatible.ts
test('settings that are put into a body later are told, those under a condition as possible, and the rest of the class where more is passed on', async () => {
  const code = `export async function complete(request: Request, defaults: Partial<Body>) {
  const body: Body = { model: 'gpt-3.5-turbo', messages: request.messages, ...defaults };
  body.frequency_penalty = 0.5;
  if (request.options) {
    if (request.options.temperature !== undefined) body.temperature = request.options.temperature;
    if (request.options.maxTokens !== undefined) body.max_tokens = request.options.maxTokens;
  }
  return fetch('https://api.openai.com/v1/chat/completions', { method: 'POST', body: JSON.stringify(body) });
}`;
  const { message, edits } = await found({ 'app.ts': code });
  expect(message).toContain('It refuses frequency_penalty, which this code sends, and temperature and max_tokens (max_completion_tokens there), which it may send.');
  expect(message).toMatch(/It also refuses top_p, logprobs, logit_bias and function tools in Chat Completions while it reasons: look where the rest of the request is put together\./);
  expect(edits).toEqual([]);
});

test('where everything is read nothing else is named', async () => {
  const code = (more: string) => ({ 'app.py': `from openai import OpenAI\nclient = OpenAI()\ndef ask(q, temperature=None, **options):\n    return client.chat.completions.create(model="gpt-4", max_completion_tokens=4000, messages=[{"role": "user", "content": q}]${more})\n` });
  expect(await found(code(''))).toMatchObject({ message: expect.not.stringContaining('refuses'), edits: ['gpt-5.6-sol'] });
  expect(await found(code(', temperature=temperature'))).toMatchObject({ message: expect.stringContaining('It refuses temperature, which this code may send. More may'), edits: [] });
  expect(await found(code(', top_p=0.5'))).toMatchObject({ message: expect.stringContaining('It refuses top_p, which this code sends. More may'), edits: [] });
  expect(await found(code(', **options'))).toMatchObject({ message: expect.stringContaining('It refuses temperature, top_p, penalties, logprobs, logit_bias and function tools in Chat Completions while it reasons: look where'), edits: [] });
});

test('a model object that is made elsewhere tells what it sends', async () => {
  const files = {
    'llm.py': 'from langchain_openai import ChatOpenAI\nllm = ChatOpenAI(model="gpt-4", temperature=0, max_tokens=4000)\n',
    'app.py': 'from llm import llm\nprint(llm.invoke("Hello").content)\n',
  };
  expect(await found(files)).toMatchObject({ message: expect.stringContaining('It refuses temperature, which this code sends.'), edits: [] });
});

const streamed = (more: string) => `import { openai } from '@ai-sdk/openai';\nimport { streamText } from 'ai';\nexport const ask = (q: string, tools: Tools) => streamText({ model: openai('gpt-4o'), prompt: q, ${more} });\n`;

// After https://github.com/mem0ai/mem0/blob/main/examples/mem0-demo/app/api/chat/route.ts
test('the version of the provider package says which API the AI SDK asks', async () => {
  const asks = (own: string, more = 'tools') => found({ 'package.json': manifest({ ai: '^5.0.52', '@ai-sdk/openai': own }), 'app.ts': streamed(more) });
  expect(await asks('^1.1.15')).toMatchObject({ message: expect.stringContaining('It refuses function tools in Chat Completions while it reasons (asked by @ai-sdk/openai before version 2), which this code sends.'), edits: [] });
  expect(await asks('^2.0.0')).toMatchObject({ message: expect.not.stringContaining('refuses'), edits: ['gpt-6-luna'] });
  expect(await asks('^1.1.15', 'maxOutputTokens: 4000')).toMatchObject({ message: expect.stringContaining('It refuses max_tokens (the name'), edits: [] });
  expect(await asks('^2.0.0', 'maxOutputTokens: 4000')).toMatchObject({ message: expect.not.stringContaining('refuses'), edits: ['gpt-6-luna'] });
});

test('where no manifest tells the version, tools may be refused', async () => {
  expect(await found({ 'app.ts': streamed('tools') })).toMatchObject({ message: expect.stringContaining('which this code may send'), edits: [] });
  expect(await found({ 'app.ts': streamed('maxOutputTokens: 4000, tools') })).toMatchObject({ message: expect.not.stringContaining('refuses'), edits: ['gpt-6-luna'] });
});

test('older classes of LangChain for Claude send what stands for nothing', async () => {
  const code = "import { ChatAnthropic } from '@langchain/anthropic';\nconst model = new ChatAnthropic({ model: 'claude-3-5-sonnet', maxTokens: 4000 });\nexport const ask = (q: string) => model.invoke(q);\n";
  const at = (version: string) => found({ 'package.json': manifest({ '@langchain/anthropic': version }), 'app.ts': code });
  expect(await at('^0.3.11')).toMatchObject({ message: expect.stringContaining('It refuses the top_p and top_k of -1 that @langchain/anthropic sends by itself before version 1 (raise it), which this code sends.'), edits: [] });
  expect(await at('^1.0.0')).toMatchObject({ message: expect.not.stringContaining('refuses'), edits: ['claude-sonnet-5-5'] });
});

// After https://github.com/KUMA-ORIGINAL/studai-backend/blob/main/app/edu_docs/services/generate_plan.py
test('a cap that the library cannot name as the model wants it is no edit', async () => {
  const ask = (model: string, version: string) => found({ 'requirements.txt': `openai==${version}\n`, 'app.py': `from openai import OpenAI\nOpenAI().chat.completions.create(model="${model}", messages=[{"role": "user", "content": "Hello"}])\n` }, /^max-output-missing$/);
  expect(await ask('gpt-5.6-terra', '1.34.0')).toMatchObject({ message: expect.stringContaining('Raise openai to 1.45 or later, then set max_completion_tokens.'), byHand: 'Raise openai to 1.45 or later, then set max_completion_tokens', edits: [] });
  expect(await ask('gpt-3.5-turbo', '1.34.0')).toMatchObject({ edits: [expect.stringContaining('max_tokens=')] });
  expect(await ask('gpt-5.6-terra', '0.27.8')).toMatchObject({ edits: [expect.stringContaining('max_completion_tokens=')] });
  expect(await ask('gpt-5.6-terra', '1.60.0')).toMatchObject({ edits: [expect.stringContaining('max_completion_tokens=')] });
});

test('models of Claude 4.5 take one way of sampling in a request', () => {
  const expr = { kind: 'call', callee: { kind: 'null' }, args: [], span: { start: 0, end: 0 } };
  const by = (sets: Readonly<Record<string, Setting>>) => {
    const asking = { expr, request: { api: 'anthropic.messages', prompt: { tools: null }, details: { sets } }, isRequest: true, toldInWords: false } as unknown as Asking;
    return refusedBy('claude-haiku-4-5-20251001', 'anthropic.messages', [asking], { chunks: [] } as unknown as FileFacts);
  };
  expect(by({ temperature: { isSure: true, value: 0.2 } })).toEqual({ sent: [], may: [], rest: [] });
  expect(by({ temperature: { isSure: true, value: 0.2 }, top_p: { isSure: true } }).sent).toEqual(['temperature and top_p in one request']);
  expect(by({ temperature: { isSure: true, value: 0.2 }, top_p: { isSure: false } }).may).toEqual(['temperature and top_p in one request']);
});

// After https://github.com/BuilderIO/ai-shell/blob/main/src/helpers/completion.ts
test('the third version of the library for JavaScript knows the older name of the cap alone, whether a manifest tells it or not', async () => {
  const code = (model: string) => ({ 'app.ts': `import { Configuration, OpenAIApi } from 'openai';\nconst api = new OpenAIApi(new Configuration({}));\nexport const ask = (q: string) => api.createChatCompletion({ model: '${model}', messages: [{ role: 'user', content: q }] });\n` });
  expect(await found(code('gpt-4o'), /^max-output-missing$/)).toMatchObject({ edits: [expect.stringContaining('max_tokens: ')] });
  expect(await found(code('gpt-6-luna'), /^max-output-missing$/)).toMatchObject({ byHand: 'Raise openai to 4.60 or later, then set max_completion_tokens', edits: [] });
});

// After https://github.com/vanna-ai/vanna/blob/main/src/vanna/integrations/anthropic/llm.py
test('a choice under a condition is read, and a default may be another value', async () => {
  const code = (lines: readonly string[]) => ({ 'app.py': ['from anthropic import Anthropic', 'def ask(q, tools, forced=False, temperature: float = 1.0):', '    body = {"model": "claude-3-5-sonnet", "max_tokens": 4000, "messages": [{"role": "user", "content": q}]}', ...lines.map((line) => `    ${line}`), '    return Anthropic().messages.create(**body)', ''].join('\n') });
  expect((await found(code(['if tools:', '    body["tools"] = tools', '    body["tool_choice"] = {"type": "auto"}']))).message).not.toContain('refuses');
  expect((await found(code(['if forced:', '    body["tool_choice"] = {"type": "any"}']))).message).toContain('It refuses a forced tool_choice, which this code may send.');
  expect((await found(code(['body["temperature"] = temperature']))).message).toContain('It refuses temperature, which this code may send.');
  expect((await found(code(['body["temperature"] = 1.0']))).message).not.toContain('refuses');
});

// After https://github.com/chroma-core/chroma/blob/main/sample_apps/generative_benchmarking/functions/llm.py
test('what each request of a batch sets is read', async () => {
  const code = ['from anthropic import Anthropic', 'from anthropic.types.messages.batch_create_params import Request', 'from anthropic.types.message_create_params import MessageCreateParamsNonStreaming', 'def judge(texts):', '    requests = []', '    for text in texts:', '        requests.append(Request(custom_id="1", params=MessageCreateParamsNonStreaming(model="claude-3-5-sonnet", max_tokens=8192, temperature=0.2, messages=[{"role": "user", "content": text}])))', '    return Anthropic().messages.batches.create(requests=requests)', ''];
  expect(await found({ 'app.py': code.join('\n') })).toMatchObject({ message: expect.stringContaining('It refuses temperature, which this code sends.'), edits: [] });
});

// After https://github.com/anthropics/anthropic-cookbook/blob/main/misc/generate_test_cases.ipynb
test('an answer that is begun where a condition holds is told as possible, a reply that goes along is none, and whoever changes it by hand is told that there may be more', async () => {
  const code = (last: string) => ({ 'app.py': `import anthropic\nclient = anthropic.Anthropic()\ndef ask(q, plan=None):\n    messages = [{"role": "user", "content": q}]\n    if plan:\n        messages.append({"role": "assistant", "content": ${last}})\n    return client.messages.create(model="claude-3-5-sonnet-20241022", max_tokens=4000, messages=messages)\n` });
  const { message, edits } = await found(code('"<planning>"'));
  expect(message).toContain('It refuses an answer that is begun for it (prefill), which this code may send. More may have to change: its maker\'s migration guide lists it.');
  expect(edits).toEqual([]);
  expect((await found(code('plan'))).message).toContain('prefill');
  const chat = 'import anthropic\nclient = anthropic.Anthropic()\nclass Chat:\n    def __init__(self):\n        self.messages = []\n    def ask(self, q):\n        self.messages.append({"role": "user", "content": q})\n        answer = client.messages.create(model="claude-3-5-sonnet-20241022", max_tokens=4000, messages=self.messages)\n        self.messages.append({"role": "assistant", "content": answer.content})\n        return answer\n';
  expect((await found({ 'app.py': chat })).message).not.toContain('prefill');
  const loop = 'import anthropic\nclient = anthropic.Anthropic()\nmessages = []\nwhile True:\n    messages.append({"role": "user", "content": input()})\n    answer = client.messages.create(model="claude-3-5-sonnet-20241022", max_tokens=4000, messages=messages)\n    messages.append({"role": "assistant", "content": answer.content[0].text})\n';
  expect((await found({ 'app.py': loop })).message).not.toContain('prefill');
});

// After https://github.com/vanna-ai/vanna/blob/main/src/vanna/legacy/openai/openai_chat.py
test('a call that its library refuses to send wants no cap', async () => {
  const code = (argument: string) => ({ 'app.py': `from openai import OpenAI\nclient = OpenAI()\ndef ask(q, which):\n    return client.chat.completions.create(${argument}=which, messages=[{"role": "user", "content": q}])\n` });
  expect((await found(code('engine'), /^max-output-missing$/)).message).toBe('');
  expect((await found(code('model'), /^max-output-missing$/)).message).toContain('No output cap');
});
