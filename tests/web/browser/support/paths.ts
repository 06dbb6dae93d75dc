import { fileURLToPath } from 'node:url';

const root = new URL('../../../../', import.meta.url);
export const dist = fileURLToPath(new URL('dist', root));
export const flippedOut = fileURLToPath(new URL('build/flipped-sign', root));
export const smallOut = fileURLToPath(new URL('build/small', root));
export const figuresOut = fileURLToPath(new URL('build/figures', root));
