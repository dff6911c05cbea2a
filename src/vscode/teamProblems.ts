import * as vscode from 'vscode';
import { complaintsOf } from '../report/check.ts';
import { diagnosticSource, severities } from './diagnostics.ts';
import type { Scans } from './scans.ts';
import { severitySettings } from './settings.ts';

const page = vscode.Uri.parse('https://github.com/llm-cost-lens/llm-cost-lens#llmcostyaml');

/** What only a scan can tell of `llmcost.yaml` (budgets, anomalies, KPIs, suppressions that do nothing), as problems at its line, whether that file is open or not. */
export function registerTeamProblems(scans: Scans): vscode.Disposable {
  const collection = vscode.languages.createDiagnosticCollection('llmcost.yaml (scan)');
  const show = () => {
    const found = new Map<string, [vscode.Uri, vscode.Diagnostic[]]>();
    for (const { folder, report } of scans.all()) {
      for (const one of complaintsOf(report, severitySettings(folder.uri)).filter(
        ({ definedAt, rule }) => definedAt === null && rule !== 'team-file',
      )) {
        const uri = vscode.Uri.joinPath(folder.uri, one.place.file);
        // To the end of the line, whatever stands there: the editor cuts a range that is too long.
        const made = new vscode.Diagnostic(
          new vscode.Range(one.place.line - 1, one.place.column - 1, one.place.line - 1, Number.MAX_SAFE_INTEGER),
          one.message,
          severities[one.severity],
        );
        made.source = diagnosticSource;
        made.code = { value: one.rule, target: page };
        const [, list] = found.get(uri.toString()) ?? [uri, []];
        found.set(uri.toString(), [uri, [...list, made]]);
      }
    }
    collection.clear();
    for (const [uri, list] of found.values()) collection.set(uri, list);
  };
  return vscode.Disposable.from(
    collection,
    scans.onDidFinish(show),
    vscode.workspace.onDidChangeWorkspaceFolders(show),
    vscode.workspace.onDidChangeConfiguration((event) => event.affectsConfiguration('llmcost.findings') && show()),
  );
}
