import * as vscode from 'vscode';
import type { EngineHost } from './engineHost.ts';
import type { Guard } from './guard.ts';
import { isTeamFile } from './units.ts';

const severities = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  information: vscode.DiagnosticSeverity.Information,
  hint: vscode.DiagnosticSeverity.Hint,
};

/** `llmcost.yaml` in the editor: mistakes at their keys. */
export function registerTeamFile(host: EngineHost, guard: Guard): vscode.Disposable {
  const collection = vscode.languages.createDiagnosticCollection('llmcost.yaml');
  const check = (document: vscode.TextDocument) =>
    void (
      isTeamFile(document.uri) &&
      guard.run('checking the team file', undefined, async () => {
        const { version } = document;
        const { problems } = await host.engine().readTeamFile(vscode.workspace.asRelativePath(document.uri, false), document.getText());
        if (document.isClosed || document.version !== version) return;
        collection.set(
          document.uri,
          problems.map((problem) => {
            const { start, end } = problem.origin.span;
            const made = new vscode.Diagnostic(
              new vscode.Range(document.positionAt(start), document.positionAt(end)),
              problem.message,
              severities[problem.severity],
            );
            made.source = 'LLM Cost Lens';
            return made;
          }),
        );
      })
    );
  vscode.workspace.textDocuments.forEach(check);
  return vscode.Disposable.from(
    collection,
    vscode.workspace.onDidOpenTextDocument(check),
    vscode.workspace.onDidChangeTextDocument((event) => check(event.document)),
    vscode.workspace.onDidCloseTextDocument((document) => collection.delete(document.uri)),
  );
}
