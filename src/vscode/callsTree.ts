import * as vscode from 'vscode';
import type { Currency } from '../model.ts';
import { groupBy } from '../report/groupBy.ts';
import { countCalls } from '../report/counted.ts';
import { shortCost } from '../report/title.ts';
import { costWords, modelWords, money, moneyRange } from '../report/wording.ts';
import { isScannedCall, type ScannedCall } from './calls.ts';
import type { Guard } from './guard.ts';
import { hoverText } from './hoverText.ts';
import { say } from './say.ts';
import { commonCurrency, type Scans } from './scans.ts';
import { readRows, type ReadableView } from './surfaces.ts';

const groupings = ['file', 'owner', 'product', 'useCase', 'environment', 'model', 'provider'] as const;
const sortings = ['month', 'perCall', 'place'] as const;
type Grouping = (typeof groupings)[number];
type Sorting = (typeof sortings)[number];
interface Group {
  readonly key: string;
  readonly calls: readonly ScannedCall[];
  /** Month of its calls, nothing counted twice; null when no call of it has a volume. */
  readonly month: bigint | null;
}
type Node = Group | ScannedCall;

/** How the tree is arranged; kept with the workspace. */
interface Arrangement {
  readonly grouping: Grouping;
  readonly sorting: Sorting;
  readonly filter: string;
}

const expectedOf = (one: ScannedCall): bigint => (one.analyzed.cost.state === 'priced' ? one.analyzed.cost.perCall.expected : -1n);
const monthOf = (one: ScannedCall): bigint => one.analyzed.monthly?.expected ?? -1n;
const compare = (a: bigint, b: bigint): number => (a < b ? 1 : a > b ? -1 : 0);

/** Every call of the workspace in the side bar, with the numbers of the report. */
export function registerCallsTree(context: vscode.ExtensionContext, scans: Scans, guard: Guard): vscode.Disposable & ReadableView {
  const changed = new vscode.EventEmitter<undefined>();
  const stored = context.workspaceState.get<Partial<Arrangement>>('llmcost.calls', {});
  let arrangement: Arrangement = { grouping: stored.grouping ?? 'file', sorting: stored.sorting ?? 'month', filter: stored.filter ?? '' };
  let kept: vscode.Disposable | undefined;

  const getChildren = (node?: Node): Node[] =>
    node === undefined ? groupsOf(scans, arrangement) : isScannedCall(node) ? [] : [...node.calls];
  const getTreeItem = (node: Node): vscode.TreeItem =>
    isScannedCall(node)
      ? callItem(node, arrangement.grouping, commonCurrency(scans.all()))
      : groupItem(node, arrangement.grouping, commonCurrency(scans.all()));
  const view = vscode.window.createTreeView<Node>('llmcost.calls', {
    treeDataProvider: { onDidChangeTreeData: changed.event, getChildren, getTreeItem },
    showCollapseAll: true,
  });
  const show = () => {
    const scanned = scans.all();
    const calls = scanned.reduce((sum, one) => sum + one.report.totals.calls, 0);
    void vscode.commands.executeCommand('setContext', 'llmcost.scanned', scanned.length > 0);
    view.description = `${labels()[arrangement.grouping]}${arrangement.filter ? ` · “${arrangement.filter}”` : ''}`;
    const message =
      scanned.length > 0 && calls > 0 && groupsOf(scans, arrangement).length === 0 ? vscode.l10n.t('No call fits the filter.') : '';
    view.message = message;
    changed.fire(undefined);
  };
  const arrange = (change: Partial<Arrangement>) => {
    arrangement = { ...arrangement, ...change };
    void context.workspaceState.update('llmcost.calls', arrangement);
    show();
  };
  const watch = () => {
    kept?.dispose();
    kept = view.visible ? scans.keep() : undefined;
  };
  watch();
  show();
  const command = (id: string, work: (given: unknown) => Promise<void>) =>
    vscode.commands.registerCommand(id, (given: unknown) => guard.run('arranging the calls', undefined, () => work(given)));
  const subscriptions = vscode.Disposable.from(
    changed,
    view,
    new vscode.Disposable(() => kept?.dispose()),
    scans.onDidFinish(show),
    view.onDidChangeVisibility(watch),
    command('llmcost.calls.groupBy', async (given) => {
      const known = groupings.find((one) => one === given);
      if (known) return arrange({ grouping: known });
      const picked = await vscode.window.showQuickPick(
        groupings.map((one) => ({ label: labels()[one], one, picked: one === arrangement.grouping })),
        { title: vscode.l10n.t('Group calls') },
      );
      if (picked) arrange({ grouping: picked.one });
    }),
    command('llmcost.calls.sortBy', async (given) => {
      const known = sortings.find((one) => one === given);
      if (known) return arrange({ sorting: known });
      const words: Readonly<Record<Sorting, string>> = {
        month: vscode.l10n.t('By month, dearest first'),
        perCall: vscode.l10n.t('By cost of one call, dearest first'),
        place: vscode.l10n.t('By place'),
      };
      const picked = await vscode.window.showQuickPick(
        sortings.map((one) => ({ label: words[one], one })),
        { title: vscode.l10n.t('Sort calls') },
      );
      if (picked) arrange({ sorting: picked.one });
    }),
    command('llmcost.calls.filter', async (given) => {
      const text =
        typeof given === 'string'
          ? given
          : await vscode.window.showInputBox({
              title: vscode.l10n.t('Filter calls'),
              value: arrangement.filter,
              prompt: vscode.l10n.t('Part of a file, function, model, API or owner; empty shows all'),
            });
      if (text !== undefined) arrange({ filter: text.trim() });
    }),
  );
  return { rows: () => readRows(getChildren, getTreeItem), dispose: () => subscriptions.dispose() };
}

