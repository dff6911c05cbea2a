import type { Channel } from './peer.ts';

interface WebWorker {
  postMessage(message: unknown): void;
  onmessage: ((event: { readonly data: unknown }) => void) | null;
  onerror: ((event: { readonly message?: string }) => void) | null;
  terminate(): void;
}
declare const Worker: new (url: string) => WebWorker;

/** Starts a script of an address as a web worker; `first` is its first message. */
export function startWebThread(url: string, first: unknown): Channel {
  const worker = new Worker(url);
  worker.postMessage(first);
  return {
    post: (message) => worker.postMessage(message),
    onMessage: (listener) => (worker.onmessage = (event) => listener(event.data)),
    onEnd: (listener) => (worker.onerror = (event) => listener(new Error(event.message ?? 'the analysis thread ended'))),
    close: () => worker.terminate(),
  };
}
