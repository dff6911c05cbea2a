import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { HostTest } from '../runner.ts';
import { actionsAt, codeOf, folder, lensTitles, open, ours, until } from './tools.ts';

export const tests: readonly HostTest[] = [
  {
    name: 'a lens above a Python call tells cost, model and tokens',
    async run() {
      const { document } = await open('service/triage.py');
      const [title] = await until('a lens', async () => { const titles = await lensTitles(document.uri); return titles.length > 0 && titles; });
      assert.match(title ?? '', /\$.*gpt-4o-mini.*in .*out ≤ 5/);
      assert.match(title ?? '', /\/month/, 'the declared volume gives a month');
    },
  },
  {
    name: 'a TypeScript call is found through the AI SDK, a provider and a constant of another file',
    async run() {
      const { document } = await open('web/app/api/chat/route.ts');
      const [title] = await until('a lens', async () => { const titles = await lensTitles(document.uri); return titles.length > 0 && titles; });
      assert.match(title ?? '', /gpt-4\.1-mini/);
    },
  },
  {
    name: 'the hover shows the formula, its basis and the source of the price',
    async run() {
      const { document } = await open('service/answer.py');
      await until('lenses', async () => (await lensTitles(document.uri)).length > 0);
      const at = document.positionAt(document.getText().indexOf('messages.create'));
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', document.uri, at);
      const text = hovers.flatMap((hover) => hover.contents.map((one) => (typeof one === 'string' ? one : one.value))).join('\n');
      assert.match(text, /\| input \|/);
      assert.match(text, /assumed|counted|approximated/);
      assert.match(text, /checked 20\d\d\\-\d\d\\-\d\d against/);
      assert.match(text, /contracted/, 'the team discount is named');
    },
  },
  {
    name: 'a missing output cap is a problem, and its quick fix removes it',
    async run() {
      const { document } = await open('web/lib/summarize.ts');
      const problem = await until('the problem', () => ours(document.uri).find((one) => codeOf(one) === 'max-output-missing'));
      const actions = await actionsAt(document.uri, problem.range);
      const fix = actions.find((one) => one.title.includes('max_completion_tokens'));
      assert.ok(fix?.edit, 'there is a fix');
      assert.ok(await vscode.workspace.applyEdit(fix.edit));
      assert.match(document.getText(), /messages: \[[^\]]*\],\n {4}max_completion_tokens: \d+,\n/);
      await until('the problem to go', () => ours(document.uri).every((one) => codeOf(one) !== 'max-output-missing'));
      await vscode.commands.executeCommand('workbench.action.files.revert');
    },
  },
  {
    name: 'typing in the middle of a call keeps its lens',
    async run() {
      const editor = await open('service/triage.py');
      const { document } = editor;
      await until('a lens', async () => (await lensTitles(document.uri)).length > 0);
      const at = document.positionAt(document.getText().indexOf('messages=['));
      for (const letter of 'temp = {"a": (1, [2') {
        await editor.edit((edit) => edit.insert(at, letter));
        assert.equal((await lensTitles(document.uri)).length, 1, `a lens after ${letter}`);
      }
      await vscode.commands.executeCommand('workbench.action.files.revert');
    },
  },
  {
    name: 'cells of a notebook have lenses, and names flow between them',
    async run() {
      const notebook = await vscode.workspace.openNotebookDocument(vscode.Uri.joinPath(folder(), 'notebooks/grade.ipynb'));
      await vscode.window.showNotebookDocument(notebook);
      const cell = notebook.getCells().find((one) => one.document.getText().includes('generate_content'));
      assert.ok(cell);
      const [title] = await until('a lens in the cell', async () => { const titles = await lensTitles(cell.document.uri); return titles.length > 0 && titles; });
      assert.match(title ?? '', /gemini-2\.5-flash/);
    },
  },
  {
    name: 'mistakes in llmcost.yaml are problems at their key, and go when mended',
    async run() {
      const { document } = await open('llmcost.yaml');
      const edit = new vscode.WorkspaceEdit();
      edit.insert(document.uri, document.positionAt(0), 'budgts: []\n');
      assert.ok(await vscode.workspace.applyEdit(edit));
      const problem = await until('the problem', () => ours(document.uri)[0]);
      assert.equal(problem.range.start.line, 0);
      assert.equal(problem.range.start.character, 0);
      assert.match(problem.message, /unknown key "budgts", did you mean "budgets"\?/);
      await vscode.commands.executeCommand('workbench.action.files.revert');
      await until('the problem to go', () => ours(document.uri).length === 0);
    },
  },
  {
    name: 'lenses follow the setting while the window is open',
    async run() {
      const { document } = await open('service/triage.py');
      const settings = vscode.workspace.getConfiguration('llmcost');
      await settings.update('inline.mode', 'off', vscode.ConfigurationTarget.Global);
      await until('lenses to go', async () => (await lensTitles(document.uri)).length === 0);
      await settings.update('inline.mode', undefined, vscode.ConfigurationTarget.Global);
      await until('lenses to come back', async () => (await lensTitles(document.uri)).length === 1);
    },
  },
  {
    name: 'the report opens as a page',
    async run() {
      await vscode.commands.executeCommand('llmcost.openReport');
      await until('the page', () => vscode.window.tabGroups.all.some((group) => group.tabs.some((tab) => tab.label === 'LLM Cost Report')));
    },
  },
  {
    name: 'a file without calls has no lens and no problem',
    async run() {
      const { document } = await open('service/settings.py');
      await until('the answer', async () => (await lensTitles(document.uri)).length === 0);
      assert.equal(ours(document.uri).length, 0);
    },
  },
];
