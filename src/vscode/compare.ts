import * as vscode from 'vscode';
import { changeWords, compareReports, comparisonHeadline, nameOf, signedMoney, type CallChange, type Comparison } from '../report/compare.ts';
import type { EngineHost } from './engineHost.ts';
import { filesAt, refsOf, repositoryOf } from './gitBase.ts';
import type { Guard } from './guard.ts';
import { reveal, targetOf } from './reveal.ts';
import type { Scans } from './scans.ts';
import { readRows, type ReadableView } from './surfaces.ts';

/** What the code is compared with, while it is. */
export interface Compared extends vscode.Disposable {
  /** `+$0.0012 vs main` for a call that changed; nothing when nothing is compared or it did not. */
  deltaOf(callId: string): string;
  readonly onDidChange: vscode.Event<void>;
  readonly view: ReadableView;
}

/** Compares the workspace with a git ref: the difference stands in the lenses and in a view of its own. */
export function registerCompare(host: EngineHost, scans: Scans, guard: Guard): Compared {
  const changed = new vscode.EventEmitter<void>();
  const treeChanged = new vscode.EventEmitter<undefined>();
  let current: { readonly folder: vscode.WorkspaceFolder; readonly ref: string; readonly before: Comparison; readonly base: Awaited<ReturnType<typeof baseReport>> } | undefined;
  let kept: vscode.Disposable | undefined;

  const children = (node?: CallChange): CallChange[] => (node || !current ? [] : [...current.before.changes]);
  const view = vscode.window.createTreeView<CallChange>('llmcost.changes', { treeDataProvider: { onDidChangeTreeData: treeChanged.event, getChildren: children, getTreeItem: changeItem } });
  const show = () => {
    const report = current && scans.of(current.folder)?.report;
    if (current && report) current = { ...current, before: compareReports(current.ref, current.base, report) };
    view.description = current ? vscode.l10n.t('vs {0}', current.ref) : '';
    view.message = current ? comparisonHeadline(current.before) : '';
    treeChanged.fire(undefined);
    changed.fire();
  };
  const stop = () => {
    current = undefined;
    kept?.dispose();
    void vscode.commands.executeCommand('setContext', 'llmcost.comparing', false);
    show();
  };
  const start = async (given: unknown) => {
    const folder = vscode.workspace.workspaceFolders?.[0];
    const repository = folder && (await repositoryOf(folder.uri));
    if (!folder || !repository) return void vscode.window.showInformationMessage(vscode.l10n.t('Comparing needs a folder in a git repository.'));
    const ref = typeof given === 'string' ? given : (await vscode.window.showQuickPick(refsOf(repository), { title: vscode.l10n.t('Compare costs with…'), placeHolder: vscode.l10n.t('A branch, a tag or HEAD') }));
    if (!ref) return;
    const base = await vscode.window.withProgress({ location: { viewId: 'llmcost.changes' }, title: vscode.l10n.t('Reading {0}', ref) }, async () => baseReport(host, folder, await filesAt(repository, ref, folder.uri)));
    const report = await scans.scan(folder);
    current = { folder, ref, base, before: compareReports(ref, base, report) };
    kept?.dispose();
    kept = scans.keep();
    await vscode.commands.executeCommand('setContext', 'llmcost.comparing', true);
    show();
    void vscode.window.showInformationMessage(comparisonHeadline(current.before), vscode.l10n.t('Show')).then((answer) => answer && vscode.commands.executeCommand('llmcost.changes.focus'));
  };
  const subscriptions = vscode.Disposable.from(
    changed, treeChanged, view, new vscode.Disposable(() => kept?.dispose()), scans.onDidFinish(() => current && show()),
    vscode.commands.registerCommand('llmcost.compare', (ref: unknown) => guard.run('comparing', undefined, () => start(ref))),
    vscode.commands.registerCommand('llmcost.stopComparing', stop),
    vscode.commands.registerCommand('llmcost.goToChange', (change: CallChange) => guard.run('going to a call', undefined, async () => {
      const file = change.after && scans.all().flatMap((one) => one.report.files.map((each) => ({ folder: one.folder, each }))).find(({ each }) => each.path === change.after?.call.file);
      if (file && change.after) await reveal(file.folder.uri, targetOf(file.each, change.after.call.span));
    })),
  );
  return {
    deltaOf(callId) {
      const change = current?.before.changes.find((one) => one.after?.call.id === callId);
      if (!current || !change) return '';
      const words = change.state === 'added' ? vscode.l10n.t('new') : change.monthly !== null && change.monthly !== 0n ? `${signedMoney(change.monthly)}/${vscode.l10n.t('month')}` : change.perCall === null ? vscode.l10n.t('changed') : signedMoney(change.perCall, true);
      return vscode.l10n.t('{0} vs {1}', words, current.ref);
    },
    onDidChange: changed.event,
    view: { rows: () => readRows<CallChange>(children, changeItem) },
    dispose: () => subscriptions.dispose(),
  };
}

/** The report of the folder as it was: the present files, with those that differ laid over. */
async function baseReport(host: EngineHost, folder: vscode.WorkspaceFolder, files: ReadonlyMap<string, string | null>) {
  const workspace = host.openBeside(folder);
  try {
    for (const [path, text] of files) workspace.overlay(path, text ?? '');
    return await workspace.scan();
  } finally {
    workspace.dispose();
  }
}

function changeItem(change: CallChange): vscode.TreeItem {
  const item = new vscode.TreeItem(nameOf(change));
  item.description = changeWords(change);
  item.tooltip = `${nameOf(change)}\n${changeWords(change)}`;
  const rises = (change.monthly ?? change.perCall ?? 0n) > 0n;
  item.iconPath = new vscode.ThemeIcon({ added: 'diff-added', removed: 'diff-removed', changed: 'diff-modified' }[change.state], new vscode.ThemeColor(rises ? 'list.warningForeground' : 'testing.iconPassed'));
  if (change.after) item.command = { title: vscode.l10n.t('Go to the call'), command: 'llmcost.goToChange', arguments: [change] };
  return item;
}
