import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { HostTest } from '../runner.ts';
import { allLenses, edited, folder, lensTitles, open, ours, readText, revert, set, surfaces, until, write } from './tools.ts';

const clipboard = () => vscode.env.clipboard.readText();
const textOf = (result: vscode.LanguageModelToolResult) => result.content.map((part) => (part instanceof vscode.LanguageModelTextPart ? part.value : '')).join('');
const invoke = async (name: string, input: object) => textOf(await vscode.lm.invokeTool(name, { input, toolInvocationToken: undefined }));

/** Side bar, report, team file and assistants: what is about the workspace and not about one file. */
export const workspaceTests: readonly HostTest[] = [
  {
    name: 'calls are sorted by place on request, found by a filter, and copied as Markdown, one or all',
    async run() {
      const { views } = await surfaces();
      await vscode.commands.executeCommand('llmcost.refresh');
      const groups = () => views.calls.rows().filter((row) => !row.startsWith(' ')).map((row) => row.split(' ')[0] ?? '');
      try {
        await vscode.commands.executeCommand('llmcost.calls.sortBy', 'place');
        assert.deepEqual(groups(), groups().toSorted((a, b) => a.localeCompare(b)));
        for (const [grouping, pattern] of [['model', /^gpt-4o-mini /m], ['provider', /^anthropic \$/m], ['product', /^desk \$/m], ['environment', /^experiment /m], ['useCase', /^triage \$/m]] as const) {
          await vscode.commands.executeCommand('llmcost.calls.groupBy', grouping);
          assert.match(views.calls.rows().join('\n'), pattern, grouping);
        }
      } finally {
        await vscode.commands.executeCommand('llmcost.calls.sortBy', 'month');
        await vscode.commands.executeCommand('llmcost.calls.groupBy', 'file');
      }
      await open('service/triage.py');
      await vscode.commands.executeCommand('llmcost.copyCall');
      assert.match(await clipboard(), /^- `service\/triage\.py` `classify`: \*\*~\$[\d.]+ per 1k calls \(.*\)\*\* per call, gpt-4o-mini, openai\.chat\.completions, \$[\d.]+ per month/);
      await vscode.commands.executeCommand('llmcost.copyReport');
      assert.match(await clipboard(), /^## LLM cost report[\s\S]*\| .*triage\.py/);
    },
  },
  {
    name: 'the report is saved in every format',
    async run() {
      const starts = { html: /^<!DOCTYPE html>[\s\S]*<body class="standalone">/, markdown: /^## LLM cost report/, csv: /^[\w,]+\r?\n/, json: /^\{\s*"schemaVersion": 1/, sarif: /^\{[\s\S]*"version": "2\.1\.0"/, focus: /^[\w,]*BilledCost/ };
      for (const [format, start] of Object.entries(starts)) {
        const path = `out-report.${format}`;
        await vscode.commands.executeCommand('llmcost.exportReport', format, vscode.Uri.joinPath(folder(), path));
        const text = await readText(path);
        await vscode.workspace.fs.delete(vscode.Uri.joinPath(folder(), path));
        assert.match(text, start, format);
        assert.match(text, /triage/, format);
      }
    },
  },
  {
    name: 'calls that nobody declared are added to llmcost.yaml as comments, unsaved, and every other byte stays',
    async run() {
      const before = await readText('llmcost.yaml');
      await vscode.commands.executeCommand('llmcost.syncTeamFile');
      const document = vscode.window.activeTextEditor?.document;
      assert.match(document?.uri.path ?? '', /llmcost\.yaml$/);
      assert.equal(document?.isDirty, true, 'it is shown, not saved');
      const after = document?.getText() ?? '';
      assert.match(after, /# .*web\/lib\/summarize\.ts|# .*web\/app\/tickets\.tsx/);
      assert.equal(await readText('llmcost.yaml'), before, 'the disk is as it was');
      const added = after.split('\n').filter((line) => !before.split('\n').includes(line));
      assert.ok(added.length > 0 && added.every((line) => line.trim() === '' || line.trimStart().startsWith('#')), added.join('\n'));
      await revert();
    },
  },
  {
    name: 'a file that is renamed takes its entry in llmcost.yaml along',
    async run() {
      const before = await readText('llmcost.yaml');
      const [from, to] = [vscode.Uri.joinPath(folder(), 'service/triage.py'), vscode.Uri.joinPath(folder(), 'service/sorting.py')];
      const rename = async (one: vscode.Uri, other: vscode.Uri) => {
        const edit = new vscode.WorkspaceEdit();
        edit.renameFile(one, other);
        assert.ok(await vscode.workspace.applyEdit(edit));
      };
      await rename(from, to);
      try {
        const { document: team } = await open('llmcost.yaml');
        await until('the entry', () => team.getText().includes('match: { file: service/sorting.py, function: classify }'));
        assert.equal(team.getText().replace('service/sorting.py', 'service/triage.py'), before, 'nothing else changes');
        await team.save();
        const { document } = await open('service/sorting.py');
        await until('its month', async () => /\/month/.test((await lensTitles(document.uri))[0] ?? ''));
      } finally {
        await rename(to, from);
        await open('llmcost.yaml');
        await revert();
        await write('llmcost.yaml', before);
      }
      const { document } = await open('service/triage.py');
      await until('the month as before', async () => /\/month/.test((await lensTitles(document.uri))[0] ?? ''));
    },
  },
  {
    name: 'an entry by id follows its file, and an entry that matches several calls counts them and their month',
    async run() {
      const before = await readText('llmcost.yaml');
      const tool = await invoke('llmcost_list_calls', { filter: 'triage' });
      assert.match(tool, /triage/);
      const entries = '  - match: { file: "service/**" }\n    tags: { part: service }\n  - match: { id: "service/triage.py#classify#openai.chat.completions" }\n    tags: { part: triage }\n';
      const [from, to] = [vscode.Uri.joinPath(folder(), 'service/triage.py'), vscode.Uri.joinPath(folder(), 'service/queues.py')];
      const rename = async (one: vscode.Uri, other: vscode.Uri) => {
        const edit = new vscode.WorkspaceEdit();
        edit.renameFile(one, other);
        assert.ok(await vscode.workspace.applyEdit(edit));
      };
      try {
        await write('llmcost.yaml', before.replace(/^calls:\n/m, `calls:\n${entries}`));
        const { document } = await open('llmcost.yaml');
        const lens = await until('the lens', async () => (await allLenses(document.uri)).find((one) => /^matches 3 calls · \$[\d.,]+\/month$/.test(one.command?.title ?? '')));
        assert.equal(lens.command?.command, 'llmcost.showMatches');
        await rename(from, to);
        await until('the id', () => document.getText().includes('match: { id: "service/queues.py#classify#openai.chat.completions" }'));
      } finally {
        await rename(to, from);
        await open('llmcost.yaml');
        await revert();
        await write('llmcost.yaml', before);
      }
      const { document } = await open('service/triage.py');
      await until('the month as before', async () => /\/month/.test((await lensTitles(document.uri))[0] ?? ''));
    },
  },
  {
    name: 'the analysis starts anew on request, and everything is there again',
    async run() {
      const { views } = await surfaces();
      const { document } = await open('service/triage.py');
      await until('a lens', async () => (await lensTitles(document.uri)).length === 1);
      // In the middle of a scan, whose end nobody must wait for.
      const scan = vscode.commands.executeCommand('llmcost.refresh');
      await vscode.commands.executeCommand('llmcost.restart');
      await scan;
      await vscode.commands.executeCommand('llmcost.refresh');
      assert.match(views.calls.rows().join('\n'), /^service\/answer\.py \$\d+\/month/m);
      await edited(document, 'max_tokens=5', 'max_tokens=6');
      await until('an answer of the new thread', async () => (await lensTitles(document.uri))[0]?.includes('out ≤ 6'));
      await revert();
    },
  },
  {
    name: 'money is in the currency that the team declares, everywhere',
    async run() {
      const { views, statusBar } = await surfaces();
      const before = await readText('llmcost.yaml');
      try {
        await write('llmcost.yaml', `${before}\ncurrency: { code: EUR, perUsd: 0.5, date: 2026-11-01 }\n`);
        await until('the budget', () => /^Support desk EUR \d+ of EUR 450 \(/m.test(views.budgets.rows().join('\n')));
        assert.match(views.calls.rows().join('\n'), /^service\/answer\.py EUR \d+\/month/m);
        await until('the month', () => /EUR \d+\/month/.test(statusBar()));
        const { document } = await open('service/triage.py');
        await until('both at the code', async () => /^~EUR [\d.]+ per 1k calls .* · EUR [\d.]+\/month$/.test((await lensTitles(document.uri))[0] ?? ''));
      } finally {
        await write('llmcost.yaml', before);
      }
      await until('dollars again', () => /\$\d+\/month/.test(statusBar()));
    },
  },
  {
    name: 'a budget that is exceeded is a problem at its line, open or not, and in the status bar; its severity follows the setting',
    async run() {
      const { views } = await surfaces();
      const uri = vscode.Uri.joinPath(folder(), 'llmcost.yaml');
      const before = await readText('llmcost.yaml');
      const problem = () => ours(uri).find((one) => typeof one.code === 'object' && one.code.value === 'budget-exceeded');
      try {
        await write('llmcost.yaml', before.replace('monthly: 900', 'monthly: 90'));
        const shown = await until('the problem', problem);
        assert.match(shown.message, /Support desk: \$\d+ of \$90/);
        assert.equal(shown.severity, vscode.DiagnosticSeverity.Error, 'the budget is hard');
        assert.match(before.split('\n')[shown.range.start.line] ?? '', /name: Support desk/);
        assert.match(views.budgets.rows().join('\n'), /Support desk \$\d+ of \$90\.00 \(\d+ %\) ■{10}$/m);
        await set('findings.severity', { 'budget-exceeded': 'hint' });
        await until('the severity', () => problem()?.severity === vscode.DiagnosticSeverity.Hint);
      } finally {
        await set('findings.severity', undefined);
        await write('llmcost.yaml', before);
      }
      await until('no problem', () => problem() === undefined);
    },
  },
  {
    name: 'cells are live, and running all of them is estimated',
    async run() {
      const notebook = await vscode.workspace.openNotebookDocument(vscode.Uri.joinPath(folder(), 'notebooks/grade.ipynb'));
      await vscode.window.showNotebookDocument(notebook);
      const cell = notebook.getCells().find((one) => one.document.getText().includes('JUDGE = '));
      const user = notebook.getCells().find((one) => one.document.getText().includes('generate_content'));
      assert.ok(cell && user);
      await until('the first model', async () => /gemini-2\.5-flash/.test((await lensTitles(user.document.uri))[0] ?? ''));
      const edit = new vscode.WorkspaceEdit();
      const at = cell.document.getText().indexOf('gemini-2.5-flash');
      edit.replace(cell.document.uri, new vscode.Range(cell.document.positionAt(at), cell.document.positionAt(at + 'gemini-2.5-flash'.length)), 'gemini-2.5-pro');
      await vscode.workspace.applyEdit(edit);
      await until('the second model, from another cell', async () => /gemini-2\.5-pro/.test((await lensTitles(user.document.uri))[0] ?? ''));
      assert.match((await vscode.commands.executeCommand<string>('llmcost.estimateNotebook')) ?? '', /^Running all cells once: about \$[\d.]+ \(.*\) for 2 calls\. 1 of them stand/);
      await revert();
    },
  },
  {
    name: 'coding assistants get the same numbers: snippets, calls, what-ifs and prices',
    async run() {
      assert.deepEqual(vscode.lm.tools.map((one) => one.name).filter((name) => name.startsWith('llmcost_')).toSorted(), ['llmcost_estimate_snippet', 'llmcost_list_calls', 'llmcost_model_price', 'llmcost_what_if']);
      const snippet = await invoke('llmcost_estimate_snippet', { language: 'python', code: 'from openai import OpenAI\nOpenAI().chat.completions.create(model="gpt-4o-mini", messages=[{"role": "user", "content": "hi"}])\n' });
      assert.match(snippet, /gpt-4o-mini[\s\S]*\$/);
      assert.match(snippet, /max-output-missing/);
      assert.match(await invoke('llmcost_list_calls', {}), /service\/answer\.py[\s\S]*\$\d+/);
      assert.match(await invoke('llmcost_what_if', { volumeTimes: 2 }), /\$\d+/);
      assert.match(await invoke('llmcost_model_price', { model: 'gpt-4o-mini' }), /0\.15/);
    },
  },
  {
    name: 'an issue carries versions and timings, and no code, path or name',
    async run() {
      await open('service/triage.py');
      await vscode.commands.executeCommand('llmcost.refresh');
      await vscode.env.clipboard.writeText('');
      await vscode.commands.executeCommand('llmcost.reportIssue');
      const text = await clipboard();
      assert.match(text, /LLM Cost Lens \d+\.\d+\.\d+, VS Code \d+\.\d+/);
      assert.match(text, /Timings: activation [\d.]+ ms; analysis of a file p50 \d+ ms, longest \d+ ms \(\d+\); scan \d+ ms/);
      assert.match(text, /Folders: 1; \d+ files, 9 calls/);
      assert.doesNotMatch(text, /triage|support-desk|classify|\.py|gpt/);
    },
  },
  {
    name: 'the language status tells the file, the month and how old the prices are; the status bar item follows its setting',
    async run() {
      const { languageStatus, statusBar } = await surfaces();
      await open('service/triage.py');
      await until('the file', () => /^1 call ~\$[\d.]+\/1k · \$\d+\/month · \d+ % of [\w ]+ · Prices of [\d,]+ models, .* on 20\d\d-\d\d-\d\d$/.test(languageStatus()));
      await open('service/settings.py');
      await until('no calls', () => languageStatus().startsWith('No LLM calls in this file'));
      await until('the month in the status bar', () => /\/month/.test(statusBar()));
      try {
        await set('statusBar.enabled', false);
        await until('no item', () => statusBar() === '');
      } finally {
        await set('statusBar.enabled', undefined);
      }
      await until('the item', () => statusBar() !== '');
    },
  },
  {
    name: 'on a remote it runs where the files are',
    run() {
      const extension = vscode.extensions.getExtension('llm-cost-lens.llm-cost-lens');
      if (vscode.env.remoteName !== undefined) assert.equal(extension?.extensionKind, vscode.ExtensionKind.Workspace);
      return Promise.resolve(vscode.env.remoteName === undefined ? 'this window has no remote' : `remote ${vscode.env.remoteName}`);
    },
  },
  {
    name: 'an entry that matches nothing says so where it stands',
    async run() {
      const before = await readText('llmcost.yaml');
      try {
        await write('llmcost.yaml', before.replace('function: classify }', 'function: gone }'));
        const { document } = await open('llmcost.yaml');
        await until('the lens', async () => (await allLenses(document.uri)).some((one) => one.command?.title === 'matches no call'));
      } finally {
        await write('llmcost.yaml', before);
      }
    },
  },
];
