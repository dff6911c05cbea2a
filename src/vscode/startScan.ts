import * as vscode from 'vscode';
import type { Guard } from './guard.ts';
import type { Scans } from './scans.ts';
import { teamFilesAbove } from './teamAbove.ts';
import { isTeamFile } from './units.ts';

/** Scans when the window opens, and keeps the reports up to date, as the setting says. */
export function registerStartScan(scans: Scans, guard: Guard): vscode.Disposable {
  let kept: vscode.Disposable | undefined;
  const decide = () =>
    guard.run('scanning at the start', undefined, async () => {
      const when = vscode.workspace.getConfiguration('llmcost').get<'withTeamFile' | 'always' | 'never'>('scan.onStart', 'withTeamFile');
      const isWanted =
        when === 'always' ||
        (when === 'withTeamFile' &&
          ((await vscode.workspace.findFiles('**/llmcost.{yaml,yml}', '**/node_modules/**', 1)).length > 0 ||
            (await Promise.all((vscode.workspace.workspaceFolders ?? []).map(teamFilesAbove))).flat().length > 0));
      if (isWanted) kept ??= scans.keep();
      else {
        kept?.dispose();
        kept = undefined;
      }
    });
  void decide();
  return vscode.Disposable.from(
    new vscode.Disposable(() => kept?.dispose()),
    vscode.workspace.onDidChangeWorkspaceFolders(decide),
    vscode.workspace.onDidChangeConfiguration((event) => event.affectsConfiguration('llmcost.scan') && void decide()),
    vscode.workspace.onDidSaveTextDocument((document) => isTeamFile(document.uri) && void decide()),
  );
}
