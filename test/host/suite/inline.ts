import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { HostTest } from '../runner.ts';
import { allLenses, codeOf, folder, hoverAt, lensTitles, open, ours, readText, revert, set, settings, until, untitled, write } from './tools.ts';

const titlesOf = async (uri: vscode.Uri): Promise<string[]> => (await allLenses(uri)).map((one) => one.command?.title ?? '');
const hintsOf = async (document: vscode.TextDocument): Promise<string[]> => (await vscode.commands.executeCommand<vscode.InlayHint[]>('vscode.executeInlayHintProvider', document.uri, new vscode.Range(0, 0, document.lineCount, 0))).map((one) => (typeof one.label === 'string' ? one.label : one.label.map((part) => part.value).join('')));

/** What stands in the code: lenses, hints, their actions. */
export const inlineTests: readonly HostTest[] = [
  {
    name: 'beside the cost stand a fix and the declaration of a volume; the setting chooses which, and the fix is one click',
    async run() {
      await vscode.commands.executeCommand('llmcost.refresh');
      const { document } = await open('web/lib/summarize.ts');
      const titles = await until('the actions', async () => { const all = await titlesOf(document.uri); return all.includes('Declare volume…') && all; });
      assert.ok(titles.includes('$(lightbulb)\u00a0Add max_completion_tokens'), titles.join('\n'));
      try {
        await set('inline.actions', ['why']);
        await until('only why', async () => { const all = await titlesOf(document.uri); return all.includes('Why?') && !all.includes('Declare volume…') && !all.some((one) => one.includes('lightbulb')); });
      } finally {
        await set('inline.actions', undefined);
      }
      const fix = await until('the fix', async () => (await allLenses(document.uri)).find((one) => one.command?.title === '$(lightbulb)\u00a0Add max_completion_tokens'));
      await vscode.commands.executeCommand(fix.command?.command ?? '', ...(fix.command?.arguments ?? []));
      assert.match(document.getText(), /max_completion_tokens: \d+/);
      await until('the problem to go', () => ours(document.uri).every((one) => codeOf(one) !== 'max-output-missing'));
      await until('the cap in the lens', async () => /out ≤ \d/.test((await lensTitles(document.uri))[0] ?? '') && !(await titlesOf(document.uri)).some((one) => one.includes('max_completion_tokens')));
      await revert();
    },
  },
  {
    name: 'a call whose model the code cannot tell asks for it, and has a price once the team said it',
    async run() {
      const before = await readText('llmcost.yaml');
      await write('service/relay.py', 'from openai import OpenAI\n\n\ndef relay(settings, text):\n    return OpenAI().chat.completions.create(model=settings["model"], messages=[{"role": "user", "content": text}], max_tokens=70)\n');
      try {
        const { document } = await open('service/relay.py');
        const ask = await until('the question', async () => (await allLenses(document.uri)).find((one) => one.command?.command === 'llmcost.declareModel'));
        assert.match((await lensTitles(document.uri))[0] ?? '', /^cost not known · model not known/);
        assert.match(await hoverAt(document, 'completions.create'), /Not priced.*\[Say which model…\]\(command:llmcost\.declareModel/);
        await vscode.commands.executeCommand(ask.command?.command ?? '', ...(ask.command?.arguments ?? []), 'gpt-4.1-nano');
        assert.match(await readText('llmcost.yaml'), /file: "?service\/relay\.py.*model: "?gpt-4\.1-nano/s);
        await until('its price', async () => /^~\$.*gpt-4\.1-nano/.test((await lensTitles(document.uri))[0] ?? ''));
        assert.ok(!(await titlesOf(document.uri)).includes('Say which model…'));
      } finally {
        await write('llmcost.yaml', before);
        await vscode.workspace.fs.delete(vscode.Uri.joinPath(folder(), 'service/relay.py'));
      }
    },
  },
  {
    name: 'two calls on a line share a lens',
    async run() {
      const document = await untitled('python', 'from openai import OpenAI\nc = OpenAI()\n\npair = (c.embeddings.create(model="text-embedding-3-small", input="a"), c.embeddings.create(model="text-embedding-3-large", input="b"))\n');
      const titles = await until('the lens', async () => { const all = await lensTitles(document.uri); return all.length > 0 && all; });
      assert.equal(titles.length, 1);
      assert.match(titles[0] ?? '', /text-embedding-3-small.* {2}\| {2}.*text-embedding-3-large/);
    },
  },
  {
    name: 'calls of a helper say what they reach; its definition says how many callers there are and their sum, and leads to them',
    async run() {
      await vscode.commands.executeCommand('llmcost.refresh');
      const { document } = await open('web/lib/summarize.ts');
      const lens = await until('the callers', async () => (await allLenses(document.uri)).find((one) => one.command?.command === 'editor.action.showReferences'));
      assert.match(lens.command?.title ?? '', /^2 callers · ~\$[\d.]+(\/1k runs| a run) of each$/);
      assert.equal(lens.range.start.line, document.positionAt(document.getText().indexOf('function summarize')).line, 'above the definition');
      const [, , places] = (lens.command?.arguments ?? []) as [vscode.Uri, vscode.Position, vscode.Location[]];
      assert.deepEqual(places.map((one) => one.uri.path.split('/').at(-1)), ['tickets.tsx', 'tickets.tsx']);
      const { document: caller } = await open('web/app/tickets.tsx');
      const titles = await until('lenses', async () => { const all = await lensTitles(caller.uri); return all.length === 2 && all; });
      assert.ok(titles.every((one) => one.endsWith('→ openai.chat.completions')), titles.join('\n'));
    },
  },
  {
    name: 'the toggle hides costs and brings them back to where they were',
    async run() {
      const { document } = await open('service/triage.py');
      try {
        await set('inline.mode', 'inlayHint');
        await until('a hint', async () => (await hintsOf(document)).length === 1);
        await vscode.commands.executeCommand('llmcost.toggleLenses');
        await until('nothing', async () => (await hintsOf(document)).length === 0 && (await lensTitles(document.uri)).length === 0);
        assert.equal(settings().get('inline.mode'), 'off');
        await vscode.commands.executeCommand('llmcost.toggleLenses');
        await until('the hint again', async () => (await hintsOf(document)).length === 1);
      } finally {
        await set('inline.mode', undefined);
      }
      await until('the lens', async () => (await lensTitles(document.uri)).length === 1);
    },
  },
  {
    name: 'a call above the threshold is marked',
    async run() {
      const { document } = await open('service/answer.py');
      const marked = async () => (await lensTitles(document.uri)).filter((one) => one.startsWith('$(flame)\u00a0')).length;
      await until('lenses', async () => (await lensTitles(document.uri)).length === 2);
      assert.equal(await marked(), 0);
      try {
        await set('inline.thresholds', { moderate: 0.0001, high: 0.001 });
        await until('one mark', async () => (await marked()) === 1);
      } finally {
        await set('inline.thresholds', undefined);
      }
      await until('no mark', async () => (await marked()) === 0);
    },
  },
  {
    name: 'where costs are shown may differ by language',
    async run() {
      const { document: python } = await open('service/triage.py');
      const { document: script } = await open('web/lib/summarize.ts');
      await until('both lenses', async () => (await lensTitles(python.uri)).length === 1 && (await lensTitles(script.uri)).length === 1);
      const forPython = vscode.workspace.getConfiguration('llmcost', { languageId: 'python' });
      try {
        await forPython.update('inline.mode', 'off', vscode.ConfigurationTarget.Global, true);
        await until('no lens in Python', async () => (await lensTitles(python.uri)).length === 0);
        assert.equal((await lensTitles(script.uri)).length, 1);
      } finally {
        await forPython.update('inline.mode', undefined, vscode.ConfigurationTarget.Global, true);
      }
      await until('the lens again', async () => (await lensTitles(python.uri)).length === 1);
    },
  },
];
