// The folder of a lesson, from what an author names: it, or one of its files.
import { stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { BadInput } from '../build/bad-input.mjs';

/** Whoever names lesson.json, or Markdown beside it, means the folder. */
export async function folderOf(path) {
  const found = await stat(path).catch(() => undefined);
  return found?.isFile() ? dirname(path) : path;
}

/** Each once, as it is first written: `lessons/mine/*` names every file of one lesson. */
export async function foldersOf(paths) {
  const folders = await Promise.all(paths.map(folderOf));
  const places = folders.map((folder) => resolve(folder));
  return folders.filter((_, i) => places.indexOf(places[i]) === i);
}

/** What is in it, the compiler says. */
export async function requireFolder(path) {
  const folder = await folderOf(path);
  const found = await stat(folder).catch(() => undefined);
  if (found?.isDirectory()) return folder;
  throw new BadInput(`${path} is no folder; a lesson is a folder with lesson.json in it`);
}
