import * as vscode from 'vscode';
import { budgetWords } from '../report/rows.ts';
import { shortMoney } from '../report/title.ts';
import { money, moneyRange } from '../report/wording.ts';
import type { Analyses } from './analyses.ts';
import type { EngineHost } from './engineHost.ts';
import type { Guard } from './guard.ts';
import { escape } from './hoverText.ts';
import { registerMenu } from './menu.ts';
import { say } from './say.ts';
import { progressWords, type Scanned, type Scans } from './scans.ts';
import { documents } from './selector.ts';
import { codeCells, placeOf } from './units.ts';

/** The file's cost of one run of each call, the workspace's month against its budget; what a click offers. */
export function registerStatusBar(
  host: EngineHost,
  analyses: Analyses,
  scans: Scans,
  guard: Guard,
): vscode.Disposable & { text(): string; language(): string } {
  const item = vscode.window.createStatusBarItem('llmcost.status', vscode.StatusBarAlignment.Right, 90);
  item.name = 'LLM Cost Lens';
  item.command = 'llmcost.menu';
  const language = vscode.languages.createLanguageStatusItem('llmcost.language', documents);
  language.name = 'LLM Cost Lens';
  language.command = { title: vscode.l10n.t('Report'), command: 'llmcost.openReport' };
  let prices = '';
  let isShown = false;
  const show = () => {
    const document = vscode.window.activeTextEditor?.document;
    const notebook = vscode.window.activeNotebookEditor?.notebook;
    const shown = notebook ? codeCells(notebook).map((cell) => cell.document) : document ? [document] : [];
    const calls = shown.flatMap((one) => analyses.shown(one).calls.map((call) => call.item));
    const folder = (document && placeOf(document.uri).folder) ?? vscode.workspace.workspaceFolders?.[0];
    const scanned = scans.of(folder);
    const progress = scans.progress();
    const priced = calls.flatMap((one) => (one.cost.state === 'priced' ? [one.cost.perCall.expected] : []));
    const file =
      calls.length === 0
        ? ''
        : `${calls.length === 1 ? vscode.l10n.t('1 call') : vscode.l10n.t('{0} calls', calls.length)}${
            priced.length > 0
              ? ` ${shortMoney(
                  priced.reduce((sum, one) => sum + one, 0n),
                  say,
                  scanned?.report.currency,
                )}`
              : ''
          }`;
    const words = [file, monthWords(scanned)].filter(Boolean).join(' · ');
    language.busy = progress !== null;
    language.text = file || vscode.l10n.t('No LLM calls in this file');
    language.accessibilityInformation = { label: `LLM Cost Lens: ${language.text}` };
    language.detail = [monthWords(scanned), prices].filter(Boolean).join(' · ');
    if (!vscode.workspace.getConfiguration('llmcost').get('statusBar.enabled', true) || (words === '' && progress === null)) {
      isShown = false;
      return item.hide();
    }
    isShown = true;
    const over = scanned?.report.budgets.find((one) => one.state === 'over' || one.state === 'escalate');
    item.text = progress ? `$(sync~spin) ${words || progressWords(progress)}` : `${over ? '$(warning)' : '$(graph-line)'} ${words}`;
    item.backgroundColor = over ? new vscode.ThemeColor('statusBarItem.warningBackground') : undefined;
    item.tooltip = tooltip(calls.length, priced.length, scanned, [...(progress ? [progressWords(progress)] : []), prices]);
    item.accessibilityInformation = {
      label: `LLM Cost Lens: ${words || (progress ? progressWords(progress) : '')}${over ? `, ${budgetWords(over, say, scanned?.report.currency)}` : ''}`,
      role: 'button',
    };
    return item.show();
  };
  void host
    .engine()
    .catalog()
    .then(
      ({ checkedAt, models }) => {
        prices = vscode.l10n.t('Prices of {0} models, compared with other price lists on {1}', models.toLocaleString('en-US'), checkedAt);
        show();
      },
      () => {},
    );
  show();
  const subscriptions = vscode.Disposable.from(
    item,
    language,
    registerMenu(analyses, scans, guard),
    analyses.onDidChange(show),
    scans.onDidChange(show),
    vscode.window.onDidChangeActiveTextEditor(show),
    vscode.window.onDidChangeActiveNotebookEditor(show),
    vscode.workspace.onDidChangeConfiguration((event) => event.affectsConfiguration('llmcost') && show()),
  );
  return {
    text: () => (isShown ? item.text : ''),
    language: () => `${language.text} · ${language.detail ?? ''}`,
    dispose: () => subscriptions.dispose(),
  };
}

/** `$316/month of $900`, or `$316/month · 54 % of Shop chat` where budgets are about parts; with a mark when the report is older than the last change. */
function monthWords(scanned: Scanned | undefined): string {
  const monthly = scanned?.report.totals.monthly;
  if (!monthly) return '';
  const { budgets, currency } = scanned.report;
  const whole = budgets.find((one) => !one.budget.scope && one.period === 'month');
  const [closest] = budgets.toSorted((a, b) => b.used - a.used);
  const month = whole
    ? vscode.l10n.t('{0}/month of {1}', money(monthly.expected, currency), money(whole.limit, currency))
    : vscode.l10n.t('{0}/month', money(monthly.expected, currency));
  const part = !whole && closest ? ` · ${vscode.l10n.t('{0} % of {1}', Math.round(closest.used * 100), closest.budget.name)}` : '';
  return `${month}${part}${scanned.isStale ? ' …' : ''}`;
}

function tooltip(calls: number, priced: number, scanned: Scanned | undefined, last: readonly string[]): vscode.MarkdownString {
  const text = new vscode.MarkdownString('', true);
  const lines = ['**LLM Cost Lens**'];
  if (calls > 0) lines.push(vscode.l10n.t('This file: {0} calls, {1} priced; the sum is one run of each.', calls, priced));
  const report = scanned?.report;
  lines.push(
    report?.totals.monthly
      ? vscode.l10n.t(
          'Workspace: {0} per month for calls with a declared volume; {1} without.',
          escape(moneyRange(report.totals.monthly, report.currency)),
          report.totals.undeclaredVolume,
        )
      : report
        ? vscode.l10n.t('Workspace: {0} calls, no volume declared.', report.totals.calls)
        : vscode.l10n.t('Workspace: not scanned yet.'),
  );
  for (const one of report?.budgets ?? [])
    lines.push(`$(${one.state === 'ok' ? 'pass' : 'warning'}) ${escape(budgetWords(one, say, report?.currency))}`);
  lines.push(...last.filter((one) => one !== ''));
  text.appendMarkdown(lines.join('\n\n'));
  return text;
}
