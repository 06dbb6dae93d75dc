// The short way to copy: a button beside the formula or table that the pointer is on, that was touched, or that has the
// keyboard's focus because it scrolls. It lies over the page and moves nothing. The way for everybody is the list that
// ends each section (elements/copies).
import { blockAt, copyingOf } from './blocks.ts';
import { copyControl } from './control.ts';

const AIR = 12;
const LEAVE_MS = 250;
/** What ends where a formula ends, while its box goes on to the margin. */
const INK = '.katex-base';

/** In `page`, which may stand in a shadow root. */
export function offerCopies(page: HTMLElement): void {
  let block: HTMLElement | undefined;
  let control: HTMLElement | undefined;
  let leaving: ReturnType<typeof setTimeout> | undefined;
  /** Sent away while the pointer rests on it: a browser says again what lies under a pointer that did not move. */
  let dismissed: HTMLElement | undefined;

  const close = () => {
    clearTimeout(leaving);
    control?.remove();
    block = control = undefined;
  };
  const stay = (next: HTMLElement) => {
    clearTimeout(leaving);
    if (next === block && control?.isConnected) return;
    close();
    block = next;
    control = opened(next);
  };
  const leave = () => {
    clearTimeout(leaving);
    // Text that is to be copied by hand stays until Escape.
    if (control && !control.hasAttribute('data-refused')) leaving = setTimeout(close, LEAVE_MS);
  };
  const go = (target: EventTarget | null) => {
    if (!(target instanceof Element)) return;
    if (control?.contains(target)) return clearTimeout(leaving);
    const found = blockAt(target);
    if (found && found === dismissed) return;
    dismissed = undefined;
    if (found) stay(found);
    else leave();
  };

  page.addEventListener('pointerover', (event) => event.pointerType === 'mouse' && go(event.target));
  page.addEventListener('pointerleave', leave);
  page.addEventListener('click', (event) => {
    dismissed = undefined;
    go(event.target);
  });
  page.addEventListener('focusin', (event) => {
    if (event.target instanceof Element && event.target.matches('[tabindex="0"]')) go(event.target);
  });
  page.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !control) return;
    dismissed = block;
    close();
  });
}

function opened(block: HTMLElement): HTMLElement | undefined {
  const section = block.closest<HTMLElement>('.vi-section');
  if (!section) return undefined;
  const control = copyControl(copyingOf(block));
  control.classList.add('vi-copy-beside');
  section.append(control);
  place(control, block, section);
  return control;
}

/** Where the ink ends, at half its height; where that leaves no room, above its right end. */
function place(control: HTMLElement, block: HTMLElement, section: HTMLElement): void {
  const { left, top, width } = section.getBoundingClientRect();
  const box = block.getBoundingClientRect();
  const visible = block.parentElement?.getBoundingClientRect().right ?? box.right;
  const isTable = block instanceof HTMLTableElement;
  const ink = isTable ? [] : [...block.querySelectorAll(INK)];
  const ends = ink.map((one) => one.getBoundingClientRect().right);
  const end = Math.min(ends.length > 0 ? Math.max(...ends) : box.right, visible) - left;
  const { offsetWidth, offsetHeight } = control;
  const hasRoom = end + AIR + offsetWidth <= width;
  const middle = box.top - top + (box.height - offsetHeight) / 2;
  control.style.left = `${hasRoom ? end + AIR : width - offsetWidth}px`;
  control.style.top = `${hasRoom && !isTable ? middle : box.top - top - (hasRoom ? 0 : offsetHeight)}px`;
}
