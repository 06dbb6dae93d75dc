// The two files of the core: all there is, with which lessons are checked, evaluated and previewed, and the smaller one that a
// page brings if its lesson calls nothing beyond it.
import { readFile } from 'node:fs/promises';
import { loadCore } from '../core/core.mjs';

const root = new URL('../../', import.meta.url);
const PAGE = new URL('build/wasm/vi-page.wasm', root);

/** All there is. */
export const FULL = new URL('build/wasm/vi.wasm', root);

/**
 * The bytes that the pages of these lessons need.
 *
 * @param {object[]} documents
 * @param {{bytes: Buffer, core: import('../core/core.mjs').Core}} full all there is
 */
export async function bytesFor(documents, full) {
  const bytes = await readFile(PAGE);
  const [some, all] = [await loadCore(bytes), full.core].map(namesIn);
  const called = JSON.stringify(documents).matchAll(/[a-z_][a-z_0-9]*(?=\()/gi);
  const isBeyond = ([name]) => all.has(name) && !some.has(name);
  return [...called].some(isBeyond) ? full.bytes : bytes;
}

function namesIn(core) {
  return new Set(core.call({ op: 'functions' }).value.map(({ name }) => name));
}
