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
 * @param {URL | string} full
 */
export async function bytesFor(documents, full = FULL) {
  const bytes = await Promise.all([readFile(PAGE), readFile(full)]);
  const [some, all] = await Promise.all(bytes.map(namesIn));
  const called = JSON.stringify(documents).matchAll(/[a-z_][a-z_0-9]*(?=\()/gi);
  const isBeyond = ([name]) => all.has(name) && !some.has(name);
  return [...called].some(isBeyond) ? bytes[1] : bytes[0];
}

async function namesIn(bytes) {
  return new Set((await loadCore(bytes)).call({ op: 'functions' }).value.map(({ name }) => name));
}
