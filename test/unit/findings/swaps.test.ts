import { expect, test } from 'vitest';
import type { Asking } from '../../../src/findings/asking.ts';
import { refusedBy } from '../../../src/findings/refused.ts';
import { spelledLike } from '../../../src/findings/swaps.ts';
import type { CallExpr, FileFacts } from '../../../src/model.ts';
import { createScanner } from '../../harness/analyze.ts';

const scan = createScanner();

/** Message of the finding about the model, and whether an edit is offered. */
async function swapIn(lines: readonly string[], others: Readonly<Record<string, string>> = {}) {
  const report = await scan({ 'app.py': `${lines.join('\n')}\n`, ...others });
  const found = report.files.flatMap((file) => file.findings).find((one) => one.id === 'model-deprecated' || one.id === 'model-retiring');
  return { message: found?.message ?? '', isFixable: (found?.fix ?? null) !== null };
}

const openai = ['from openai import OpenAI', 'client = OpenAI()'];
const asked = (more: string) => `client.chat.completions.create(model="gpt-4", messages=[{"role": "user", "content": "Hello"}], ${more})`;

test('a small cap of a model that does not think leaves no room for one that does', async () => {
  expect(await swapIn([...openai, asked('max_completion_tokens=60')])).toMatchObject({ message: expect.stringContaining('It thinks first, and that counts against the cap of 60: raise the cap'), isFixable: false });
  expect(await swapIn([...openai, asked('max_completion_tokens=4000')])).toMatchObject({ message: expect.not.stringContaining('thinks first'), isFixable: true });
});

test('a cap is not renamed where the pinned library does not know the newer name', async () => {
  const code = [...openai, asked('max_tokens=4000')];
  expect(await swapIn(code, { 'requirements.txt': 'openai==1.13.3\n' })).toMatchObject({ message: expect.stringContaining('max_completion_tokens needs openai 1.45 or later, and the project asks for an older one: raise it first.'), isFixable: false });
  expect(await swapIn(code, { 'requirements.txt': 'openai==1.60.0\n' })).toMatchObject({ message: expect.not.stringContaining('or later'), isFixable: true });
  // Those before 1 hand on whatever they are given.
  expect(await swapIn(code, { 'requirements.txt': 'openai==0.27.8\n' })).toMatchObject({ isFixable: true });
});

test('a temperature that the code sets out of the way is told', async () => {
  const made = ['def settings():', '    return {"temperature": 0.2, "max_completion_tokens": 4000}', '', 'client.chat.completions.create(model="gpt-4", messages=[{"role": "user", "content": "Hello"}], **settings())'];
  expect(await swapIn([...openai, ...made])).toMatchObject({ message: expect.stringContaining('It refuses temperature, which this code sends.'), isFixable: false });
});

test('an empty list of tools is none', async () => {
  expect(await swapIn([...openai, asked('max_completion_tokens=4000, tools=[]')])).toMatchObject({ message: expect.not.stringContaining('refuses'), isFixable: true });
  expect(await swapIn([...openai, asked('max_completion_tokens=4000, tools=tools')])).toMatchObject({ message: expect.stringContaining('It refuses function tools'), isFixable: false });
});

test('tools of an agent that runs count as tools', async () => {
  const code = ['from llama_index.core.agent.workflow import FunctionAgent', 'from llama_index.llms.openai import OpenAI', 'def add(a: int, b: int) -> int:', '    return a + b', 'agent = FunctionAgent(tools=[add], llm=OpenAI(model="gpt-4-turbo", max_tokens=4000))', 'agent.run("1 + 1")'];
  expect(await swapIn(code)).toMatchObject({ message: expect.stringContaining('It refuses function tools in Chat Completions'), isFixable: false });
});

test('a model that only the team file names ends too', async () => {
  const code = ['import os', ...openai, 'client.chat.completions.create(model=os.environ["MODEL"], max_completion_tokens=4000, messages=[{"role": "user", "content": "Hello"}])'];
  expect(await swapIn(code)).toEqual({ message: '', isFixable: false });
  const team = 'version: 1\ncalls:\n  - match: { file: app.py }\n    model: gpt-4\n';
  expect(await swapIn(code, { 'llmcost.yaml': team })).toMatchObject({ message: expect.stringMatching(/^gpt-4 \(declared in llmcost\.yaml\) was shut down on .*Replacement: gpt-5\.6-sol/), isFixable: false });
});

