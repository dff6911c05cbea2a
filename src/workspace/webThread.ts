import type { Channel } from './peer.ts';

interface WebWorker {
  postMessage(message: unknown): void;
  onmessage: ((event: { readonly data: unknown }) => void) | null;
  onerror: ((event: { readonly message?: string }) => void) | null;
  terminate(): void;
}
declare const Worker: new (url: string) => WebWorker;
declare const Blob: new (parts: readonly Uint8Array[], options: { readonly type: string }) => unknown;
declare const URL: { createObjectURL(blob: unknown): string; revokeObjectURL(url: string): void };

/**
 * Starts a script as a web worker; `first` is its first message. The script comes as bytes, because an editor may hold its extensions
 * where a browser cannot load a worker from. What is posted before it runs waits.
 */
export function startWebThread(script: Promise<Uint8Array>, first: unknown): Channel {
  const waiting: unknown[] = [first];
  let worker: WebWorker | undefined;
  let isClosed = false;
  let onMessage: (message: unknown) => void = () => {};
  let onEnd: (error: Error) => void = () => {};
  script
    .then((bytes) => {
      if (isClosed) return;
      const url = URL.createObjectURL(new Blob([bytes], { type: 'text/javascript' }));
      worker = new Worker(url);
      worker.onmessage = (event) => onMessage(event.data);
      worker.onerror = (event) => onEnd(new Error(event.message ?? 'the analysis thread ended'));
      for (const message of waiting.splice(0)) worker.postMessage(message);
    })
    .catch((error: unknown) => onEnd(error instanceof Error ? error : new Error(String(error))));
  return {
    post: (message) => (worker ? worker.postMessage(message) : void waiting.push(message)),
    onMessage: (listener) => (onMessage = listener),
    onEnd: (listener) => (onEnd = listener),
    close() {
      isClosed = true;
      worker?.terminate();
    },
  };
}
