import type { ErrorBody, Ok, Op, Reply, Request } from './door.ts';

export declare class ViError extends Error {
  constructor(error: ErrorBody);
  readonly code: string;
  readonly where: string;
  readonly hint?: string;
}

export interface Core {
  /** The compiled module: post this to a worker instead of the bytes. */
  readonly module: WebAssembly.Module;
  call<O extends Op>(request: Request<O> & { op: O }): Ok<O>;
  reply<O extends Op>(request: Request<O> & { op: O }): Reply<Ok<O>>;
  text(request: string): string;
}

export declare function loadCore(source: BufferSource | WebAssembly.Module): Promise<Core>;
