// Why a page could not start, and what its reader can do about it.
import type { Stop } from './elements/lesson/still.ts';

/** A failure with its remedy. */
export class Failure extends Error implements Stop {
  override name = 'Failure';
  readonly remedy: string;
  /** Whether to try again can help. */
  readonly canPass: boolean;

  constructor(reason: string, remedy: string, canPass = false) {
    super(reason);
    this.remedy = remedy;
    this.canPass = canPass;
  }

  get reason(): string {
    return this.message;
  }
}

/** After a failure nothing is taken from the browser's cache: what failed may lie there. */
let cache: RequestCache = 'default';

const STAYS = 'If it stays so, tell whoever runs this site.';

/** Its `cause` is the problem. */
export function explain(problem: unknown): Failure {
  cache = 'reload';
  if (problem instanceof Failure) return problem;
  const failure = failureOf(problem);
  failure.cause = problem;
  return failure;
}

function failureOf(problem: unknown): Failure {
  if (typeof WebAssembly === 'undefined')
    return new Failure(
      'this browser has no WebAssembly, or a strict mode turns it off.',
      'Another browser will do; or allow this site in the settings of the strict mode.',
    );
  const message = problem instanceof Error ? problem.message : String(problem);
  if (problem instanceof WebAssembly.CompileError) return compileFailure(message);
  if (problem instanceof WebAssembly.LinkError || problem instanceof TypeError)
    return new Failure(`the core and the page do not fit together (${message}).`, STAYS, true);
  if (problem instanceof RangeError)
    return new Failure(`there is no room for the core (${message}).`, 'Close other tabs.', true);
  return new Failure(`${message.replace(/\.$/, '')}.`, STAYS, true);
}

function compileFailure(message: string): Failure {
  if (/unsafe-eval|Content Security Policy|blocked by CSP/i.test(message))
    return new Failure(
      "the site's security policy blocks WebAssembly.",
      "Whoever runs the site can allow 'wasm-unsafe-eval'.",
    );
  return new Failure('the core arrived damaged.', STAYS, true);
}

/** No browser lets a page fetch its neighbours there, however the files lie. */
export const ON_A_SERVER = 'Put the folder on a web server.';
const ALL_INSIDE = 'Put the folder on a web server, or take vi-lesson.js, which has core and lesson inside.';

/**
 * The bytes behind an address, or a sentence about what came instead.
 *
 * @param fromDisk what helps where the page is opened from disk
 */
export async function fetchBytes(url: string, what: string, fromDisk = ALL_INSIDE): Promise<ArrayBuffer> {
  const name = url.replace(/[?#].*/, '').replace(/.*\//, '');
  let response: Response;
  try {
    response = await fetch(url, { cache });
  } catch {
    if (!url.startsWith('file:')) throw unreached(what);
    throw new Failure(`a page that is opened from disk may not fetch ${what}.`, fromDisk);
  }
  if (!response.ok)
    throw new Failure(`${what} is not there: the server says ${response.status}.`, lacks(name), true);
  try {
    return await response.arrayBuffer();
  } catch {
    throw new Failure(`${what} broke off on its way.`, 'Check the connection.', true);
  }
}

/** Whoever runs the site wants to know which file. */
function lacks(name: string): string {
  return `If it stays so, tell whoever runs this site that ${name} does not come.`;
}

function unreached(what: string): Failure {
  return navigator.onLine
    ? new Failure(`${what} could not be fetched.`, 'Check the connection.', true)
    : new Failure(
        `you are offline, and this browser has not kept the lesson yet.`,
        'Connect once, and it opens without a network from then on.',
        true,
      );
}

const MAGIC = [0x00, 0x61, 0x73, 0x6d];

/** The core's bytes: a sign-in page that answers in its place is recognised as such. */
export async function fetchCore(url: string): Promise<ArrayBuffer> {
  const bytes = await fetchBytes(url, 'the core');
  const head = new Uint8Array(bytes, 0, Math.min(4, bytes.byteLength));
  if (MAGIC.every((byte, i) => head[i] === byte)) return bytes;
  throw instead('the core');
}

export async function fetchJson<T>(url: string, what: string, fromDisk?: string): Promise<T> {
  const bytes = await fetchBytes(url, what, fromDisk);
  try {
    return JSON.parse(new TextDecoder().decode(bytes)) as T;
  } catch {
    throw instead(what);
  }
}

function instead(what: string): Failure {
  return new Failure(
    `something else came in place of ${what}, perhaps a network’s sign-in page.`,
    'Sign in, then try again.',
    true,
  );
}
