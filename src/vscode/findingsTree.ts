import * as vscode from 'vscode';
import type { BudgetStatus, Currency, FileAnalysis, Finding, Severity } from '../model.ts';
import { groupBy } from '../report/groupBy.ts';
import { findingAsMarkdown } from '../report/markdown.ts';
import { budgetWords } from '../report/rows.ts';
import { barWords, money } from '../report/wording.ts';
import type { Analyses } from './analyses.ts';
import type { Guard } from './guard.ts';
import { mendFinding } from './mend.ts';
import { reveal, targetOf } from './reveal.ts';
import { say } from './say.ts';
import { commonCurrency, type Scanned, type Scans } from './scans.ts';
import { readRows, type ReadableView } from './surfaces.ts';

interface FoundFinding {
  readonly folder: vscode.WorkspaceFolder;
  readonly file: FileAnalysis;
  readonly finding: Finding;
}
interface FindingGroup {
  readonly id: string;
  readonly found: readonly FoundFinding[];
}
type FindingNode = FindingGroup | FoundFinding;

const icons: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', information: 'info', hint: 'lightbulb' };
const colours: Readonly<Record<Severity, string>> = {
  error: 'list.errorForeground',
  warning: 'list.warningForeground',
  information: 'charts.blue',
  hint: 'charts.blue',
};
const ranks: readonly Severity[] = ['error', 'warning', 'information', 'hint'];
const isFinding = (node: FindingNode): node is FoundFinding => 'finding' in node;
const savingOf = (found: readonly FoundFinding[]): bigint => found.reduce((sum, one) => sum + (one.finding.savingMonthly ?? 0n), 0n);

/** What could be saved, by rule, with the sum of what is known. */
export function registerFindingsTree(analyses: Analyses, scans: Scans, guard: Guard): vscode.Disposable & ReadableView {
  const changed = new vscode.EventEmitter<undefined>();
  const all = (): readonly FoundFinding[] =>
    scans
      .all()
      .flatMap(({ folder, report }) =>
        report.files.flatMap((file) => file.findings.map((finding): FoundFinding => ({ folder, file, finding }))),
      );
  const getChildren = (node?: FindingNode): FindingNode[] => (node === undefined ? groups(all()) : isFinding(node) ? [] : [...node.found]);
  const getTreeItem = (node: FindingNode): vscode.TreeItem =>
    isFinding(node) ? findingItem(node) : groupItem(node, commonCurrency(scans.all()));
  const view = vscode.window.createTreeView<FindingNode>('llmcost.findings', {
    showCollapseAll: true,
    treeDataProvider: { onDidChangeTreeData: changed.event, getChildren, getTreeItem },
  });
  const show = () => {
    const found = all();
    const saving = savingOf(found);
    view.description = saving > 0n ? vscode.l10n.t('about {0}/month could be saved', money(saving, commonCurrency(scans.all()))) : '';
    const warnings = found.filter((one) => one.finding.severity === 'warning' || one.finding.severity === 'error').length;
    view.badge = warnings > 0 ? { value: warnings, tooltip: vscode.l10n.t('{0} warnings about LLM costs', warnings) } : undefined;
    changed.fire(undefined);
  };
  show();
  const command = (id: string, what: string, work: (node: FindingNode) => unknown) =>
    vscode.commands.registerCommand(id, (node: FindingNode) => guard.run(what, undefined, async () => void (await work(node))));
  const subscriptions = vscode.Disposable.from(
    changed,
    view,
    scans.onDidFinish(show),
    command(
      'llmcost.goToFinding',
      'going to a finding',
      (node) => isFinding(node) && reveal(node.folder.uri, targetOf(node.file, node.finding.span)),
    ),
    command('llmcost.findings.mend', 'mending a finding', async (node) => {
      if (!isFinding(node)) return;
      const document = await reveal(node.folder.uri, targetOf(node.file, node.finding.span));
      if (document) await mendFinding(analyses, document, node.finding);
    }),
    command('llmcost.findings.page', 'opening the page of a rule', (node) => {
      const page = isFinding(node) ? node.finding.documentation : node.found[0]?.finding.documentation;
      return page && vscode.env.openExternal(vscode.Uri.parse(page));
    }),
    command('llmcost.findings.copy', 'copying findings', async (node) => {
      const found = isFinding(node) ? [node] : node.found;
      await vscode.env.clipboard.writeText(
        found.map(({ file, finding }) => findingAsMarkdown(finding, file.path, targetOf(file, finding.span).line + 1)).join(''),
      );
      vscode.window.setStatusBarMessage(vscode.l10n.t('Copied as Markdown'), 2000);
    }),
  );
  return { rows: () => readRows(getChildren, getTreeItem), dispose: () => subscriptions.dispose() };
}

function severityWords(): Readonly<Record<Severity, string>> {
  return {
    error: vscode.l10n.t('error'),
    warning: vscode.l10n.t('warning'),
    information: vscode.l10n.t('information'),
    hint: vscode.l10n.t('hint'),
  };
}

