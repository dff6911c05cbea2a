import * as vscode from 'vscode';
import type { Finding } from '../model.ts';
import type { Analyses } from './analyses.ts';
import { targetOfCall } from './calls.ts';
import type { Compared } from './compare.ts';
import { callersLines, inlineLines, type CallersLine, type InlineLine } from './inline.ts';
import type { Scans } from './scans.ts';
import { documents } from './selector.ts';
import { inlineSettings, type InlineSettings } from './settings.ts';
import { codeCells } from './units.ts';

/** Beside an icon: a plain space disappears in a lens. */
export const space = '\u00a0';

/** How long the window's question about a file that is new may wait for the answer. Later than this it is told when there is one. */
const firstAnswerMs = 800;
/** After a change of text the window asks by itself: after a quarter of a second, or as long as answers take on average. */
const asksItselfMs = 1500;

/** One line above each call: its cost, and what can be done about it; above a helper's definition, who calls it. */
export function registerLenses(analyses: Analyses, scans: Scans, compared: Compared): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  const told = new WeakMap<vscode.TextDocument, { readonly version: number; readonly words: string }>();
  let late: ReturnType<typeof setTimeout> | undefined;

  const lensesOf = (document: vscode.TextDocument): readonly vscode.CodeLens[] => {
    const settings = inlineSettings(document);
    if (settings.mode !== 'codeLens') return [];
    const actions = actionLenses(document, settings, analyses, scans);
    return [
      ...inlineLines(document, analyses, scans, settings, compared).flatMap((line) => [costLens(document, line), ...actions(line)]),
      ...callersLines(document, analyses, scans).map((one) => callersLens(document, one)),
    ];
  };
  // Whoever tells the window makes it wait anew before it asks, so it is told only what it asked for and does not show yet.
  const tell = () => {
    const asked = visibleDocuments().filter((one) => told.get(one)?.version === one.version);
    if (asked.some((one) => told.get(one)?.words !== drawnAs(lensesOf(one)))) changed.fire();
    else if (asked.length < visibleDocuments().length) {
      clearTimeout(late);
      late = setTimeout(() => visibleDocuments().some((one) => told.get(one)?.version !== one.version) && changed.fire(), asksItselfMs);
    }
  };
  return vscode.Disposable.from(
    changed,
    new vscode.Disposable(() => clearTimeout(late)),
    analyses.onDidChange(tell),
    scans.onDidFinish(tell),
    compared.onDidChange(tell),
    vscode.workspace.onDidChangeConfiguration((event) => event.affectsConfiguration('llmcost') && tell()),
    vscode.languages.registerCodeLensProvider(documents, {
      onDidChangeCodeLenses: changed.event,
      async provideCodeLenses(document) {
        const { version } = document;
        if (inlineSettings(document).mode === 'codeLens') await analyses.first(document, firstAnswerMs);
        const lenses = lensesOf(document);
        told.set(document, { version, words: drawnAs(lenses) });
        return [...lenses];
      },
    }),
  );
}

/** Documents of ours that stand in an editor, cells of notebooks too. */
function visibleDocuments(): readonly vscode.TextDocument[] {
  const shown = [
    ...vscode.window.visibleTextEditors.map((one) => one.document),
    ...vscode.window.visibleNotebookEditors.flatMap(({ notebook }) => codeCells(notebook).map((cell) => cell.document)),
  ];
  return [...new Set(shown)].filter((one) => vscode.languages.match(documents, one) > 0);
}

/** What the window would show and do, to compare; all of it belongs to one document. */
const drawnAs = (lenses: readonly vscode.CodeLens[]) =>
  lenses.map(({ range, command }) => `${range.start.line} ${command?.title} ${JSON.stringify(command?.arguments?.slice(1))}`).join('\n');

function costLens(document: vscode.TextDocument, { range, title, level }: InlineLine): vscode.CodeLens {
  return new vscode.CodeLens(range, {
    title: level === 'high' ? `$(flame)${space}${title}` : title,
    tooltip: vscode.l10n.t('How this number is made'),
    command: 'llmcost.explainCall',
    arguments: [document.uri, range.start.line, range.start.character],
  });
}

function callersLens(document: vscode.TextDocument, { range, title, callers }: CallersLine): vscode.CodeLens {
  const places = callers.map((one) => {
    const { file, line, column } = targetOfCall(one);
    return new vscode.Location(vscode.Uri.joinPath(one.folder.uri, file), new vscode.Position(line, column));
  });
  return new vscode.CodeLens(range, {
    title,
    tooltip: vscode.l10n.t('Calls that reach a model through this function'),
    command: 'editor.action.showReferences',
    arguments: [document.uri, range.start, places],
  });
}

/** Makes what stands beside the costs of one document. */
function actionLenses(
  document: vscode.TextDocument,
  settings: InlineSettings,
  analyses: Analyses,
  scans: Scans,
): (line: InlineLine) => readonly vscode.CodeLens[] {
  const fixable = new Map<string | null, Finding[]>();
  if (settings.actions.includes('fix'))
    for (const { item } of analyses.shown(document).findings)
      if (item.severity === 'warning' && item.fix && !item.fix.suppresses)
        fixable.set(item.callId, [...(fixable.get(item.callId) ?? []), item]);
  // A team that declares nothing yet is not asked above every call.
  const isAsking =
    settings.actions.includes('declareVolume') &&
    (scans.of(vscode.workspace.getWorkspaceFolder(document.uri))?.report.files.some((file) => file.calls.some((one) => one.declared)) ??
      false);
  const address = document.uri.toString();
  return ({ range, calls }) =>
    calls.flatMap(({ item }): vscode.CodeLens[] => {
      const { id } = item.call;
      const out = (fixable.get(id) ?? []).map(
        (finding) =>
          new vscode.CodeLens(range, {
            title: `$(lightbulb)${space}${finding.fix?.title ?? ''}`,
            tooltip: finding.message,
            command: 'llmcost.applyFix',
            arguments: [document.uri, finding.id, id],
          }),
      );
      if (isAsking && !item.monthly && item.cost.state === 'priced')
        out.push(
          new vscode.CodeLens(range, {
            title: vscode.l10n.t('Declare volume…'),
            tooltip: vscode.l10n.t('Adds an entry to llmcost.yaml, so that this call has a month'),
            command: 'llmcost.declareVolume',
            arguments: [address, id],
          }),
        );
      if (settings.actions.includes('declareModel') && item.cost.state !== 'priced' && item.call.model.state !== 'known')
        out.push(
          new vscode.CodeLens(range, {
            title: vscode.l10n.t('Say which model…'),
            tooltip: vscode.l10n.t('Adds an entry to llmcost.yaml, so that this call has a price'),
            command: 'llmcost.declareModel',
            arguments: [address, id],
          }),
        );
      if (settings.actions.includes('why'))
        out.push(
          new vscode.CodeLens(range, {
            title: vscode.l10n.t('Why?'),
            tooltip: vscode.l10n.t('How this number is made'),
            command: 'llmcost.explainCall',
            arguments: [document.uri, range.start.line, range.start.character],
          }),
        );
      return out;
    });
}
