import * as vscode from 'vscode';
import type { Currency, Report } from '../model.ts';
import {
  changeWords,
  compareReports,
  comparisonHeadline,
  nameOf,
  signedMoney,
  type CallChange,
  type Comparison,
} from '../report/compare.ts';
import type { EngineHost } from './engineHost.ts';
import { folderAt, refsOf, repositoryOf, type FolderAt } from './gitBase.ts';
import type { Guard } from './guard.ts';
import { reveal, targetOf } from './reveal.ts';
import { say } from './say.ts';
import type { Scans } from './scans.ts';
import { readRows, type ReadableView } from './surfaces.ts';

/** What the code is compared with, while it is. */
export interface Compared extends vscode.Disposable {
  /** `+$0.0012 vs main` for a call of a folder that changed; nothing when nothing is compared or it did not. */
  deltaOf(folder: vscode.WorkspaceFolder | undefined, callId: string): string;
  readonly onDidChange: vscode.Event<void>;
  readonly view: ReadableView;
}
/** One folder beside what it was. */
interface ComparedFolder {
  readonly folder: vscode.WorkspaceFolder;
  readonly base: Report;
  readonly renamed: FolderAt['renamed'];
  readonly comparison: Comparison;
}
interface FolderChange {
  readonly folder: vscode.WorkspaceFolder;
  readonly change: CallChange;
  readonly currency: Currency | undefined;
}
type Node = ComparedFolder | FolderChange;

/** Compares every folder in a git repository with a ref: the difference stands in the lenses and in a view of its own. */
export function registerCompare(host: EngineHost, scans: Scans, guard: Guard): Compared {
  const changed = new vscode.EventEmitter<void>();
  const treeChanged = new vscode.EventEmitter<undefined>();
  let ref = '';
  let compared: readonly ComparedFolder[] = [];
  let kept: vscode.Disposable | undefined;

  const view = vscode.window.createTreeView<Node>('llmcost.changes', {
    treeDataProvider: { onDidChangeTreeData: treeChanged.event, getChildren: (node) => childrenOf(compared, node), getTreeItem: nodeItem },
  });
  const show = () => {
    compared = compared.map((one) => {
      const report = scans.of(one.folder)?.report;
      return report ? { ...one, comparison: compareReports(ref, one.base, report, one.renamed) } : one;
    });
    const [first, ...others] = compared;
    view.description = first ? vscode.l10n.t('vs {0}', ref) : '';
    view.message = first && others.length === 0 ? comparisonHeadline(first.comparison, say) : '';
    treeChanged.fire(undefined);
    changed.fire();
  };
  const stop = () => {
    compared = [];
    kept?.dispose();
    void vscode.commands.executeCommand('setContext', 'llmcost.comparing', false);
    show();
  };
  const start = async (given: unknown) => {
    const places = await Promise.all(
      (vscode.workspace.workspaceFolders ?? []).map(async (folder) => ({ folder, repository: await repositoryOf(folder.uri) })),
    );
    const versioned = places.flatMap(({ folder, repository }) => (repository ? [{ folder, repository }] : []));
    if (versioned.length === 0)
      return void vscode.window.showInformationMessage(vscode.l10n.t('Comparing needs a folder in a git repository.'));
    const refs = await Promise.all(versioned.map(async (one) => ({ ...one, names: await refsOf(one.repository) })));
    const names = [...new Set(refs.flatMap((one) => one.names))];
    const picked =
      typeof given === 'string'
        ? given
        : await vscode.window.showQuickPick(names, {
            title: vscode.l10n.t('Compare costs with…'),
            placeHolder: vscode.l10n.t('A branch, a tag or HEAD'),
          });
    if (!picked) return;
    // A ref that the list of one folder names is not asked of the others.
    const isListed = names.includes(picked);
    const wanted = refs.filter((one) => !isListed || one.names.includes(picked));
    const made: ComparedFolder[] = [];
    for (const { folder, repository } of wanted) {
      const { base, renamed } = await vscode.window.withProgress(
        { location: { viewId: 'llmcost.changes' }, title: vscode.l10n.t('Reading {0}', picked) },
        async () => {
          const then = await folderAt(repository, picked, folder.uri);
          return { base: await baseReport(host, folder, then.files), renamed: then.renamed };
        },
      );
      made.push({ folder, base, renamed, comparison: compareReports(picked, base, await scans.scan(folder), renamed) });
    }
    ref = picked;
    compared = made;
    kept?.dispose();
    kept = scans.keep();
    await vscode.commands.executeCommand('setContext', 'llmcost.comparing', true);
    show();
    const words = made
      .map((one) => `${made.length > 1 ? `${one.folder.name}: ` : ''}${comparisonHeadline(one.comparison, say)}`)
      .join(' · ');
    void vscode.window
      .showInformationMessage(words, vscode.l10n.t('Show'))
      .then((answer) => answer && vscode.commands.executeCommand('llmcost.changes.focus'));
  };
  const subscriptions = vscode.Disposable.from(
    changed,
    treeChanged,
    view,
    new vscode.Disposable(() => kept?.dispose()),
    scans.onDidFinish(() => compared.length > 0 && show()),
    vscode.commands.registerCommand('llmcost.compare', (given: unknown) => guard.run('comparing', undefined, () => start(given))),
    vscode.commands.registerCommand('llmcost.stopComparing', stop),
    vscode.commands.registerCommand('llmcost.goToChange', ({ folder, change }: FolderChange) =>
      guard.run('going to a call', undefined, async () => {
        const file = change.after && scans.of(folder)?.report.files.find((one) => one.path === change.after?.call.file);
        if (file && change.after) await reveal(folder.uri, targetOf(file, change.after.call.span));
      }),
    ),
  );
  return {
    deltaOf(folder, callId) {
      const comparison = compared.find((one) => one.folder.uri.toString() === folder?.uri.toString())?.comparison;
      const change = comparison?.changes.find((one) => one.after?.call.id === callId);
      if (!change) return '';
      const words =
        change.state === 'added'
          ? vscode.l10n.t('new')
          : change.monthly !== null && change.monthly !== 0n
            ? vscode.l10n.t('{0}/month', signedMoney(change.monthly, false, comparison?.currency))
            : change.perCall === null
              ? vscode.l10n.t('changed')
              : signedMoney(change.perCall, true, comparison?.currency);
      return vscode.l10n.t('{0} vs {1}', words, ref);
    },
    onDidChange: changed.event,
    view: { rows: () => readRows<Node>((node) => childrenOf(compared, node), nodeItem) },
    dispose: () => subscriptions.dispose(),
  };
}