function groups(found: readonly FoundFinding[]): FindingGroup[] {
  return [...groupBy(found, (one) => one.finding.id)]
    .map(([id, list]) => ({ id, found: list }))
    .toSorted((a, b) => Number(savingOf(b.found) - savingOf(a.found)) || worst(a) - worst(b) || a.id.localeCompare(b.id));
}

function worst(group: FindingGroup): number {
  return Math.min(...group.found.map((one) => ranks.indexOf(one.finding.severity)));
}

function groupItem(group: FindingGroup, currency: Currency | undefined): vscode.TreeItem {
  const item = new vscode.TreeItem(group.id, vscode.TreeItemCollapsibleState.Collapsed);
  const severity = ranks[worst(group)] ?? 'information';
  const saving = savingOf(group.found);
  item.id = `rule:${group.id}`;
  item.description = [String(group.found.length), saving > 0n ? vscode.l10n.t('{0}/month', money(saving, currency)) : '']
    .filter(Boolean)
    .join(' · ');
  item.iconPath = new vscode.ThemeIcon(icons[severity], new vscode.ThemeColor(colours[severity]));
  item.accessibilityInformation = {
    label: `${group.id}, ${severityWords()[severity]}, ${group.found.length === 1 ? vscode.l10n.t('1 finding') : vscode.l10n.t('{0} findings', group.found.length)}${saving > 0n ? `, ${vscode.l10n.t('{0} per month could be saved', money(saving, currency))}` : ''}`,
  };
  item.contextValue = group.found.some((one) => one.finding.fix && !one.finding.fix.suppresses) ? 'rule.fixable' : 'rule';
  const [first] = group.found;
  if (first) item.tooltip = new vscode.MarkdownString(`[${group.id}](${first.finding.documentation})`);
  return item;
}

function findingItem(node: FoundFinding): vscode.TreeItem {
  const { file, finding } = node;
  const { line, cell } = targetOf(file, finding.span);
  const item = new vscode.TreeItem(
    `${file.path.split('/').at(-1)}${cell === null ? '' : ` ${vscode.l10n.t('cell {0}', cell + 1)}`}:${line + 1}`,
  );
  item.description = finding.message;
  item.tooltip = `${file.path}\n${finding.message}`;
  item.iconPath = new vscode.ThemeIcon(icons[finding.severity], new vscode.ThemeColor(colours[finding.severity]));
  item.command = { title: vscode.l10n.t('Go to the finding'), command: 'llmcost.goToFinding', arguments: [node] };
  item.accessibilityInformation = {
    label: `${severityWords()[finding.severity]}: ${finding.message} ${file.path}, ${vscode.l10n.t('line {0}', line + 1)}`,
  };
  item.contextValue = 'finding';
  return item;
}

interface Budgeted {
  readonly scanned: Scanned;
  readonly status: BudgetStatus;
}

/** Budgets with what is spent of them; a click leads to the line that declares them. */
export function registerBudgetsTree(scans: Scans): vscode.Disposable & ReadableView {
  const changed = new vscode.EventEmitter<undefined>();
  const getChildren = (node?: Budgeted): Budgeted[] =>
    node ? [] : scans.all().flatMap((scanned) => scanned.report.budgets.map((status) => ({ scanned, status })));
  const view = vscode.window.createTreeView<Budgeted>('llmcost.budgets', {
    treeDataProvider: { onDidChangeTreeData: changed.event, getChildren, getTreeItem: budgetItem },
  });
  const subscriptions = vscode.Disposable.from(
    changed,
    view,
    scans.onDidFinish(() => changed.fire(undefined)),
  );
  return { rows: () => readRows(getChildren, budgetItem), dispose: () => subscriptions.dispose() };
}

function budgetItem({ scanned, status }: Budgeted): vscode.TreeItem {
  const { budget, spent, used, state, limit, period } = status;
  const { currency } = scanned.report;
  const [now, most] = [money(spent.expected, currency), money(limit, currency)];
  const item = new vscode.TreeItem(budget.name);
  item.description = `${period === 'year' ? vscode.l10n.t('{0} of {1}/year', now, most) : vscode.l10n.t('{0} of {1}', now, most)} (${Math.round(used * 100)} %) ${barWords(used)}`;
  item.tooltip = budgetWords(status, say, currency);
  item.iconPath =
    state === 'ok'
      ? new vscode.ThemeIcon('pass', new vscode.ThemeColor('testing.iconPassed'))
      : state === 'warn'
        ? new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground'))
        : new vscode.ThemeIcon('error', new vscode.ThemeColor('list.errorForeground'));
  item.accessibilityInformation = { label: budgetWords(status, say, currency) };
  item.command = {
    title: vscode.l10n.t('Go to the budget'),
    command: 'llmcost.goTo',
    arguments: [
      scanned.folder.uri.toString(),
      { file: budget.origin.file, line: budget.origin.line - 1, column: budget.origin.column - 1, cell: null },
    ],
  };
  return item;
}
