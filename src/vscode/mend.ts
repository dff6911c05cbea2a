import * as vscode from 'vscode';
import type { Finding } from '../model.ts';
import type { Analyses } from './analyses.ts';
import { mendingActions, silenceAction } from './codeActions.ts';

/**
 * Asks how a finding is mended or silenced, and does it. A list of our own, not the menu of quick fixes at the cursor: the editor looks for
 * quick fixes by itself a moment after the cursor moved or problems changed, and drops what was asked for before if it still waits for an
 * answer; a menu asked for right after a file is opened then never comes (`CodeActionOracle` and `setState` in
 * https://github.com/microsoft/vscode/blob/main/src/vs/editor/contrib/codeAction/browser/codeActionModel.ts). In cells of notebooks it works the same.
 */
export async function mendFinding(analyses: Analyses, document: vscode.TextDocument, finding: Finding): Promise<void> {
  await analyses.settled(document);
  const shown = analyses.shown(document);
  const alike = shown.findings.filter(({ item }) => item.id === finding.id && item.callId === finding.callId);
  const item = (alike.find((one) => one.item.span.start === finding.span.start) ?? alike[0])?.item;
  if (!item) return void vscode.window.showInformationMessage(vscode.l10n.t('There is nothing to fix any more.'));
  const { version } = document;
  const actions = [...mendingActions(document, shown, item, false), silenceAction(document, item)];
  const chosen = await vscode.window.showQuickPick(
    actions.map((action) => ({ label: action.title, action })),
    { title: item.message },
  );
  // Edits are for the text that they were made of.
  if (chosen && document.version !== version) return mendFinding(analyses, document, finding);
  if (chosen?.action.edit) await vscode.workspace.applyEdit(chosen.action.edit);
  const command = chosen?.action.command;
  if (command) await vscode.commands.executeCommand(command.command, ...(command.arguments ?? []));
}
