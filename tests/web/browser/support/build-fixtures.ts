// Products of lessons made for tests, beside the real ones: what the page says of a false identity, and figures of every kind.
import { fileURLToPath } from 'node:url';
import { buildProducts } from '../../../../web/build/build.mjs';
import { figuresOut, flippedOut, smallOut } from './paths.ts';

const fixture = (name: string) =>
  fileURLToPath(new URL(`../../../fixtures/lessons/${name}`, import.meta.url));

/** Two sections, a figure, two exercises and two cards: for what stands around a lesson. */
const small = fileURLToPath(new URL('../../fixtures/lessons/small', import.meta.url));

export default async function buildFixtures(): Promise<void> {
  await buildProducts({ lesson: fixture('flipped-sign'), out: flippedOut });
  await buildProducts({ lesson: fixture('figures'), out: figuresOut });
  await buildProducts({ lesson: small, out: smallOut });
}
