import type * as vscode from 'vscode';
import { Analyses } from './analyses.ts';
import { registerCommands } from './commands.ts';
import { registerDiagnostics } from './diagnostics.ts';
import { createEngineHost, type Platform } from './engineHost.ts';
import { createGuard } from './guard.ts';
import { registerHovers } from './hovers.ts';
import { registerLenses } from './lenses.ts';
import { registerReport } from './report.ts';
import { Scans } from './scans.ts';
import { registerStatusBar } from './statusBar.ts';
import { registerTeamFile } from './teamFile.ts';

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
    registerLenses(analyses),
    registerHovers(analyses),
    registerDiagnostics(analyses),
    registerStatusBar(analyses, scans),
    registerReport(context, scans, guard),
    registerTeamFile(host, analyses, guard),
    registerCommands(analyses, guard),
  );
}
