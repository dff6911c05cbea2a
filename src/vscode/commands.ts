import * as vscode from 'vscode';
import type { Analyses } from './analyses.ts';
import type { Guard } from './guard.ts';

/** Commands that are about no single surface. */
export function registerCommands(analyses: Analyses, guard: Guard): vscode.Disposable {
  const register = (id: string, what: string, work: (...args: readonly unknown[]) => unknown) => vscode.commands.registerCommand(id, (...args: readonly unknown[]) => guard.run(what, undefined, async () => void (await work(...args))));
  return vscode.Disposable.from(
    register('llmcost.refresh', 'refreshing', () => analyses.refresh()),
    register('llmcost.showOutput', 'showing the output', () => guard.log.show()),
    register('llmcost.toggleLenses', 'toggling lenses', () => {
      const settings = vscode.workspace.getConfiguration('llmcost');
      return settings.update('codeLens.enabled', !settings.get('codeLens.enabled', true), vscode.ConfigurationTarget.Global);
    }),
    register('llmcost.explainCall', 'explaining a call', async (uri, line, character) => {
      if (!(uri instanceof vscode.Uri) || typeof line !== 'number' || typeof character !== 'number') return;
      const editor = vscode.window.visibleTextEditors.find((one) => one.document.uri.toString() === uri.toString()) ?? (await vscode.window.showTextDocument(uri));
      editor.selection = new vscode.Selection(line, character, line, character);
      await vscode.commands.executeCommand('editor.action.showHover');
    }),
  );
}
