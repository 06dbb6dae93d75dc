// The width that a figure has for its drawing: its own, less the card around it.

/** Tells the width when it has one in view, and whenever it changes; answers how to stop. Where nothing can be measured,
 * never. */
export function watchWidth(figure: HTMLElement, fit: (width: number) => void): () => void {
  if (typeof ResizeObserver !== 'function') return () => {};
  const observer = new ResizeObserver(([entry]) =>
    fit(Math.round((entry?.contentRect.width ?? 0) - paddingOf(figure))),
  );
  observer.observe(figure);
  return () => observer.disconnect();
}

// Before the card is drawn: what figure.css will give it.
function paddingOf(figure: HTMLElement): number {
  const card = figure.querySelector('.vi-card');
  if (!card) return figure.clientWidth < 660 ? 30 : 46;
  const { paddingLeft, paddingRight, borderLeftWidth, borderRightWidth } = getComputedStyle(card);
  return [paddingLeft, paddingRight, borderLeftWidth, borderRightWidth]
    .map(Number.parseFloat)
    .reduce((a, b) => a + b);
}
