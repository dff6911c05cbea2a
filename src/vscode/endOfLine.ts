import * as vscode from 'vscode';
import { defaultTitle, shortTitle, type CostLevel } from '../report/title.ts';
import type { Analyses } from './analyses.ts';
import type { Compared } from './compare.ts';
import { callersLines, inlineLines } from './inline.ts';
import type { Scans } from './scans.ts';
import { documents } from './selector.ts';
import { inlineSettings, type InlineMode } from './settings.ts';

/** What is written behind one line. */
interface LineEnd {
  readonly line: number;
  readonly title: string;
  readonly level: CostLevel;
  readonly command: vscode.Command | null;
}

const colours: Readonly<Record<CostLevel, string>> = {
  unknown: 'llmcost.unknownCost',
  low: 'llmcost.lowCost',
  moderate: 'llmcost.moderateCost',
  high: 'llmcost.highCost',
};
/** Longest text behind a line of code; the hover has the rest. */
const longest = 120;

/** The other two ways to show costs: as inlay hints, and coloured at the end of the line. */
export function registerEndOfLine(analyses: Analyses, scans: Scans, compared: Compared): vscode.Disposable {
  const types = new Map(
    Object.entries(colours).map(([level, colour]) => [
      level,
      vscode.window.createTextEditorDecorationType({
        after: { color: new vscode.ThemeColor(colour), margin: '0 0 0 2em' },
        rangeBehavior: vscode.DecorationRangeBehavior.ClosedOpen,
      }),
    ]),
  );
  const hintsChanged = new vscode.EventEmitter<void>();

  const lineEnds = (document: vscode.TextDocument, mode: InlineMode): readonly LineEnd[] => {
    const settings = inlineSettings(document);
    if (settings.mode !== mode || vscode.languages.match(documents, document) === 0) return [];
    // There is little room behind a line of code: the short title unless the person chose one.
    const short = settings.template === defaultTitle ? { ...settings, template: shortTitle } : settings;
    const calls = inlineLines(document, analyses, scans, short, compared).map(({ line, title, level, range }): LineEnd => ({
      line,
      title,
      level,
      command: {
        title: vscode.l10n.t('How this number is made'),
        command: 'llmcost.explainCall',
        arguments: [document.uri, range.start.line, range.start.character],
      },
    }));
    const taken = new Set(calls.map((one) => one.line));
    const callers = callersLines(document, analyses, scans).map((one): LineEnd => ({
      line: one.range.start.line,
      title: one.title,
      level: 'unknown',
      command: null,
    }));
    return [...calls, ...callers.filter((one) => !taken.has(one.line))].filter((one) => one.line < document.lineCount);
  };
  const draw = (editor: vscode.TextEditor) => {
    const lines = lineEnds(editor.document, 'endOfLine');
    for (const [level, type] of types) {
      editor.setDecorations(
        type,
        lines
          .filter((one) => one.level === level)
          .map((one) => {
            const { end } = editor.document.lineAt(one.line).range;
            return {
              range: new vscode.Range(end, end),
              renderOptions: { after: { contentText: one.title.length > longest ? `${one.title.slice(0, longest)}…` : one.title } },
            };
          }),
      );
    }
  };
  const drawAll = () => {
    vscode.window.visibleTextEditors.forEach(draw);
    hintsChanged.fire();
  };
  drawAll();
  return vscode.Disposable.from(
    hintsChanged,
    ...types.values(),
    analyses.onDidChange(drawAll),
    scans.onDidFinish(drawAll),
    compared.onDidChange(drawAll),
    vscode.window.onDidChangeVisibleTextEditors(drawAll),
    vscode.workspace.onDidChangeConfiguration((event) => event.affectsConfiguration('llmcost') && drawAll()),
    vscode.languages.registerInlayHintsProvider(documents, {
      onDidChangeInlayHints: hintsChanged.event,
      provideInlayHints: (document, range) =>
        lineEnds(document, 'inlayHint')
          .filter((one) => range.start.line <= one.line && one.line <= range.end.line)
          .map((one) => {
            const label = new vscode.InlayHintLabelPart(one.title);
            if (one.command) label.command = one.command;
            const hint = new vscode.InlayHint(document.lineAt(one.line).range.end, [label]);
            hint.paddingLeft = true;
            return hint;
          }),
    }),
  );
}
