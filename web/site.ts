// The site's page: core, lesson and worker are files beside it, at addresses that the page's head names.
import { fetchCore, fetchJson } from './failures.ts';
import type { Compiled } from './lesson/document.ts';
import { keepForOffline } from './offline/offline.ts';
import { startReading } from './reading/aids.ts';
import { start } from './start.ts';
import { spawnWorker } from './trust.ts';

function named(id: string): string | undefined {
  const link = document.getElementById(id);
  return link instanceof HTMLLinkElement ? link.href : undefined;
}

function address(id: string): string {
  const found = named(id);
  if (found) return found;
  throw new Error(`the page's head has no link "${id}"`);
}

startReading();
await start(document.body, {
  core: () => fetchCore(address('vi-core')),
  lesson: () => fetchJson<Compiled>(address('vi-lesson'), 'the lesson'),
  worker: () => spawnWorker(address('vi-worker')),
});
// Last, so that nothing that the page needs now waits for what a later visit needs. A preview names no service worker.
const keeper = named('vi-offline');
if (keeper) keepForOffline(keeper);
