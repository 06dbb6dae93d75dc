// A core in a worker, for whatever takes longer than a frame. One request is in flight at a time; one that misses its
// deadline costs the worker its life, and the next call has a fresh one. A late reply is known by its number and dropped.
import { ViError } from './core.mjs';
import type { CheckReport, Ok, Op, Reply, Request } from './door.ts';
import { type FromWorker, type ToWorker, unexpected } from './messages.ts';
import { type CheckOptions, checkSlices } from './slices.ts';

/** SAFETY: an evaluation longer than this is stopped. */
const DEADLINE_MS = 2000;

export interface RemoteOptions {
  module: WebAssembly.Module;
  /** Where a compiled module cannot be posted, the bytes go instead. */
  bytes: () => ArrayBuffer;
  /** From a URL on the site, from a blob in the one-file lesson. */
  spawn: () => Worker;
  deadline?: number;
}
export interface CallOptions {
  signal?: AbortSignal;
}

interface Pending {
  number: number;
  settle: (reply: Reply<unknown>) => void;
}

export class Remote {
  #options: RemoteOptions;
  #worker: Promise<Worker> | undefined;
  #pending: Pending | undefined;
  #last: Promise<unknown> = Promise.resolve();
  #number = 0;

  constructor(options: RemoteOptions) {
    this.#options = options;
  }

  /** The `ok` object; an error reply, a missed deadline (`limit`) and a dead worker (`internal`) are thrown as ViError. */
  async call<O extends Op>(request: Request<O> & { op: O }, { signal }: CallOptions = {}): Promise<Ok<O>> {
    const turn = this.#last.then(() => {
      signal?.throwIfAborted();
      return this.#send(request);
    });
    this.#last = turn.catch(() => {});
    const reply = await abandonable(turn, signal);
    if (reply.error) throw new ViError(reply.error);
    return reply.ok as Ok<O>;
  }

  /** `lesson.check` in slices, with progress between them. */
  async check(options: CheckOptions): Promise<CheckReport> {
    return checkSlices(this, options);
  }

  close(): void {
    this.#drop('the worker was closed');
  }

  async #send(request: Request): Promise<Reply<unknown>> {
    const number = ++this.#number;
    let worker: Worker;
    try {
      this.#worker ??= this.#open();
      worker = await this.#worker;
    } catch (problem) {
      this.#worker = undefined;
      return failure('internal', `no worker could be started: ${(problem as Error).message}`);
    }
    return new Promise((resolve) => {
      const timer = setTimeout(
        () => this.#drop(`it took longer than ${this.#deadline / 1000} s`, 'limit'),
        this.#deadline,
      );
      const settle = (reply: Reply<unknown>) => {
        clearTimeout(timer);
        this.#pending = undefined;
        resolve(reply);
      };
      this.#pending = { number, settle };
      post(worker, { type: 'call', number, request });
    });
  }

  get #deadline(): number {
    return this.#options.deadline ?? DEADLINE_MS;
  }

  #open(): Promise<Worker> {
    const { module, bytes, spawn } = this.#options;
    return new Promise((resolve, reject) => {
      const worker = spawn();
      const sendBytes = () => post(worker, { type: 'open', core: bytes() });
      worker.onerror = (event) => {
        event.preventDefault?.();
        const reason = event.message || 'the browser refused it';
        reject(new Error(reason));
        if (this.#worker) this.#drop(`the worker stopped: ${reason}`);
      };
      worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
        switch (data.type) {
          case 'opened':
            return resolve(worker);
          case 'unreadable':
            return sendBytes();
          case 'failed':
            return reject(new Error(data.reason));
          case 'reply':
            if (data.number === this.#pending?.number) this.#pending.settle(data.reply);
            return;
          default:
            return unexpected(data);
        }
      };
      try {
        post(worker, { type: 'open', core: module });
      } catch {
        sendBytes();
      }
    });
  }

  /** End the worker and answer what it still owed. */
  #drop(reason: string, code = 'internal'): void {
    const dropped = this.#worker;
    this.#worker = undefined;
    dropped?.then((worker) => worker.terminate()).catch(() => {});
    this.#pending?.settle(failure(code, reason));
  }
}

function post(worker: Worker, message: ToWorker): void {
  worker.postMessage(message);
}

function failure(code: string, message: string): Reply<never> {
  return { error: { code, message, where: '' } };
}

/** The promise, or the signal's reason as soon as it is given; the reply that still comes is nobody's then. */
function abandonable<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return promise;
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason);
    if (signal.aborted) return stop();
    signal.addEventListener('abort', stop, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}
