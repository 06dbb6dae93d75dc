// Where a program of this machine is.
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The first of these names on PATH, else undefined. */
export function findProgram(...names) {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isProgram);
}

export function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Whether tools/setup.sh installs what is missing here: then a test that misses it fails, and is skipped elsewhere. */
export const canInstall = findProgram('apt-get') !== undefined;
