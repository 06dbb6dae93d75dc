// The one-file lesson: everything is inside this script, nothing is fetched, so it opens from disk.
import { core, lesson, worker } from 'virtual:vi-supplies';
import { decodeHex } from './hex.ts';
import { startReading } from './reading/aids.ts';
import { start } from './start.ts';
import { spawnFromSource } from './trust.ts';

startReading();
start(document.body, {
  core: async () => decodeHex(core),
  lesson: async () => lesson,
  worker: () => spawnFromSource(worker),
});
