import * as vscode from 'vscode';
import { fixTogether } from '../findings/fixAll.ts';
import type { Finding, Fix } from '../model.ts';
import type { Analyses } from './analyses.ts';
import { diagnosticSource } from './diagnostics.ts';
import type { EngineHost } from './engineHost.ts';
import { registerFixWorkspace } from './fixWorkspace.ts';
import type { Guard } from './guard.ts';
import type { Scans } from './scans.ts';
import { documents } from './selector.ts';
import type { Placed, Shown } from './shown.ts';
import { registerSilence } from './silence.ts';

const fixAll = vscode.CodeActionKind.SourceFixAll.append('llmcost');
const declareCommands = { volume: 'llmcost.declareVolume', owner: 'llmcost.declareOwner', tags: 'llmcost.openTeamFile' } as const;

/** Ways to mend findings: one, all of a kind in the file, all of the workspace, all at once when saving; and to silence one. */
export function registerCodeActions(host: EngineHost, analyses: Analyses, scans: Scans, guard: Guard): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.languages.registerCodeActionsProvider(
      documents,
      {
        provideCodeActions: (document, range, context) => [
          ...quickFixes(analyses, document, range, context),
          ...allFixes(analyses, document, context),
        ],
      },
      { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix, fixAll] },
    ),
    vscode.commands.registerCommand('llmcost.applyFix', (uri: unknown, findingId: unknown, callId: unknown) =>
      guard.run('applying a fix', undefined, () => applyFix(analyses, uri, findingId, callId)),
    ),
    registerFixWorkspace(scans, guard),
    registerSilence(host, analyses, scans, guard),
  );
}

function quickFixes(
  analyses: Analyses,
  document: vscode.TextDocument,
  range: vscode.Range,
  context: vscode.CodeActionContext,
): vscode.CodeAction[] {
  if (context.only && !context.only.intersects(vscode.CodeActionKind.QuickFix)) return [];
  const shown = analyses.shown(document);
  // Only what begins where the cursor is: a call may span a screen, and its body has other business.
  const here = shown.findings.filter(
    (one) => one.range.intersection(range) && one.range.start.line >= range.start.line - 1 && one.range.start.line <= range.end.line,
  );
  const near = here.length > 0 ? here : shown.findings.filter((one) => one.range.intersection(range));
  const isAboutOne = context.diagnostics.filter((one) => one.source === diagnosticSource).length === 1;
  return near.flatMap(({ item }) => {
    const own = context.diagnostics.filter(
      (one) => one.source === diagnosticSource && typeof one.code === 'object' && one.code.value === item.id,
    );
    // A line may have several findings; hints are silenced from their own place in the list of problems.
    const isSilenced = isAboutOne || (item.severity !== 'hint' && item.severity !== 'information');
    const out = mendingActions(document, shown, item, context.only !== undefined).concat(isSilenced ? silenceAction(document, item) : []);
    for (const action of out) action.diagnostics = own;
    return out;
  });
}

/** What mends one finding: its own fixes, the best first, what to do by hand, and the same fix everywhere in the file. `explains`: see {@link byHandAction}. */
export function mendingActions(document: vscode.TextDocument, shown: Shown, item: Finding, explains: boolean): vscode.CodeAction[] {
  const out = item.fixes
    .filter((fix) => !fix.suppresses)
    .map((fix, i) => {
      const action = new vscode.CodeAction(fix.declares ? declareTitles()[fix.declares] : fix.title, vscode.CodeActionKind.QuickFix);
      if (fix.declares)
        action.command = { title: fix.title, command: declareCommands[fix.declares], arguments: [document.uri.toString(), item.callId] };
      else action.edit = editOf(document, shown, [fix]);
      action.isPreferred = i === 0;
      return action;
    });
  if (item.byHand !== null) out.push(byHandAction(item, item.byHand, explains));
  const alike = shown.findings.filter((one) => one.item.id === item.id && one.item.fix && !one.item.fix.suppresses);
  if (item.fix && !item.fix.suppresses && alike.length > 1) {
    const action = new vscode.CodeAction(
      vscode.l10n.t('Fix all {0} of {1} in this file', alike.length, item.id),
      vscode.CodeActionKind.QuickFix,
    );
    action.edit = editOf(document, shown, fixesOf(alike));
    out.push(action);
  }
  return out;
}

