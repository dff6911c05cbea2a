import catalog from 'llmcost:catalog';
import { createEngine } from './engine.ts';
import type { Channel } from './peer.ts';
import { serveEngine } from './remoteEngine.ts';

/** The two things of a web worker that are needed; the core's types know no browser. */
declare const self: { postMessage(message: unknown): void; onmessage: ((event: { readonly data: unknown }) => void) | null };

/** Entry of the engine's thread in a browser. The first message is `{ toolVersion }`. */
self.onmessage = ({ data }) => {
  const { toolVersion } = data as { readonly toolVersion: string };
  const channel: Channel = {
    post: (message) => self.postMessage(message),
    onMessage: (listener) => (self.onmessage = (event) => listener(event.data)),
    onEnd: () => {},
    close: () => {},
  };
  serveEngine(channel, (assets) => createEngine({ catalog, assets, today: () => new Date().toISOString().slice(0, 10), toolVersion }));
};