/** The report of the folder as it was: the present files, with those that differ laid over. */
async function baseReport(host: EngineHost, folder: vscode.WorkspaceFolder, files: ReadonlyMap<string, string | null>): Promise<Report> {
  const workspace = host.openBeside(folder);
  try {
    for (const [path, text] of files) workspace.overlay(path, text ?? '');
    return await workspace.scan();
  } finally {
    workspace.dispose();
  }
}

/** One folder's changes stand alone; of several, each folder is a node. */
function childrenOf(compared: readonly ComparedFolder[], node?: Node): Node[] {
  const changesOf = ({ folder, comparison }: ComparedFolder): Node[] =>
    comparison.changes.map((change) => ({ folder, change, currency: comparison.currency }));
  if (node) return 'comparison' in node ? changesOf(node) : [];
  return compared.length > 1 ? [...compared] : compared.flatMap(changesOf);
}

function nodeItem(node: Node): vscode.TreeItem {
  if ('comparison' in node) {
    const item = new vscode.TreeItem(node.folder.name, vscode.TreeItemCollapsibleState.Expanded);
    item.description = comparisonHeadline(node.comparison, say);
    item.iconPath = vscode.ThemeIcon.Folder;
    return item;
  }
  const { change, currency } = node;
  const words = changeWords(change, say, currency);
  const call = (change.after ?? change.before)?.call;
  // In a narrow side bar the money comes before the path.
  const item = new vscode.TreeItem(call?.function ?? call?.api ?? '');
  item.description = `${words} · ${call?.file ?? ''}`;
  item.tooltip = `${nameOf(change)}\n${words}`;
  item.accessibilityInformation = {
    label: `${{ added: vscode.l10n.t('new'), removed: vscode.l10n.t('removed'), changed: vscode.l10n.t('changed') }[change.state]}: ${nameOf(change)}, ${words}`,
  };
  const rises = (change.monthly ?? change.perCall ?? 0n) > 0n;
  item.iconPath = new vscode.ThemeIcon(
    { added: 'diff-added', removed: 'diff-removed', changed: 'diff-modified' }[change.state],
    new vscode.ThemeColor(rises ? 'list.warningForeground' : 'testing.iconPassed'),
  );
  if (change.after) item.command = { title: vscode.l10n.t('Go to the call'), command: 'llmcost.goToChange', arguments: [node] };
  return item;
}