function labels(): Readonly<Record<Grouping, string>> {
  return {
    file: vscode.l10n.t('by file'),
    owner: vscode.l10n.t('by owner'),
    product: vscode.l10n.t('by product'),
    useCase: vscode.l10n.t('by use case'),
    environment: vscode.l10n.t('by environment'),
    model: vscode.l10n.t('by model'),
    provider: vscode.l10n.t('by provider'),
  };
}

function groupsOf(scans: Scans, { grouping, sorting, filter }: Arrangement): Group[] {
  const scanned = scans.all();
  const all = scanned.flatMap(({ folder, report }) =>
    report.files.flatMap((file) =>
      file.calls.filter((one) => !one.call.inTest).map((analyzed): ScannedCall => ({ folder, file, analyzed })),
    ),
  );
  // Over all calls of a folder, whatever is filtered: whether a request is counted here or at its callers must not change with the view.
  const counted = new Map(
    scanned.flatMap(({ report }) =>
      countCalls(
        report.files.flatMap((file) => file.calls).filter((one) => !one.call.inTest),
        [],
      ).map(({ one, monthly }) => [one, monthly?.expected ?? null] as const),
    ),
  );
  const wanted = filter.toLowerCase();
  const fitting = all.filter(({ analyzed }) =>
    [analyzed.call.file, analyzed.call.function ?? '', analyzed.call.api, modelWords(analyzed, say), analyzed.owner ?? ''].some((text) =>
      text.toLowerCase().includes(wanted),
    ),
  );
  const keyOf = ({ folder, file, analyzed }: ScannedCall): string => {
    if (grouping === 'file') return scanned.length > 1 ? `${folder.name}/${file.path}` : file.path;
    if (grouping === 'owner') return analyzed.owner ?? vscode.l10n.t('no owner');
    if (grouping === 'product' || grouping === 'useCase' || grouping === 'environment')
      return analyzed.tags[grouping] ?? vscode.l10n.t('not declared');
    return grouping === 'model' ? modelWords(analyzed, say) : (analyzed.call.provider ?? vscode.l10n.t('provider not known'));
  };
  const sorted = fitting.toSorted(
    (a, b) =>
      (sorting === 'month' ? compare(monthOf(a), monthOf(b)) : 0) ||
      (sorting !== 'place' ? compare(expectedOf(a), expectedOf(b)) : 0) ||
      a.file.path.localeCompare(b.file.path) ||
      a.analyzed.call.span.start - b.analyzed.call.span.start,
  );
  const groups = [...groupBy(sorted, keyOf)].map(([key, calls]): Group => {
    const months = calls.flatMap((one) => counted.get(one.analyzed) ?? []);
    return { key, calls, month: months.length === 0 ? null : months.reduce((sum, one) => sum + one, 0n) };
  });
  return sorting === 'place'
    ? groups.toSorted((a, b) => a.key.localeCompare(b.key))
    : groups.toSorted((a, b) => compare(a.month ?? -1n, b.month ?? -1n));
}

