import * as vscode from 'vscode';
import type { Origin } from '../model.ts';
import { budgetWords } from '../report/rows.ts';
import { money } from '../report/wording.ts';
import type { Analyses } from './analyses.ts';
import { findCall } from './calls.ts';
import type { Guard } from './guard.ts';
import { say } from './say.ts';
import type { Scans } from './scans.ts';

/** One thing to do next. */
interface Choice extends vscode.QuickPickItem {
  readonly command: string;
  readonly args?: readonly unknown[];
}
interface Section {
  readonly title: string;
  readonly choices: readonly Choice[];
}

/** What a click on the status bar offers: what needs a decision first, then what fits the place and the workspace. */
export function registerMenu(analyses: Analyses, scans: Scans, guard: Guard): vscode.Disposable {
  return vscode.commands.registerCommand('llmcost.menu', () =>
    guard.run('the menu', undefined, async () => {
      const sections = [
        { title: vscode.l10n.t('needs a decision'), choices: pressing(scans) },
        { title: vscode.l10n.t('at the cursor'), choices: here(analyses, scans) },
        { title: vscode.l10n.t('workspace'), choices: everywhere(scans) },
        { title: vscode.l10n.t('display and help'), choices: display() },
      ];
      const items = sections.flatMap(({ title, choices }: Section): readonly (vscode.QuickPickItem | Choice)[] =>
        choices.length === 0 ? [] : [{ label: title, kind: vscode.QuickPickItemKind.Separator }, ...choices],
      );
      const picked = await vscode.window.showQuickPick(items, { title: 'LLM Cost Lens', matchOnDescription: true });
      if (picked && 'command' in picked) await vscode.commands.executeCommand(picked.command, ...(picked.args ?? []));
    }),
  );
}

function pressing(scans: Scans): readonly Choice[] {
  return scans.all().flatMap(({ folder, report }): readonly Choice[] => {
    const { totals, budgets, files, currency } = report;
    const place = ({ file, line, column }: Origin) => [folder.uri.toString(), { file, line: line - 1, column: column - 1, cell: null }];
    const saving = files.flatMap((file) => file.findings).reduce((sum, one) => sum + (one.savingMonthly ?? 0n), 0n);
    return [
      ...budgets
        .filter((one) => one.state !== 'ok')
        .map((one): Choice => ({
          label: `$(warning) ${budgetWords(one, say, currency)}`,
          command: 'llmcost.goTo',
          args: place(one.budget.origin),
        })),
      ...(saving > 0n
        ? [
            {
              label: `$(lightbulb) ${vscode.l10n.t('Save about {0}/month', money(saving, currency))}`,
              description: vscode.l10n.t('shows the findings'),
              command: 'llmcost.findings.focus',
            },
          ]
        : []),
      ...(totals.undeclaredVolume > 0
        ? [
            {
              label: `$(edit) ${totals.undeclaredVolume === 1 ? vscode.l10n.t('1 call has no volume') : vscode.l10n.t('{0} calls have no volume', totals.undeclaredVolume)}`,
              description: vscode.l10n.t('adds them to llmcost.yaml'),
              command: 'llmcost.syncTeamFile',
            },
          ]
        : []),
    ];
  });
}

function here(analyses: Analyses, scans: Scans): readonly Choice[] {
  const found = findCall(analyses, scans, undefined, undefined);
  if (!found) return [];
  const name = found.analyzed.call.function ?? found.analyzed.call.api;
  return [
    { label: `$(question) ${vscode.l10n.t('Explain the cost of {0}', name)}`, command: 'llmcost.explainCall' },
    { label: `$(edit) ${vscode.l10n.t('Declare the volume of {0}…', name)}`, command: 'llmcost.declareVolume' },
  ];
}

function everywhere(scans: Scans): readonly Choice[] {
  if ((vscode.workspace.workspaceFolders ?? []).length === 0)
    return [{ label: `$(folder-opened) ${vscode.l10n.t('Open a folder…')}`, command: 'vscode.openFolder' }];
  return [
    { label: `$(graph-line) ${vscode.l10n.t('Open the workspace report')}`, command: 'llmcost.openReport' },
    { label: `$(list-tree) ${vscode.l10n.t('Show all calls in the side bar')}`, command: 'llmcost.calls.focus' },
    {
      label: `$(refresh) ${scans.all().length > 0 ? vscode.l10n.t('Scan the workspace again') : vscode.l10n.t('Scan the workspace')}`,
      command: 'llmcost.refresh',
    },
    { label: `$(file-code) ${vscode.l10n.t('Open llmcost.yaml')}`, command: 'llmcost.openTeamFile' },
    { label: `$(git-compare) ${vscode.l10n.t('Compare with a git ref…')}`, command: 'llmcost.compare' },
  ];
}

function display(): readonly Choice[] {
  return [
    { label: `$(eye) ${vscode.l10n.t('Choose where costs are shown…')}`, command: 'llmcost.chooseInlineMode' },
    {
      label: `$(settings-gear) ${vscode.l10n.t('Settings')}`,
      command: 'workbench.action.openSettings',
      args: ['@ext:llm-cost-lens.llm-cost-lens'],
    },
    { label: `$(output) ${vscode.l10n.t('Show output')}`, command: 'llmcost.showOutput' },
  ];
}
