// A lesson to begin with: small, whole, and passing the check.
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BadInput } from '../build/bad-input.mjs';

const STARTER = fileURLToPath(new URL('./starter/', import.meta.url));
const SCHEMA = fileURLToPath(new URL('../../lessons/lesson.schema.json', import.meta.url));

/** Writes it into a folder that is empty, or not there yet. */
export async function startLesson(folder) {
  const there = await readdir(folder).catch((problem) => {
    if (problem.code === 'ENOENT') return [];
    throw new BadInput(`${folder} is no folder; name one that is not there yet`);
  });
  if (there.length > 0) throw new BadInput(`${folder} is not empty; name a folder that is not there yet`);
  await mkdir(folder, { recursive: true });
  for (const file of await readdir(STARTER)) {
    const text = await readFile(join(STARTER, file), 'utf8');
    await writeFile(join(folder, file), text.replace('../lesson.schema.json', schemaFrom(folder)));
  }
}

/** Where an editor finds the schema from there, as an address. */
function schemaFrom(folder) {
  return relative(resolve(folder), SCHEMA).split(sep).join('/');
}
