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

/** The call in flight; it waits here while its worker opens. */
interface Pending {
  number: number;
  request: Request;
  settle: (reply: Reply<unknown>) => void;
}

export class Remote {
  #options: RemoteOptions;
  #worker: Worker | undefined;
  #isOpen = false;
  #pending: Pending | undefined;
  #last: Promise<unknown> = Promise.resolve();
  #number = 0;
  #closings = 0;

  constructor(options: RemoteOptions) {
    this.#options = options;
  }

  /** The `ok` object; an error reply, a missed deadline (`limit`) and a dead worker (`internal`) are thrown as ViError. */
  async call<O extends Op>(request: Request<O> & { op: O }, { signal }: CallOptions = {}): Promise<Ok<O>> {
    const closings = this.#closings;
    const turn = this.#last.then(() => {
      signal?.throwIfAborted();
      return closings === this.#closings ? this.#send(request) : CLOSED;
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

  /** Ends the worker. Every call that waits is answered with an error; a later one has a fresh worker. */
  close(): void {
    this.#closings++;
    this.#drop(CLOSED);
  }

  /** The deadline counts from here: a worker that never opens is as late as one that never answers. */
  #send(request: Request): Promise<Reply<unknown>> {
    const deadline = this.#options.deadline ?? DEADLINE_MS;
    const late = failure('limit', `it took longer than ${deadline / 1000} s`);
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.#drop(late), deadline);
      const settle = (reply: Reply<unknown>) => {
        clearTimeout(timer);
        this.#pending = undefined;
        resolve(reply);
      };
      this.#pending = { number: ++this.#number, request, settle };
      if (this.#isOpen) this.#post();
      else if (!this.#worker) this.#start();
    });
  }

  #start(): void {
    const { module, bytes, spawn } = this.#options;
    try {
      const worker = spawn();
      this.#worker = worker;
      worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
        if (worker === this.#worker) this.#hear(data);
      };
      worker.onerror = (event) => {
        event.preventDefault?.();
        const reason = event.message || 'the browser refused it';
        if (worker === this.#worker) this.#drop(failure('internal', `the worker stopped: ${reason}`));
      };
      try {
        post(worker, { type: 'open', core: module });
      } catch {
        post(worker, { type: 'open', core: bytes() });
      }
    } catch (problem) {
      this.#drop(failure('internal', `no worker could be started: ${(problem as Error).message}`));
    }
  }

  #hear(message: FromWorker): void {
    switch (message.type) {
      case 'opened':
        this.#isOpen = true;
        return this.#post();
      case 'unreadable':
        return post(this.#worker as Worker, { type: 'open', core: this.#options.bytes() });
      case 'failed':
        return this.#drop(failure('internal', `the worker failed: ${message.reason}`));
      case 'reply':
        if (message.number === this.#pending?.number) this.#pending.settle(message.reply);
        return;
      default:
        return unexpected(message);
    }
  }

  #post(): void {
    if (!this.#worker || !this.#pending) return;
    const { number, request, settle } = this.#pending;
    try {
      post(this.#worker, { type: 'call', number, request });
    } catch (problem) {
      settle(failure('internal', `the request cannot be posted: ${(problem as Error).message}`));
    }
  }

  /** End the worker and answer what it still owed. */
  #drop(answer: Reply<unknown>): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#isOpen = false;
    this.#pending?.settle(answer);
  }
}

const CLOSED = failure('internal', 'the worker was closed');

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
