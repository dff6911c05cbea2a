import { describe, expect, test } from 'vitest';
import { createScanner, workspaceOf } from '../../harness/analyze.ts';

const scan = createScanner();
const callsOf = async (files: Readonly<Record<string, string>>) => (await scan(files)).files.flatMap((file) => file.calls);

const helper = 'import subprocess\n\ndef ask(question, model="gpt-4o-mini", limit=None):\n    return subprocess.run(["gateway", model, question])\n';
const team = 'wrappers:\n  - { function: ask, file: lib/llm.py, api: openai.chat.completions, arguments: { prompt: question, model: model, maxOutput: 2 } }\n';

describe('a helper that the team declares', () => {
  test('its calls are found where nothing shows what they reach; arguments are read by name or position, defaults too', async () => {
    const app = 'from lib.llm import ask as question_of\n\ndef short(text):\n    return question_of("Say it in one sentence: " + text, limit=40)\n\ndef long(text):\n    return question_of(question=text, model="gpt-4o")\n';
    const [short, long] = await callsOf({ 'lib/llm.py': helper, 'lib/__init__.py': '', 'app.py': app, 'llmcost.yaml': team });
    expect(short?.call).toMatchObject({ function: 'short', api: 'openai.chat.completions', provider: 'openai', kind: 'direct', via: null, model: { state: 'known', value: 'gpt-4o-mini', how: 'default-param' }, maxOutput: { state: 'known', value: 40 } });
    expect(short?.call.trail[0]?.text).toBe('ask reaches openai.chat.completions, as llmcost.yaml:2 declares');
    expect(short?.tokens.staticInput).toBeGreaterThan(4);
    expect(short?.cost.state).toBe('priced');
    expect(long?.call).toMatchObject({ model: { value: 'gpt-4o', how: 'literal' }, maxOutput: { state: 'absent' } });
  });
  test('what the team says of its inside holds where the call is silent, as declared; what nobody says is open, never absent', async () => {
    const files = (more: string) => ({ 'lib/llm.py': helper.replace('"gpt-4o-mini"', 'None'), 'lib/__init__.py': '', 'app.py': 'from lib.llm import ask\n\ndef main():\n    ask("Hello")\n', 'llmcost.yaml': `wrappers:\n  - { function: ask, file: "lib/*.py", api: anthropic.messages, arguments: { prompt: 0 }${more} }\n` });
    expect((await callsOf(files(', model: gpt-4o, maxOutput: 300')))[0]?.call).toMatchObject({ model: { value: 'gpt-4o', how: 'declared' }, maxOutput: { value: 300, how: 'declared' } });
    const [open] = await callsOf(files(''));
    expect(open?.call).toMatchObject({ model: { state: 'dynamic', reason: 'set inside ask' }, maxOutput: { state: 'dynamic' }, caching: 'dynamic' });
    expect(open?.cost.state).toBe('unknown');
    expect((await scan(files(''))).files.flatMap((file) => file.findings).map((one) => one.id)).not.toContain('max-output-missing');
  });
  test('an export of a package, by its options; and a method of what cannot be followed, by its name', async () => {
    const web = 'import { complete } from "@acme/llm";\n\nexport async function reply(text: string) {\n  return complete({ prompt: `Answer briefly: ${text}`, model: "gpt-4o-mini", max: 80 });\n}\n';
    const jobs = 'def run(services, text):\n    return services.gateway.ask(text)\n';
    const declared = 'wrappers:\n  - { function: complete, module: "@acme/llm", api: openai.responses, arguments: { prompt: prompt, model: model, maxOutput: max } }\n  - { function: gateway.ask, api: openai.chat.completions, model: gpt-4o, arguments: { prompt: 0 } }\n';
    const calls = await callsOf({ 'web.ts': web, 'jobs.py': jobs, 'llmcost.yaml': declared });
    expect(calls.map(({ call }) => [call.file, call.api, call.model.state === 'known' && call.model.value, call.maxOutput.state])).toEqual([['jobs.py', 'openai.chat.completions', 'gpt-4o', 'dynamic'], ['web.ts', 'openai.responses', 'gpt-4o-mini', 'known']]);
  });
  test('another function of that name, package or folder is none', async () => {
    const app = 'from other import ask\nask("Hello")\n';
    expect(await callsOf({ 'lib/llm.py': helper, 'other.py': 'def ask(q):\n    print(q)\n', 'app.py': app, 'llmcost.yaml': team })).toEqual([]);
    expect(await callsOf({ 'app.py': app.replace('other', 'elsewhere'), 'llmcost.yaml': 'wrappers:\n  - { function: ask, module: acme, api: openai.chat.completions }\n' })).toEqual([]);
    expect(await callsOf({ 'app.py': app.replace('other', 'acme'), 'b/llmcost.yaml': 'wrappers:\n  - { function: ask, module: acme, api: openai.chat.completions }\n' })).toEqual([]);
  });
  test('a request that its own code shows is counted once, and callers of a function around it are found too', async () => {
    const shown = 'from openai import OpenAI\nclient = OpenAI()\n\ndef ask(question, model):\n    prompt = open(question).read()\n    return client.chat.completions.create(model=model, messages=[{"role": "user", "content": prompt}], max_tokens=50)\n';
    const app = 'from lib.llm import ask\n\ndef summary(text):\n    return ask(f"Summarise: {text}", "gpt-4o")\n\ndef main():\n    print(summary("a text"))\n';
    const report = await scan({ 'lib/llm.py': shown, 'lib/__init__.py': '', 'app.py': app, 'llmcost.yaml': `${team}calls:\n  - { match: { file: app.py, function: summary }, volume: 1000, input: 100, output: 10 }\n  - { match: { file: lib/llm.py }, volume: 5000, input: 100, output: 10 }\n` });
    const calls = report.files.flatMap((file) => file.calls);
    expect(calls.map(({ call }) => [call.function, call.kind, call.via])).toEqual([['summary', 'wrapper', 'lib/llm.py#ask#openai.chat.completions'], ['main', 'wrapper', 'app.py#summary#openai.chat.completions'], ['ask', 'direct', null]]);
    expect(report.totals.monthly?.expected).toBe(calls.find((one) => one.call.function === 'summary')?.monthly?.expected);
  });
  test('an API that no call is reported with is told at its entry, with the nearest name', async () => {
    const { problems } = await scan({ 'app.py': 'print(1)\n', 'llmcost.yaml': 'wrappers:\n  - { function: ask, api: openai.chat.completion }\n' });
    expect(problems.map((one) => `${one.origin.line} ${one.severity} ${one.message}`)).toEqual(['2 warning no API is reported as "openai.chat.completion", did you mean "openai.chat.completions"?']);
  });
  test('a change of the declaration is seen in an open file', async () => {
    const workspace = workspaceOf({ 'app.py': 'from acme import ask\n\nask("Hello")\n', 'llmcost.yaml': 'version: 1\n' });
    expect((await workspace.analyze('app.py'))?.calls).toEqual([]);
    workspace.overlay('llmcost.yaml', 'wrappers:\n  - { function: ask, module: acme, api: openai.chat.completions, model: gpt-4o }\n');
    expect((await workspace.analyze('app.py'))?.calls.map((one) => one.cost.state)).toEqual(['priced']);
    workspace.dispose();
  });
});

