import * as vscode from 'vscode';
import type { EngineHost } from './engineHost.ts';
import type { Guard } from './guard.ts';
import { relativePath } from './files.ts';
import { teamFilesAbove } from './teamAbove.ts';

/** Entries of `llmcost.yaml` follow the files that they name when those are renamed or moved in the editor. */
export function registerRenames(host: EngineHost, guard: Guard): vscode.Disposable {
  return vscode.workspace.onWillRenameFiles((event) =>
    event.waitUntil(
      guard.run('following a rename', new vscode.WorkspaceEdit(), async () => {
        const edit = new vscode.WorkspaceEdit();
        const above = (await Promise.all((vscode.workspace.workspaceFolders ?? []).map(teamFilesAbove))).flat();
        const all = [...(await vscode.workspace.findFiles('**/llmcost.{yaml,yml}', '**/node_modules/**')), ...above];
        for (const uri of new Map(all.map((one) => [one.toString(), one])).values()) {
          const document = await vscode.workspace.openTextDocument(uri);
          const base = vscode.Uri.joinPath(uri, '..');
          const folder = vscode.workspace.getWorkspaceFolder(uri)?.uri ?? base;
          const { calls } = await host.engine().readTeamFile(vscode.workspace.asRelativePath(uri, false), document.getText());
          for (const { oldUri, newUri } of event.files) {
            // Files are named from the folder of the team file, ids from the workspace folder.
            for (const [root, key] of [
              [base, 'file'],
              [folder, 'id'],
            ] as const) {
              const [before, after] = [relativePath(root, oldUri), relativePath(root, newUri)];
              if (before === null || after === null) continue;
              for (const { origin } of calls)
                for (const at of mentions(document.getText(), origin.span.start, origin.span.end, key, before))
                  edit.replace(uri, new vscode.Range(document.positionAt(at), document.positionAt(at + before.length)), after);
            }
          }
        }
        return edit;
      }),
    ),
  );
}

/** Offsets where `path`, or a path below it, is the value of a key between two offsets. */
function mentions(text: string, start: number, end: number, key: 'file' | 'id', path: string): readonly number[] {
  const pattern = new RegExp(`(\\b${key}:\\s*["']?)${path.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')}(?=["'\\s,}#/]|$)`, 'g');
  return [...text.slice(start, end).matchAll(pattern)].map((match) => start + match.index + (match[1]?.length ?? 0));
}
