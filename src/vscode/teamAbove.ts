import * as vscode from 'vscode';
import { foldersUpToRepository } from '../workspace/repository.ts';
import { teamFileNames } from '../workspace/teamFiles.ts';

/** Whether something lies at an address. */
export const isThere = (uri: vscode.Uri): Promise<boolean> =>
  Promise.resolve(vscode.workspace.fs.stat(uri)).then(
    () => true,
    () => false,
  );

/** Folders above an open one up to the root of its repository, nearest first: where the engine looks for team files, too (`nodeAbove.ts`). None without a repository, and where there is no disk. */
async function foldersAbove({ uri }: vscode.WorkspaceFolder): Promise<readonly vscode.Uri[]> {
  if (uri.scheme !== 'file') return [];
  const above = (at: vscode.Uri) => {
    const next = vscode.Uri.joinPath(at, '..');
    return next.path === at.path ? null : next;
  };
  const folders = await foldersUpToRepository(uri, above, (at) => isThere(vscode.Uri.joinPath(at, '.git')));
  return folders?.slice(1) ?? [];
}

/** Team files that hold for an open folder from above it, nearest first. */
export async function teamFilesAbove(folder: vscode.WorkspaceFolder): Promise<readonly vscode.Uri[]> {
  const all = (await foldersAbove(folder)).flatMap((above) => teamFileNames.map((name) => vscode.Uri.joinPath(above, name)));
  const there = await Promise.all(all.map(isThere));
  return all.filter((_, i) => there[i]);
}

/** Tells of every change of a team file above an open folder, of one that is new, too. */
export function watchTeamFilesAbove(onDisk: (uri: vscode.Uri) => void): vscode.Disposable {
  let watchers: readonly vscode.Disposable[] = [];
  let isDisposed = false;
  const watch = async () => {
    const folders = (await Promise.all((vscode.workspace.workspaceFolders ?? []).map(foldersAbove))).flat();
    vscode.Disposable.from(...watchers).dispose();
    if (isDisposed) return;
    const distinct = [...new Map(folders.map((one) => [one.toString(), one])).values()];
    watchers = distinct.flatMap((folder) => {
      const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, `{${teamFileNames.join(',')}}`));
      return [watcher, watcher.onDidChange(onDisk), watcher.onDidCreate(onDisk), watcher.onDidDelete(onDisk)];
    });
  };
  void watch();
  const changing = vscode.workspace.onDidChangeWorkspaceFolders(() => void watch());
  return new vscode.Disposable(() => {
    isDisposed = true;
    vscode.Disposable.from(changing, ...watchers).dispose();
  });
}
