import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { HostTest } from '../runner.ts';
import { allLenses, folder, open, set, surfaces, until, untitled, write } from './tools.ts';

const tokenTitles = async (uri: vscode.Uri) => (await allLenses(uri)).map((one) => one.command?.title ?? '').filter((title) => /tokens/.test(title) && !title.includes('max_'));
const prompt = 'You answer questions about orders, briefly and politely. '.repeat(6);

/** How many tokens a text has. */
export const tokenTests: readonly HostTest[] = [
  {
    name: 'prompt files of every kind tell their tokens; a text file elsewhere does not',
    async run() {
      const made = ['prompts/a.txt', 'prompts/b.md', 'mail.jinja', 'mail.j2', 'mail.prompty', 'mail.prompt'];
      for (const path of [...made, 'notes.txt']) await write(path, prompt);
      try {
        for (const path of made) {
          const { document } = await open(path);
          const titles = await until(`tokens of ${path}`, async () => { const all = await tokenTitles(document.uri); return all.length > 0 && all; });
          assert.match(titles[0] ?? '', /^\d\d tokens$/, path);
        }
        const { document } = await open('notes.txt');
        assert.deepEqual(await tokenTitles(document.uri), []);
        const { document: first } = await open('prompts/a.txt');
        await set('tokens.promptFiles', false);
        await until('no lens', async () => (await tokenTitles(first.uri)).length === 0);
      } finally {
        await set('tokens.promptFiles', undefined);
        for (const path of ['prompts', ...made.slice(2), 'notes.txt']) await vscode.workspace.fs.delete(vscode.Uri.joinPath(folder(), path), { recursive: true });
      }
    },
  },
  {
    name: 'long strings tell their tokens on demand in one file, and everywhere by a setting',
    async run() {
      const document = await untitled('python', `RULES = """${prompt}"""\nSHORT = "hello"\n\ndef of(name):\n    return f"${prompt}{name}"\n`);
      assert.deepEqual(await tokenTitles(document.uri), [], 'nothing before it is asked for');
      await vscode.commands.executeCommand('llmcost.toggleStringTokens');
      const titles = await until('two counts', async () => { const all = await tokenTitles(document.uri); return all.length === 2 && all; });
      assert.match(titles[0] ?? '', /^\$\(symbol-string\)\u00a0\d\d tokens$/);
      assert.match(titles[1] ?? '', /^\$\(symbol-string\)\u00a0\d\d tokens and 1 variable$/);
      await vscode.commands.executeCommand('llmcost.toggleStringTokens');
      await until('none', async () => (await tokenTitles(document.uri)).length === 0);
      try {
        await set('tokens.strings', true);
        await until('two again', async () => (await tokenTitles(document.uri)).length === 2);
      } finally {
        await set('tokens.strings', undefined);
      }
      await until('none again', async () => (await tokenTitles(document.uri)).length === 0);
    },
  },
  {
    name: 'the status bar counts what is selected, with the tokenizer of the file\'s model',
    async run() {
      const { selectionTokens } = await surfaces();
      const editor = await open('service/answer.py');
      editor.selection = new vscode.Selection(0, 0, 3, 0);
      await until('a count', () => /^\$\(symbol-string\) \d+ tokens( \(\d+–\d+\))?$/.test(selectionTokens()));
      editor.selection = new vscode.Selection(0, 0, 0, 0);
      await until('no count', () => selectionTokens() === '');
    },
  },
];
