import type * as vscode from 'vscode';
import { Analyses } from './analyses.ts';
import { registerAssistant } from './assistant.ts';
import { registerCallsTree } from './callsTree.ts';
import { registerCodeActions } from './codeActions.ts';
import { registerCommands } from './commands.ts';
import { registerCompare } from './compare.ts';
import { registerDeclare } from './declare.ts';
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
import { registerStartScan } from './startScan.ts';
import { registerStatusBar } from './statusBar.ts';
import type { Surfaces } from './surfaces.ts';
import { registerTeamFile } from './teamFile.ts';
import { registerTeamLanguage } from './teamLanguage.ts';

declare const performance: { now(): number };

/** What the extension shows, one line a surface. Gives what is on the screen as text. */
export function start(context: vscode.ExtensionContext, platform: Platform): Surfaces {
  const started = performance.now();
  const guard = createGuard();
  const host = createEngineHost(context, platform, guard);
  const analyses = new Analyses(host, guard);
  const scans = new Scans(host, analyses, guard);
  const changes = registerCompare(host, scans, guard);
  const calls = registerCallsTree(context, scans, guard);
  const findings = registerFindingsTree(scans);
  const budgets = registerBudgetsTree(scans);
  const status = registerStatusBar(host, analyses, scans);
  const report = registerReport(context, scans, guard);
  context.subscriptions.push(
    guard, host, analyses, scans, changes, calls, findings, budgets, status, report,
    registerLenses(analyses, scans, changes), registerEndOfLine(analyses, scans, changes),
    registerHovers(analyses),
    registerDiagnostics(analyses),
    registerCodeActions(analyses, guard),
    registerNotebooks(analyses, guard),
    registerPromptTokens(host, analyses, guard),
    registerStartScan(scans, guard),
    registerTeamFile(host, guard), registerTeamLanguage(host, scans, guard),
    registerDeclare(host, analyses, scans, guard),
    registerAssistant(context, platform, host, guard),
    registerHelp(context, scans, guard),
    registerCommands(analyses, scans, guard),
  );
  return { views: { calls, findings, budgets, changes: changes.view }, statusBar: status.text, reportPage: report.body, activationMs: performance.now() - started };
}
