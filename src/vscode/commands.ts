import * as vscode from 'vscode';
import { callAsMarkdown } from '../report/markdown.ts';
import type { Analyses } from './analyses.ts';
import { findCall, isScannedCall, targetOfCall } from './calls.ts';
import type { Guard } from './guard.ts';
import { reveal, type Target } from './reveal.ts';
import type { Scans } from './scans.ts';
import type { InlineMode } from './settings.ts';
import { teamFilesAbove } from './teamAbove.ts';
import { placeOf } from './units.ts';

const modes: readonly InlineMode[] = ['codeLens', 'inlayHint', 'endOfLine', 'off'];

const lastModeKey = 'llmcost.lastInlineMode';

/** Commands that are about no single surface. */
export function registerCommands(context: vscode.ExtensionContext, analyses: Analyses, scans: Scans, guard: Guard): vscode.Disposable {
  const register = (id: string, what: string, work: (...args: readonly unknown[]) => unknown) =>
    vscode.commands.registerCommand(id, (...args: readonly unknown[]) =>
      guard.run(what, undefined, async () => void (await work(...args))),
    );
  const setMode = (mode: InlineMode) =>
    vscode.workspace.getConfiguration('llmcost').update('inline.mode', mode, vscode.ConfigurationTarget.Global);
  return vscode.Disposable.from(
    register('llmcost.refresh', 'refreshing', async () => {
      analyses.refresh();
      await Promise.all((vscode.workspace.workspaceFolders ?? []).map((folder) => scans.scan(folder)));
    }),
    register('llmcost.toggleLenses', 'toggling costs in the code', async () => {
      const mode = vscode.workspace.getConfiguration('llmcost').get<InlineMode>('inline.mode', 'codeLens');
      // Back to where they were, not to where they are by default.
      if (mode !== 'off') await context.globalState.update(lastModeKey, mode);
      await setMode(mode === 'off' ? context.globalState.get<InlineMode>(lastModeKey, 'codeLens') : 'off');
    }),
    register('llmcost.chooseInlineMode', 'choosing how costs are shown', async () => {
      const labels: Readonly<Record<InlineMode, string>> = {
        codeLens: vscode.l10n.t('Above the call'),
        inlayHint: vscode.l10n.t('As an inlay hint'),
        endOfLine: vscode.l10n.t('At the end of the line, coloured by cost'),
        off: vscode.l10n.t('Not at all'),
      };
      const picked = await vscode.window.showQuickPick(
        modes.map((mode) => ({ label: labels[mode], mode })),
        { title: vscode.l10n.t('Where are costs shown in the code?') },
      );
      if (picked) await setMode(picked.mode);
    }),
    register('llmcost.explainCall', 'explaining a call', async (uri, line, character) => {
      const found = uri === undefined ? undefined : { uri, line, character };
      if (found && found.uri instanceof vscode.Uri && typeof found.line === 'number' && typeof found.character === 'number') {
        const target = found.uri;
        const editor =
          vscode.window.visibleTextEditors.find((one) => one.document.uri.toString() === target.toString()) ??
          (await vscode.window.showTextDocument(target));
        editor.selection = new vscode.Selection(found.line, found.character, found.line, found.character);
      }
      await vscode.commands.executeCommand('editor.action.showHover');
    }),
    register('llmcost.goTo', 'going to a place', (first, target) => goTo(first, target)),
    register('llmcost.copyCall', 'copying a call', async (first, callId) => {
      const found = findCall(analyses, scans, first, callId);
      if (!found) return vscode.window.showInformationMessage(vscode.l10n.t('Put the cursor into an LLM call first.'));
      await vscode.env.clipboard.writeText(callAsMarkdown(found.analyzed, scans.currencyAt(found.uri)));
      return vscode.window.setStatusBarMessage(vscode.l10n.t('Copied as Markdown'), 2000);
    }),
    register('llmcost.openTeamFile', 'opening llmcost.yaml', async () => {
      const [inside] = await vscode.workspace.findFiles('**/llmcost.{yaml,yml}', '**/node_modules/**', 1);
      const folder = vscode.workspace.workspaceFolders?.[0];
      const found = inside ?? (folder && (await teamFilesAbove(folder))[0]);
      if (!found && !folder)
        return vscode.window.showInformationMessage(vscode.l10n.t('Volumes are declared in llmcost.yaml of an open folder.'));
      return vscode.window.showTextDocument(
        found ??
          (folder
            ? vscode.Uri.joinPath(folder.uri, 'llmcost.yaml').with({ scheme: 'untitled' })
            : vscode.Uri.parse('untitled:llmcost.yaml')),
      );
    }),
  );
}

/** To a node of a tree, or to `(uri in the same folder, { file, line, column, cell } or { file, offset })`. */
async function goTo(first: unknown, target: unknown): Promise<void> {
  if (isScannedCall(first)) return void (await reveal(first.folder.uri, targetOfCall(first)));
  const { file, offset, line, column, cell } = (target ?? {}) as Partial<Record<keyof Target | 'offset', unknown>>;
  const folder = typeof first === 'string' ? placeOf(vscode.Uri.parse(first, true)).folder : null;
  if (!folder || typeof file !== 'string') return;
  if (typeof offset === 'number') {
    const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder.uri, file));
    const at = document.positionAt(offset);
    return void (await reveal(folder.uri, { file, line: at.line, column: at.character, cell: null }));
  }
  await reveal(folder.uri, {
    file,
    line: typeof line === 'number' ? line : 0,
    column: typeof column === 'number' ? column : 0,
    cell: typeof cell === 'number' ? cell : null,
  });
}
