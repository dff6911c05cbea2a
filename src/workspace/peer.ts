/** A way to the other side: a worker, or the thread that started it. Messages are copied by structured clone, in order. */
export interface Channel {
  post(message: unknown): void;
  /** Called for every message of the other side. */
  onMessage(listener: (message: unknown) => void): void;
  /** Called once when the other side is gone. */
  onEnd(listener: (error: Error) => void): void;
  close(): void;
}

/** What one side answers. `signal` is aborted when the caller gives up; `notify` sends what is known meanwhile. */
export type Handler<Args extends readonly unknown[] = readonly unknown[]> = (
  args: Args,
  signal: AbortSignal,
  notify: (value: unknown) => void,
) => unknown;
/** What one side answers, by the names that the other side calls. */
export type Handlers = Readonly<Record<string, Handler>>;

/** A handler that knows what it is sent: both sides are of one build. */
export function handler<Args extends readonly unknown[]>(work: Handler<Args>): Handler {
  return (args, signal, notify) => work(args as unknown as Args, signal, notify);
}

/** Calls functions of the other side and answers its calls. */
export interface Peer {
  /** Rejects with the error of the other side, with the signal's reason when aborted, and when the other side is gone. */
  call<T>(
    method: string,
    args: readonly unknown[],
    options?: { readonly signal?: AbortSignal | undefined; readonly onNotify?: ((value: never) => void) | undefined },
  ): Promise<T>;
  close(): void;
}

type Message =
  | { readonly kind: 'call'; readonly id: number; readonly method: string; readonly args: readonly unknown[] }
  | { readonly kind: 'notify'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'error'; readonly id: number; readonly name: string; readonly message: string; readonly stack: string | undefined }
  | { readonly kind: 'abort'; readonly id: number };

interface Pending {
  readonly resolve: (value: never) => void;
  readonly reject: (error: unknown) => void;
  readonly onNotify: ((value: never) => void) | undefined;
}

/** Answers on this channel and asks through it. What a handler throws rejects the caller's promise there with the same name, message and stack. */
export function createPeer(channel: Channel, handlers: Handlers): Peer {
  const pending = new Map<number, Pending>();
  const running = new Map<number, AbortController>();
  let last = 0;
  let ended: Error | null = null;

  async function answer(id: number, method: string, args: readonly unknown[]): Promise<void> {
    const abort = new AbortController();
    running.set(id, abort);
    try {
      const work = handlers[method];
      if (!work) throw new Error(`there is no ${method}`);
      const value = await work(args, abort.signal, (one) => channel.post({ kind: 'notify', id, value: one }));
      if (!abort.signal.aborted) channel.post({ kind: 'answer', id, value });
    } catch (error) {
      const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
      if (!abort.signal.aborted) channel.post({ kind: 'error', id, name, message, stack });
    } finally {
      running.delete(id);
    }
  }

  const take = (id: number): Pending | undefined => {
    const found = pending.get(id);
    pending.delete(id);
    return found;
  };
  channel.onMessage((raw) => {
    const message = raw as Message;
    if (message.kind === 'call') void answer(message.id, message.method, message.args);
    else if (message.kind === 'abort') running.get(message.id)?.abort();
    else if (message.kind === 'notify') pending.get(message.id)?.onNotify?.(message.value as never);
    else if (message.kind === 'answer') take(message.id)?.resolve(message.value as never);
    else take(message.id)?.reject(Object.assign(new Error(message.message), { name: message.name, stack: message.stack ?? '' }));
  });
  channel.onEnd((error) => {
    ended = error;
    for (const one of pending.values()) one.reject(error);
    pending.clear();
  });

  return {
    call(method, args, { signal, onNotify } = {}) {
      if (ended) return Promise.reject(ended);
      if (signal?.aborted) return Promise.reject(signal.reason);
      const id = ++last;
      return new Promise((resolve, reject) => {
        const giveUp = () => {
          if (take(id)) channel.post({ kind: 'abort', id });
          reject(signal?.reason);
        };
        signal?.addEventListener('abort', giveUp, { once: true });
        const settled =
          <V>(next: (value: V) => void) =>
          (value: V) => {
            signal?.removeEventListener('abort', giveUp);
            next(value);
          };
        pending.set(id, { resolve: settled(resolve), reject: settled(reject), onNotify });
        channel.post({ kind: 'call', id, method, args });
      });
    },
    close: () => channel.close(),
  };
}
