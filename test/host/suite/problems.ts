import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { HostTest } from '../runner.ts';
import { actionsAt, codeOf, folder, lensTitles, open, ours, readText, revert, set, surfaces, until, untitled, write } from './tools.ts';

/** A problem of one rule, once it is shown. */
const problemOf = (uri: vscode.Uri, id: string) => until(`the problem ${id}`, () => ours(uri).find((one) => codeOf(one) === id));
const linkOf = (one: vscode.Diagnostic) => (typeof one.code === 'object' ? one.code.target.toString() : '');

export const problemTests: readonly HostTest[] = [
  {
    name: 'a large prompt that is not cached is a problem with its reason, its code and a link to its page',
    async run() {
      const { document } = await open('service/answer.py');
      const problem = await problemOf(document.uri, 'prompt-cache-missing');
      assert.match(problem.message, /[12],\d{3} tokens of unchanging prompt are sent at full price; claude-sonnet-4-5 caches from 1,024/);
      assert.match(problem.message, /calls per hour/);
      assert.equal(problem.severity, vscode.DiagnosticSeverity.Warning, 'the declared volume pays for the write');
      assert.equal(problem.range.start.line, document.positionAt(document.getText().indexOf('self.claude.messages.create')).line);
      assert.match(linkOf(problem), /docs\/rules\/prompt-cache-missing\.md$/);
    },
  },
  {
    name: 'a file that was never saved has lenses, and a model without a price is a problem that names no other price',
    async run() {
      const document = await untitled('python', 'from openai import OpenAI\n\nOpenAI().chat.completions.create(model="acme-9000", messages=[{"role": "user", "content": "hello"}], max_completion_tokens=20)\n');
      assert.equal(document.isUntitled, true);
      const problem = await problemOf(document.uri, 'model-without-price');
      assert.match(problem.message, /acme-9000/);
      assert.equal(problem.severity, vscode.DiagnosticSeverity.Information);
      assert.match(linkOf(problem), /docs\/rules\/model-without-price\.md$/);
      const [title] = await lensTitles(document.uri);
      assert.match(title ?? '', /price not known.*acme-9000/);
      assert.doesNotMatch(title ?? '', /\$/, 'no money is invented');
    },
  },
  {
    name: 'a file that was never saved keeps up with its edits, in TypeScript too',
    async run() {
      const document = await untitled('typescript', "import OpenAI from 'openai';\nconst client = new OpenAI();\nawait client.responses.create({ model: 'gpt-4o-mini', input: 'hello', max_output_tokens: 10 });\n");
      await until('a lens', async () => /gpt-4o-mini/.test((await lensTitles(document.uri))[0] ?? ''));
      const edit = new vscode.WorkspaceEdit();
      const at = document.positionAt(document.getText().indexOf('gpt-4o-mini'));
      edit.replace(document.uri, new vscode.Range(at, at.translate(0, 'gpt-4o-mini'.length)), 'gpt-4.1');
      assert.ok(await vscode.workspace.applyEdit(edit));
      await until('the new model', async () => /gpt-4\.1\b/.test((await lensTitles(document.uri))[0] ?? ''));
    },
  },
  {
    name: 'typing for thirty seconds in the middle of a call never loses or doubles its lens, nor moves it off the call',
    async run() {
      const editor = await open('service/triage.py');
      const { document } = editor;
      await until('a lens', async () => (await lensTitles(document.uri)).length === 1);
      const callLine = () => document.positionAt(document.getText().indexOf('.create(')).line;
      const words = 'extra = {"a": (1, [2, """three\n"""]), "b": f"{x}"},\n';
      const started = Date.now();
      for (let i = 0; Date.now() - started < 30_000; i++) {
        const at = document.positionAt(document.getText().indexOf('messages=[')).translate(0, 0);
        await editor.edit((edit) => edit.insert(at, words[i % words.length] ?? ' '), { undoStopBefore: false, undoStopAfter: false });
        const lenses = (await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', document.uri, 10)).filter((one) => one.command?.command === 'llmcost.explainCall');
        assert.equal(lenses.length, 1, `one lens after ${i + 1} letters`);
        assert.equal(lenses[0]?.range.start.line, callLine(), `above the call after ${i + 1} letters`);
        await new Promise((resolve) => setTimeout(resolve, 90));
      }
      await vscode.commands.executeCommand('workbench.action.files.revert');
    },
  },
  {
    name: 'saving fixes everything for those who opted in, and nothing for others',
    async run() {
      const path = 'web/lib/summarize.ts';
      const before = await readText(path);
      const save = async () => {
        const editor = await open(path);
        await until('the text of the disk', () => editor.document.getText() === before);
        await problemOf(editor.document.uri, 'max-output-missing');
        await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), '// saved\n'));
        // Fixes are asked for at once: the answer for the text as it now is must be there.
        await until('the moved problem', () => ours(editor.document.uri).some((one) => codeOf(one) === 'max-output-missing' && one.range.start.line === 8));
        await new Promise((resolve) => setTimeout(resolve, 500));
        await editor.document.save();
        return readText(path);
      };
      const config = vscode.workspace.getConfiguration('editor');
      try {
        assert.doesNotMatch(await save(), /max_completion_tokens/);
        await write(path, before);
        await config.update('codeActionsOnSave', { 'source.fixAll.llmcost': 'explicit' }, vscode.ConfigurationTarget.Global);
        assert.match(await save(), /max_completion_tokens: \d+/);
      } finally {
        await config.update('codeActionsOnSave', undefined, vscode.ConfigurationTarget.Global);
        await write(path, before);
      }
      await until('the file as it was', async () => (await open(path)).document.getText() === before);
    },
  },
  {
    name: 'the severity of a finding follows the setting, live, and off silences it',
    async run() {
      const { document } = await open('web/lib/summarize.ts');
      await problemOf(document.uri, 'max-output-missing');
      const severity = () => ours(document.uri).find((one) => codeOf(one) === 'max-output-missing')?.severity;
      try {
        await set('findings.severity', { 'max-output-missing': 'error' });
        await until('an error', () => severity() === vscode.DiagnosticSeverity.Error);
        await set('findings.severity', { 'max-output-missing': 'off' });
        await until('silence', () => severity() === undefined);
      } finally {
        await set('findings.severity', undefined);
      }
      await until('the warning', () => severity() === vscode.DiagnosticSeverity.Warning);
      try {
        await set('diagnostics.enabled', false);
        await until('no problem', () => ours(document.uri).length === 0);
      } finally {
        await set('diagnostics.enabled', undefined);
      }
      await until('problems', () => ours(document.uri).length > 0);
    },
  },
  {
    name: 'a finding is accepted in llmcost.yaml for a reason, until a day',
    async run() {
      const team = await readText('llmcost.yaml');
      const { document } = await open('service/answer.py');
      const problem = await problemOf(document.uri, 'prompt-cache-missing');
      try {
        const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>('vscode.executeCodeActionProvider', document.uri, problem.range);
        const action = actions.find((one) => one.title === 'Silence prompt-cache-missing, with a reason…');
        assert.ok(action?.command, actions.map((one) => one.title).join(', '));
        await vscode.commands.executeCommand(action.command.command, ...(action.command.arguments ?? []), { where: 'team', reason: 'Answers are rare at night', until: '2099-01-31' });
        assert.match(await readText('llmcost.yaml'), /suppressions:\n {2}- finding: prompt-cache-missing\n {4}match: \{ file: "service\/answer\.py".*\}\n {4}reason: "Answers are rare at night"\n {4}until: 2099-01-31\n/);
        await until('the problem to be gone', () => ours(document.uri).every((one) => codeOf(one) !== 'prompt-cache-missing'));
      } finally {
        await write('llmcost.yaml', team);
      }
      await problemOf(document.uri, 'prompt-cache-missing');
    },
  },
  {
    name: 'a finding is silenced at its line or in its file, by a comment with the reason',
    async run() {
      const { document } = await open('web/lib/summarize.ts');
      for (const [where, comment] of [['here', /^ {2}\/\/ llmcost: ignore max-output-missing -- summaries are short\r?$/m], ['file', /^\/\/ llmcost: ignore-file max-output-missing -- summaries are short\r?$/m]] as const) {
        const problem = await problemOf(document.uri, 'max-output-missing');
        const action = (await actionsAt(document.uri, problem.range)).find((one) => one.title === 'Silence max-output-missing, with a reason…');
        assert.ok(action?.command);
        await vscode.commands.executeCommand(action.command.command, ...(action.command.arguments ?? []), { where, reason: 'summaries are short' });
        assert.match(document.getText(), comment);
        await until(`silence ${where}`, () => ours(document.uri).every((one) => codeOf(one) !== 'max-output-missing'));
        await revert();
      }
      await problemOf(document.uri, 'max-output-missing');
    },
  },
  {
    name: 'what is silenced and taken back is in the side bar again',
    async run() {
      const { views } = await surfaces();
      const isListed = () => views.findings.rows().some((row) => row.startsWith('max-output-missing'));
      await vscode.commands.executeCommand('llmcost.refresh');
      assert.ok(isListed(), views.findings.rows().join('\n'));
      const editor = await open('web/lib/summarize.ts');
      await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), '// llmcost: ignore-file max-output-missing -- a try\n'));
      await until('it to go', () => !isListed());
      await revert();
      await until('it again', isListed);
    },
  },
  {
    name: 'findings of one rule are fixed in every file of the workspace',
    async run() {
      await vscode.commands.executeCommand('llmcost.fixAll', ['max-output-missing']);
      const { document } = await open('web/lib/summarize.ts');
      assert.match(document.getText(), /max_completion_tokens: \d+/);
      assert.ok(document.isDirty, 'nothing is written to the disk before it is looked at');
      await until('the problem to be gone', () => ours(document.uri).every((one) => codeOf(one) !== 'max-output-missing'));
      await vscode.commands.executeCommand('workbench.action.files.revert');
      for (const one of vscode.workspace.textDocuments.filter((other) => other.isDirty)) {
        await vscode.window.showTextDocument(one);
        await vscode.commands.executeCommand('workbench.action.files.revert');
      }
    },
  },
  {
    name: 'cells of a notebook are fixed with every other file of the workspace',
    async run() {
      const notebook = await vscode.workspace.openNotebookDocument(vscode.Uri.joinPath(folder(), 'notebooks/grade.ipynb'));
      const judge = notebook.getCells().find((one) => one.document.getText().includes('JUDGE = '));
      assert.ok(judge);
      const before = judge.document.getText();
      await vscode.commands.executeCommand('llmcost.fixAll', ['model-retiring']);
      await until('another model', () => judge.document.getText() !== before);
      assert.match(judge.document.getText(), /JUDGE = "gemini-3/);
      const edit = new vscode.WorkspaceEdit();
      edit.replace(judge.document.uri, new vscode.Range(0, 0, judge.document.lineCount, 0), before);
      await vscode.workspace.applyEdit(edit);
      await notebook.save();
    },
  },
];
