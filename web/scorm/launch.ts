// From an LMS's window to a visit that has begun, or to why there is none.
import { dialectOf } from './dialect.ts';
import { findApi } from './find-api.ts';
import { Runtime } from './runtime.ts';
import { Visit } from './visit.ts';

/** Some systems put their object there only after the lesson's frame. */
const TRIES = 10;
const PAUSE_MS = 100;

export type Launch = { visit: Visit } | { refusal: string } | { missing: true };

/** @param version of the package that this page came in */
export async function launch(from: Window, version: string, name: string): Promise<Launch> {
  const dialect = dialectOf(version);
  const api = await patiently(() => findApi(from, dialect.api));
  if (!api) return { missing: true };
  const runtime = new Runtime(api, dialect);
  if (runtime.initialize()) return { visit: new Visit(runtime, name) };
  return { refusal: runtime.problem ?? '' };
}

async function patiently<T>(look: () => T | undefined): Promise<T | undefined> {
  for (let tries = 1; tries < TRIES; tries++) {
    const found = look();
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  return look();
}
