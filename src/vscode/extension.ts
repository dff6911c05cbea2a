import type * as vscode from 'vscode';
import { Analyses } from './analyses.ts';
import { registerAssistant } from './assistant.ts';
import { registerCallsTree } from './callsTree.ts';
import { registerCodeActions } from './codeActions.ts';
import { registerCommands } from './commands.ts';
import { registerCompare } from './compare.ts';
import { registerDiagnostics } from './diagnostics.ts';
import { registerEndOfLine } from './endOfLine.ts';
import { createEngineHost, type Platform } from './engineHost.ts';
import { registerBudgetsTree, registerFindingsTree } from './findingsTree.ts';
import { createGuard } from './guard.ts';
import { registerHelp } from './help.ts';
import { registerHovers } from './hovers.ts';
import { registerLenses } from './lenses.ts';
import { registerNotebooks } from './notebooks.ts';
import { registerPromptTokens } from './promptTokens.ts';
import { registerReport } from './report.ts';
import { Scans } from './scans.ts';
import { scriptTime } from './scriptTime.ts';
import { registerStartScan } from './startScan.ts';
import { registerStatusBar } from './statusBar.ts';
import { registerStringTokens } from './stringTokens.ts';
import type { Surfaces } from './surfaces.ts';
import { registerTeam } from './team.ts';

/** What the extension shows, one line a surface. Gives what is on the screen as text. */
export function start(context: vscode.ExtensionContext, platform: Platform): Surfaces {
  const started = scriptTime();
  let activationMs = 0;
  const guard = createGuard();
  const host = createEngineHost(context, platform, guard);
  const analyses = new Analyses(host, guard);
  const scans = new Scans(host, analyses, guard);
  const changes = registerCompare(host, scans, guard);
  const calls = registerCallsTree(context, scans, guard);
  const findings = registerFindingsTree(analyses, scans, guard);
  const budgets = registerBudgetsTree(scans);
  const status = registerStatusBar(host, analyses, scans, guard);
  const promptTokens = registerPromptTokens(host, analyses, scans, guard);
  const report = registerReport(context, scans, guard);
  context.subscriptions.push(
    guard,
    host,
    analyses,
    scans,
    changes,
    calls,
    findings,
    budgets,
    status,
    promptTokens,
    report,
    registerLenses(analyses, scans, changes),
    registerEndOfLine(analyses, scans, changes),
    registerHovers(analyses, scans),
    registerDiagnostics(analyses),
    registerCodeActions(host, analyses, scans, guard),
    registerNotebooks(analyses, scans, guard),
    registerStringTokens(host, analyses, scans, guard),
    registerStartScan(scans, guard),
    registerTeam(host, analyses, scans, guard),
    registerAssistant(context, platform, host, guard),
    registerHelp(context, host, analyses, scans, guard, () => activationMs),
    registerCommands(context, analyses, scans, guard),
  );
  activationMs = platform.loadMs + scriptTime() - started;
  return {
    views: { calls, findings, budgets, changes: changes.view },
    statusBar: status.text,
    languageStatus: status.language,
    selectionTokens: promptTokens.selection,
    reportPage: report.body,
    faults: () => guard.faults,
    activationMs,
  };
}
