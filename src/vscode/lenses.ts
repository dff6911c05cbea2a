import * as vscode from 'vscode';
import { lensTitle } from '../report/wording.ts';
import type { Analyses } from './analyses.ts';
import { documents } from './selector.ts';

/** One line above each call; calls on the same line share it. */
export function registerLenses(analyses: Analyses): vscode.Disposable {
  const settings = new vscode.EventEmitter<void>();
  const changed = new vscode.EventEmitter<void>();
  return vscode.Disposable.from(
    settings,
    changed,
    analyses.onDidChange(() => changed.fire()),
    vscode.workspace.onDidChangeConfiguration((event) => event.affectsConfiguration('llmcost') && changed.fire()),
    vscode.languages.registerCodeLensProvider(documents, {
      onDidChangeCodeLenses: changed.event,
      provideCodeLenses(document) {
        if (!vscode.workspace.getConfiguration('llmcost', document.uri).get('codeLens.enabled', true)) return [];
        const byLine = new Map<number, { range: vscode.Range; titles: string[] }>();
        for (const { range, item } of analyses.shown(document).calls) {
          const line = byLine.get(range.start.line);
          if (line) line.titles.push(lensTitle(item));
          else byLine.set(range.start.line, { range, titles: [lensTitle(item)] });
        }
        return [...byLine.values()].map(({ range, titles }) => new vscode.CodeLens(range, { title: titles.join('  |  '), tooltip: vscode.l10n.t('How this number is made'), command: 'llmcost.explainCall', arguments: [document.uri, range.start.line, range.start.character] }));
      },
    }),
  );
}