function groupItem(group: Group, grouping: Grouping, currency: Currency | undefined): vscode.TreeItem {
  const item = new vscode.TreeItem(group.key, vscode.TreeItemCollapsibleState.Expanded);
  item.id = `group:${grouping}:${group.key}`;
  item.description = [
    group.month === null ? '' : vscode.l10n.t('{0}/month', money(group.month, currency)),
    group.calls.length === 1 ? vscode.l10n.t('1 call') : vscode.l10n.t('{0} calls', group.calls.length),
  ]
    .filter(Boolean)
    .join(' · ');
  const [first] = group.calls;
  if (grouping === 'file' && first) {
    item.resourceUri = vscode.Uri.joinPath(first.folder.uri, first.file.path);
    item.iconPath = vscode.ThemeIcon.File;
    item.label = group.key;
  } else
    item.iconPath = new vscode.ThemeIcon(
      {
        owner: 'organization',
        product: 'package',
        useCase: 'target',
        environment: 'server-environment',
        model: 'symbol-class',
        provider: 'cloud',
        file: 'file',
      }[grouping],
    );
  item.accessibilityInformation = { label: `${labels()[grouping]}: ${group.key}, ${item.description}` };
  item.contextValue = 'group';
  return item;
}

function callItem(node: ScannedCall, grouping: Grouping, currency: Currency | undefined): vscode.TreeItem {
  const { analyzed, folder, file } = node;
  const { call, monthly } = analyzed;
  const place = call.function ?? (grouping === 'file' ? call.api : `${file.path.split('/').at(-1)}`);
  const item = new vscode.TreeItem(place);
  item.id = `call:${folder.uri.toString()}:${call.id}`;
  item.description = [
    monthly ? vscode.l10n.t('{0}/month', money(monthly.expected, currency)) : '',
    shortCost(analyzed.cost, say, currency),
    grouping === 'model' ? call.api : modelWords(analyzed, say),
  ]
    .filter(Boolean)
    .join(' · ');
  item.tooltip = hoverText(
    analyzed,
    vscode.Uri.joinPath(folder.uri, file.path),
    file.findings.filter((one) => one.callId === call.id),
    currency,
  );
  item.iconPath = new vscode.ThemeIcon(analyzed.cost.state === 'unknown' ? 'question' : monthly ? 'symbol-event' : 'circle-outline');
  item.command = { title: vscode.l10n.t('Go to the call'), command: 'llmcost.goTo', arguments: [node] };
  item.contextValue = monthly ? 'call.declared' : 'call';
  item.accessibilityInformation = {
    label: [
      place,
      monthly ? vscode.l10n.t('{0} per month', moneyRange(monthly, currency)) : vscode.l10n.t('volume not declared'),
      vscode.l10n.t('{0} per call', costWords(analyzed.cost, say, currency)),
      modelWords(analyzed, say),
    ].join(', '),
  };
  return item;
}
