// The contents say which section is being read: the one that crosses a line in the upper part of the window.
const LINE = '-35% 0px -65% 0px';

export function markSections(lesson: HTMLElement): void {
  const list = lesson.querySelector<HTMLElement>('.vi-contents ol');
  if (!list) return;
  const linkOf = (section: Element) =>
    list.querySelector<HTMLElement>(`a[href="#${section.getAttribute('aria-labelledby')}"]`);
  const crossed = new IntersectionObserver(
    (entries) => {
      const now = entries.findLast(({ isIntersecting }) => isIntersecting);
      const link = now && linkOf(now.target);
      if (link) mark(list, link);
    },
    { rootMargin: LINE },
  );
  for (const section of lesson.querySelectorAll('.vi-section')) crossed.observe(section);
}

function mark(list: HTMLElement, link: HTMLElement): void {
  list.querySelector('[aria-current]')?.removeAttribute('aria-current');
  link.setAttribute('aria-current', 'location');
  // In a low window the column scrolls; the page must not.
  const { offsetTop, offsetHeight } = link;
  const isSeen =
    offsetTop >= list.scrollTop && offsetTop + offsetHeight <= list.scrollTop + list.clientHeight;
  if (!isSeen) list.scrollTop = offsetTop - list.clientHeight / 2;
}
