import * as vscode from 'vscode';

/** Runs everything that the editor calls: logs what goes wrong, tells the person once, and gives `fallback`. */
export interface Guard {
  readonly log: vscode.LogOutputChannel;
  /** What went wrong so far, one line each; the log has more. */
  readonly faults: readonly string[];
  /** Never rejects. What a person cancelled is no fault. */
  run<T>(what: string, fallback: T, work: () => T | Promise<T>): Promise<T>;
}

/** More are in the log. */
const keptFaults = 100;

/** With an output channel of its own; a person is told once for each `what`, the log has every fault. */
export function createGuard(): Guard & vscode.Disposable {
  const log = vscode.window.createOutputChannel('LLM Cost Lens', { log: true });
  const told = new Set<string>();
  const faults: string[] = [];
  return {
    log,
    faults,
    async run(what, fallback, work) {
      try {
        return await work();
      } catch (error) {
        if (error instanceof vscode.CancellationError || (error instanceof Error && error.name === 'AbortError')) return fallback;
        if (faults.length < keptFaults) faults.push(`${what}: ${String(error)}`);
        log.error(`${what}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
        if (!told.has(what)) {
          told.add(what);
          void vscode.window
            .showWarningMessage(
              vscode.l10n.t('LLM Cost Lens: something did not work. The output channel has the details.'),
              vscode.l10n.t('Show Output'),
            )
            .then((answer) => answer && log.show());
        }
        return fallback;
      }
    },
    dispose: () => log.dispose(),
  };
}
