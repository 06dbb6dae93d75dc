// Products of lessons made for tests, beside the real ones: what the page says of a false identity, figures of every kind,
// and a small lesson for whatever does not need the large one.
import { fileURLToPath } from 'node:url';
import { buildProducts } from '../../../../web/build/build.mjs';
import { buildLms } from './build-lms.ts';
import { figuresOut, flippedOut, lmsOut, measurementOut, smallDeckOut, smallOut } from './paths.ts';

const fixture = (name: string) =>
  fileURLToPath(new URL(`../../../fixtures/lessons/${name}`, import.meta.url));

/** Of the page's tests alone: nothing is wrong with them. */
const ownFixture = (name: string) =>
  fileURLToPath(new URL(`../../fixtures/lessons/${name}`, import.meta.url));

export default async function buildFixtures(): Promise<void> {
  await buildProducts({ lesson: fixture('flipped-sign'), out: flippedOut });
  await buildProducts({ lesson: fixture('figures'), out: figuresOut });
  await buildProducts({ lesson: ownFixture('small-deck'), out: smallDeckOut });
  await buildProducts({ lesson: ownFixture('measurement'), out: measurementOut });
  await buildLms(`${measurementOut}/scorm`, 'measurement', lmsOut);
  await buildLms(`${smallDeckOut}/scorm`, 'small-deck', `${lmsOut}/small-deck`);
  await buildProducts({ lesson: ownFixture('small'), out: smallOut });
}
