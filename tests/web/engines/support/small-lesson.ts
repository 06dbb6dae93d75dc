// Built once for all engines: where nothing depends on it, the whole lesson would only take longer.
import { fileURLToPath } from 'node:url';
import { buildProducts } from '../../../../web/build/build.mjs';

const at = (path: string) => fileURLToPath(new URL(`../../../../${path}`, import.meta.url));
export const smallOut = at('build/engines');

export default async function buildSmallLesson(): Promise<void> {
  await buildProducts({ lesson: at('tests/fixtures/lessons/figures'), out: smallOut });
}
