import * as vscode from 'vscode';
import type { AnalyzedCall, FileAnalysis, Finding, Span } from '../model.ts';
import { createLocator } from '../text/virtual.ts';

/** A call or finding at its place in one document (a file, or one cell). Offsets are UTF-16, into that document. */
export interface Placed<T> {
  /** In virtual text, `end` exclusive; `range` is the same place in the document. */
  readonly start: number;
  readonly end: number;
  readonly range: vscode.Range;
  readonly item: T;
}
/** What stands in one document, placed in the editor's lines: of a notebook, one cell. */
export interface Shown {
  readonly calls: readonly Placed<AnalyzedCall>[];
  readonly findings: readonly Placed<Finding>[];
  /** Names of the functions that calls stand in, where they are defined. */
  readonly functions: readonly Placed<string>[];
  /** For edits given in virtual text. */
  readonly rangeOf: (span: Span) => vscode.Range;
}

/** Of a document that is not analysed, or not yet. */
export const nothingShown: Shown = { calls: [], findings: [], functions: [], rangeOf: () => new vscode.Range(0, 0, 0, 0) };

/**
 * What one document (the `cell`-th of its unit) shows of an analysis of its present text. While the text is broken, calls that were
 * shown and whose callee still stands where it was are kept: an unclosed bracket or quote must not make lenses come and go.
 */
export function shownOf(document: vscode.TextDocument, cell: number, analysis: FileAnalysis, before: Shown): Shown {
  const locate = createLocator(analysis.chunks);
  const place = (span: Span) => {
    const start = locate(span.start);
    const end = locate(span.end);
    return {
      cell: start.cell ?? 0,
      range: new vscode.Range(start.position.line, start.position.column, end.position.line, end.position.column),
    };
  };
  const here = <T>(items: readonly T[], spanOf: (item: T) => Span): Placed<T>[] =>
    items.flatMap((item) => {
      const placed = place(spanOf(item));
      return placed.cell === cell
        ? [{ start: document.offsetAt(placed.range.start), end: document.offsetAt(placed.range.end), range: placed.range, item }]
        : [];
    });
  const calls = here(analysis.calls, (one) => one.call.span);
  const kept = analysis.broken
    ? before.calls.filter(
        (old) => isCallee(document, old) && !calls.some((one) => one.item.call.id === old.item.call.id || one.start === old.start),
      )
    : [];
  return {
    calls: [...calls, ...kept].toSorted((a, b) => a.start - b.start),
    findings: here(analysis.findings, (one) => one.span),
    functions: here(analysis.functions, (one) => one.span).map((one) => ({ ...one, item: one.item.name })),
    rangeOf: (span) => place(span).range,
  };
}

/** Whether there is still a callee and its bracket where the call began. */
function isCallee(document: vscode.TextDocument, old: Placed<AnalyzedCall>): boolean {
  const callee = /^[^(]*\(/.exec(document.getText(new vscode.Range(old.range.start, document.lineAt(old.range.start.line).range.end)))?.[0];
  return callee !== undefined && /^[\w$][\w$.?\s]*\($/.test(callee);
}

/** Moves what is shown along with an edit, so that it stays at its calls until the new answer is there. */
export function shifted(document: vscode.TextDocument, shown: Shown, changes: readonly vscode.TextDocumentContentChangeEvent[]): Shown {
  const move = <T>(one: Placed<T>): Placed<T> => {
    let { start, end } = one;
    // Later changes come first, so every offset is still that of the text before.
    for (const change of changes.toSorted((a, b) => b.rangeOffset - a.rangeOffset)) {
      const delta = change.text.length - change.rangeLength;
      const changeEnd = change.rangeOffset + change.rangeLength;
      if (changeEnd <= start) start += delta;
      if (change.rangeOffset < end) end = Math.max(start, end + delta);
    }
    return { ...one, start, end, range: new vscode.Range(document.positionAt(start), document.positionAt(end)) };
  };
  return { ...shown, calls: shown.calls.map(move), findings: shown.findings.map(move), functions: shown.functions.map(move) };
}
