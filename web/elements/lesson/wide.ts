// Tables that are wider than the page scroll in boxes of their own.
import { markScrollable } from '../tex.ts';

export function watchWide(root: ParentNode): void {
  if (typeof ResizeObserver !== 'function') return;
  const observer = new ResizeObserver((entries) => {
    for (const { target } of entries) markScrollable(target as HTMLElement);
  });
  for (const box of root.querySelectorAll('.vi-wide')) observer.observe(box);
}
