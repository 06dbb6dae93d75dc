// The contents say which section is being read.
import { followSection } from './section.ts';

export function markSections(lesson: HTMLElement): void {
  const list = lesson.querySelector<HTMLElement>('.vi-contents ol');
  if (!list) return;
  const linkOf = (section: Element) =>
    list.querySelector<HTMLElement>(`a[href="#${section.getAttribute('aria-labelledby')}"]`);
  followSection(lesson, (section) => {
    const link = linkOf(section);
    if (link) mark(list, link);
  });
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
