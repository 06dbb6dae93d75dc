// The folders of lessons/ that hold a lesson.
import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const lessons = fileURLToPath(new URL('../../lessons', import.meta.url));

/** Their names. */
export async function allLessons() {
  const files = await readdir(lessons, { recursive: true });
  return files
    .map((file) => /^([^/\\]+)[/\\]lesson\.json$/.exec(file)?.[1])
    .filter((name) => name !== undefined)
    .sort();
}
