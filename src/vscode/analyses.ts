import * as vscode from 'vscode';
import type { Catalog } from '../cost/catalog.ts';
import { cellChunks } from '../languages/notebook.ts';
import type { FileAnalysis, Report } from '../model.ts';
import { openWorkspace } from '../workspace/open.ts';
import type { Progress, Workspace } from '../workspace/workspace.ts';
import { editorAssets, editorFiles, noFiles, relativePath } from './files.ts';
import type { Guard } from './guard.ts';
import { nothingShown, shifted, shownOf, type Shown } from './shown.ts';
import { unitOf, type Unit } from './units.ts';

/** Pause in typing after which a file is analysed anew. */
const settleMs = 150;

/** The only state of the extension: what is known of every open document, and the last report of every folder. */
export class Analyses implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  readonly #shown = new Map<string, Shown>();
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();
  readonly #running = new Map<string, AbortController>();
  readonly #workspaces = new Map<string, Workspace>();
  readonly #reports = new Map<string, Report>();
  readonly #subscriptions: vscode.Disposable[] = [];
  readonly #extension: vscode.ExtensionContext;
  readonly #catalog: Catalog;
  readonly #guard: Guard;

  constructor(extension: vscode.ExtensionContext, catalog: Catalog, guard: Guard) {
    this.#extension = extension;
    this.#catalog = catalog;
    this.#guard = guard;
    this.#subscriptions.push(
      this.#changed,
      vscode.workspace.onDidOpenTextDocument((document) => this.#soon(document, 0)),
      vscode.workspace.onDidChangeTextDocument((event) => {
        if (event.contentChanges.length === 0) return;
        this.#shift(event);
        this.#soon(event.document, settleMs);
      }),
      vscode.workspace.onDidCloseTextDocument((document) => this.#forget(document)),
      vscode.workspace.onDidChangeNotebookDocument((event) => {
        const cell = event.notebook.getCells()[0];
        if (cell) this.#soon(cell.document, settleMs);
      }),
      vscode.workspace.onDidSaveTextDocument((document) => this.#saved(document)),
    );
    for (const document of vscode.workspace.textDocuments) this.#soon(document, 0);
  }

  /** What is known now; after an edit the last answer, moved along, until the new one is there. */
  shown(document: vscode.TextDocument): Shown {
    return this.#shown.get(document.uri.toString()) ?? nothingShown;
  }

  report(folder: vscode.WorkspaceFolder): Report | undefined {
    return this.#reports.get(folder.uri.toString());
  }

  async scan(folder: vscode.WorkspaceFolder, onProgress: (progress: Progress) => void, signal: AbortSignal): Promise<Report> {
    const report = await this.#workspaceOf(folder.uri).scan(onProgress, signal);
    this.#reports.set(folder.uri.toString(), report);
    this.#changed.fire();
    return report;
  }

  /** Analyses again everything that is open. */
  refresh(): void {
    for (const document of vscode.workspace.textDocuments) this.#soon(document, 0);
  }

  dispose(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    for (const running of this.#running.values()) running.abort();
    for (const workspace of this.#workspaces.values()) workspace.dispose();
    vscode.Disposable.from(...this.#subscriptions).dispose();
  }

  #workspaceOf(folder: vscode.Uri | null): Workspace {
    const key = folder?.toString() ?? '';
    const known = this.#workspaces.get(key);
    if (known) return known;
    const made = openWorkspace({
      root: folder?.fsPath ?? '', files: folder ? editorFiles(folder) : noFiles, assets: editorAssets(this.#extension.extensionUri), today: () => new Date().toISOString().slice(0, 10),
      toolVersion: String((this.#extension.extension.packageJSON as { version?: unknown }).version), catalog: this.#catalog,
    });
    this.#workspaces.set(key, made);
    return made;
  }

  #soon(document: vscode.TextDocument, delay: number): void {
    const unit = unitOf(document);
    if (!unit) return;
    clearTimeout(this.#timers.get(unit.key));
    this.#timers.set(unit.key, setTimeout(() => void this.#guard.run('analysing a file', undefined, () => this.#analyze(unit)), delay));
  }

  async #analyze(unit: Unit): Promise<void> {
    this.#timers.delete(unit.key);
    this.#running.get(unit.key)?.abort();
    const running = new AbortController();
    this.#running.set(unit.key, running);
    const folder = vscode.workspace.getWorkspaceFolder(unit.uri)?.uri ?? null;
    const path = folder ? relativePath(folder, unit.uri) : (unit.uri.path.split('/').at(-1) ?? unit.uri.path);
    if (path === null) return;
    const documents = unit.documents();
    const versions = documents.map((one) => one.version);
    const workspace = this.#workspaceOf(folder);
    const texts = documents.map((one) => one.getText());
    const language = unit.language;
    workspace.overlay(path, { path, language, chunks: unit.isNotebook ? cellChunks(texts, language) : [{ text: texts[0] ?? '', offset: 0, cell: null }] });
    const analysis = await workspace.analyze(path, running.signal);
    if (running.signal.aborted || !analysis || documents.some((one, i) => one.version !== versions[i])) return;
    this.#show(documents, analysis);
  }

  #show(documents: readonly vscode.TextDocument[], analysis: FileAnalysis): void {
    for (const [cell, document] of documents.entries()) this.#shown.set(document.uri.toString(), shownOf(document, cell, analysis, this.shown(document)));
    this.#changed.fire();
  }

  /** Until the new answer is there. */
  #shift({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    const shown = this.#shown.get(document.uri.toString());
    if (shown) this.#shown.set(document.uri.toString(), shifted(document, shown, contentChanges));
  }

  #forget(document: vscode.TextDocument): void {
    this.#shown.delete(document.uri.toString());
    const unit = unitOf(document);
    if (!unit || unit.isNotebook) return;
    const folder = vscode.workspace.getWorkspaceFolder(document.uri)?.uri ?? null;
    const path = folder ? relativePath(folder, document.uri) : null;
    if (path !== null) this.#workspaceOf(folder).overlay(path, null);
  }

  #saved(document: vscode.TextDocument): void {
    const folder = vscode.workspace.getWorkspaceFolder(document.uri)?.uri ?? null;
    const path = folder ? relativePath(folder, document.uri) : null;
    if (path === null) return;
    this.#workspaceOf(folder).invalidate([path]);
    this.refresh();
  }
}
