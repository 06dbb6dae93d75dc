// What every product does to come alive: get the core and the lesson, offer the worker, start the page. Where they come
// from is all that differs (site.ts, single.ts, embed/portal.ts).
import { type Core, loadCore } from './core/core.mjs';
import { Remote } from './core/remote.ts';
import type { Compiled } from './lesson/document.ts';
import { failPage, type PageOptions, startPage } from './lesson/page.ts';
import type { LessonSession } from './lesson/session.ts';

export interface Supplies {
  core(): Promise<ArrayBuffer>;
  lesson(): Promise<Compiled>;
  worker(): Worker;
}

/** What computes: the page's own instance, and one in a worker, which begins when it is first needed. */
export interface Engine {
  core: Core;
  remote: Remote;
}

export async function openEngine({ core: bytesOf, worker }: Omit<Supplies, 'lesson'>): Promise<Engine> {
  const bytes = await bytesOf();
  const core = await loadCore(bytes);
  return { core, remote: new Remote({ module: core.module, bytes: () => bytes, spawn: worker }) };
}

export function start(root: HTMLElement, supplies: Supplies, options: PageOptions = {}): Promise<unknown> {
  return begin(root, () => Promise.all([openEngine(supplies), supplies.lesson()]), options);
}

/** Never throws: a page that cannot compute stays as it was read, and says why. */
export async function begin(
  root: HTMLElement,
  supply: () => Promise<[Engine, Compiled]>,
  options: PageOptions,
): Promise<LessonSession | undefined> {
  try {
    const [{ core, remote }, compiled] = await supply();
    return await startPage(core, compiled, root, { ...options, remote });
  } catch (problem) {
    failPage(root, problem, () => begin(root, supply, options));
    return undefined;
  }
}
