// Which section is being read: the one that crosses a line in the upper part of the window.
const LINE = '-35% 0px -65% 0px';

/** As long as the page's sections are there. */
export function followSection(page: Element, entered: (section: Element) => void): void {
  if (typeof IntersectionObserver !== 'function') return;
  const crossed = new IntersectionObserver(
    (entries) => {
      const now = entries.findLast(({ isIntersecting }) => isIntersecting);
      if (now) entered(now.target);
    },
    { rootMargin: LINE },
  );
  for (const section of page.querySelectorAll('.vi-section')) crossed.observe(section);
}