test('prices of input and of output are told apart', async () => {
  expect((await swapIn([...openai, 'client.responses.create(model="gpt-4o", max_output_tokens=4000, input="Hello")'])).message).toContain('Replacement: gpt-6-luna, for the same tokens input 96 % cheaper and output 95 % cheaper.');
});

test('who sells a model elsewhere may keep another day', async () => {
  const code = ['from openai import OpenAI', 'client = OpenAI(base_url="https://llm.example.com/v1")', asked('max_completion_tokens=4000')];
  expect((await swapIn(code)).message).toContain("That is its maker's day: llm.example.com may keep another.");
});

test('what completes a text becomes no conversation by an edit', async () => {
  expect(await swapIn([...openai, 'client.completions.create(model="gpt-4", max_tokens=4000, prompt="Hello")'])).toMatchObject({ message: expect.stringContaining('It answers messages: a request that completes a text has to become one of messages.'), isFixable: false });
  expect((await swapIn([...openai, asked('max_completion_tokens=4000')])).message).not.toContain('It answers messages');
});

test('a table by names of models is to hold the new one too', async () => {
  const code = ['from anthropic import Anthropic', 'PRICES = {"claude-3-5-sonnet": 3.0}', 'MODEL = "claude-3-5-sonnet"', 'Anthropic().messages.create(model=MODEL, max_tokens=4000, messages=[{"role": "user", "content": "Hello"}])', 'print(PRICES[MODEL])'];
  expect(await swapIn(code)).toMatchObject({ message: expect.stringContaining('A table here is kept by names of models: add it there.'), isFixable: false });
});

// After https://github.com/langchain-ai/open_deep_research/blob/main/src/legacy/graph.py
test('a comparison with the old name is no table, and has to follow', async () => {
  const code = (more: string) => ['from anthropic import Anthropic', 'MODEL = "claude-3-5-sonnet"', 'Anthropic().messages.create(model=MODEL, max_tokens=4000, messages=[{"role": "user", "content": "Hello"}])', more, '    print("new")'];
  expect(await swapIn(code('if MODEL == "claude-3-5-sonnet":'))).toMatchObject({ message: expect.stringMatching(/^(?!.*A table here).*Code here asks whether the model is the old one: let that follow\./), isFixable: false });
  expect(await swapIn(code('if MODEL == "gpt-4":'))).toMatchObject({ message: expect.not.stringContaining('let that follow'), isFixable: true });
});

test('a refused name of the cap is told where no edit renames it', async () => {
  expect((await swapIn([...openai, asked('max_tokens=60')])).message).toMatch(/It refuses max_tokens \(max_completion_tokens there\), which this code sends\. It thinks first/);
});

test('tools that an older agent puts into words are no function tools', async () => {
  const code = ['from langchain.agents import initialize_agent', 'from langchain_openai import ChatOpenAI', 'llm = ChatOpenAI(model="gpt-4-turbo", max_tokens=4000)', 'agent = initialize_agent(agent="chat-conversational-react-description", tools=tools, llm=llm)', 'agent.invoke("Hello")'];
  expect((await swapIn(code)).message).toMatch(/Replacement: gpt-5\.6-sol(?!.*function tools)/);
});

test('headers are no settings', async () => {
  const code = ['import requests', 'requests.post("https://api.openai.com/v1/chat/completions", headers={"temperature": "0"}, json={"model": "gpt-4", "max_completion_tokens": 4000, "messages": [{"role": "user", "content": "Hello"}]})'];
  expect(await swapIn(code)).toMatchObject({ message: expect.not.stringContaining('refuses'), isFixable: true });
});

test('a library with a table of models is named', async () => {
  const code = ['from llama_index.llms.openai import OpenAI', 'OpenAI(model="gpt-4-turbo", max_tokens=4000).complete("Hello")'];
  expect(await swapIn(code)).toMatchObject({ message: expect.stringContaining('LlamaIndex knows models by a table of its own, and sends a temperature of 0.1'), isFixable: false });
});

