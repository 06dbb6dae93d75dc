// Tables that are wider than the page scroll in boxes of their own: those that do can be reached by keyboard.

export function watchWide(root: ParentNode): void {
  if (typeof ResizeObserver !== 'function') return;
  const observer = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      const scrolls = target.scrollWidth > target.clientWidth + 1;
      if (scrolls) target.setAttribute('tabindex', '0');
      else target.removeAttribute('tabindex');
    }
  });
  for (const box of root.querySelectorAll('.vi-wide')) observer.observe(box);
}
