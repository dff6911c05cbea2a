import type { Scenario, SkippedFile } from '../model.ts';
import type { Engine } from './engine.ts';
import { createPeer, handler, type Channel, type Handlers } from './peer.ts';
import type { AssetPort, FilePort, Progress, Workspace } from './workspace.ts';

/** Paths that are sent in one message while files are listed. */
const listBatch = 2000;

/**
 * An engine on the other side of a channel. Files of roots that the other side cannot read itself, and its wasm and data files,
 * are asked for back through the same channel.
 */
export function remoteEngine(channel: Channel, assets: AssetPort): Engine {
  const roots = new Map<number, FilePort>();
  let lastRoot = 0;
  const port = (root: number): FilePort => {
    const found = roots.get(root);
    if (!found) throw new Error('this root was closed');
    return found;
  };
  const peer = createPeer(channel, {
    loadAsset: handler<[string]>(([name]) => assets.load(name)),
    read: handler<[number, string]>(([root, path]) => port(root).read(path)),
    list: handler<[number]>(async ([root], signal, notify) => {
      let batch: { path: string; size: number }[] = [];
      const skipped: SkippedFile[] = [];
      for await (const file of port(root).list((one) => skipped.push(one), signal)) {
        batch.push(file);
        if (batch.length < listBatch) continue;
        notify(batch);
        batch = [];
      }
      return { files: batch, skipped };
    }),
  });
  return {
    open(path, files) {
      const root = ++lastRoot;
      if (files !== 'disk') roots.set(root, files);
      const opened = peer.call<void>('open', [root, path, files === 'disk']);
      // A failure shows in the call that needs the root.
      opened.catch(() => {});
      const ask = async <T>(method: string, args: readonly unknown[], options?: Parameters<typeof peer.call>[2]): Promise<T> => {
        await opened;
        return peer.call<T>(method, [root, ...args], options);
      };
      const tell = (method: string, args: readonly unknown[]) => void ask(method, args).catch(() => {});
      const workspace: Workspace = {
        overlay: (file, source) => tell('overlay', [file, source]),
        setSeverities: (severities) => tell('setSeverities', [severities]),
        invalidate: (paths) => tell('invalidate', [paths]),
        analyze: (file, signal, onEarly) => ask('analyze', [file], { signal, onNotify: onEarly as ((value: never) => void) | undefined }),
        scan: (onProgress, signal) => ask('scan', [], { signal, onNotify: onProgress as ((value: never) => void) | undefined }),
        whatIf: (scenario) => ask('whatIf', [scenario]),
        syncTeamFile: (file, text) => ask('syncTeamFile', [file, text]),
        explain: (file, line, cell) => ask('explain', [file, line, cell]),
        team: (file) => ask('team', [file]),
        dispose() {
          roots.delete(root);
          tell('close', []);
        },
      };
      return workspace;
    },
    catalog: () => peer.call('catalog', []),
    quote: (request) => peer.call('quote', [request]),
    count: (text, model) => peer.call('count', [text, model]),
    longTexts: (language, text, model) => peer.call('longTexts', [language, text, model]),
    snippet: (language, code, team) => peer.call('snippet', [language, code, team]),
    assist: (text, offset) => peer.call('assist', [text, offset]),
    readTeamFile: (...args) => peer.call('readTeamFile', args),
    declare: (...args) => peer.call('declare', args),
    accept: (...args) => peer.call('accept', args),
    saveScenario: (...args) => peer.call('saveScenario', args),
    dispose: () => peer.close(),
  };
}

/**
 * Answers for an engine on this side. `make` gets the files that only the asking side can load; it may ignore them and read by itself.
 */
export function serveEngine(channel: Channel, make: (assets: AssetPort) => Engine): void {
  const workspaces = new Map<number, Workspace>();
  const of = (root: number): Workspace => {
    const found = workspaces.get(root);
    if (!found) throw new Error('this root is not open');
    return found;
  };
  const handlers: Handlers = {
    open: handler<[number, string, boolean]>(
      ([root, path, isDisk]) => void workspaces.set(root, engine.open(path, isDisk ? 'disk' : askedFiles(root))),
    ),
    overlay: handler<[number, ...Parameters<Workspace['overlay']>]>(([root, ...args]) => of(root).overlay(...args)),
    setSeverities: handler<[number, ...Parameters<Workspace['setSeverities']>]>(([root, severities]) => of(root).setSeverities(severities)),
    invalidate: handler<[number, readonly string[]]>(([root, paths]) => of(root).invalidate(paths)),
    analyze: handler<[number, string]>(([root, path], signal, notify) => of(root).analyze(path, signal, notify)),
    scan: handler<[number]>(([root], signal, notify) => of(root).scan((progress: Progress) => notify(progress), signal)),
    syncTeamFile: handler<[number, string, string | null]>(([root, path, text]) => of(root).syncTeamFile(path, text)),
    whatIf: handler<[number, Scenario]>(([root, scenario]) => of(root).whatIf(scenario)),
    explain: handler<[number, string, number, number | undefined]>(([root, path, line, cell]) => of(root).explain(path, line, cell)),
    team: handler<[number, string]>(([root, path]) => of(root).team(path)),
    close: handler<[number]>(([root]) => {
      of(root).dispose();
      workspaces.delete(root);
    }),
    catalog: () => engine.catalog(),
    quote: handler<Parameters<Engine['quote']>>((args) => engine.quote(...args)),
    count: handler<Parameters<Engine['count']>>((args) => engine.count(...args)),
    longTexts: handler<Parameters<Engine['longTexts']>>((args) => engine.longTexts(...args)),
    snippet: handler<Parameters<Engine['snippet']>>((args) => engine.snippet(...args)),
    assist: handler<Parameters<Engine['assist']>>((args) => engine.assist(...args)),
    readTeamFile: handler<Parameters<Engine['readTeamFile']>>((args) => engine.readTeamFile(...args)),
    declare: handler<Parameters<Engine['declare']>>((args) => engine.declare(...args)),
    accept: handler<Parameters<Engine['accept']>>((args) => engine.accept(...args)),
    saveScenario: handler<Parameters<Engine['saveScenario']>>((args) => engine.saveScenario(...args)),
  };
  const peer = createPeer(channel, handlers);
  const engine = make({ load: (name) => peer.call('loadAsset', [name]) });

  function askedFiles(root: number): FilePort {
    return {
      async *list(skipped, signal) {
        const batches: (readonly { path: string; size: number }[])[] = [];
        const rest = await peer.call<{ files: readonly { path: string; size: number }[]; skipped: readonly SkippedFile[] }>(
          'list',
          [root],
          { signal, onNotify: (batch: never) => void batches.push(batch) },
        );
        for (const one of rest.skipped) skipped(one);
        for (const batch of batches) yield* batch;
        yield* rest.files;
      },
      read: (path) => peer.call('read', [root, path]),
    };
  }
}
