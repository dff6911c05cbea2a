import type * as vscode from 'vscode';
import { Analyses } from './analyses.ts';
import { registerCallsTree } from './callsTree.ts';
import { registerCodeActions } from './codeActions.ts';
import { registerCommands } from './commands.ts';
import { registerDeclare } from './declare.ts';
import { registerDiagnostics } from './diagnostics.ts';
import { registerEndOfLine } from './endOfLine.ts';
import { createEngineHost, type Platform } from './engineHost.ts';
import { registerBudgetsTree, registerFindingsTree } from './findingsTree.ts';
import { createGuard } from './guard.ts';
import { registerHovers } from './hovers.ts';
import { registerLenses } from './lenses.ts';
import { registerPromptTokens } from './promptTokens.ts';
import { registerReport } from './report.ts';
import { Scans } from './scans.ts';
import { registerStartScan } from './startScan.ts';
import { registerStatusBar } from './statusBar.ts';
import { registerTeamFile } from './teamFile.ts';
import { registerTeamLanguage } from './teamLanguage.ts';

/** What the extension shows, one line a surface. */
export function start(context: vscode.ExtensionContext, platform: Platform): void {
  const guard = createGuard();
  const host = createEngineHost(context, platform, guard);
  const analyses = new Analyses(host, guard);
  const scans = new Scans(host, analyses, guard);
  context.subscriptions.push(
    guard,
    host,
    analyses,
    scans,
    registerLenses(analyses, scans),
    registerEndOfLine(analyses, scans),
    registerHovers(analyses),
    registerDiagnostics(analyses),
    registerCodeActions(analyses, guard),
    registerPromptTokens(host, analyses, guard),
    registerStartScan(scans, guard),
    registerStatusBar(host, analyses, scans),
    registerCallsTree(context, scans, guard),
    registerFindingsTree(scans),
    registerBudgetsTree(scans),
    registerReport(context, scans, guard),
    registerTeamFile(host, guard),
    registerTeamLanguage(host, scans, guard),
    registerDeclare(host, analyses, scans, guard),
    registerCommands(analyses, scans, guard),
  );
}
