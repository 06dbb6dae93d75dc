// A mark in the text, of a work or of a term, opens its entry beside the text: in the margin where that has room, under the
// paragraph otherwise. Nothing that is read moves. Without script a mark is what the build wrote, a link to the entry.
const MARK = 'a.vi-reference';
/** What a note stands after; in an item of a list it stands at the end. */
const BLOCK = 'p, li, .vi-wide, h2, h3, h4';
/** What a note in the margin must not cover. */
const NEIGHBOURS = ':scope > *, :scope > vi-scene > *';
/** Below this a margin is too narrow to read in. */
const NARROWEST = 190;
const AIR = 12;

interface Open {
  mark: HTMLElement;
  note: HTMLElement;
}

/** The marks under `page`, which may stand in a shadow root. */
export function openNotes(page: HTMLElement): void {
  let open: Open | undefined;

  const close = () => {
    open?.mark.setAttribute('aria-expanded', 'false');
    open?.note.remove();
    open = undefined;
    document.removeEventListener('keydown', escape);
    removeEventListener('resize', fit);
  };
  const press = (event: MouseEvent) => {
    const target = event.target as Element;
    if (target.closest('.vi-note-close')) return leave();
    const mark = target.closest<HTMLElement>(MARK);
    // A new tab is the reader's choice; there the entry is at the end of the article.
    if (!mark || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const pressedAgain = mark === open?.mark;
    close();
    if (!pressedAgain) open = opened(mark);
    if (open) listen();
    // Where there is nothing to open, the link goes to the entry.
    if (pressedAgain || open) event.preventDefault();
  };
  const leave = () => {
    const mark = open?.mark;
    close();
    mark?.focus({ preventScroll: true });
  };
  const escape = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented || !open) return;
    if (hasFocus(open)) leave();
    else close();
  };
  const fit = () => open?.note.isConnected && place(open);
  // Only while a note is open: a page that is thrown away leaves nothing behind.
  const listen = () => {
    document.addEventListener('keydown', escape);
    addEventListener('resize', fit);
  };

  for (const mark of page.querySelectorAll(MARK)) mark.setAttribute('aria-expanded', 'false');
  page.addEventListener('click', press);
}

function opened(mark: HTMLElement): Open | undefined {
  const root = mark.getRootNode() as Document | ShadowRoot;
  const entry = root.getElementById(mark.getAttribute('href')?.slice(1) ?? '');
  const block = mark.closest(BLOCK);
  if (!entry || !block) return undefined;
  const note = noteOf(entry);
  if (block.localName === 'li') block.append(note);
  else block.after(note);
  mark.setAttribute('aria-expanded', 'true');
  const open = { mark, note };
  place(open);
  return open;
}

function noteOf(entry: Element): HTMLElement {
  const copy = entry.cloneNode(true) as Element;
  copy.removeAttribute('id');
  const list = document.createElement('dl');
  list.append(copy);
  const close = document.createElement('button');
  close.type = 'button';
  close.className = 'vi-note-close';
  close.setAttribute('aria-label', 'Close');
  close.textContent = '×';
  const note = document.createElement('div');
  note.className = 'vi-note';
  note.setAttribute('role', 'note');
  note.append(list, close);
  return note;
}

/** Level with its mark, or as much higher as what follows asks for, if it is still seen beside it. */
function place({ mark, note }: Open): void {
  note.classList.add('vi-beside');
  note.style.marginTop = '0';
  const { top: end, width, height } = note.getBoundingClientRect();
  const level = mark.getClientRects()[0]?.top ?? end;
  const raised = level - inTheWay(note, level);
  const top = [level, raised].find((one) => inTheWay(note, one) === 0);
  const isBeside = top === level || (top !== undefined && top >= 0 && top + height > level);
  if (width >= NARROWEST && isBeside) note.style.marginTop = `${top - end}px`;
  else {
    note.classList.remove('vi-beside');
    note.style.removeProperty('margin-top');
  }
}

/** By how much a note at this height would reach into what stands beside it, or beyond its section. */
function inTheWay(note: HTMLElement, top: number): number {
  const { left, height } = note.getBoundingClientRect();
  const section = note.closest('.vi-section');
  const end = section?.getBoundingClientRect().bottom ?? Number.POSITIVE_INFINITY;
  const boxes = [...(section?.querySelectorAll(NEIGHBOURS) ?? [])]
    .filter((one) => one.localName !== 'vi-scene' && one !== note)
    .map((one) => (one.matches('.vi-wide') ? (one.firstElementChild ?? one) : one).getBoundingClientRect())
    .filter((box) => box.right > left && box.height > 0)
    .filter((box) => box.bottom + AIR > top && box.top - AIR < top + height);
  return Math.max(0, top + height - end, ...boxes.map((box) => top + height + AIR - box.top));
}

/** Or nothing has it: some browsers give none to a link that is clicked. */
function hasFocus({ mark, note }: Open): boolean {
  const { activeElement } = mark.getRootNode() as Document | ShadowRoot;
  return document.activeElement === document.body || mark === activeElement || note.contains(activeElement);
}
