import * as vscode from 'vscode';
import type { Finding, Severity } from '../model.ts';
import type { Analyses } from './analyses.ts';
import { documents } from './selector.ts';

const severities: Readonly<Record<Severity, vscode.DiagnosticSeverity>> = { error: vscode.DiagnosticSeverity.Error, warning: vscode.DiagnosticSeverity.Warning, information: vscode.DiagnosticSeverity.Information, hint: vscode.DiagnosticSeverity.Hint };

/** Findings as problems, on the first line of their call, with a link to their page, and their fixes. */
export function registerDiagnostics(analyses: Analyses): vscode.Disposable {
  const collection = vscode.languages.createDiagnosticCollection('llmcost');
  const show = () => {
    for (const document of vscode.workspace.textDocuments) {
      const enabled = vscode.workspace.getConfiguration('llmcost', document.uri).get('diagnostics.enabled', true);
      const findings = analyses.shown(document).findings;
      if (!enabled || findings.length === 0) collection.delete(document.uri);
      else collection.set(document.uri, findings.map((one) => diagnostic(one.item, firstLine(document, one.range))));
    }
  };
  return vscode.Disposable.from(
    collection,
    analyses.onDidChange(show),
    vscode.workspace.onDidChangeConfiguration((event) => event.affectsConfiguration('llmcost') && show()),
    vscode.workspace.onDidCloseTextDocument((document) => collection.delete(document.uri)),
    vscode.languages.registerCodeActionsProvider(documents, { provideCodeActions: (document, range, context) => actions(analyses, document, range, context) }, { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] }),
  );
}

function firstLine(document: vscode.TextDocument, range: vscode.Range): vscode.Range {
  if (range.isSingleLine || range.start.line >= document.lineCount) return range;
  return new vscode.Range(range.start, document.lineAt(range.start.line).range.end);
}

function diagnostic(finding: Finding, range: vscode.Range): vscode.Diagnostic {
  const made = new vscode.Diagnostic(range, finding.message, severities[finding.severity]);
  made.source = 'LLM Cost Lens';
  made.code = { value: finding.id, target: vscode.Uri.parse(finding.documentation) };
  return made;
}

function actions(analyses: Analyses, document: vscode.TextDocument, range: vscode.Range, context: vscode.CodeActionContext): vscode.CodeAction[] {
  const shown = analyses.shown(document);
  return shown.findings.filter((one) => one.item.fix && one.range.intersection(range)).map(({ item }) => {
    const action = new vscode.CodeAction(item.fix?.title ?? '', vscode.CodeActionKind.QuickFix);
    action.edit = new vscode.WorkspaceEdit();
    for (const edit of item.fix?.edits ?? []) action.edit.replace(document.uri, shown.rangeOf(edit.span), edit.text);
    action.diagnostics = context.diagnostics.filter((one) => typeof one.code === 'object' && one.code.value === item.id);
    action.isPreferred = true;
    return action;
  });
}
