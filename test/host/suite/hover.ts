import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { HostTest } from '../runner.ts';
import { folder, hoverAt, lensTitles, open, readText, until, untitled, write } from './tools.ts';

const linksOf = (text: string) => [...text.matchAll(/\]\(command:([\w.]+)\?([^)]+)\)/g)].map((match) => ({ command: match[1] ?? '', args: JSON.parse(decodeURIComponent(match[2] ?? '[]')) as unknown[] }));

export const hoverTests: readonly HostTest[] = [
  {
    name: 'the hover is a table of meters, rates and money with what each rests on, the month, what is sent, and how it was found',
    async run() {
      const { document } = await open('service/answer.py');
      const text = await until('the hover', async () => { const all = await hoverAt(document, 'claude.messages.create'); return all !== '' && all; });
      const row = (pattern: RegExp) => assert.match(text, pattern);
      row(/^\*\*\\~\\\$[\d\\.]+ \\\(\\\$[\d\\.]+–\\\$[\d\\.]+\\\)\*\* per call · claude\\-sonnet\\-4\\-5 · \[anthropic\\\.messages\]\(https:/m);
      row(/^\| input \| [\d.k]+ · \*\*[\d.k]+\*\* · [\d.k]+ \| × 2\.7 \| \$[\d.]+ \| (&nbsp;)+assumed \[\$\(edit\)\]\(command:llmcost\.declareTokens/m);
      row(/^\| output \| 80 · \*\*260\*\* · 900 \| × 13\.5 \| \$[\d.]+ \| (&nbsp;)+\[declared by the team\]\(command:llmcost\.goTo/m);
      row(/^\| \*\*together\*\* \| \$[\d.]+ · \*\*\$[\d.]+\*\* · \$[\d.]+ \|/m);
      row(/^Price: \[anthropic\/claude\\-sonnet\\-4\\-5\]\(https:[^)]+\).*\d{4}.*, \*\*contracted −10 %/m);
      row(/^Per month: \*\*\$\d+\*\* \(\$[\d,]+–\$[\d,]+\), \[27,394 calls declared\]\(command:llmcost\.goTo.*owner support\\-platform/m);
      row(/^\| system text \| [\d.k]+–[\d.k]+ \| (&nbsp;)+approximated \|$/m);
      row(/^\| \\\{ticket.*body.*\\\}: a document \| 100–16k \| (&nbsp;)+assumed \|$/m);
      row(/^How it was found:/m);
      row(/^- \[.*claude\\-sonnet\\-4\\-5.*\]\(command:llmcost\.goTo/m);
      const commands = new Set(await vscode.commands.getCommands(true));
      for (const { command } of linksOf(text)) assert.ok(commands.has(command), `${command} exists`);
    },
  },
  {
    name: 'a link of the hover replaces an assumption by what the team knows, and another leads to where a value was found',
    async run() {
      const { document } = await open('service/answer.py');
      const before = await readText('llmcost.yaml');
      try {
        const text = await until('the hover', async () => { const all = await hoverAt(document, 'claude.messages.create'); return all.includes('assumed') && all; });
        const edit = linksOf(text).find((one) => one.command === 'llmcost.declareTokens');
        assert.ok(edit, 'the assumption has a link');
        await vscode.commands.executeCommand(edit.command, ...edit.args, '2000 3000 4000');
        assert.match(await readText('llmcost.yaml'), /input: \{ low: 2000, expected: 3000, high: 4000 \}/);
        await until('what was declared', async () => /^\| input \| 2k · \*\*3k\*\* · 4k \| × 2\.7 .*declared by the team/m.test(await hoverAt(document, 'claude.messages.create')));
        const trail = linksOf(text).filter((one) => one.command === 'llmcost.goTo').find((one) => JSON.stringify(one.args).includes('settings.py'));
        assert.ok(trail, 'a step of the trail leads to the settings');
        await vscode.commands.executeCommand(trail.command, ...trail.args);
        assert.match(vscode.window.activeTextEditor?.document.uri.path ?? '', /service\/settings\.py$/);
      } finally {
        await write('llmcost.yaml', before);
      }
      await until('the assumption again', async () => (await hoverAt(document, 'claude.messages.create')).includes('assumed [$(edit)]'));
    },
  },
  {
    name: 'the hover splits the prompt: what stands in the code, what a variable is taken for, tools, images',
    async run() {
      const document = await untitled('python', [
        'from openai import OpenAI', '', 'RULES = "You describe parts of bicycles for a shop. Be brief, and name the material."',
        'TOOLS = [{"type": "function", "function": {"name": "look_up", "description": "Looks up a part by its number", "parameters": {"type": "object", "properties": {"number": {"type": "string"}}}}}]', '',
        'def describe(question, picture):', '    return OpenAI().chat.completions.create(', '        model="gpt-4o-mini", max_tokens=90, tools=TOOLS,',
        '        messages=[{"role": "system", "content": RULES}, {"role": "user", "content": [{"type": "text", "text": f"Question: {question}"}, {"type": "image_url", "image_url": {"url": picture, "detail": "high"}}]}],', '    )', '',
      ].join('\n'));
      const text = await until('the hover', async () => { const all = await hoverAt(document, 'completions.create'); return all !== '' && all; });
      assert.match(text, /^\| input \(o200k\\_base\) \|/m, 'by which tokenizer');
      for (const part of [/^\| .*system.* \| \d+ \| (&nbsp;)+counted in the code \|$/m, /^\| .*question.* \| \d+–[\d.k]+ \| (&nbsp;)+assumed \|$/m, /^\| .*tool.* \| \d+.* \|/m, /^\| .*image.* \| [\d.k]+.* \|/m]) assert.match(text, part);
    },
  },
  {
    name: 'text of a program cannot put a link, a picture or a command into the hover',
    async run() {
      const document = await untitled('python', 'from openai import OpenAI\n\ndef ask(q):\n    return OpenAI().chat.completions.create(model="x](command:workbench.action.quit) <img src=a> ![y](https://a.b/c)", messages=[{"role": "user", "content": f"{q[\'](command:workbench.action.quit)\']}"}], max_tokens=5)\n');
      await until('a lens', async () => (await lensTitles(document.uri)).length === 1);
      const text = await hoverAt(document, 'completions.create');
      assert.match(text, /price not known|Not priced/i);
      assert.deepEqual([...text.matchAll(/(?<!\\)\]\(command:(?!llmcost\.)/g)].map(String), []);
      assert.doesNotMatch(text, /(?<!\\)<img|(?<!\\)!\[/);
    },
  },
  {
    name: 'what stands in the hover as a problem is not said twice: only its fix is offered, unless problems are switched off',
    async run() {
      const { document } = await open('web/lib/summarize.ts');
      const [problem] = await until('the problem', () => { const all = vscode.languages.getDiagnostics(document.uri).filter((one) => one.source === 'LLM Cost Lens'); return all.length > 0 && all; });
      assert.ok(problem);
      const words = problem.message.slice(0, 20);
      const hover = async () => (await hoverAt(document, 'completions.create')).replaceAll('\\', '');
      const text = await until('the hover', async () => { const all = await hover(); return all.includes('per call') && all; });
      assert.match(text, /^\$\(lightbulb\) \[[^\]]+\]\(command:llmcost\.applyFix/m);
      assert.ok(!text.includes(words), text);
      const settings = vscode.workspace.getConfiguration('llmcost', folder());
      try {
        await settings.update('diagnostics.enabled', false, vscode.ConfigurationTarget.Global);
        await until('its words', async () => (await hover()).includes(words));
      } finally {
        await settings.update('diagnostics.enabled', undefined, vscode.ConfigurationTarget.Global);
      }
    },
  },
  {
    name: 'the hover follows its setting',
    async run() {
      const { document } = await open('service/triage.py');
      await until('the hover', async () => (await hoverAt(document, 'completions.create')) !== '');
      const settings = vscode.workspace.getConfiguration('llmcost', folder());
      try {
        await settings.update('hover.enabled', false, vscode.ConfigurationTarget.Global);
        await until('no hover', async () => (await hoverAt(document, 'completions.create')) === '');
      } finally {
        await settings.update('hover.enabled', undefined, vscode.ConfigurationTarget.Global);
      }
    },
  },
];
