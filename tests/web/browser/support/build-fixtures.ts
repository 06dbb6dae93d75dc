// Products of a lesson with a flipped sign, beside the real ones: what the page says of a false identity.
import { fileURLToPath } from 'node:url';
import { buildProducts } from '../../../../web/build/build.mjs';
import { flippedOut } from './paths.ts';

const lesson = fileURLToPath(new URL('../../../fixtures/lessons/flipped-sign', import.meta.url));

export default async function buildFixtures(): Promise<void> {
  await buildProducts({ lesson, out: flippedOut });
}
