// Boxes that scroll sideways where what they hold is too wide for them.

/** A slanted last letter may lean out of its box by so many pixels. */
const SLANT = 3;
/** So long after the last formula is it measured which boxes scroll. */
const MEASURE_MS = 150;
const unmeasured = new Set<HTMLElement>();
/** What is out of sight has no layout: a box has its first size when it comes into view. */
const sizes =
  typeof ResizeObserver === 'function'
    ? new ResizeObserver((entries) => {
        for (const { target } of entries) measureSoon(target as HTMLElement);
      })
    : undefined;

/**
 * A box that scrolls must be reachable by keyboard, and one that does not should not be a stop. To be called when what the
 * box holds may have another width; from then on its own size is watched as well.
 */
export function markScrollable(box: HTMLElement): void {
  sizes?.observe(box);
  measureSoon(box);
}

/** Boxes are measured together, when nothing more is drawn: to measure one is to lay out the page. */
function measureSoon(box: HTMLElement): void {
  if (unmeasured.size === 0) setTimeout(measure, MEASURE_MS);
  unmeasured.add(box);
}

function measure(): void {
  const seen: HTMLElement[] = [];
  for (const box of unmeasured) {
    if (box.checkVisibility?.({ contentVisibilityAuto: true }) ?? true) seen.push(box);
    else watchAgain(box);
  }
  unmeasured.clear();
  const scrolls = seen.map((box) => box.scrollWidth > box.clientWidth + SLANT);
  for (const [i, box] of seen.entries()) {
    if (scrolls[i]) box.tabIndex = 0;
    else if (box.hasAttribute('tabindex')) box.removeAttribute('tabindex');
  }
}

/** Watched from now on, a box is reported once more when it comes into view, whether or not its size has changed. */
function watchAgain(box: HTMLElement): void {
  sizes?.unobserve(box);
  if (box.isConnected) sizes?.observe(box);
}
