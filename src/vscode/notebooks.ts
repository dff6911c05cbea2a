import * as vscode from 'vscode';
import type { AnalyzedCall } from '../model.ts';
import { runCost } from '../report/title.ts';
import { money } from '../report/wording.ts';
import type { Analyses } from './analyses.ts';
import type { Guard } from './guard.ts';
import { say } from './say.ts';
import type { Scans } from './scans.ts';
import { codeCells } from './units.ts';

/** What running a notebook costs: below each cell that calls a model, and for all cells on demand. */
export function registerNotebooks(analyses: Analyses, scans: Scans, guard: Guard): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  const callsOf = (cell: vscode.NotebookCell) => analyses.shown(cell.document).calls.map((one) => one.item);
  return vscode.Disposable.from(
    changed,
    scans.onDidFinish(() => changed.fire()),
    analyses.onDidChange((uris) => uris.some((uri) => uri.scheme === 'vscode-notebook-cell') && changed.fire()),
    vscode.notebooks.registerNotebookCellStatusBarItemProvider('*', {
      onDidChangeCellStatusBarItems: changed.event,
      provideCellStatusBarItems(cell) {
        const sum = sumOf(callsOf(cell));
        if (!sum) return [];
        const currency = scans.currencyAt(cell.document.uri);
        const words = runCost(sum.expected, say, currency);
        const item = new vscode.NotebookCellStatusBarItem(`$(graph-line) ${words}`, vscode.NotebookCellStatusBarAlignment.Right);
        item.tooltip = vscode.l10n.t(
          'One run of each LLM call in this cell: {0}–{1}. Calls in loops count once.',
          money(sum.low, currency),
          money(sum.high, currency),
        );
        item.command = 'llmcost.estimateNotebook';
        item.accessibilityInformation = { label: vscode.l10n.t('LLM calls of this cell: {0}', words), role: 'button' };
        return [item];
      },
    }),
    vscode.commands.registerCommand('llmcost.estimateNotebook', () =>
      guard.run('estimating a notebook', '', () => {
        const words = allCells();
        void vscode.window.showInformationMessage(words);
        return words;
      }),
    ),
  );

  function allCells(): string {
    const notebook = vscode.window.activeNotebookEditor?.notebook;
    if (!notebook) return vscode.l10n.t('Open a notebook first.');
    const calls = codeCells(notebook).flatMap((cell) => callsOf(cell));
    const sum = sumOf(calls);
    if (!sum) return vscode.l10n.t('No LLM call of this notebook has a known cost.');
    const currency = scans.currencyAt(notebook.uri);
    const looped = calls.filter((one) => one.call.repetition.inLoop).length;
    return (
      vscode.l10n.t(
        'Running all cells once: about {0} ({1}–{2}) for {3} calls.',
        money(sum.expected, currency),
        money(sum.low, currency),
        money(sum.high, currency),
        calls.length,
      ) + (looped > 0 ? ` ${vscode.l10n.t('{0} of them stand in loops and are counted once.', looped)}` : '')
    );
  }
}

/** Null when no call has a price. */
function sumOf(calls: readonly AnalyzedCall[]): { readonly low: bigint; readonly expected: bigint; readonly high: bigint } | null {
  const priced = calls.flatMap((one) => (one.cost.state === 'priced' ? [one.cost.perCall] : []));
  return priced.length === 0
    ? null
    : priced.reduce((sum, one) => ({ low: sum.low + one.low, expected: sum.expected + one.expected, high: sum.high + one.high }), {
        low: 0n,
        expected: 0n,
        high: 0n,
      });
}
