// Why a page could not start, and what its reader can do about it: one sentence each.

/** Something that should have come over the network and did not. */
export class SupplyError extends Error {
  override name = 'SupplyError';
}

export function explain(problem: unknown): Error {
  if (typeof WebAssembly === 'undefined') {
    return new Error(
      'this browser has no WebAssembly, or a strict mode turns it off. Another browser will do.',
    );
  }
  const message = problem instanceof Error ? problem.message : String(problem);
  if (problem instanceof WebAssembly.CompileError) return new Error(compileReason(message));
  return new Error(message);
}

function compileReason(message: string): string {
  if (/unsafe-eval|Content Security Policy|blocked by CSP/i.test(message)) {
    return "the site's security policy blocks WebAssembly. Whoever runs it can allow 'wasm-unsafe-eval'.";
  }
  return 'the core arrived damaged. Reload the page; if that does not help, the file on the server is incomplete.';
}

/** The bytes behind an address, or a sentence about what came instead. */
export async function fetchBytes(url: string, what: string): Promise<ArrayBuffer> {
  const name = url.replace(/[?#].*/, '').replace(/.*\//, '');
  const retry = 'Reload the page to try again.';
  let response: Response;
  try {
    response = await fetch(url);
  } catch {
    throw new SupplyError(`${what} (${name}) could not be fetched. Check the connection, then reload.`);
  }
  if (!response.ok)
    throw new SupplyError(`${what} (${name}) is not there: the server says ${response.status}. ${retry}`);
  try {
    return await response.arrayBuffer();
  } catch {
    throw new SupplyError(`${what} (${name}) broke off on its way. ${retry}`);
  }
}

const MAGIC = [0x00, 0x61, 0x73, 0x6d];

/** The core's bytes: a sign-in page that answers in its place is recognised as such. */
export async function fetchCore(url: string): Promise<ArrayBuffer> {
  const bytes = await fetchBytes(url, 'the core');
  const head = new Uint8Array(bytes, 0, Math.min(4, bytes.byteLength));
  if (MAGIC.every((byte, i) => head[i] === byte)) return bytes;
  throw new SupplyError(
    'something else came in place of the core, perhaps a network sign-in page. Sign in, then reload.',
  );
}

export async function fetchJson<T>(url: string, what: string): Promise<T> {
  const bytes = await fetchBytes(url, what);
  try {
    return JSON.parse(new TextDecoder().decode(bytes)) as T;
  } catch {
    throw new SupplyError(
      `${what} is not readable JSON, perhaps a network sign-in page. Sign in, then reload.`,
    );
  }
}
