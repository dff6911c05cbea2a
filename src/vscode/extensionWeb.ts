import { loadStart, scriptTime } from './scriptTime.ts';
import * as vscode from 'vscode';
import { startWebThread } from '../workspace/webThread.ts';
import { start } from './extension.ts';
import type { Surfaces } from './surfaces.ts';

const loadMs = scriptTime() - loadStart;

/** Entry in the browser (vscode.dev and other web editors), where there are no disk and no Node. */
export function activate(context: vscode.ExtensionContext): Surfaces {
  const { version } = context.extension.packageJSON as { readonly version: string };
  return start(context, {
    loadMs,
    readsDisk: false,
    startThread: () =>
      startWebThread(Promise.resolve(vscode.workspace.fs.readFile(vscode.Uri.joinPath(context.extensionUri, 'dist', 'engine.web.js'))), {
        toolVersion: version,
      }),
  });
}
