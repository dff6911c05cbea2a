import * as vscode from 'vscode';
import { fixTogether } from '../findings/fixAll.ts';
import type { FileAnalysis } from '../model.ts';
import type { Guard } from './guard.ts';
import type { Scans } from './scans.ts';
import { codeCells, sourceOf } from './units.ts';

/** Mends findings of chosen rules in every file of a folder; the editor shows each change, to be ticked off before anything is written. */
export function registerFixWorkspace(scans: Scans, guard: Guard): vscode.Disposable {
  return vscode.commands.registerCommand('llmcost.fixAll', (given: unknown) =>
    guard.run('fixing findings of the workspace', undefined, async () => {
      const folders = vscode.workspace.workspaceFolders ?? [];
      const reports = await vscode.window.withProgress(
        { location: vscode.ProgressLocation.Window, title: vscode.l10n.t('Scanning the workspace') },
        () => Promise.all(folders.map(async (folder) => ({ folder, report: await scans.scan(folder) }))),
      );
      const files = reports.flatMap(({ folder, report }) =>
        report.files.map((file) => ({ uri: vscode.Uri.joinPath(folder.uri, file.path), file })),
      );
      const ids = Array.isArray(given)
        ? given.filter((one): one is string => typeof one === 'string')
        : isRule(given)
          ? [given.id]
          : await pickRules(files.map((one) => one.file));
      if (!ids || ids.length === 0) return;
      const edit = new vscode.WorkspaceEdit();
      let skipped = 0;
      for (const { uri, file } of files) {
        const { findings, edits } = fixTogether(file.findings, ids);
        if (edits.length === 0) continue;
        const documents = await documentsOf(uri, file);
        if (!documents) {
          skipped++;
          continue;
        }
        const label = [...new Set(findings.map((one) => one.id))].join(', ');
        for (const { span, text } of edits) {
          const at = file.chunks.findLastIndex((one) => one.offset <= span.start);
          const [document, offset] = [documents[at], file.chunks[at]?.offset ?? 0];
          if (document)
            edit.replace(
              document.uri,
              new vscode.Range(document.positionAt(span.start - offset), document.positionAt(span.end - offset)),
              text,
              { label, needsConfirmation: !Array.isArray(given) },
            );
        }
      }
      if (skipped > 0)
        void vscode.window.showInformationMessage(vscode.l10n.t('{0} files were left out: they have changed since.', skipped));
      if (edit.size > 0) await vscode.workspace.applyEdit(edit, { isRefactoring: true });
    }),
  );
}

/** The document of a file, or those of a notebook's code cells; null where they do not read as they were scanned. */
async function documentsOf(uri: vscode.Uri, { chunks }: FileAnalysis): Promise<readonly vscode.TextDocument[] | null> {
  const documents =
    chunks[0]?.cell === null
      ? [await vscode.workspace.openTextDocument(uri)]
      : codeCells(await vscode.workspace.openNotebookDocument(uri)).map((cell) => cell.document);
  // Magics of notebooks, and what is not script in components, are analysed as white space of the same length.
  const isSame =
    documents.length === chunks.length &&
    documents.every((one, i) => [one.getText(), sourceOf(one)?.chunks[0]?.text].includes(chunks[i]?.text));
  return isSame ? documents : null;
}

/** A rule of the findings' tree. */
function isRule(given: unknown): given is { readonly id: string } {
  return typeof given === 'object' && given !== null && 'found' in given && 'id' in given && typeof given.id === 'string';
}

/** Rules that could be mended, with how often. */
async function pickRules(files: readonly FileAnalysis[]): Promise<readonly string[] | undefined> {
  const counts = new Map<string, number>();
  for (const one of files.flatMap((file) => file.findings))
    if (one.fix && !one.fix.suppresses) counts.set(one.id, (counts.get(one.id) ?? 0) + 1);
  if (counts.size === 0) return void vscode.window.showInformationMessage(vscode.l10n.t('Nothing here has a fix.'));
  const items = [...counts]
    .toSorted((a, b) => b[1] - a[1])
    .map(([label, count]) => ({ label, description: count === 1 ? vscode.l10n.t('1 fix') : vscode.l10n.t('{0} fixes', count) }));
  const picked = await vscode.window.showQuickPick(items, {
    canPickMany: true,
    title: vscode.l10n.t('Which findings are to be fixed?'),
    placeHolder: vscode.l10n.t('Every change is shown before it is made'),
  });
  return picked?.map((one) => one.label);
}
