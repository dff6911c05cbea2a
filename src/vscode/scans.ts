import * as vscode from 'vscode';
import type { Currency, Report, Scenario, ScenarioResult } from '../model.ts';
import type { Progress } from '../workspace/workspace.ts';
import type { Analyses } from './analyses.ts';
import type { EngineHost } from './engineHost.ts';
import type { Guard } from './guard.ts';
import { placeOf } from './units.ts';

/** Pause after the last change before a report that somebody looks at is made anew. */
const settleMs = 800;

/** A folder as it was last scanned. */
export interface Scanned {
  readonly folder: vscode.WorkspaceFolder;
  readonly report: Report;
  /** Something has changed since. */
  readonly isStale: boolean;
  /** Milliseconds that the scan took. */
  readonly took: number;
}

/** The currency of what is added up over folders: theirs where they agree, dollars otherwise. */
export function commonCurrency(scanned: readonly Scanned[]): Currency | undefined {
  const [first, ...others] = scanned.map(({ report }) => report.currency);
  return others.every((one) => one?.code === first?.code && one?.perUsd === first?.perUsd) ? first : undefined;
}

/** `reading 1,200 of 5,000 files`. */
export function progressWords({ phase, done, total }: Progress): string {
  const [count, all] = [done.toLocaleString('en-US'), (total ?? 0).toLocaleString('en-US')];
  if (phase === 'listing' || total === null) return vscode.l10n.t('listing files: {0}', count);
  return phase === 'reading'
    ? vscode.l10n.t('reading {0} of {1} files', count, all)
    : vscode.l10n.t('analysing {0} of {1} files', count, all);
}

/** The last report of every folder, made anew after changes as long as a surface wants it. */
export class Scans implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  /** A report is new or has become stale, or progress was made. */
  readonly onDidChange = this.#changed.event;
  readonly #finished = new vscode.EventEmitter<vscode.WorkspaceFolder>();
  /** A report is new. */
  readonly onDidFinish = this.#finished.event;
  readonly #done = new Map<string, Scanned>();
  readonly #running = new Map<string, { readonly abort: AbortController; readonly report: Promise<Report>; progress: Progress | null }>();
  readonly #wanted = new Set<object>();
  readonly #subscriptions: vscode.Disposable[];
  readonly #host: EngineHost;
  readonly #guard: Guard;
  readonly #analyses: Analyses;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: EngineHost, analyses: Analyses, guard: Guard) {
    this.#host = host;
    this.#guard = guard;
    this.#analyses = analyses;
    this.#subscriptions = [
      this.#changed,
      this.#finished,
      analyses.onDidTouch((folder) => this.#touch(folder)),
      vscode.workspace.onDidChangeWorkspaceFolders(({ removed }) => {
        for (const folder of removed) this.#done.delete(folder.uri.toString());
        this.#later();
        this.#changed.fire();
      }),
    ];
  }

  /** Reports of the open folders that were scanned, in the order of the folders. */
  all(): readonly Scanned[] {
    return (vscode.workspace.workspaceFolders ?? []).flatMap((folder) => this.#done.get(folder.uri.toString()) ?? []);
  }

  of(folder: vscode.WorkspaceFolder | undefined): Scanned | undefined {
    return folder && this.#done.get(folder.uri.toString());
  }

  /** The currency that the team of a file declares; none before the folder was scanned. */
  currencyAt(uri: vscode.Uri): Currency | undefined {
    return this.of(placeOf(uri).folder ?? undefined)?.report.currency;
  }

  /** Progress of a scan that is under way; null when none is. */
  progress(): Progress | null {
    for (const one of this.#running.values()) return one.progress ?? { phase: 'listing', done: 0, total: null };
    return null;
  }

  /** The folder's report as it is now; a scan that is under way is shared. */
  scan(folder: vscode.WorkspaceFolder, onProgress?: (progress: Progress) => void, signal?: AbortSignal): Promise<Report> {
    const key = folder.uri.toString();
    const under = this.#running.get(key);
    if (under) return under.report;
    const abort = new AbortController();
    signal?.addEventListener('abort', () => abort.abort(signal.reason), { once: true });
    const started = Date.now();
    const work = async (): Promise<Report> => {
      try {
        // The same thread answers for the file that is looked at: it comes first.
        await this.#analyses.answered();
        const report = await this.#host.workspace(folder).scan((progress) => {
          running.progress = progress;
          onProgress?.(progress);
          this.#changed.fire();
        }, abort.signal);
        const took = Date.now() - started;
        this.#done.set(key, { folder, report, isStale: false, took });
        this.#finished.fire(folder);
        this.#guard.log.info(`${folder.name}: ${report.totals.calls} calls in ${report.considered} files, ${took} ms`);
        return report;
      } finally {
        this.#running.delete(key);
        this.#changed.fire();
      }
    };
    const running = { abort, report: Promise.resolve().then(work), progress: null as Progress | null };
    this.#running.set(key, running);
    return running.report;
  }

  /** What the folder's calls would cost under a what-if; null before its first scan. */
  whatIf(folder: vscode.WorkspaceFolder, scenario: Scenario): Promise<ScenarioResult | null> {
    return this.#host.workspace(folder).whatIf(scenario);
  }

  /** Reports are kept up to date until the result is disposed. Starts with a scan of what was not scanned yet. */
  keep(): vscode.Disposable {
    const want = {};
    this.#wanted.add(want);
    this.#scanStale();
    return new vscode.Disposable(() => this.#wanted.delete(want));
  }

  dispose(): void {
    clearTimeout(this.#timer);
    for (const one of this.#running.values()) one.abort.abort();
    vscode.Disposable.from(...this.#subscriptions).dispose();
  }

  #touch(folder: vscode.WorkspaceFolder): void {
    const key = folder.uri.toString();
    const known = this.#done.get(key);
    if (known && !known.isStale) {
      this.#done.set(key, { ...known, isStale: true });
      this.#changed.fire();
    }
    this.#later();
  }

  #later(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#scanStale(), settleMs);
  }

  #scanStale(): void {
    if (this.#wanted.size === 0) return;
    for (const folder of vscode.workspace.workspaceFolders ?? []) {
      const known = this.of(folder);
      if (!known || known.isStale) void this.#guard.run('scanning the workspace', undefined, async () => void (await this.scan(folder)));
    }
  }
}