test('a thinking model gives a list as content to LangChain', async () => {
  const made = ['from langchain_anthropic import ChatAnthropic', 'model = ChatAnthropic(model="claude-3-5-sonnet", max_tokens=4000)'];
  expect(await swapIn([...made, 'print(model.invoke("Hello").content)'])).toMatchObject({ message: expect.stringContaining('LangChain gives a list as content then'), isFixable: false });
  expect(await swapIn([...made, 'model.with_structured_output(Answer, method="json_schema").invoke("Hello")'])).toMatchObject({ message: expect.not.stringContaining('LangChain'), isFixable: true });
});

test('who reads an answer of LangChain is looked for where it is read', async () => {
  const made = ['from langchain_anthropic import ChatAnthropic', 'model = ChatAnthropic(model="claude-3-5-sonnet", max_tokens=4000)', 'def other(message):', '    return message.content', 'def ask(q):'];
  expect(await swapIn([...made, '    answer = model.invoke(q)', '    print(answer.content)'])).toMatchObject({ message: expect.stringContaining('LangChain gives a list as content then, not a text.'), isFixable: false });
  expect(await swapIn([...made, '    return model.invoke(q)'])).toMatchObject({ message: expect.stringContaining('which code in this file may read as a text'), isFixable: false });
  expect(await swapIn([...made.slice(0, 2), 'def ask(q):', '    return model.invoke(q)'])).toMatchObject({ message: expect.not.stringContaining('LangChain'), isFixable: true });
});

test('what completes a text and has no successor becomes a request of messages', async () => {
  expect((await swapIn([...openai, 'client.completions.create(model="text-davinci-003", max_tokens=4000, prompt="Hello")'])).message).toContain('Nothing completes texts in its place: make the request one of messages, to a current model.');
});

test('an API that has ended is the news', async () => {
  const report = await scan({ 'app.py': [...openai, 'client.beta.threads.runs.create(thread_id="t", assistant_id="a", model="gpt-4")', ''].join('\n') });
  expect(report.files.flatMap((file) => file.findings).filter((one) => one.severity === 'warning').map((one) => one.message)).toEqual(['The Assistants API was shut down on 2026-08-26: this request fails. Use the Responses API.']);
});

test('a small cap is told where the client is a parameter, unless the call wants no thinking', async () => {
  const given = (more: string) => ['from openai import OpenAI', 'def look(openai: OpenAI):', `    return openai.chat.completions.create(model="gpt-4", max_completion_tokens=300, messages=[{"role": "user", "content": "Hello"}]${more})`];
  expect(await swapIn(given(''))).toMatchObject({ message: expect.stringContaining('counts against the cap of 300'), isFixable: false });
  expect(await swapIn(given(', reasoning_effort="none"'))).toMatchObject({ message: expect.not.stringContaining('thinks first'), isFixable: true });
});

test('stop is told, as is what agents that are told of their tools in words send', async () => {
  const told = 'OpenAI refuses stop, which is sent here, for most of its models that reason.';
  expect(await swapIn([...openai, asked('max_completion_tokens=4000, stop=["END"]')])).toMatchObject({ message: expect.stringContaining(told), isFixable: false });
  expect(await swapIn([...openai, asked('max_completion_tokens=4000, stop=None')])).toMatchObject({ message: expect.not.stringContaining('stop,'), isFixable: true });
  const agent = ['from langchain.agents import initialize_agent', 'from langchain_openai import ChatOpenAI', 'llm = ChatOpenAI(model="gpt-4", max_tokens=4000)', 'agent = initialize_agent(agent="chat-conversational-react-description", tools=tools, llm=llm)', 'agent.run("Hello")'];
  expect(await swapIn(agent)).toMatchObject({ message: expect.stringContaining(told), isFixable: false });
});

test('models that cannot be told not to reason refuse tools at effort none too', async () => {
  const expr = { kind: 'call', callee: { kind: 'null', span: { start: 0, end: 0 } }, args: [], span: { start: 0, end: 0 } } as unknown as CallExpr;
  const sets = { reasoning_effort: { isSure: true, value: 'none' }, tools: { isSure: true } };
  const asking = { expr, request: { api: 'openai.chat.completions', prompt: { tools: null }, details: { sets } }, isRequest: true, toldInWords: false } as unknown as Asking;
  const by = (id: string) => refusedBy(id, 'openai.chat.completions', [asking], { chunks: [] } as unknown as FileFacts).sent;
  expect(by('gpt-6.1-sol')).toEqual(['function tools in Chat Completions', 'reasoning effort none']);
  expect(by('gpt-6-luna')).toEqual([]);
});

