import * as vscode from 'vscode';
import { componentSource, isComponent } from '../languages/component.ts';
import { languages } from '../languages/index.ts';
import { cellChunks } from '../languages/notebook.ts';
import type { SourceFile } from '../model.ts';
import { relativePath } from './files.ts';

/** What is analysed as one: a file, or all code cells of a notebook. */
export interface Unit {
  readonly key: string;
  readonly uri: vscode.Uri;
  readonly isNotebook: boolean;
  readonly documents: () => readonly vscode.TextDocument[];
  /** What its documents hold now, as analysis reads it. @param path from the folder that it is in */
  readonly source: (path: string) => SourceFile;
}

const cellScheme = 'vscode-notebook-cell';
/** Schemes whose documents are another view of a file that is analysed already, or of its past. */
const views = new Set([cellScheme, 'git', 'gitlens', 'output', 'vscode-scm', 'llmcost']);

/** The unit a document belongs to; null when it is in no supported language. */
export function unitOf(document: vscode.TextDocument): Unit | null {
  const read = readerOf(document);
  if (!read) return null;
  const notebook =
    document.uri.scheme === cellScheme
      ? vscode.workspace.notebookDocuments.find((one) => one.getCells().some((cell) => cell.document === document))
      : undefined;
  if (!notebook)
    return views.has(document.uri.scheme)
      ? null
      : {
          key: document.uri.toString(),
          uri: document.uri,
          isNotebook: false,
          documents: () => [document],
          source: (path) => read(path, [document.getText()]),
        };
  const documents = () => codeCells(notebook).map((cell) => cell.document);
  return {
    key: notebook.uri.toString(),
    uri: notebook.uri,
    isNotebook: true,
    documents,
    source: (path) =>
      read(
        path,
        documents().map((one) => one.getText()),
      ),
  };
}

/** Whether somebody may see it now; notebooks count always, since their cells come into sight by scrolling. */
export function isLookedAt(unit: Unit): boolean {
  const documents = unit.documents();
  return unit.isNotebook || vscode.window.visibleTextEditors.some((one) => documents.includes(one.document));
}

/** What a document alone holds now, as analysis reads it: of a component its scripts, the rest as white space. Null: no language of ours. */
export function sourceOf(document: vscode.TextDocument): SourceFile | null {
  return readerOf(document)?.(document.uri.path, [document.getText()]) ?? null;
}

/** By the editor's language, not by the file's ending; components by their ending, since the editor may not know their language. Several texts are cells. */
function readerOf({ uri, languageId }: vscode.TextDocument): ((path: string, texts: readonly string[]) => SourceFile) | null {
  if (isComponent(uri.path) && uri.scheme !== cellScheme) return (path, [text = '']) => componentSource(path, text);
  const language = languages.find((one) => one.editorIds.includes(languageId))?.id;
  if (!language) return null;
  return (path, texts) => ({
    path,
    language,
    chunks: uri.scheme === cellScheme ? cellChunks(texts, language) : [{ text: texts[0] ?? '', offset: 0, cell: null }],
  });
}

/** Code cells of a notebook, in order: the cells that analysis counts. */
export function codeCells(notebook: vscode.NotebookDocument): readonly vscode.NotebookCell[] {
  return notebook.getCells().filter((cell) => cell.kind === vscode.NotebookCellKind.Code);
}

/** Folder that a document is in, and its path there; a file outside every folder has its name only. */
export function placeOf(uri: vscode.Uri): { readonly folder: vscode.WorkspaceFolder | null; readonly path: string } {
  const notebook =
    uri.scheme === cellScheme
      ? vscode.workspace.notebookDocuments.find((one) => one.getCells().some((cell) => cell.document.uri.toString() === uri.toString()))
      : undefined;
  const file = notebook?.uri ?? uri;
  const folder = vscode.workspace.getWorkspaceFolder(file) ?? null;
  return { folder, path: (folder ? relativePath(folder.uri, file) : null) ?? file.path.split('/').at(-1) ?? file.path };
}

/** Where a team file holds: in the folder that it is in, and in those that are open below it. */
export interface TeamPlace {
  readonly folder: vscode.WorkspaceFolder;
  /** As seen from the folder: `llmcost.yaml`, `../llmcost.yaml`. */
  readonly path: string;
  /** From the file to the folder, where it lies above; else empty. */
  readonly way: string;
}

/** Every open folder that a team file holds in, its own first. */
export function teamPlaces(uri: vscode.Uri): readonly TeamPlace[] {
  const { folder, path } = placeOf(uri);
  const from = vscode.Uri.joinPath(uri, '..');
  const below = (vscode.workspace.workspaceFolders ?? []).flatMap((one): readonly TeamPlace[] => {
    const way = one.uri.scheme === uri.scheme ? relativePath(from, one.uri) : null;
    return way ? [{ folder: one, path: `${'../'.repeat(way.split('/').length)}${path.split('/').at(-1) ?? ''}`, way }] : [];
  });
  return [...(folder ? [{ folder, path, way: '' }] : []), ...below];
}

/** Also in folders that are not open; never a view of a file (a diff's other side). */
export function isTeamFile(uri: vscode.Uri): boolean {
  return /(^|\/)llmcost\.ya?ml$/.test(uri.path) && !views.has(uri.scheme);
}
