import * as vscode from 'vscode';
import type { Analyses } from './analyses.ts';
import type { EngineHost } from './engineHost.ts';
import type { Guard } from './guard.ts';
import { isTeamFile } from './units.ts';

const severities = { error: vscode.DiagnosticSeverity.Error, warning: vscode.DiagnosticSeverity.Warning, information: vscode.DiagnosticSeverity.Information, hint: vscode.DiagnosticSeverity.Hint };

/** `llmcost.yaml` in the editor: mistakes at their keys, and the command that declares a volume. */
export function registerTeamFile(host: EngineHost, analyses: Analyses, guard: Guard): vscode.Disposable {
  const collection = vscode.languages.createDiagnosticCollection('llmcost.yaml');
  const check = (document: vscode.TextDocument) => void (isTeamFile(document.uri) && guard.run('checking the team file', undefined, async () => {
    const { version } = document;
    const { problems } = await host.engine().readTeamFile(vscode.workspace.asRelativePath(document.uri, false), document.getText());
    if (document.isClosed || document.version !== version) return;
    collection.set(document.uri, problems.map((problem) => {
      const { start, end } = problem.origin.span;
      const made = new vscode.Diagnostic(new vscode.Range(document.positionAt(start), document.positionAt(end)), problem.message, severities[problem.severity]);
      made.source = 'LLM Cost Lens';
      return made;
    }));
  }));
  vscode.workspace.textDocuments.forEach(check);
  return vscode.Disposable.from(
    collection,
    vscode.workspace.onDidOpenTextDocument(check),
    vscode.workspace.onDidChangeTextDocument((event) => check(event.document)),
    vscode.workspace.onDidCloseTextDocument((document) => collection.delete(document.uri)),
    vscode.commands.registerCommand('llmcost.declareVolume', (uri: unknown, callId: unknown) => guard.run('declaring a volume', undefined, () => declareVolume(host, analyses, uri, callId))),
  );
}

async function declareVolume(host: EngineHost, analyses: Analyses, uriText: unknown, callId: unknown): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const document = typeof uriText === 'string' ? await vscode.workspace.openTextDocument(vscode.Uri.parse(uriText)) : editor?.document;
  const folder = document ? vscode.workspace.getWorkspaceFolder(document.uri) : undefined;
  if (!document || !folder) return void vscode.window.showInformationMessage(vscode.l10n.t('Volumes are declared in llmcost.yaml of an open folder.'));
  const calls = analyses.shown(document).calls;
  const target = calls.find((one) => one.item.call.id === callId) ?? calls.find((one) => editor?.document === document && one.range.contains(editor.selection.active)) ?? calls[0];
  if (!target) return void vscode.window.showInformationMessage(vscode.l10n.t('There is no LLM call here.'));
  const { call } = target.item;
  const volume = await vscode.window.showInputBox({ title: vscode.l10n.t('How often is {0} called?', call.function ?? call.api), value: '1000/month', prompt: vscode.l10n.t('Calls per month, day or hour, for example 50000/month'), validateInput: (text) => (/^\s*[\d_.,]+\s*[kKmM]?\s*\/\s*(month|day|hour)\s*$/.test(text) ? null : vscode.l10n.t('A number and a unit, like 50000/month')) });
  if (volume === undefined) return;
  const uri = vscode.Uri.joinPath(folder.uri, 'llmcost.yaml');
  const exists = await vscode.workspace.fs.stat(uri).then(() => true, () => false);
  if (!exists) await vscode.workspace.fs.writeFile(uri, new Uint8Array());
  const team = await vscode.workspace.openTextDocument(uri);
  const edit = await host.engine().declareCall(team.getText(), { file: call.file, function: call.function, api: call.api }, volume.trim());
  if (!edit) return void vscode.window.showWarningMessage(vscode.l10n.t('llmcost.yaml has an error; mend it first.'));
  const change = new vscode.WorkspaceEdit();
  change.replace(uri, new vscode.Range(team.positionAt(edit.span.start), team.positionAt(edit.span.end)), edit.text);
  await vscode.workspace.applyEdit(change);
  await team.save();
  await vscode.window.showTextDocument(team, { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true });
}
