import * as vscode from 'vscode';
import { teamFileNames } from '../workspace/teamFiles.ts';
import type { SyncedTeamFile } from '../workspace/workspace.ts';
import type { EngineHost } from './engineHost.ts';
import { relativePath } from './files.ts';
import type { Guard } from './guard.ts';
import type { Scans } from './scans.ts';
import { isThere, teamFilesAbove } from './teamAbove.ts';

/** Brings the text of the chosen file up to date with a scan of its folder; null when the file is broken. */
type Sync = (path: string, text: string | null) => Promise<SyncedTeamFile | null>;

/**
 * The command that writes a first `llmcost.yaml`, or adds new calls to it as commented entries; every other byte stays. The result is shown unsaved.
 * Argument: `above` or `here`, where only a file above the folder is there and a person would be asked.
 */
export function registerSyncTeam(host: EngineHost, scans: Scans, guard: Guard): vscode.Disposable {
  return vscode.commands.registerCommand('llmcost.syncTeamFile', (where: unknown) =>
    guard.run('writing llmcost.yaml', undefined, async () => {
      const folders = vscode.workspace.workspaceFolders ?? [];
      const folder = folders.length > 1 ? await vscode.window.showWorkspaceFolderPick() : folders[0];
      const uri = folder && (await chosenFile(folder, where));
      if (!uri) return;
      const isAbove = relativePath(folder.uri, uri) === null;
      const workspace = isAbove
        ? host.openBeside({ uri: vscode.Uri.joinPath(uri, '..'), name: folder.name, index: folder.index })
        : host.workspace(folder);
      try {
        await scanned(isAbove ? () => workspace.scan() : () => scans.scan(folder));
        await show(uri, (path, text) => workspace.syncTeamFile(path, text));
      } finally {
        if (isAbove) workspace.dispose();
      }
    }),
  );
}

/** The team file of a folder; else the nearest above it or a new one, as the person chooses; without any, a new one. Nothing when the question was sent away. */
async function chosenFile(folder: vscode.WorkspaceFolder, where: unknown): Promise<vscode.Uri | undefined> {
  for (const name of teamFileNames) if (await isThere(vscode.Uri.joinPath(folder.uri, name))) return vscode.Uri.joinPath(folder.uri, name);
  const made = vscode.Uri.joinPath(folder.uri, 'llmcost.yaml').with({ scheme: 'untitled' });
  const [above] = await teamFilesAbove(folder);
  if (!above || where === 'here') return made;
  if (where === 'above') return above;
  const chosen = await vscode.window.showQuickPick(
    [
      {
        label: vscode.l10n.t('Add new calls to the file above'),
        description: above.fsPath,
        detail: vscode.l10n.t('It holds for this folder too. Everything below its folder is scanned.'),
        uri: above,
      },
      {
        label: vscode.l10n.t('A new llmcost.yaml in {0}', folder.name),
        detail: vscode.l10n.t('It wins over the file above, key by key.'),
        uri: made,
      },
    ],
    { title: vscode.l10n.t('Which llmcost.yaml?') },
  );
  return chosen?.uri;
}

function scanned(scan: () => Promise<unknown>): Thenable<unknown> {
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: vscode.l10n.t('Scanning for LLM calls') },
    scan,
  );
}

async function show(uri: vscode.Uri, sync: Sync): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  const before = document.getText();
  const result = await sync(uri.path.split('/').at(-1) ?? '', before === '' && uri.scheme === 'untitled' ? null : before);
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
}
