import * as vscode from 'vscode';
import type { Analyses } from './analyses.ts';
import type { EngineHost } from './engineHost.ts';
import type { Guard } from './guard.ts';
import type { Scans } from './scans.ts';

/** Getting started and getting help: the example workspace, and an issue with what is needed to look into it and no code. */
export function registerHelp(
  context: vscode.ExtensionContext,
  host: EngineHost,
  analyses: Analyses,
  scans: Scans,
  guard: Guard,
  activationMs: () => number,
): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.commands.registerCommand('llmcost.restart', () => host.restart()),
    vscode.commands.registerCommand('llmcost.showOutput', () => guard.log.show()),
    vscode.commands.registerCommand('llmcost.openSample', () =>
      guard.run('opening the example', undefined, async () => {
        // A copy: the folder of an extension is not for writing.
        const target = vscode.Uri.joinPath(context.globalStorageUri, 'support-desk');
        await vscode.workspace.fs.createDirectory(context.globalStorageUri);
        await vscode.workspace.fs.copy(vscode.Uri.joinPath(context.extensionUri, 'examples/support-desk'), target, { overwrite: true });
        await vscode.commands.executeCommand('vscode.openFolder', target, { forceNewWindow: true });
      }),
    ),
    vscode.commands.registerCommand('llmcost.reportIssue', () =>
      guard.run('reporting an issue', undefined, async () => {
        const body = issueBody(context, scans, timings(analyses, scans, activationMs()));
        await vscode.env.clipboard.writeText(body);
        const { id } = context.extension;
        // Not waited for: it settles when the person is done with the form.
        void vscode.commands
          .executeCommand('workbench.action.openIssueReporter', { extensionId: id, issueBody: body })
          .then(undefined, () => vscode.window.showInformationMessage(vscode.l10n.t('What is needed for an issue is in the clipboard.')));
      }),
    ),
  );
}

function timings(analyses: Analyses, scans: Scans, activationMs: number): string {
  const files = analyses.times().toSorted((a, b) => a - b);
  const scanned = scans.all().map((one) => `${one.took} ms`);
  return `Timings: activation ${activationMs.toFixed(1)} ms; ${files.length > 0 ? `analysis of a file p50 ${files[Math.floor(files.length / 2)]} ms, longest ${files.at(-1)} ms (${files.length})` : 'no file analysed'}; ${scanned.length > 0 ? `scan ${scanned.join(', ')}` : 'no scan'}`;
}

/** Versions, timings, settings that are not as delivered, and sizes. No code, no paths, no names. */
function issueBody(context: vscode.ExtensionContext, scans: Scans, times: string): string {
  const manifest = context.extension.packageJSON as {
    readonly version: string;
    readonly contributes: { readonly configuration: readonly { readonly properties: Readonly<Record<string, unknown>> }[] };
  };
  const settings = vscode.workspace.getConfiguration();
  const changed = manifest.contributes.configuration
    .flatMap((group) => Object.keys(group.properties))
    .filter((key) => {
      const { globalValue, workspaceValue } = settings.inspect(key) ?? {};
      return globalValue !== undefined || workspaceValue !== undefined;
    });
  const reports = scans
    .all()
    .map(
      ({ report }) =>
        `${report.considered} files, ${report.totals.calls} calls, ${report.skipped.length} not read, ${report.problems.length} problems in team files`,
    );
  return [
    '<!-- What did you expect, and what happened? A few lines of code that show it help most. -->',
    '',
    '',
    '---',
    `LLM Cost Lens ${manifest.version}, VS Code ${vscode.version}, ${vscode.env.appHost}, ${vscode.env.uiKind === vscode.UIKind.Web ? 'web' : 'desktop'}${vscode.env.remoteName === undefined ? '' : `, remote: ${vscode.env.remoteName}`}, trusted: ${vscode.workspace.isTrusted}`,
    `Folders: ${vscode.workspace.workspaceFolders?.length ?? 0}${reports.length > 0 ? `; ${reports.join('; ')}` : '; not scanned'}`,
    times,
    `Changed settings: ${changed.length > 0 ? changed.join(', ') : 'none'}`,
  ].join('\n');
}
