// What page and worker say to each other. A call carries a number; its reply carries the same one.
import type { Reply, Request } from './door.ts';

export type ToWorker =
  | { type: 'open'; core: WebAssembly.Module | ArrayBuffer }
  | { type: 'call'; number: number; request: Request };

export type FromWorker =
  | { type: 'opened' }
  /** The posted module did not survive the crossing: send the bytes instead. */
  | { type: 'unreadable' }
  | { type: 'failed'; reason: string }
  | { type: 'reply'; number: number; reply: Reply<unknown> };

/** For the end of a `switch` over messages: a case that was forgotten does not compile. */
export function unexpected(message: never): never {
  throw new Error(`unexpected message ${JSON.stringify(message)}`);
}
