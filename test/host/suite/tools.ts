import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Surfaces } from '../../../src/vscode/surfaces.ts';

/** The folder that is open. */
export const folder = () => {
  const first = vscode.workspace.workspaceFolders?.[0];
  assert.ok(first, 'a folder is open');
  return first.uri;
};
/** Shows a file of the workspace. */
export const open = async (path: string) => vscode.window.showTextDocument(await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder(), path)));

/** Asks again whenever the editor reports a change of diagnostics, and at short intervals, until there is an answer. */
export async function until<T>(what: string, ask: () => Promise<T | undefined | false> | T | undefined | false): Promise<T> {
  const started = Date.now();
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() - started > 30_000) throw new Error(`waited for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Every lens of a document, ours and others. */
export const allLenses = (uri: vscode.Uri) => vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', uri, 100);

/** Titles of the cost lenses of a document, from top to bottom. */
export async function lensTitles(uri: vscode.Uri): Promise<string[]> {
  return (await allLenses(uri)).filter((lens) => lens.command?.command === 'llmcost.explainCall').map((lens) => lens.command?.title ?? '');
}

/** Markdown of our hover over a place in the text. */
export async function hoverAt(document: vscode.TextDocument, needle: string): Promise<string> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', document.uri, document.positionAt(document.getText().indexOf(needle)));
  return hovers.flatMap((hover) => hover.contents.map((one) => (typeof one === 'string' ? one : one.value))).filter((text) => text.includes('llmcost.')).join('\n');
}

/** Our problems of a document. */
export const ours = (uri: vscode.Uri) => vscode.languages.getDiagnostics(uri).filter((one) => one.source === 'LLM Cost Lens');
/** Id of the rule behind a problem. */
export const codeOf = (one: vscode.Diagnostic) => (typeof one.code === 'object' ? one.code.value : one.code);

/** What the extension shows, as text. */
export const surfaces = async (): Promise<Surfaces> => {
  const extension = vscode.extensions.getExtension<Surfaces>('llm-cost-lens.llm-cost-lens');
  assert.ok(extension);
  return extension.activate();
};
export const settings = () => vscode.workspace.getConfiguration('llmcost');
export const set = (key: string, value: unknown) => settings().update(key, value, vscode.ConfigurationTarget.Global);
/** Code actions at a place. The editor gives up its question when another extension, which still starts, brings actions too: it is asked again. */
export const actionsAt = (uri: vscode.Uri, range: vscode.Range, kind = vscode.CodeActionKind.QuickFix.value) => until('code actions', async () => vscode.commands.executeCommand<vscode.CodeAction[]>('vscode.executeCodeActionProvider', uri, range, kind).then((all) => all, (error: unknown) => (error instanceof Error && error.name === 'Canceled' ? undefined : Promise.reject(error))));
export const write = (path: string, text: string) => vscode.workspace.fs.writeFile(vscode.Uri.joinPath(folder(), path), new TextEncoder().encode(text));
export const readText = async (path: string) => new TextDecoder().decode(await vscode.workspace.fs.readFile(vscode.Uri.joinPath(folder(), path)));
export const revert = () => vscode.commands.executeCommand('workbench.action.files.revert');

/** Replaces the first occurrence of a text; nothing is saved. */
export async function edited(document: vscode.TextDocument, from: string, to: string): Promise<void> {
  const at = document.getText().indexOf(from);
  assert.ok(at >= 0, from);
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, new vscode.Range(document.positionAt(at), document.positionAt(at + from.length)), to);
  assert.ok(await vscode.workspace.applyEdit(edit));
}

/** Text that was never saved, shown in an editor. Left open: the editor would give the name and the text of a closed one to the next. */
export async function untitled(language: string, content: string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument({ language, content });
  await vscode.window.showTextDocument(document);
  return document;
}
