// What the files of a product are called.
import { createHash } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** A product whose name changes with its content would pile up; all others are written over. */
const HASHED = /^(?:page|katex|lesson|vi|worker|KaTeX_\w+-\w+)-[0-9a-f]{10}\.(?:css|js|json|wasm|woff2)$/;

/** The compiled lesson, which an element fetches by its address. */
export function fileOf({ name }) {
  return `${name}.lesson.json`;
}

/** A name that changes with the content. */
export function withHash(name, content) {
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 10);
  return name.replace(/(\.\w+)$/, `-${hash}$1`);
}

export async function removeHashed(folder) {
  const names = await readdir(folder).catch(() => []);
  for (const name of names) if (HASHED.test(name)) await rm(join(folder, name));
}
