import catalog from 'llmcost:catalog';
import { parentPort, workerData } from 'node:worker_threads';
import { createEngine } from './engine.ts';
import { nodeAssets } from './nodeAssets.ts';
import { nodeFiles } from './nodeFiles.ts';
import { serveEngine } from './remoteEngine.ts';

/** Entry of the engine's thread under Node. `workerData`: `{ assets: folder, toolVersion }`. */
const { assets, toolVersion } = workerData as { readonly assets: string; readonly toolVersion: string };
const port = parentPort;
if (port) {
  serveEngine(
    {
      post: (message) => port.postMessage(message),
      onMessage: (listener) => void port.on('message', listener),
      onEnd: () => {},
      close: () => port.close(),
    },
    () =>
      createEngine({
        catalog,
        assets: nodeAssets([assets]),
        today: () => new Date().toISOString().slice(0, 10),
        toolVersion,
        disk: nodeFiles,
      }),
  );
}
