import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { runTests, type HostTest } from '../runner.ts';
import { allLenses, edited, folder, hoverAt, lensTitles, revert, surfaces, until } from '../suite/tools.ts';

/** A window on a folder below the one that the team file lies in. */
const teamUri = () => vscode.Uri.joinPath(folder(), '../llmcost.yaml');
const triage = async () => (await vscode.window.showTextDocument(vscode.Uri.joinPath(folder(), 'triage.py'))).document;
const title = async (document: vscode.TextDocument) => (await lensTitles(document.uri))[0] ?? '';

const tests: readonly HostTest[] = [
  {
    name: 'a team file above the opened folder counts as in a scan: month, budgets, links to it, and what it says while it is typed',
    async run() {
      const { statusBar, views } = await surfaces();
      const document = await triage();
      const month = await until('the month', async () => /\$[\d.]+\/month/.exec(await title(document))?.[0]);
      assert.match(await hoverAt(document, 'completions.create'), /\[[\d,]+ calls declared\]\(command:llmcost\.goTo\?[^)]*\.\.%2Fllmcost\.yaml/);
      await until('the workspace, without any command', () => /\/month/.test(statusBar()));
      assert.match(views.budgets.rows().join('\n'), /Support desk \$\d+ of \$900/);
      const team = await vscode.workspace.openTextDocument(teamUri());
      await vscode.window.showTextDocument(team);
      const lenses = await until('lenses of the team file', async () => { const all = await allLenses(team.uri); return all.some((one) => /matches [1-9]/.test(one.command?.title ?? '')) && all; });
      const entry = team.positionAt(team.getText().indexOf('triage.py')).line;
      assert.ok(lenses.some((one) => Math.abs(one.range.start.line - entry) <= 1 && /matches 1 call · \$/.test(one.command?.title ?? '')), 'the entry of triage.py matches its call');
      const [volume] = /volume: \S+/.exec(team.getText().slice(team.offsetAt(new vscode.Position(entry, 0)))) ?? [];
      assert.ok(volume);
      const before = team.getText();
      await edited(team, before.slice(before.indexOf('triage.py'), before.indexOf(volume, before.indexOf('triage.py')) + volume.length), before.slice(before.indexOf('triage.py'), before.indexOf(volume, before.indexOf('triage.py'))) + 'volume: 7/month');
      await until('what is typed', async () => !(await title(document)).includes(month));
      await revert();
      await until('what was there', async () => (await title(document)).includes(month));
      return `${month}; ${statusBar()}`;
    },
  },
  {
    name: 'a team file above the opened folder is seen when it changes on disk, and is where a volume is declared',
    async run() {
      const document = await triage();
      await until('a month', async () => /\/month/.test(await title(document)));
      const text = await vscode.workspace.fs.readFile(teamUri());
      try {
        await vscode.workspace.fs.writeFile(teamUri(), new TextEncoder().encode('version: 1\n'));
        await until('no month', async () => !/\/month/.test(await title(document)));
        const [lens] = await allLenses(document.uri);
        assert.ok(lens);
        const call = document.positionAt(document.getText().indexOf('client.chat'));
        const editor = await vscode.window.showTextDocument(document);
        editor.selection = new vscode.Selection(call, call);
        await vscode.commands.executeCommand('llmcost.declareVolume', undefined, undefined, '500/month');
        await until('the new month', async () => /\/month/.test(await title(document)));
        assert.match(new TextDecoder().decode(await vscode.workspace.fs.readFile(teamUri())), /file: "?service\/triage\.py.*volume: 500\/month/s);
        assert.equal((await vscode.workspace.findFiles('**/llmcost.yaml')).length, 0, 'no second file');
      } finally {
        await vscode.workspace.fs.writeFile(teamUri(), text);
      }
      await until('what was there', async () => /\/month/.test(await title(document)));
    },
  },
  {
    name: 'sync brings the file above the opened folder up to date with all that it speaks of, or writes one here, as the person chooses',
    async run() {
      const before = new TextDecoder().decode(await vscode.workspace.fs.readFile(teamUri()));
      await vscode.commands.executeCommand('llmcost.syncTeamFile', 'above');
      const above = vscode.window.activeTextEditor?.document;
      assert.equal(above?.uri.toString(), teamUri().toString());
      assert.ok(above.isDirty, 'it is shown, not saved');
      const added = above.getText().split('\n').filter((line) => !before.split('\n').includes(line));
      assert.match(added.join('\n'), /# - match: .*web\//, 'calls beside the opened folder are new');
      assert.doesNotMatch(added.join('\n'), /matches no call/, 'entries for what lies beside the opened folder still match');
      await revert();
      await vscode.commands.executeCommand('llmcost.syncTeamFile', 'here');
      const here = vscode.window.activeTextEditor?.document;
      assert.equal(here?.uri.scheme, 'untitled');
      assert.equal(here.uri.path, vscode.Uri.joinPath(folder(), 'llmcost.yaml').path);
      assert.match(here.getText(), /^# calls: none were found that no llmcost\.yaml speaks of yet$/m, 'all of them stand above');
      await revert();
      assert.equal((await vscode.workspace.findFiles('**/llmcost.yaml')).length, 0, 'nothing is written until it is saved');
    },
  },
];

export const run = (): Promise<void> => runTests(tests, __filename);
