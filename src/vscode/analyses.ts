import * as vscode from 'vscode';
import type { FileAnalysis } from '../model.ts';
import { isSourcePath } from '../languages/index.ts';
import type { EngineHost } from './engineHost.ts';
import type { Guard } from './guard.ts';
import { nothingShown, shifted, shownOf, type Shown } from './shown.ts';
import { watchTeamFilesAbove } from './teamAbove.ts';
import { createTurns } from './turns.ts';
import { isLookedAt, isTeamFile, placeOf, teamPlaces, unitOf, type Unit } from './units.ts';

/** Pause in typing after which a file is analysed anew. */
const settleMs = 150;
/** Changes on disk come in swarms (checkouts, generators). */
const gatherMs = 300;
/** Durations that are kept for the issue report. */
const keptTimes = 100;
const watched = '**/{*.py,*.pyi,*.js,*.mjs,*.cjs,*.jsx,*.ts,*.mts,*.cts,*.tsx,*.vue,*.svelte,*.astro,*.ipynb,llmcost.yaml,llmcost.yml}';

/** What is known of every open document. With `scans.ts` the only state of the extension. */
export class Analyses implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<readonly vscode.Uri[]>();
  /** Documents whose answer is new. */
  readonly onDidChange = this.#changed.event;
  readonly #touched = new vscode.EventEmitter<vscode.WorkspaceFolder>();
  /** Something in a folder is not as it was when it was last scanned. */
  readonly onDidTouch = this.#touched.event;
  readonly #shown = new Map<string, Shown>();
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();
  readonly #running = new Map<string, AbortController>();
  /** Units whose text differs from the disk's as far as the last scan may know. */
  readonly #unsaved = new Set<string>();
  readonly #onDisk = new Map<string, vscode.Uri>();
  /** Hundreds of open files that nobody sees would stand before the one that is shown next. */
  readonly #hidden = createTurns();
  readonly #times: number[] = [];
  readonly #subscriptions: vscode.Disposable[] = [];
  readonly #host: EngineHost;
  readonly #guard: Guard;

  constructor(host: EngineHost, guard: Guard) {
    this.#host = host;
    this.#guard = guard;
    const watcher = vscode.workspace.createFileSystemWatcher(watched);
    const onDisk = (uri: vscode.Uri) => this.#gather(uri);
    this.#subscriptions.push(
      this.#changed,
      this.#touched,
      watcher,
      watcher.onDidChange(onDisk),
      watcher.onDidCreate(onDisk),
      watcher.onDidDelete(onDisk),
      watchTeamFilesAbove(onDisk),
      host.onDidReset(() => {
        this.refresh();
        for (const folder of vscode.workspace.workspaceFolders ?? []) this.#touched.fire(folder);
      }),
      vscode.workspace.onDidOpenTextDocument((document) => this.#soon(document, 0)),
      vscode.window.onDidChangeVisibleTextEditors((editors) => {
        for (const { document } of editors) if (!this.#shown.has(document.uri.toString())) this.#soon(document, 0);
      }),
      vscode.workspace.onDidChangeTextDocument((event) => {
        if (event.contentChanges.length === 0) return;
        this.#shift(event);
        this.#soon(event.document, settleMs);
      }),
      vscode.workspace.onDidCloseTextDocument((document) => this.#forget(document)),
      vscode.workspace.onDidCloseNotebookDocument((notebook) => this.#clear(notebook.uri)),
      vscode.workspace.onDidSaveTextDocument((document) => this.#gather(document.uri)),
      vscode.workspace.onDidSaveNotebookDocument((notebook) => this.#gather(notebook.uri)),
      vscode.workspace.onDidChangeNotebookDocument((event) => {
        const cell = event.notebook.getCells()[0];
        if (cell) this.#soon(cell.document, settleMs);
      }),
    );
    for (const document of vscode.workspace.textDocuments) this.#soon(document, 0);
  }

  /** What is known now; after an edit the last answer, moved along, until the new one is there. */
  shown(document: vscode.TextDocument): Shown {
    return this.#shown.get(document.uri.toString()) ?? nothingShown;
  }

  /** When the answer for the present text of a document is there; at the latest after three seconds. */
  settled(document: vscode.TextDocument): Promise<void> {
    const unit = unitOf(document);
    return this.#until(() => !unit || (this.#shown.has(document.uri.toString()) && !this.#isUnderWay(unit)), 3000);
  }

  /** When there is any answer for a document, or none to wait for; at the latest after so many milliseconds. */
  first(document: vscode.TextDocument, limitMs: number): Promise<void> {
    const unit = unitOf(document);
    return this.#until(() => !unit || this.#shown.has(document.uri.toString()) || !this.#isUnderWay(unit), limitMs);
  }

  /** When everything that is looked at has its first answer; at the latest after three seconds. */
  async answered(): Promise<void> {
    await Promise.all(
      vscode.window.visibleTextEditors
        .filter((one) => !this.#shown.has(one.document.uri.toString()))
        .map((one) => this.settled(one.document)),
    );
  }

  /** Milliseconds that the last analyses of a file took, as seen from here. */
  times(): readonly number[] {
    return this.#times;
  }

  /** Analyses again everything that is open. */
  refresh(): void {
    for (const document of vscode.workspace.textDocuments) this.#soon(document, 0);
  }

  dispose(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    for (const running of this.#running.values()) running.abort();
    vscode.Disposable.from(...this.#subscriptions).dispose();
  }

  #isUnderWay(unit: Unit): boolean {
    return this.#timers.has(unit.key) || this.#running.has(unit.key) || this.#hidden.has(unit.key);
  }

  async #until(isDone: () => boolean, limitMs: number): Promise<void> {
    if (isDone()) return;
    await new Promise<void>((resolve) => {
      const done = () => {
        clearTimeout(late);
        listening.dispose();
        resolve();
      };
      const late = setTimeout(done, limitMs);
      const listening = this.onDidChange(() => isDone() && done());
    });
  }

  #after(key: string, delay: number, what: string, work: () => void | Promise<void>): void {
    clearTimeout(this.#timers.get(key));
    this.#timers.set(
      key,
      setTimeout(() => {
        this.#timers.delete(key);
        void this.#guard.run(what, undefined, work);
      }, delay),
    );
  }

  #soon(document: vscode.TextDocument, delay: number): void {
    if (isTeamFile(document.uri))
      return this.#after(document.uri.toString(), delay, 'reading the team file', () => this.#teamChanged(document));
    const unit = unitOf(document);
    if (!unit) return;
    this.#after(unit.key, delay, 'analysing a file', () => {
      if (!isLookedAt(unit)) return this.#hidden.run(unit.key, () => this.#analyze(unit));
      this.#hidden.drop(unit.key);
      return this.#analyze(unit);
    });
  }

  /** An unsaved team file counts as it stands, so that its effect is seen while it is written. */
  #teamChanged(document: vscode.TextDocument): void {
    const places = document.isClosed ? [] : teamPlaces(document.uri);
    for (const { folder, path } of places) this.#host.workspace(folder).overlay(path, document.isDirty ? document.getText() : null);
    if (places.length > 0) for (const one of vscode.workspace.textDocuments) if (!isTeamFile(one.uri)) this.#soon(one, 0);
    for (const { folder } of places) this.#touched.fire(folder);
  }

  async #analyze(unit: Unit): Promise<void> {
    this.#running.get(unit.key)?.abort();
    const running = new AbortController();
    this.#running.set(unit.key, running);
    const { folder, path } = placeOf(unit.uri);
    const documents = unit.documents();
    const versions = documents.map((one) => one.version);
    const started = Date.now();
    const workspace = this.#host.workspace(folder);
    workspace.overlay(path, unit.source(path));
    const isSame = () => documents.every((one, i) => one.version === versions[i]);
    // A window's first answer does not wait for the tokenizer. Later ones do: a number that is there would become worse for a moment.
    const showEarly = (early: FileAnalysis) =>
      void (
        !running.signal.aborted &&
        isSame() &&
        documents.every((one) => !one.isClosed && !this.#shown.has(one.uri.toString())) &&
        this.#show(documents, early)
      );
    const analysis = await workspace
      .analyze(path, running.signal, showEarly)
      .finally(() => this.#running.get(unit.key) === running && this.#running.delete(unit.key));
    if (running.signal.aborted || !analysis || documents.some((one) => one.isClosed)) return;
    if (!isSame()) {
      // Some changes of a version bring no event with text (another language, a revert).
      if (documents[0] && !this.#timers.has(unit.key)) this.#soon(documents[0], settleMs);
      return;
    }
    const took = Date.now() - started;
    this.#times.push(took);
    if (this.#times.length > keptTimes) this.#times.shift();
    this.#guard.log.trace(`${path}: ${analysis.calls.length} calls in ${took} ms`);
    this.#show(documents, analysis);
    const isUnsaved = documents.some((one) => one.isDirty);
    if (folder && (isUnsaved || this.#unsaved.has(unit.key))) this.#touched.fire(folder);
    if (isUnsaved) this.#unsaved.add(unit.key);
    else this.#unsaved.delete(unit.key);
  }

  #show(documents: readonly vscode.TextDocument[], analysis: FileAnalysis): void {
    for (const [cell, document] of documents.entries())
      this.#shown.set(document.uri.toString(), shownOf(document, cell, analysis, this.shown(document)));
    this.#changed.fire(documents.map((one) => one.uri));
  }

  /** Until the new answer is there. */
  #shift({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    const shown = this.#shown.get(document.uri.toString());
    if (shown) this.#shown.set(document.uri.toString(), shifted(document, shown, contentChanges));
  }

  #forget(document: vscode.TextDocument): void {
    this.#shown.delete(document.uri.toString());
    const unit = isTeamFile(document.uri) ? null : unitOf(document);
    if (isTeamFile(document.uri) || (unit && !unit.isNotebook)) this.#clear(document.uri);
    // Names of unsaved files are used again: the next one may be open before the last one is gone.
    const successor = vscode.workspace.textDocuments.find((one) => !one.isClosed && one.uri.toString() === document.uri.toString());
    if (successor) this.#soon(successor, 0);
  }

  /** From here on the disk counts again. */
  #clear(uri: vscode.Uri): void {
    const { folder, path } = placeOf(uri);
    for (const one of isTeamFile(uri) ? teamPlaces(uri) : [{ folder, path }]) this.#host.workspace(one.folder).overlay(one.path, null);
    if (this.#unsaved.delete(uri.toString()) && folder) this.#touched.fire(folder);
  }

  #gather(uri: vscode.Uri): void {
    if (!isTeamFile(uri) && !isSourcePath(uri.path)) return;
    this.#onDisk.set(uri.toString(), uri);
    this.#after('changes on disk', gatherMs, 'reading changes on disk', () => {
      const uris = [...this.#onDisk.values()];
      this.#onDisk.clear();
      const folders = new Map<vscode.WorkspaceFolder, string[]>();
      for (const one of uris) {
        for (const { folder, path } of isTeamFile(one) ? teamPlaces(one) : [placeOf(one)])
          if (folder) folders.set(folder, [...(folders.get(folder) ?? []), path]);
      }
      for (const [folder, paths] of folders) {
        this.#host.workspace(folder).invalidate(paths);
        this.#touched.fire(folder);
      }
      this.refresh();
    });
  }
}
