import * as vscode from 'vscode';
import type { Scenario } from '../model.ts';
import { renderHtmlBody } from '../report/html.ts';
import { renderMarkdown } from '../report/markdown.ts';
import { scenarioWords } from '../report/rows.ts';
import { registerExportReport } from './exportReport.ts';
import type { Guard } from './guard.ts';
import { reveal } from './reveal.ts';
import { progressWords, type Scanned, type Scans } from './scans.ts';

const viewType = 'llmcost.report';

/** The workspace report as a page: in step with the code while it is visible, and restored after a reload. */
export function registerReport(context: vscode.ExtensionContext, scans: Scans, guard: Guard): vscode.Disposable & { body(): string } {
  let panel: vscode.WebviewPanel | undefined;
  let kept: vscode.Disposable | undefined;
  let isDrawn = false;
  let body = '';

  const draw = () => {
    const scanned = scans.all();
    if (!panel || scanned.length === 0) return;
    body = bodyOf(scanned);
    // The first time a page, then only its content, so that scroll position, filter and sorting stay.
    if (isDrawn) void panel.webview.postMessage({ kind: 'update', body });
    else panel.webview.html = page(panel.webview, context.extensionUri, body);
    isDrawn = true;
  };
  const watch = () => {
    kept?.dispose();
    kept = panel?.visible ? scans.keep() : undefined;
  };
  const adopt = (made: vscode.WebviewPanel) => {
    panel = made;
    isDrawn = false;
    made.iconPath = vscode.Uri.joinPath(context.extensionUri, 'media/icon.png');
    made.webview.options = { enableScripts: true, localResourceRoots: [vscode.Uri.joinPath(context.extensionUri, 'dist/assets')] };
    made.onDidDispose(() => {
      panel = undefined;
      watch();
    });
    made.onDidChangeViewState(() => {
      // A hidden page is thrown away by the editor and loaded again from its HTML.
      isDrawn = isDrawn && made.visible;
      if (made.visible) draw();
      watch();
    });
    made.webview.onDidReceiveMessage(
      (message: unknown) =>
        void guard.run('the report', undefined, () => onMessage(message, scans, (answer) => made.webview.postMessage(answer))),
    );
    watch();
  };
  const open = async () => {
    const folders = vscode.workspace.workspaceFolders ?? [];
    if (folders.length === 0) return void vscode.window.showInformationMessage(vscode.l10n.t('Open a folder to see its LLM cost report.'));
    await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title: vscode.l10n.t('Scanning for LLM calls'), cancellable: true },
      async (progress, token) => {
        const abort = new AbortController();
        token.onCancellationRequested(() => abort.abort(new vscode.CancellationError()));
        for (const folder of folders) await scans.scan(folder, (one) => progress.report({ message: progressWords(one) }), abort.signal);
      },
    );
    if (!panel)
      adopt(
        vscode.window.createWebviewPanel(viewType, vscode.l10n.t('LLM Cost Report'), vscode.ViewColumn.Active, {
          retainContextWhenHidden: false,
          enableFindWidget: true,
        }),
      );
    draw();
    panel?.reveal();
  };
  const subscriptions = vscode.Disposable.from(
    registerExportReport(context, scans, guard),
    scans.onDidFinish(draw),
    vscode.commands.registerCommand('llmcost.openReport', () => guard.run('the report', undefined, open)),
    vscode.commands.registerCommand('llmcost.copyReport', () =>
      guard.run('copying the report', undefined, async () => {
        for (const folder of vscode.workspace.workspaceFolders ?? []) if (!scans.of(folder)) await scans.scan(folder);
        await vscode.env.clipboard.writeText(
          scans
            .all()
            .map(({ report }) => renderMarkdown(report))
            .join('\n'),
        );
        vscode.window.setStatusBarMessage(vscode.l10n.t('Copied as Markdown'), 2000);
      }),
    ),
    vscode.window.registerWebviewPanelSerializer(viewType, {
      async deserializeWebviewPanel(made) {
        adopt(made);
        await guard.run('the report', undefined, async () => {
          for (const folder of vscode.workspace.workspaceFolders ?? []) if (!scans.of(folder)) await scans.scan(folder);
        });
        draw();
      },
    }),
    new vscode.Disposable(() => {
      kept?.dispose();
      panel?.dispose();
    }),
  );
  return { body: () => body, dispose: () => subscriptions.dispose() };
}

/** One report a folder; a heading names the folder where there are several. */
function bodyOf(scanned: readonly Scanned[]): string {
  return scanned
    .map(
      ({ folder, report }) =>
        `<div class="folder" data-folder="${folder.index}">${scanned.length > 1 ? `<p class="folder-name">${folder.name.replace(/[&<>"']/g, (mark) => `&#${mark.charCodeAt(0)};`)}</p>` : ''}${renderHtmlBody(report, { prefix: `f${folder.index}-` })}</div>`,
    )
    .join('');
}

async function onMessage(message: unknown, scans: Scans, answer: (message: unknown) => void): Promise<void> {
  const { kind, folder, file, line, column, cell } = (message ?? {}) as Readonly<Record<string, unknown>>;
  if (kind === 'copy') return void (await vscode.commands.executeCommand('llmcost.copyReport'));
  if (kind === 'export' || kind === 'print')
    return void (await vscode.commands.executeCommand(kind === 'export' ? 'llmcost.exportReport' : 'llmcost.printReport'));
  if (kind === 'refresh') return void (await Promise.all(scans.all().map((one) => scans.scan(one.folder))));
  const root = vscode.workspace.workspaceFolders?.[typeof folder === 'number' ? folder : 0];
  if (root && kind === 'saveScenario')
    return void (await vscode.commands.executeCommand('llmcost.saveScenario', root.index, (message as { scenario: Scenario }).scenario));
  if (root && kind === 'whatIf') {
    const result = await scans.whatIf(root, (message as { scenario: Scenario }).scenario);
    return answer({ kind, folder: root.index, text: result ? scenarioWords(result) : '' });
  }
  if (!root || typeof file !== 'string' || typeof line !== 'number' || typeof column !== 'number') return;
  await reveal(root.uri, { file, line: line - 1, column: column - 1, cell: typeof cell === 'number' ? cell : null }, true);
}

function buttons(): string {
  const actions = {
    copy: vscode.l10n.t('Copy as Markdown'),
    export: vscode.l10n.t('Export…'),
    print: vscode.l10n.t('Print'),
    refresh: vscode.l10n.t('Scan again'),
  };
  return Object.entries(actions)
    .map(([action, words]) => `<button type="button" data-action="${action}">${words}</button>`)
    .join('');
}

function page(webview: vscode.Webview, extension: vscode.Uri, body: string): string {
  const nonce = Array.from({ length: 4 }, () => Math.random().toString(36).slice(2)).join('');
  const asset = (name: string) => webview.asWebviewUri(vscode.Uri.joinPath(extension, 'dist/assets', name)).toString();
  return `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src ${webview.cspSource}; script-src 'nonce-${nonce}'">
<meta name="viewport" content="width=device-width"><link rel="stylesheet" href="${asset('report.css')}"><title>LLM cost report</title></head>
<body><header class="toolbar"><input type="search" id="filter" placeholder="${vscode.l10n.t('Filter rows')}" aria-label="${vscode.l10n.t('Filter rows')}">${buttons()}</header><main>${body}</main><script nonce="${nonce}" src="${asset('report.js')}"></script></body></html>`;
}
