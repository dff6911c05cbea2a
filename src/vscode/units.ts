import * as vscode from 'vscode';
import { languages } from '../languages/index.ts';
import type { LanguageId } from '../model.ts';
import { relativePath } from './files.ts';

/** What is analysed as one: a file, or all code cells of a notebook. */
export interface Unit {
  readonly key: string;
  readonly uri: vscode.Uri;
  readonly language: LanguageId;
  readonly isNotebook: boolean;
  readonly documents: () => readonly vscode.TextDocument[];
}

/** Schemes whose documents are another view of a file that is analysed already, or of its past. */
const views = new Set(['vscode-notebook-cell', 'git', 'gitlens', 'output', 'vscode-scm', 'llmcost']);

/** The unit a document belongs to; null when it is in no supported language. */
export function unitOf(document: vscode.TextDocument): Unit | null {
  const language = languageOf(document);
  if (!language) return null;
  const notebook = document.uri.scheme === 'vscode-notebook-cell' ? vscode.workspace.notebookDocuments.find((one) => one.getCells().some((cell) => cell.document === document)) : undefined;
  if (!notebook) return views.has(document.uri.scheme) ? null : { key: document.uri.toString(), uri: document.uri, language, isNotebook: false, documents: () => [document] };
  return { key: notebook.uri.toString(), uri: notebook.uri, language, isNotebook: true, documents: () => codeCells(notebook).map((cell) => cell.document) };
}

/** Null: no language of ours. Told by the editor's language, not by the file's ending. */
export function languageOf(document: vscode.TextDocument): LanguageId | null {
  return languages.find((one) => one.editorIds.includes(document.languageId))?.id ?? null;
}

/** Code cells of a notebook, in order: the cells that analysis counts. */
export function codeCells(notebook: vscode.NotebookDocument): readonly vscode.NotebookCell[] {
  return notebook.getCells().filter((cell) => cell.kind === vscode.NotebookCellKind.Code);
}

/** Folder that a document is in, and its path there; a file outside every folder has its name only. */
export function placeOf(uri: vscode.Uri): { readonly folder: vscode.WorkspaceFolder | null; readonly path: string } {
  const notebook = uri.scheme === 'vscode-notebook-cell' ? vscode.workspace.notebookDocuments.find((one) => one.getCells().some((cell) => cell.document.uri.toString() === uri.toString())) : undefined;
  const file = notebook?.uri ?? uri;
  const folder = vscode.workspace.getWorkspaceFolder(file) ?? null;
  return { folder, path: (folder ? relativePath(folder.uri, file) : null) ?? file.path.split('/').at(-1) ?? file.path };
}

/** Also in folders that are not open; never a view of a file (a diff's other side). */
export function isTeamFile(uri: vscode.Uri): boolean {
  return /(^|\/)llmcost\.ya?ml$/.test(uri.path) && !views.has(uri.scheme);
}
