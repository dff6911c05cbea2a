import * as vscode from 'vscode';
import { money, moneyRange } from '../report/wording.ts';
import type { Analyses } from './analyses.ts';
import type { Scans } from './scans.ts';

/** The file's cost per call of each of its calls together, and the workspace's month once it was scanned. */
export function registerStatusBar(analyses: Analyses, scans: Scans): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('llmcost.status', vscode.StatusBarAlignment.Right, 90);
  item.name = 'LLM Cost Lens';
  item.command = 'llmcost.openReport';
  const show = () => {
    const document = vscode.window.activeTextEditor?.document;
    const calls = document ? analyses.shown(document).calls : [];
    const folder = document ? vscode.workspace.getWorkspaceFolder(document.uri) : vscode.workspace.workspaceFolders?.[0];
    const report = scans.of(folder)?.report;
    if (calls.length === 0 && !report) return item.hide();
    const priced = calls.flatMap((one) => (one.item.cost.state === 'priced' ? [one.item.cost.perCall.expected] : []));
    const file = priced.length > 0 ? `${calls.length === 1 ? '1 call' : `${calls.length} calls`} ~${money(priced.reduce((sum, one) => sum + one, 0n))}` : calls.length > 0 ? `${calls.length} calls` : '';
    const month = report?.totals.monthly ? `${money(report.totals.monthly.expected)}/month` : '';
    item.text = `$(graph-line) ${[file, month].filter(Boolean).join(' · ') || 'LLM cost'}`;
    item.tooltip = [
      calls.length > 0 ? `This file: ${calls.length} calls; ${priced.length} priced; the sum is one run of each.` : '',
      report?.totals.monthly ? `Workspace: ${moneyRange(report.totals.monthly)} per month for calls with a declared volume; ${report.totals.undeclaredVolume} without.` : 'Workspace: not scanned yet.',
      'Click for the report.',
    ].filter(Boolean).join('\n');
    return item.show();
  };
  show();
  return vscode.Disposable.from(item, analyses.onDidChange(show), scans.onDidChange(show), vscode.window.onDidChangeActiveTextEditor(show));
}