describe('ignore', () => {
  const code = 'from openai import OpenAI\nclient = OpenAI()\n\ndef ask(q):\n    return client.chat.completions.create(model="gpt-4o", messages=[{"role": "user", "content": q}])\n\ndef probe():\n    return client.chat.completions.create(model="gpt-4o", messages=[{"role": "user", "content": "ping"}])\n\ndef main():\n    ask("Hello")\n';
  const functions = async (ignore: string) => {
    const workspace = workspaceOf({ 'src/app.py': code, 'llmcost.yaml': `ignore: ${ignore}\n` });
    const scanned = (await workspace.scan()).files.flatMap((file) => file.calls);
    const open = (await workspace.analyze('src/app.py'))?.calls ?? [];
    workspace.dispose();
    expect(open.map((one) => one.call.id)).toEqual(scanned.map((one) => one.call.id));
    return scanned.map((one) => [one.call.function, one.call.via]);
  };
  test('files, functions, APIs and single calls, alike in a scan and in the editor; a helper that is no call leaves its callers', async () => {
    expect(await functions('["src/**"]')).toEqual([]);
    expect(await functions('[{ function: probe }]')).toEqual([['ask', null], ['main', 'src/app.py#ask#openai.chat.completions']]);
    expect(await functions('[{ file: src/app.py, function: ask }]')).toEqual([['probe', null], ['main', null]]);
    expect(await functions('[{ api: "openai.*" }]')).toEqual([]);
    expect(await functions('[{ id: "src/app.py#main#openai.chat.completions" }]')).toEqual([['ask', null], ['probe', null]]);
  });
});
