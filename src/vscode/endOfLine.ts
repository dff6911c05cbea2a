import * as vscode from 'vscode';
import { defaultTitle, shortTitle, type CostLevel } from '../report/title.ts';
import type { Analyses } from './analyses.ts';
import type { Compared } from './compare.ts';
import { inlineLines } from './inline.ts';
import type { Scans } from './scans.ts';
import { documents } from './selector.ts';
import { inlineSettings } from './settings.ts';

const colours: Readonly<Record<CostLevel, string>> = { unknown: 'llmcost.unknownCost', low: 'llmcost.lowCost', moderate: 'llmcost.moderateCost', high: 'llmcost.highCost' };
/** Longest text behind a line of code; the hover has the rest. */
const longest = 120;

/** The other two ways to show costs: as inlay hints, and coloured at the end of the line. */
export function registerEndOfLine(analyses: Analyses, scans: Scans, compared: Compared): vscode.Disposable {
  const types = new Map(Object.entries(colours).map(([level, colour]) => [level, vscode.window.createTextEditorDecorationType({ after: { color: new vscode.ThemeColor(colour), margin: '0 0 0 2em' }, rangeBehavior: vscode.DecorationRangeBehavior.ClosedOpen })]));
  const hintsChanged = new vscode.EventEmitter<void>();

  const draw = (editor: vscode.TextEditor) => {
    const settings = inlineSettings(editor.document.uri);
    const lines = settings.mode === 'endOfLine' && vscode.languages.match(documents, editor.document) > 0 ? inlineLines(editor.document, analyses, scans, settings, compared.deltaOf) : [];
    for (const [level, type] of types) {
      editor.setDecorations(type, lines.filter((one) => one.level === level && one.line < editor.document.lineCount).map((one) => {
        const { end } = editor.document.lineAt(one.line).range;
        return { range: new vscode.Range(end, end), renderOptions: { after: { contentText: one.title.length > longest ? `${one.title.slice(0, longest)}…` : one.title } } };
      }));
    }
  };
  const drawAll = () => {
    vscode.window.visibleTextEditors.forEach(draw);
    hintsChanged.fire();
  };
  drawAll();
  return vscode.Disposable.from(
    hintsChanged, ...types.values(),
    analyses.onDidChange(drawAll),
    scans.onDidFinish(drawAll),
    compared.onDidChange(drawAll),
    vscode.window.onDidChangeVisibleTextEditors(drawAll),
    vscode.workspace.onDidChangeConfiguration((event) => event.affectsConfiguration('llmcost') && drawAll()),
    vscode.languages.registerInlayHintsProvider(documents, {
      onDidChangeInlayHints: hintsChanged.event,
      provideInlayHints(document, range) {
        const settings = inlineSettings(document.uri);
        if (settings.mode !== 'inlayHint') return [];
        // The editor cuts hints after some forty letters: the short title unless the person chose one.
        const short = settings.template === defaultTitle ? { ...settings, template: shortTitle } : settings;
        return inlineLines(document, analyses, scans, short, compared.deltaOf).filter((one) => range.contains(one.range.start) && one.line < document.lineCount).map((one) => {
          const label = new vscode.InlayHintLabelPart(one.title);
          label.command = { title: vscode.l10n.t('How this number is made'), command: 'llmcost.explainCall', arguments: [document.uri, one.range.start.line, one.range.start.character] };
          const hint = new vscode.InlayHint(document.lineAt(one.line).range.end, [label]);
          hint.paddingLeft = true;
          return hint;
        });
      },
    }),
  );
}
