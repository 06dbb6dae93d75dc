// What KaTeX says of TeX that an author wrote, with the settings of the page.
import katex from 'katex';
import { ROLE_MACROS, trustsRole } from '../roles.mjs';

/** `\val{…}` and `\num{…}`: places for numbers of the scene. */
export const HOLE = /\\(?:val|num)\{([^{}]*)\}/g;

export const TEX_HINT = 'KaTeX lists what it understands';

/** What is wrong with it, or undefined. */
export function texFault(tex) {
  try {
    katex.renderToString(tex.replace(HOLE, '{0}'), {
      throwOnError: true,
      strict: 'ignore',
      maxSize: 20,
      maxExpand: 200,
      macros: { ...ROLE_MACROS },
      trust: trustsRole,
    });
    return undefined;
  } catch (problem) {
    return `TeX: ${problem.message.replace(/^KaTeX parse error: /, '').replace(/\u0332/g, '')}`;
  }
}
