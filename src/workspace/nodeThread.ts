import { Worker } from 'node:worker_threads';
import type { Channel } from './peer.ts';

/** Starts a script as a thread. The thread ends with the process, and when the channel is closed. */
export function startNodeThread(script: string, data: unknown): Channel {
  const worker = new Worker(script, { workerData: data });
  worker.unref();
  let isClosed = false;
  return {
    post: (message) => worker.postMessage(message),
    onMessage: (listener) => void worker.on('message', listener),
    onEnd(listener) {
      worker.once('error', listener);
      worker.once('exit', (code) => !isClosed && listener(new Error(`the analysis thread ended with code ${code}`)));
    },
    close() {
      isClosed = true;
      void worker.terminate();
    },
  };
}