const claude = (...lines: readonly string[]) => ['import anthropic', 'client = anthropic.Anthropic()', 'def ask(q):', '    answer = client.messages.create(model="claude-3-7-sonnet-20250219", max_tokens=4000, messages=[{"role": "user", "content": q}])', ...lines];

test('the first block is looked for where this answer is read', async () => {
  const other = ['def other(reply):', '    return reply.content[0].text'];
  expect(await swapIn(claude('    return answer.content[0].text'))).toMatchObject({ message: expect.stringContaining('read blocks by their type, not by their place.'), isFixable: false });
  expect(await swapIn(claude('    for block in answer.content:', '        print(block.type)', ...other))).toMatchObject({ message: expect.not.stringContaining('by their place'), isFixable: true });
  expect(await swapIn(claude('    return answer', ...other))).toMatchObject({ message: expect.stringContaining('code in this file that reads blocks by their place may get that.'), isFixable: false });
});

// After https://github.com/anthropics/anthropic-cookbook/blob/main/third_party/Deepgram/prerecorded_audio.ipynb
test('every block read as a text meets one without', async () => {
  const told = 'that has no text, so take the text of text blocks alone.';
  expect(await swapIn(claude('    return "".join(block.text for block in answer.content)'))).toMatchObject({ message: expect.stringContaining(told), isFixable: false });
  expect(await swapIn(claude('    for block in answer.content:', '        print(block.text)'))).toMatchObject({ message: expect.stringContaining(told), isFixable: false });
  expect(await swapIn(claude('    return "".join(block.text for block in answer.content if block.type == "text")'))).toMatchObject({ message: expect.not.stringContaining('no text'), isFixable: true });
  expect(await swapIn(claude('    for block in answer.content:', '        if block.type == "text":', '            print(block.text)'))).toMatchObject({ message: expect.not.stringContaining('no text'), isFixable: true });
});

// After https://github.com/anthropics/anthropic-cookbook/blob/main/tool_use/customer_service_agent.ipynb
test('a loop that builds its messages anew leaves turns out that thinking blocks came after', async () => {
  const told = 'this loop builds its messages anew and leaves turns out';
  const loop = (messages: string, around = '    while answer.stop_reason == "tool_use":') => claude(around, `        messages = ${messages}`, '        answer = client.messages.create(model="claude-3-7-sonnet-20250219", max_tokens=4000, messages=messages)', '    return next(one.text for one in answer.content if one.type == "text")');
  const anew = '[{"role": "user", "content": q}, {"role": "assistant", "content": answer.content}, {"role": "user", "content": results(answer)}]';
  expect(await found(loop(anew))).toContain(told);
  expect(await found(loop(anew, '    if answer.stop_reason == "tool_use":'))).not.toContain(told);
  expect(await found(loop('[*messages, {"role": "assistant", "content": answer.content}, {"role": "user", "content": results(answer)}]'))).not.toContain(told);
});

/** Messages of every finding about a model. */
async function found(lines: readonly string[]) {
  const report = await scan({ 'app.py': `${lines.join('\n')}\n` });
  return report.files.flatMap((file) => file.findings).filter((one) => one.id === 'model-deprecated').map((one) => one.message).join(' ');
}

test('the first classes of LangChain for Claude ask to complete a text', async () => {
  const code = (from: string) => [`from ${from} import ChatAnthropic`, 'llm = ChatAnthropic(model="claude-3-7-sonnet-20250219", max_tokens=4000)', 'llm.invoke("Hello")'];
  expect(await swapIn(code('langchain.chat_models'))).toMatchObject({ message: expect.stringContaining('this class asks to complete a text'), isFixable: false });
  expect(await swapIn(code('langchain_anthropic'))).toMatchObject({ message: expect.not.stringContaining('complete a text'), isFixable: true });
});

