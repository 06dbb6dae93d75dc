// Paper shows the numbers of the moment. Where they are not the book's it says so, with the address that brings them back.
import { stateAddress, stateEntries } from './link.ts';
import type { LessonSession } from './session.ts';

export function noteWhenPrinted(session: LessonSession, root: Element): void {
  const note = document.createElement('p');
  note.className = 'vi-printed';
  addEventListener('beforeprint', () => {
    const changed = stateEntries(session, '').map(({ key, text }) => `${key} = ${text}`);
    note.textContent = `Not the book’s numbers: ${changed.join(', ')}. The page with these: ${stateAddress(session, location)}`;
    if (changed.length > 0) root.prepend(note);
    else note.remove();
  });
}
