// The TeX of what is displayed, read back from where KaTeX leaves it: in the MathML beside the glyphs. So what is copied is
// what the core wrote for the numbers on the screen, and it can be copied before the core is there.
import { withoutRoles } from '../roles.mjs';

/** What our elements put before a piece of a longer line. */
const PREFIX = /^\\displaystyle\s*(?:\{\})?\s*/;

/** One formula, as it was given to KaTeX. */
export function texOf(formula: Element): string {
  const pieces = [...formula.querySelectorAll('annotation')].map(({ textContent }) => textContent ?? '');
  // A display may be set in several boxes, side by side.
  return pieces.map(clean).join(' \\qquad ');
}

/** A line of a derivation: its left side, then each part with its relation. */
export function texOfLine(line: Element): string {
  return [...line.querySelectorAll('annotation')]
    .map(({ textContent }) => clean(textContent ?? ''))
    .join(' ');
}

/** Both paths of an identity. */
export function texOfIdentity(pair: Element): string {
  const sides = [...pair.querySelectorAll('.vi-path-formula')].map(texOf);
  const sign = pair.querySelector('.vi-equals')?.textContent === '≠' ? '\\ne' : '=';
  return sides.join(` ${sign} `);
}

function clean(tex: string): string {
  return withoutRoles(tex.trim().replace(PREFIX, '')).trim();
}