test('penalties and a begun answer are refused by newer small Gemini models', async () => {
  const code = (config: string, role: string) => ['from google import genai', 'client = genai.Client()', `client.models.generate_content(model="gemini-1.5-flash", contents=[{"role": "${role}", "parts": [{"text": "Hello"}]}], config={"max_output_tokens": 4000${config}})`];
  expect(await swapIn(code('', 'user'))).toMatchObject({ message: expect.not.stringContaining('refuses'), isFixable: true });
  expect(await swapIn(code(', "presence_penalty": 1', 'user'))).toMatchObject({ message: expect.stringContaining('It refuses presence_penalty, which this code sends.'), isFixable: false });
  expect(await swapIn(code('', 'model'))).toMatchObject({ message: expect.stringContaining('It refuses an answer that is begun for it'), isFixable: false });
});

test('what an object was given once is what its calls send', async () => {
  const code = ['from functools import partial', 'from openai import OpenAI', 'MODEL = "gpt-4"', 'class Reader:', '    def __init__(self):', '        self.client = OpenAI()', '        self.llm = partial(self.client.chat.completions.create, model=MODEL, max_tokens=300)', '    def read(self, text):', '        return self.llm(messages=[{"role": "user", "content": text}])'];
  expect(await swapIn(code)).toMatchObject({ message: expect.stringContaining('It refuses max_tokens (max_completion_tokens there), which this code sends.'), isFixable: false });
});

test('an older AI SDK sends the older name of the cap to a model that it does not know', async () => {
  const inScript = async (sdk: string) => {
    const code = "import { generateText } from 'ai';\nimport { openai } from '@ai-sdk/openai';\nexport const ask = (prompt: string) => generateText({ model: openai('gpt-4o'), prompt, temperature: 1, maxTokens: 4000 });\n";
    const report = await scan({ 'ask.ts': code, 'package.json': JSON.stringify({ dependencies: { ai: sdk, '@ai-sdk/openai': '^1.3.21' } }) });
    return report.files.flatMap((file) => file.findings).find((one) => one.id === 'model-retiring')?.message;
  };
  expect(await inScript('^4.3.0')).toContain('It refuses max_tokens (the name that @ai-sdk/openai gives the cap before version 2; it takes max_completion_tokens), which this code sends.');
});

test('what stands before an id stays before its replacement', async () => {
  const edit = async (lines: readonly string[]) => {
    const report = await scan({ 'app.py': `${lines.join('\n')}\n` });
    return report.files.flatMap((file) => file.findings).find((one) => one.id === 'model-deprecated')?.fix?.edits[0]?.text;
  };
  expect(await edit(['from langchain.chat_models import init_chat_model', 'init_chat_model("openai:gpt-4", max_tokens=4000).invoke("Hello")'])).toBe('openai:gpt-5.6-sol');
  expect(await edit(['import litellm', 'litellm.completion(model="openai/gpt-4", max_tokens=4000, messages=[{"role": "user", "content": "Hello"}])'])).toBe('openai/gpt-5.6-sol');
});

test('the name of its maker goes with a model, that of a gateway stays', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    // After https://github.com/zaidmukaddam/scira/blob/main/app/actions.ts
    ['meta-llama/llama-guard-4-12b', 'openai/gpt-oss-safeguard-20b', 'openai/gpt-oss-safeguard-20b'],
    ['groq/meta-llama/llama-guard-4-12b', 'openai/gpt-oss-safeguard-20b', 'groq/openai/gpt-oss-safeguard-20b'],
    ['openrouter/openai/gpt-4', 'gpt-5.6-sol', 'openrouter/openai/gpt-5.6-sol'],
    ['bedrock/us.anthropic.claude-3-opus-20240229-v1:0', 'anthropic.claude-sonnet-4-5-20250929-v1:0', 'bedrock/us.anthropic.claude-sonnet-4-5-20250929-v1:0'],
    ['anthropic:claude-3-5-sonnet-latest', 'claude-sonnet-5-5', 'anthropic:claude-sonnet-5-5'],
    ['models/gemini-1.5-pro', 'gemini-3.8-flash', 'models/gemini-3.8-flash'],
    ['gpt-4', 'gpt-5.6-sol', 'gpt-5.6-sol'],
  ];
  for (const [before, replacement, expected] of cases) expect([before, spelledLike(before, replacement)]).toEqual([before, expected]);
});
