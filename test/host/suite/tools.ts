import assert from 'node:assert/strict';
import * as vscode from 'vscode';

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

/** Titles of the cost lenses of a document, from top to bottom. */
export async function lensTitles(uri: vscode.Uri): Promise<string[]> {
  const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', uri, 100);
  return lenses.filter((lens) => lens.command?.command === 'llmcost.explainCall').map((lens) => lens.command?.title ?? '');
}

/** Our problems of a document. */
export const ours = (uri: vscode.Uri) => vscode.languages.getDiagnostics(uri).filter((one) => one.source === 'LLM Cost Lens');
/** Id of the rule behind a problem. */
export const codeOf = (one: vscode.Diagnostic) => (typeof one.code === 'object' ? one.code.value : one.code);
