import { fileURLToPath } from 'node:url';

const root = new URL('../../../../', import.meta.url);
export const dist = fileURLToPath(new URL('dist', root));
export const flippedOut = fileURLToPath(new URL('build/flipped-sign', root));
export const smallOut = fileURLToPath(new URL('build/small', root));
export const figuresOut = fileURLToPath(new URL('build/figures', root));
export const smallDeckOut = fileURLToPath(new URL('build/small-deck', root));
export const measurementOut = fileURLToPath(new URL('build/measurement', root));
export const lmsOut = fileURLToPath(new URL('build/lms', root));
