import * as vscode from 'vscode';
import type { EngineHost } from './engineHost.ts';
import type { Guard } from './guard.ts';
import type { Scans } from './scans.ts';

/** The command that writes a first `llmcost.yaml`, or adds new calls to it as commented entries; every other byte stays. The result is shown unsaved. */
export function registerSyncTeam(host: EngineHost, scans: Scans, guard: Guard): vscode.Disposable {
  return vscode.commands.registerCommand('llmcost.syncTeamFile', () =>
    guard.run('writing llmcost.yaml', undefined, async () => {
      const folders = vscode.workspace.workspaceFolders ?? [];
      const folder = folders.length > 1 ? await vscode.window.showWorkspaceFolderPick() : folders[0];
      if (!folder) return;
      await vscode.window.withProgress(
        { location: vscode.ProgressLocation.Notification, title: vscode.l10n.t('Scanning for LLM calls') },
        () => scans.scan(folder),
      );
      const uri = (await existing(folder)) ?? vscode.Uri.joinPath(folder.uri, 'llmcost.yaml').with({ scheme: 'untitled' });
      const document = await vscode.workspace.openTextDocument(uri);
      const before = document.getText();
      const result = await host
        .workspace(folder)
        .syncTeamFile(vscode.workspace.asRelativePath(uri, false), before === '' && uri.scheme === 'untitled' ? null : before);
      if (!result) return void vscode.window.showWarningMessage(vscode.l10n.t('llmcost.yaml has an error; mend it first.'));
      const editor = await vscode.window.showTextDocument(document);
      if (result.text !== before) {
        const change = new vscode.WorkspaceEdit();
        change.replace(uri, new vscode.Range(0, 0, document.lineCount, 0), result.text);
        await vscode.workspace.applyEdit(change);
        editor.revealRange(new vscode.Range(0, 0, 0, 0));
      }
      vscode.window.setStatusBarMessage(
        vscode.l10n.t('llmcost.yaml: {0} new, {1} that match nothing any more', result.added, result.vanished),
        5000,
      );
    }),
  );
}

async function existing(folder: vscode.WorkspaceFolder): Promise<vscode.Uri | undefined> {
  for (const name of ['llmcost.yaml', 'llmcost.yml']) {
    const uri = vscode.Uri.joinPath(folder.uri, name);
    if (
      await vscode.workspace.fs.stat(uri).then(
        () => true,
        () => false,
      )
    )
      return uri;
  }
  return undefined;
}
