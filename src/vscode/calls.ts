import * as vscode from 'vscode';
import type { AnalyzedCall, FileAnalysis } from '../model.ts';
import type { Analyses } from './analyses.ts';
import type { Scans } from './scans.ts';
import { targetOf, type Target } from './reveal.ts';
import { placeOf } from './units.ts';

/** A call that a command is about. */
export interface FoundCall {
  readonly folder: vscode.WorkspaceFolder | null;
  readonly uri: vscode.Uri;
  readonly analyzed: AnalyzedCall;
}

/** A call as it stands in a tree: the folder and the file that it was found in by a scan. */
export interface ScannedCall {
  readonly folder: vscode.WorkspaceFolder;
  readonly file: FileAnalysis;
  readonly analyzed: AnalyzedCall;
}

/**
 * The call that a command was started for: a node of a tree, `(uri, callId)` from a lens or hover, else the call at the cursor,
 * else the only call of the active file.
 */
export function findCall(analyses: Analyses, scans: Scans, first: unknown, callId: unknown): FoundCall | undefined {
  if (isScannedCall(first))
    return { folder: first.folder, uri: vscode.Uri.joinPath(first.folder.uri, first.file.path), analyzed: first.analyzed };
  const editor = vscode.window.activeTextEditor;
  const uri = first instanceof vscode.Uri ? first : typeof first === 'string' ? vscode.Uri.parse(first, true) : editor?.document.uri;
  if (!uri) return undefined;
  const { folder, path } = placeOf(uri);
  const document = vscode.workspace.textDocuments.find((one) => one.uri.toString() === uri.toString());
  const open = document ? analyses.shown(document).calls : [];
  const scanned = scans.of(folder ?? undefined)?.report.files.find((file) => file.path === path)?.calls ?? [];
  const byId =
    typeof callId === 'string'
      ? (open.find((one) => one.item.call.id === callId)?.item ?? scanned.find((one) => one.call.id === callId))
      : undefined;
  const atCursor =
    editor && editor.document === document ? open.find((one) => one.range.contains(editor.selection.active))?.item : undefined;
  const analyzed = byId ?? (typeof callId === 'string' ? undefined : (atCursor ?? (open.length === 1 ? open[0]?.item : undefined)));
  return analyzed ? { folder, uri, analyzed } : undefined;
}

/** Whether a command was started from a row of the calls view: the editor hands over whatever the row is. */
export function isScannedCall(value: unknown): value is ScannedCall {
  return typeof value === 'object' && value !== null && 'analyzed' in value && 'folder' in value && 'file' in value;
}

/** Where a scanned call stands. */
export function targetOfCall({ file, analyzed }: ScannedCall): Target {
  return targetOf(file, analyzed.call.span);
}
