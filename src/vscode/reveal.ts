import * as vscode from 'vscode';
import type { FileAnalysis, Span } from '../model.ts';
import { createLocator } from '../text/virtual.ts';
import { codeCells } from './units.ts';

/** A place in a file of a folder: 0-based line and column, inside a notebook's code cell or the whole file. */
export interface Target {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly cell: number | null;
}

/** Where a span of an analysed file stands. */
export function targetOf(file: FileAnalysis, span: Span): Target {
  const { cell, position } = createLocator(file.chunks)(span.start);
  return { file: file.path, line: position.line, column: position.column, cell };
}

/** Shows a place. `beside`: in another column than the active one, for pages that stay in view. Gives the document that it stands in: of a notebook, the cell's. */
export async function reveal(folder: vscode.Uri, target: Target, beside = false): Promise<vscode.TextDocument | undefined> {
  const uri = vscode.Uri.joinPath(folder, target.file);
  const at = new vscode.Range(target.line, target.column, target.line, target.column);
  if (target.cell !== null) {
    const notebook = await vscode.workspace.openNotebookDocument(uri);
    const cell = codeCells(notebook)[target.cell];
    const editor = await vscode.window.showNotebookDocument(
      notebook,
      cell ? { selections: [new vscode.NotebookRange(cell.index, cell.index + 1)] } : {},
    );
    if (cell)
      editor.revealRange(new vscode.NotebookRange(cell.index, cell.index + 1), vscode.NotebookEditorRevealType.InCenterIfOutsideViewport);
    return cell?.document;
  }
  return (await vscode.window.showTextDocument(uri, { selection: at, ...(beside ? { viewColumn: vscode.ViewColumn.Beside } : {}) }))
    .document;
}

/** A link for Markdown that runs one of our commands. */
export function commandLink(text: string, command: string, ...args: readonly unknown[]): string {
  return `[${text}](command:${command}?${encodeURIComponent(JSON.stringify(args))})`;
}
