import catalog from 'llmcost:catalog';
import type * as vscode from 'vscode';
import { Analyses } from './analyses.ts';
import { registerCommands } from './commands.ts';
import { registerDiagnostics } from './diagnostics.ts';
import { createGuard } from './guard.ts';
import { registerHovers } from './hovers.ts';
import { registerLenses } from './lenses.ts';
import { registerReport } from './report.ts';
import { registerStatusBar } from './statusBar.ts';
import { registerTeamFile } from './teamFile.ts';

/** What the extension shows, one line a surface. */
export function activate(context: vscode.ExtensionContext): void {
  const guard = createGuard();
  const analyses = new Analyses(context, catalog, guard);
  context.subscriptions.push(
    guard,
    analyses,
    registerLenses(analyses),
    registerHovers(analyses),
    registerDiagnostics(analyses),
    registerStatusBar(analyses),
    registerReport(context, analyses, guard),
    registerTeamFile(analyses, guard),
    registerCommands(analyses, guard),
  );
}
