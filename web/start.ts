// What every product does to come alive: get the core and the lesson, offer the worker, start the page. Where they come
// from is all that differs (site.ts, single.ts, embed/vi-lesson.ts).
import { loadCore } from './core/core.mjs';
import { Remote } from './core/remote.ts';
import type { Compiled } from './lesson/document.ts';
import { failPage, type PageOptions, startPage } from './lesson/page.ts';

export interface Supplies {
  core(): Promise<ArrayBuffer>;
  lesson(): Promise<Compiled>;
  worker(): Worker;
}

/** Never throws: a page that cannot compute stays as it was read, and says why. */
export async function start(root: HTMLElement, supplies: Supplies, options: PageOptions = {}): Promise<void> {
  try {
    const [bytes, compiled] = await Promise.all([supplies.core(), supplies.lesson()]);
    const core = await loadCore(bytes);
    const remote = new Remote({ module: core.module, bytes: () => bytes, spawn: supplies.worker });
    await startPage(core, compiled, root, { ...options, remote });
  } catch (problem) {
    failPage(root, problem, () => start(root, supplies, options));
  }
}
