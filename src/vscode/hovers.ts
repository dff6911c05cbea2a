import * as vscode from 'vscode';
import type { Analyses } from './analyses.ts';
import { diagnosticSource } from './diagnostics.ts';
import { hoverText } from './hoverText.ts';
import type { Scans } from './scans.ts';
import { documents } from './selector.ts';

/** The formula behind a call's number, shown over the call. */
export function registerHovers(analyses: Analyses, scans: Scans): vscode.Disposable {
  return vscode.languages.registerHoverProvider(documents, {
    provideHover(document, position) {
      if (!vscode.workspace.getConfiguration('llmcost', document.uri).get('hover.enabled', true)) return null;
      const shown = analyses.shown(document);
      const hit = shown.calls.filter((one) => one.range.contains(position)).at(-1);
      if (!hit) return null;
      const findings = shown.findings.filter((one) => one.item.callId === hit.item.call.id).map((one) => one.item);
      // The editor shows problems at the same place in front of every hover.
      const problems = vscode.languages
        .getDiagnostics(document.uri)
        .filter((one) => one.source === diagnosticSource && one.range.contains(position))
        .map((one) => one.message);
      const text = hoverText(hit.item, document.uri, findings, scans.currencyAt(document.uri), (one) => problems.includes(one.message));
      return new vscode.Hover(text, hit.range);
    },
  });
}
