import * as vscode from 'vscode';
import type { Engine } from '../workspace/engine.ts';
import type { Channel } from '../workspace/peer.ts';
import { remoteEngine } from '../workspace/remoteEngine.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { editorAssets, editorFiles, noFiles } from './files.ts';
import type { Guard } from './guard.ts';
import { severitySettings } from './settings.ts';

/** What differs between the desktop and the browser: how a thread is started, and whether it reads folders of the `file` scheme itself. */
export interface Platform {
  readonly startThread: (context: vscode.ExtensionContext) => Channel;
  readonly readsDisk: boolean;
  /** Milliseconds of script that loading the extension took, before it was activated. */
  readonly loadMs: number;
  /** How to run a script of ours as a process; absent where there are none. */
  readonly node?: { readonly command: string; readonly env: Record<string, string> };
}

/** The engine in its own thread, and one workspace a folder. Started when first needed, and again when the thread ended by a fault. */
export interface EngineHost extends vscode.Disposable {
  engine(): Engine;
  /** @param folder null for documents outside every folder. */
  workspace(folder: vscode.WorkspaceFolder | null): Workspace;
  /** Another workspace over the same folder, for a look at other texts; the caller disposes it. */
  openBeside(folder: vscode.WorkspaceFolder): Workspace;
  /** Ends the thread, whatever it does, and begins with a new one that knows nothing. */
  restart(): void;
  /** Answers are no longer what they were: the thread began anew and knows nothing, or the settings say something else of findings. */
  readonly onDidReset: vscode.Event<void>;
}

/** A thread that ends this often is not started again. */
const maxFaults = 3;

/** Starts nothing yet. After several faults of the thread it stays ended until `restart`. */
export function createEngineHost(context: vscode.ExtensionContext, platform: Platform, guard: Guard): EngineHost {
  const reset = new vscode.EventEmitter<void>();
  const workspaces = new Map<string, Workspace>();
  let running: Engine | undefined;
  let onEnd: ((error: Error) => void) | undefined;
  let faults = 0;

  function start(): Engine {
    const started = Date.now();
    const channel = platform.startThread(context);
    const engine = remoteEngine(withFault(channel), editorAssets(context.extensionUri));
    guard.log.debug(`analysis thread started in ${Date.now() - started} ms`);
    return engine;
  }

  function withFault(channel: Channel): Channel {
    return {
      ...channel,
      onEnd(listener) {
        onEnd = listener;
        channel.onEnd((error) => {
          guard.log.error(`the analysis thread ended: ${error.message}`);
          listener(error);
          workspaces.clear();
          faults++;
          if (faults >= maxFaults) return;
          running = undefined;
          reset.fire();
        });
      },
    };
  }

  const engine = () => (running ??= start());
  const openFolder = ({ uri }: vscode.WorkspaceFolder): Workspace =>
    withSettings(
      engine().open(uri.scheme === 'file' ? uri.fsPath : uri.path, platform.readsDisk && uri.scheme === 'file' ? 'disk' : editorFiles(uri)),
      uri,
    );
  const withSettings = (workspace: Workspace, uri: vscode.Uri | undefined): Workspace => {
    workspace.setSeverities(severitySettings(uri));
    return workspace;
  };
  const watching = vscode.workspace.onDidChangeConfiguration((event) => {
    if (!event.affectsConfiguration('llmcost.findings')) return;
    for (const [key, workspace] of workspaces) withSettings(workspace, key === '' ? undefined : vscode.Uri.parse(key, true));
    reset.fire();
  });
  return {
    engine,
    onDidReset: reset.event,
    workspace(folder) {
      const key = folder?.uri.toString() ?? '';
      const known = workspaces.get(key);
      if (known) return known;
      const made = folder === null ? withSettings(engine().open('', noFiles), undefined) : openFolder(folder);
      workspaces.set(key, made);
      return made;
    },
    openBeside: openFolder,
    restart() {
      const old = running;
      running = undefined;
      faults = 0;
      workspaces.clear();
      // Nobody waits for answers that will not come.
      onEnd?.(Object.assign(new Error('the analysis was restarted'), { name: 'AbortError' }));
      old?.dispose();
      guard.log.info('the analysis was restarted');
      reset.fire();
    },
    dispose() {
      watching.dispose();
      reset.dispose();
      running?.dispose();
    },
  };
}
