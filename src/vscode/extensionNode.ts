import { loadStart, scriptTime } from './scriptTime.ts';
import * as vscode from 'vscode';
import { startNodeThread } from '../workspace/nodeThread.ts';
import { start } from './extension.ts';
import type { Surfaces } from './surfaces.ts';

const loadMs = scriptTime() - loadStart;

/** Entry on the desktop, on remotes and in containers. */
export function activate(context: vscode.ExtensionContext): Surfaces {
  const inDist = (name: string) => vscode.Uri.joinPath(context.extensionUri, 'dist', name).fsPath;
  const { version } = context.extension.packageJSON as { readonly version: string };
  return start(context, {
    loadMs,
    readsDisk: true,
    node: { command: process.execPath, env: { ELECTRON_RUN_AS_NODE: '1' } },
    startThread: () => startNodeThread(inDist('engine.cjs'), { assets: inDist('assets'), toolVersion: version }),
  });
}
