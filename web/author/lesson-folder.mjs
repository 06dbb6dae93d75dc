// The folder of a lesson, from what an author names: it, or one of its files.
import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { BadInput } from '../build/bad-input.mjs';

/** Whoever names lesson.json, or Markdown beside it, means the folder. */
export async function folderOf(path) {
  const found = await stat(path).catch(() => undefined);
  return found?.isFile() ? dirname(path) : path;
}

/** What is in it, the compiler says. */
export async function requireFolder(path) {
  const folder = await folderOf(path);
  const found = await stat(folder).catch(() => undefined);
  if (found?.isDirectory()) return folder;
  throw new BadInput(`${path} is no folder; a lesson is a folder with lesson.json in it`);
}
