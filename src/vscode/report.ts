import * as vscode from 'vscode';
import { renderHtmlBody } from '../report/html.ts';
import type { Guard } from './guard.ts';
import type { Scans } from './scans.ts';

const viewType = 'llmcost.report';

/** The workspace report as a page beside the code; kept while the window lives, made anew after a reload. */
export function registerReport(context: vscode.ExtensionContext, scans: Scans, guard: Guard): vscode.Disposable {
  let panel: vscode.WebviewPanel | undefined;
  const adopt = (made: vscode.WebviewPanel) => {
    panel = made;
    made.webview.options = { enableScripts: true, localResourceRoots: [vscode.Uri.joinPath(context.extensionUri, 'media')] };
    made.onDidDispose(() => (panel = undefined));
    made.webview.onDidReceiveMessage((message: unknown) => void guard.run('opening a call', undefined, () => goTo(message)));
  };
  const open = async () => {
    const folder = vscode.workspace.workspaceFolders?.[0];
    if (!folder) return void vscode.window.showInformationMessage(vscode.l10n.t('Open a folder to see its LLM cost report.'));
    const report = await vscode.window.withProgress({ location: vscode.ProgressLocation.Notification, title: vscode.l10n.t('Scanning for LLM calls'), cancellable: true }, async (progress, token) => {
      const abort = new AbortController();
      token.onCancellationRequested(() => abort.abort(new vscode.CancellationError()));
      return scans.scan(folder, (one) => progress.report({ message: `${one.phase} ${one.done}${one.total === null ? '' : ` of ${one.total}`}` }), abort.signal);
    });
    if (!panel) adopt(vscode.window.createWebviewPanel(viewType, vscode.l10n.t('LLM Cost Report'), vscode.ViewColumn.Active, { retainContextWhenHidden: false }));
    if (panel) {
      panel.webview.html = page(panel.webview, context.extensionUri, renderHtmlBody(report));
      panel.reveal();
    }
  };
  return vscode.Disposable.from(
    vscode.commands.registerCommand('llmcost.openReport', () => guard.run('the report', undefined, open)),
    vscode.window.registerWebviewPanelSerializer(viewType, {
      async deserializeWebviewPanel(made) {
        adopt(made);
        await guard.run('the report', undefined, open);
      },
    }),
    new vscode.Disposable(() => panel?.dispose()),
  );
}

async function goTo(message: unknown): Promise<void> {
  const { file, line, column, cell } = (message ?? {}) as { file?: unknown; line?: unknown; column?: unknown; cell?: unknown };
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (!folder || typeof file !== 'string' || typeof line !== 'number' || typeof column !== 'number') return;
  const uri = vscode.Uri.joinPath(folder.uri, file);
  const at = new vscode.Range(line - 1, column - 1, line - 1, column - 1);
  if (typeof cell === 'number') {
    const notebook = await vscode.workspace.openNotebookDocument(uri);
    const code = notebook.getCells().filter((one) => one.kind === vscode.NotebookCellKind.Code)[cell];
    await vscode.window.showNotebookDocument(notebook, code ? { selections: [new vscode.NotebookRange(code.index, code.index + 1)] } : {});
    return;
  }
  await vscode.window.showTextDocument(uri, { selection: at, viewColumn: vscode.ViewColumn.Beside });
}

function page(webview: vscode.Webview, extension: vscode.Uri, body: string): string {
  const nonce = Array.from({ length: 4 }, () => Math.random().toString(36).slice(2)).join('');
  const media = (name: string) => webview.asWebviewUri(vscode.Uri.joinPath(extension, 'media', name)).toString();
  return `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src ${webview.cspSource}; script-src 'nonce-${nonce}'">
<meta name="viewport" content="width=device-width"><link rel="stylesheet" href="${media('report.css')}"><title>LLM cost report</title></head>
<body><main>${body}</main><script nonce="${nonce}" src="${media('report.js')}"></script></body></html>`;
}
