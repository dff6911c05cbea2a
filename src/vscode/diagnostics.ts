import * as vscode from 'vscode';
import type { Finding, Severity } from '../model.ts';
import type { Analyses } from './analyses.ts';

/** The editor's severities for ours. */
export const severities: Readonly<Record<Severity, vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  information: vscode.DiagnosticSeverity.Information,
  hint: vscode.DiagnosticSeverity.Hint,
};
/** Shown behind each message in the Problems view; also how our own are told from others'. Not translated: it is the product's name. */
export const diagnosticSource = 'LLM Cost Lens';

/** Findings as problems, on the first line of their call, with a link to their page. */
export function registerDiagnostics(analyses: Analyses): vscode.Disposable {
  const collection = vscode.languages.createDiagnosticCollection('llmcost');
  const show = (documents: readonly vscode.TextDocument[]) => {
    for (const document of documents) {
      const enabled = vscode.workspace.getConfiguration('llmcost', document.uri).get('diagnostics.enabled', true);
      const findings = analyses.shown(document).findings;
      if (!enabled || findings.length === 0) collection.delete(document.uri);
      else
        collection.set(
          document.uri,
          findings.map((one) => diagnostic(one.item, firstLine(document, one.range))),
        );
    }
  };
  return vscode.Disposable.from(
    collection,
    analyses.onDidChange((uris) => {
      const changed = new Set(uris.map(String));
      show(vscode.workspace.textDocuments.filter((one) => changed.has(one.uri.toString())));
    }),
    vscode.workspace.onDidChangeConfiguration((event) => event.affectsConfiguration('llmcost') && show(vscode.workspace.textDocuments)),
    vscode.workspace.onDidCloseTextDocument((document) => collection.delete(document.uri)),
  );
}

function firstLine(document: vscode.TextDocument, range: vscode.Range): vscode.Range {
  if (range.isSingleLine || range.start.line >= document.lineCount) return range;
  return new vscode.Range(range.start, document.lineAt(range.start.line).range.end);
}

function diagnostic(finding: Finding, range: vscode.Range): vscode.Diagnostic {
  const made = new vscode.Diagnostic(range, finding.message, severities[finding.severity]);
  made.source = diagnosticSource;
  made.code = { value: finding.id, target: vscode.Uri.parse(finding.documentation) };
  if (finding.id === 'model-deprecated') made.tags = [vscode.DiagnosticTag.Deprecated];
  return made;
}
