// What helps to read, before the core is there and without it: notes beside the text, the section one is in, one's place.
import { markSections } from './contents.ts';
import { openNotes } from './notes.ts';
import { keepPlace } from './place.ts';

/** For a page of ours. In an embed, window and address are a host's: there only the notes open. */
export function startReading(): void {
  const lesson = document.querySelector('vi-lesson');
  if (!(lesson instanceof HTMLElement)) return;
  openNotes(lesson);
  markSections(lesson);
  keepPlace(lesson);
}