/** Silencing asks for the reason, so it is a command of its own. */
export function silenceAction(document: vscode.TextDocument, item: Finding): vscode.CodeAction {
  const action = new vscode.CodeAction(vscode.l10n.t('Silence {0}, with a reason…', item.id), vscode.CodeActionKind.QuickFix);
  action.command = { title: action.title, command: 'llmcost.silence', arguments: [document.uri.toString(), item.callId, item.id] };
  return action;
}

/**
 * What to do where no edit is safe. It changes nothing: where it `explains` (one kind of action is asked for) it is disabled, with that as the reason. The
 * menu of quick fixes leaves disabled actions out (https://code.visualstudio.com/api/references/vscode-api#CodeAction), so there it
 * opens the page of the rule.
 */
function byHandAction(item: Finding, words: string, explains: boolean): vscode.CodeAction {
  const action = new vscode.CodeAction(vscode.l10n.t('By hand: {0}', words), vscode.CodeActionKind.QuickFix);
  if (explains) action.disabled = { reason: words };
  else action.command = { title: action.title, command: 'vscode.open', arguments: [vscode.Uri.parse(item.documentation)] };
  return action;
}

function declareTitles(): Readonly<Record<NonNullable<Fix['declares']>, string>> {
  return {
    volume: vscode.l10n.t('Declare its volume in llmcost.yaml…'),
    owner: vscode.l10n.t('Set its owner in llmcost.yaml…'),
    tags: vscode.l10n.t('Add its tags in llmcost.yaml…'),
  };
}

/** `source.fixAll.llmcost`, for people who opt in through `editor.codeActionsOnSave`. Warnings only. */
function allFixes(analyses: Analyses, document: vscode.TextDocument, context: vscode.CodeActionContext): vscode.CodeAction[] {
  if (!context.only?.intersects(fixAll)) return [];
  const shown = analyses.shown(document);
  const fixes = fixesOf(shown.findings.filter((one) => one.item.severity === 'warning' || one.item.severity === 'error'));
  if (fixes.length === 0) return [];
  const action = new vscode.CodeAction(vscode.l10n.t('Fix everything that LLM Cost Lens can fix'), fixAll);
  action.edit = editOf(document, shown, fixes);
  return [action];
}

function fixesOf(findings: readonly Placed<Finding>[]): readonly Fix[] {
  const items = findings.map((one) => one.item);
  return fixTogether(
    items,
    items.map((one) => one.id),
  ).findings.flatMap((one) => (one.fix ? [one.fix] : []));
}

/** Edits of several fixes; a later one that would touch what an earlier one changes is left for the next time. */
function editOf(document: vscode.TextDocument, shown: Shown, fixes: readonly Fix[]): vscode.WorkspaceEdit {
  const edit = new vscode.WorkspaceEdit();
  const taken: vscode.Range[] = [];
  for (const fix of fixes) {
    const edits = fix.edits.map((one) => ({ range: shown.rangeOf(one.span), text: one.text }));
    if (edits.some((one) => taken.some((other) => other.intersection(one.range)))) continue;
    for (const one of edits) {
      taken.push(one.range);
      edit.replace(document.uri, one.range, one.text);
    }
  }
  return edit;
}

async function applyFix(analyses: Analyses, first: unknown, findingId: unknown, callId: unknown): Promise<void> {
  const uri = first instanceof vscode.Uri ? first : typeof first === 'string' ? vscode.Uri.parse(first, true) : null;
  const document = uri && vscode.workspace.textDocuments.find((one) => one.uri.toString() === uri.toString());
  if (!document) return;
  const shown = analyses.shown(document);
  const fix = shown.findings.find((one) => one.item.id === findingId && one.item.callId === callId)?.item.fix;
  if (!fix) return void vscode.window.showInformationMessage(vscode.l10n.t('There is nothing to fix any more.'));
  await vscode.workspace.applyEdit(editOf(document, shown, [fix]));
}
