import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { HostTest } from '../runner.ts';
import { actionsAt, allLenses, codeOf, lensTitles, open, ours, readText, revert, set, surfaces, until, write } from './tools.ts';

export const surfaceTests: readonly HostTest[] = [
  {
    name: 'activation stays out of the way',
    async run() {
      const { activationMs } = await surfaces();
      assert.ok(activationMs < 50, `activation took ${activationMs.toFixed(1)} ms`);
      return `${activationMs.toFixed(1)} ms of script`;
    },
  },
  {
    name: 'costs move to inlay hints, to the end of the line, away and back, live',
    async run() {
      const { document } = await open('service/triage.py');
      await until('a lens', async () => (await lensTitles(document.uri)).length === 1);
      const hints = async () => (await vscode.commands.executeCommand<vscode.InlayHint[]>('vscode.executeInlayHintProvider', document.uri, new vscode.Range(0, 0, document.lineCount, 0))).map((one) => (typeof one.label === 'string' ? one.label : one.label.map((part) => part.value).join('')));
      assert.deepEqual(await hints(), []);
      try {
        await set('inline.mode', 'inlayHint');
        const [hint] = await until('a hint', async () => { const all = await hints(); return all.length > 0 && all; });
        assert.match(hint ?? '', /^~\$[\d.]+\/1k · gpt-4o-mini · \$[\d.]+\/month$/);
        assert.deepEqual(await lensTitles(document.uri), []);
        await set('inline.mode', 'endOfLine');
        await until('hints to go', async () => (await hints()).length === 0);
      } finally {
        await set('inline.mode', undefined);
      }
      await until('the lens to come back', async () => (await lensTitles(document.uri)).length === 1);
    },
  },
  {
    name: 'the title follows its template',
    async run() {
      const { document } = await open('service/triage.py');
      try {
        await set('inline.template', '{model}: {expected} | {owner}');
        await until('the new title', async () => /^gpt-4o-mini: ~\$[\d.]+\/1k \| support-platform$/.test((await lensTitles(document.uri))[0] ?? ''));
      } finally {
        await set('inline.template', undefined);
      }
    },
  },
  {
    name: 'the side bar lists every call with the numbers of the report, grouped and filtered as asked',
    async run() {
      const { views, statusBar } = await surfaces();
      await vscode.commands.executeCommand('llmcost.refresh');
      const byFile = views.calls.rows();
      assert.ok(byFile.some((row) => /^service\/answer\.py \$\d+\/month · \d calls$/.test(row)), byFile.join('\n'));
      assert.ok(byFile.some((row) => /^ {2}Drafter\.draft \$\d+\/month · ~\$0\.\d+ · claude-sonnet-4-5$/.test(row)), byFile.join('\n'));
      await vscode.commands.executeCommand('llmcost.calls.groupBy', 'owner');
      assert.ok(views.calls.rows().some((row) => /^support-platform \$\d+\/month/.test(row)), views.calls.rows().join('\n'));
      await vscode.commands.executeCommand('llmcost.calls.filter', 'gemini');
      assert.ok(views.calls.rows().filter((row) => row.startsWith('  ')).every((row) => row.includes('gemini')));
      await vscode.commands.executeCommand('llmcost.calls.filter', '');
      await vscode.commands.executeCommand('llmcost.calls.groupBy', 'file');
      assert.ok(views.findings.rows().some((row) => row.startsWith('prompt-cache-missing 1')), views.findings.rows().join('\n'));
      assert.match(views.budgets.rows().join('\n'), /Support desk .*\$\d+ of \$900 \(\d+ %\)/);
      await until('the month in the status bar', () => /\$\d+\/month/.test(statusBar()));
    },
  },
  {
    name: 'a volume that is typed into llmcost.yaml counts before it is saved; a broken file is mended live',
    async run() {
      const { document: code } = await open('service/triage.py');
      const month = async () => /\$([\d.,]+)\/month/.exec((await lensTitles(code.uri))[0] ?? '')?.[1];
      const before = await until('a month', month);
      const { document: team } = await open('llmcost.yaml');
      const at = team.getText().indexOf('120000/month');
      const edit = new vscode.WorkspaceEdit();
      edit.replace(team.uri, new vscode.Range(team.positionAt(at), team.positionAt(at + '120000/month'.length)), '1200000/month');
      await vscode.workspace.applyEdit(edit);
      assert.equal(team.isDirty, true);
      await until('ten times the month', async () => { const now = await month(); return now !== undefined && now !== before && Number(now) > 9 * Number(before); });
      const broken = new vscode.WorkspaceEdit();
      broken.insert(team.uri, team.positionAt(team.getText().length), '\nbudgets: [\n');
      await vscode.workspace.applyEdit(broken);
      await until('the mistake', () => ours(team.uri).length > 0);
      await revert();
      await until('no mistake', () => ours(team.uri).length === 0);
      await until('the month from before', async () => (await month()) === before);
    },
  },
  {
    name: 'a file that changes on disk changes the lens of the file that imports it',
    async run() {
      const { document } = await open('web/app/api/chat/route.ts');
      await until('the first model', async () => /gpt-4\.1-mini/.test((await lensTitles(document.uri))[0] ?? ''));
      const path = 'web/lib/models.ts';
      const old = await readText(path);
      try {
        await write(path, old.replace('gpt-4.1-mini', 'gpt-4.1-nano'));
        await until('the second model', async () => /gpt-4\.1-nano/.test((await lensTitles(document.uri))[0] ?? ''));
      } finally {
        await write(path, old);
      }
      await until('the first model again', async () => /gpt-4\.1-mini/.test((await lensTitles(document.uri))[0] ?? ''));
    },
  },
  {
    name: 'llmcost.yaml completes keys and known values, explains keys, and tells which calls an entry matches',
    async run() {
      await vscode.commands.executeCommand('llmcost.refresh');
      const { document } = await open('llmcost.yaml');
      const complete = async (position: vscode.Position) => (await vscode.commands.executeCommand<vscode.CompletionList>('vscode.executeCompletionItemProvider', document.uri, position)).items.map((one) => (typeof one.label === 'string' ? one.label : one.label.label));
      const lenses = await until('lenses', async () => { const all = (await allLenses(document.uri)).map((one) => one.command?.title ?? ''); return all.some((title) => title.includes('matches')) && all; });
      assert.ok(lenses.some((title) => /^matches 1 call · \$[\d.,]+\/month$/.test(title)), lenses.join('\n'));
      assert.ok(lenses.some((title) => /^prices 1 call$/.test(title)), lenses.join('\n'));
      assert.ok(lenses.some((title) => /^Support desk: \$\d+ of \$900/.test(title)), lenses.join('\n'));
      const hover = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', document.uri, document.positionAt(document.getText().indexOf('volume:') + 2));
      assert.match(hover.flatMap((one) => one.contents.map((part) => (typeof part === 'string' ? part : part.value))).join('\n'), /How often/);
      const at = document.getText().indexOf('function: classify') + 'function: '.length;
      assert.ok((await complete(document.positionAt(at))).includes('Drafter.draft'));
      const edit = new vscode.WorkspaceEdit();
      edit.insert(document.uri, new vscode.Position(0, 0), 'un\n');
      await vscode.workspace.applyEdit(edit);
      assert.ok((await complete(new vscode.Position(0, 2))).includes('units'));
      await revert();
      const calls = await vscode.commands.executeCommand<vscode.Location[]>('vscode.executeDefinitionProvider', document.uri, document.positionAt(document.getText().indexOf('service/triage.py')));
      assert.ok(calls.some((one) => one.uri.path.endsWith('service/triage.py')), 'the entry leads to its call');
    },
  },
  {
    name: 'declaring a volume writes one entry and keeps every other byte',
    async run() {
      const { document } = await open('web/lib/summarize.ts');
      await until('a lens', async () => (await lensTitles(document.uri)).length === 1);
      const before = await readText('llmcost.yaml');
      try {
        await vscode.commands.executeCommand('llmcost.declareVolume', document.uri.toString(), (await allLenses(document.uri)).flatMap((one) => one.command?.arguments ?? []).find((one) => typeof one === 'string' && one.includes('summarize')) ?? undefined, '30000/month');
        const after = await readText('llmcost.yaml');
        assert.match(after, /file: "?web\/lib\/summarize\.ts"?/);
        assert.match(after, /volume: 30000\/month/);
        for (const line of before.split('\n')) assert.ok(after.includes(line), line);
        await until('a month', async () => /\/month/.test((await lensTitles(document.uri))[0] ?? ''));
      } finally {
        await write('llmcost.yaml', before);
      }
      await until('no month', async () => !/\/month/.test((await lensTitles(document.uri))[0] ?? '/month'));
    },
  },
  {
    name: 'a finding can be silenced with a reason, fixed alone, and fixed with all others on request',
    async run() {
      const { document } = await open('web/lib/summarize.ts');
      const problem = await until('the problem', () => ours(document.uri).find((one) => codeOf(one) === 'max-output-missing'));
      const titles = (await actionsAt(document.uri, problem.range)).map((one) => one.title);
      assert.ok(titles.some((one) => one.startsWith('Silence max-output-missing, with a reason')), titles.join('\n'));
      assert.equal(new Set(titles).size, titles.length, `no action twice: ${titles.join(', ')}`);
      const all = await actionsAt(document.uri, new vscode.Range(0, 0, document.lineCount, 0), 'source.fixAll.llmcost');
      const fix = all.find((one) => one.kind?.value === 'source.fixAll.llmcost');
      assert.ok(fix?.edit, 'fix all has an edit');
      await vscode.workspace.applyEdit(fix.edit);
      await until('the problem to go', () => ours(document.uri).every((one) => codeOf(one) !== 'max-output-missing'));
      await revert();
      await until('the problem again', () => ours(document.uri).find((one) => codeOf(one) === 'max-output-missing'));
      const comment = new vscode.WorkspaceEdit();
      comment.insert(document.uri, new vscode.Position(problem.range.start.line, 0), '  // llmcost: ignore max-output-missing -- answers are short here\n');
      await vscode.workspace.applyEdit(comment);
      await until('silence', () => ours(document.uri).every((one) => codeOf(one) !== 'max-output-missing'));
      await revert();
    },
  },
  {
    name: 'a prompt file tells how many tokens it has',
    async run() {
      const { document } = await open('service/prompts/agent.md');
      const titles = await until('the count', async () => { const all = (await allLenses(document.uri)).map((one) => one.command?.title ?? ''); return all.length > 0 && all; });
      assert.match(titles[0] ?? '', /^1,[5-9]\d\d tokens$/);
    },
  },
  {
    name: 'the report page stays in step with the code',
    async run() {
      const { reportPage } = await surfaces();
      await vscode.commands.executeCommand('llmcost.openReport');
      await until('the page', () => reportPage().includes('gpt-4.1-mini'));
      const path = 'web/lib/models.ts';
      const old = await readText(path);
      try {
        await write(path, old.replace('gpt-4.1-mini', 'gpt-4.1-nano'));
        await until('the change', () => reportPage().includes('gpt-4.1-nano'));
      } finally {
        await write(path, old);
      }
      await until('the change back', () => !reportPage().includes('gpt-4.1-nano'));
      await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    },
  },
  {
    name: 'a change against a git ref stands in the lens and in a view of its own',
    async run() {
      const { views } = await surfaces();
      const path = 'web/lib/models.ts';
      const old = await readText(path);
      try {
        await write(path, old.replace('gpt-4.1-mini', 'gpt-4.1'));
        const { document } = await open('web/app/api/chat/route.ts');
        await until('the new model', async () => /gpt-4\.1 ·/.test((await lensTitles(document.uri))[0] ?? ''));
        await vscode.commands.executeCommand('llmcost.compare', 'HEAD');
        const rows = await until('the change', () => views.changes.rows().length > 0 && views.changes.rows());
        assert.match(rows.join('\n'), /^POST \+\$[\d.,]+\/month · \+\$[\d.]+ per (call|1k calls) · gpt-4\.1-mini → gpt-4\.1 · web\/app\/api\/chat\/route\.ts$/m);
        await until('the delta in the lens', async () => /\+\$[\d.,]+\/month vs HEAD/.test((await lensTitles(document.uri))[0] ?? ''));
      } finally {
        await write(path, old);
        await vscode.commands.executeCommand('llmcost.stopComparing');
      }
      assert.deepEqual(views.changes.rows(), []);
    },
  },
  {
    name: 'an edit reaches the lens quickly',
    async run() {
      const editor = await open('service/triage.py');
      const { document } = editor;
      await until('a lens', async () => (await lensTitles(document.uri)).length === 1);
      const times: number[] = [];
      for (let i = 1; i <= 50; i++) {
        const cap = 10 + i;
        const at = document.getText().search(/max_tokens=\d+/);
        const length = /max_tokens=\d+/.exec(document.getText())?.[0].length ?? 0;
        await editor.edit((edit) => edit.replace(new vscode.Range(document.positionAt(at), document.positionAt(at + length)), `max_tokens=${cap}`));
        const started = Date.now();
        await until(`the cap ${cap}`, async () => (await lensTitles(document.uri))[0]?.includes(`out ≤ ${cap}`));
        times.push(Date.now() - started);
      }
      await revert();
      times.sort((a, b) => a - b);
      return `p50 ${times[24]} ms, p99 ${times[49]} ms, of which 150 ms wait for a pause in typing`;
    },
  },
];
