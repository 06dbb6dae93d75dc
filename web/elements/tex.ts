// KaTeX, held short: whatever it is given it draws or shows as source, in bounded time, and it never throws.
import katex from 'katex';

/** Beyond this KaTeX's own time and stack are at risk (100,000 characters took seconds). */
const LONGEST = 2000;
const OPTIONS = { throwOnError: true, strict: 'ignore', trust: false, maxSize: 20, maxExpand: 200 } as const;
/** A slanted last letter may lean out of its box by so many pixels. */
const SLANT = 3;
const drawn = new WeakMap<HTMLElement, string>();

/** Draw the TeX into the element. What stands there already, drawn here or by the build, is left alone. */
export function drawTex(into: HTMLElement, tex: string, display = false): void {
  const key = `${display} ${tex}`;
  if ((drawn.get(into) ?? prerendered(into)) === key) return;
  drawn.set(into, key);
  try {
    if (tex.length > LONGEST) throw new RangeError(`a formula of ${tex.length} characters`);
    katex.render(tex, into, { ...OPTIONS, displayMode: display });
  } catch {
    showSource(into, tex);
  }
}

/** KaTeX leaves its source in the MathML that it writes beside the glyphs. */
function prerendered(element: HTMLElement): string | undefined {
  const source = element.querySelector('annotation')?.textContent;
  if (source === null || source === undefined) return undefined;
  return `${element.querySelector('.katex-display') !== null} ${source}`;
}

function showSource(into: HTMLElement, tex: string): void {
  const code = document.createElement('code');
  code.className = 'vi-tex-source';
  code.textContent = tex.length > LONGEST ? `${tex.slice(0, LONGEST)}…` : tex;
  into.replaceChildren(code);
}

/** A box that scrolls must be reachable by keyboard, and one that does not should not be a stop. */
export function markScrollable(box: HTMLElement): void {
  if (box.scrollWidth > box.clientWidth + SLANT) box.tabIndex = 0;
  else if (box.hasAttribute('tabindex')) box.removeAttribute('tabindex');
}
