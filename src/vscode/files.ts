import * as vscode from 'vscode';
import { decode, sizeLimit, skippedFiles, skippedFolders } from '../workspace/reading.ts';
import type { AssetPort, FilePort } from '../workspace/workspace.ts';

/** Files of a folder through the editor, so that remote and virtual workspaces work as well. */
export function editorFiles(folder: vscode.Uri): FilePort {
  return {
    async *list(_skipped, signal) {
      const exclude = `**/{${[...skippedFolders].join(',')}}/**`;
      for (const uri of await vscode.workspace.findFiles(new vscode.RelativePattern(folder, '**/*'), exclude)) {
        signal?.throwIfAborted();
        const path = relativePath(folder, uri);
        if (path !== null && !skippedFiles.test(path)) yield { path, size: 0 };
      }
    },
    async read(path) {
      try {
        const uri = vscode.Uri.joinPath(folder, path);
        const limit = sizeLimit(path);
        if ((await vscode.workspace.fs.stat(uri)).size > limit) return { file: path, reason: `larger than ${limit / 1e6} MB` };
        return decode(path, await vscode.workspace.fs.readFile(uri));
      } catch (error) {
        return { file: path, reason: error instanceof vscode.FileSystemError ? error.code : 'not readable' };
      }
    },
  };
}

/** Nothing but what is laid over it: for files outside any folder. */
export const noFiles: FilePort = { async *list() {}, read: (path) => Promise.resolve({ file: path, reason: 'not in a folder' }) };

/** Grammars and encodings from the extension's own folder, wherever the editor keeps it: a disk or an address. */
export function editorAssets(extension: vscode.Uri): AssetPort {
  return { load: async (name) => vscode.workspace.fs.readFile(vscode.Uri.joinPath(extension, 'dist', 'assets', name)) };
}

/** Path below a folder with `/`; null when it is not below it. */
export function relativePath(folder: vscode.Uri, uri: vscode.Uri): string | null {
  const base = folder.path.endsWith('/') ? folder.path : `${folder.path}/`;
  return uri.path.startsWith(base) ? uri.path.slice(base.length) : null;
}
