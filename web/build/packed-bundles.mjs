// The bundles that `npm pack` puts into the package: one file, from what was asked for to what Vite made of it.
import { readFile, writeFile } from 'node:fs/promises';

const FILE = new URL('../../build/bundles.json', import.meta.url);
let read;

/** A script, or `{css, fonts}`. */
export async function packedBundle(key) {
  read ??= readFile(FILE, 'utf8').then((text) => JSON.parse(text, bytes));
  const found = (await read)[key];
  if (found === undefined) throw new Error(`the package was made without the bundle "${key}"`);
  return found;
}

/** @param {Map<string, Promise<any>>} bundles */
export async function packBundles(bundles) {
  const made = await Promise.all([...bundles].map(async ([key, bundle]) => [key, await bundle]));
  await writeFile(FILE, JSON.stringify(Object.fromEntries(made), text));
}

// JSON has no bytes; `JSON.stringify` makes lists of numbers of them.
function text(_, value) {
  return value?.type === 'Buffer' ? { base64: Buffer.from(value.data).toString('base64') } : value;
}

function bytes(_, value) {
  return value?.base64 === undefined ? value : Buffer.from(value.base64, 'base64');
}
