// What helps to read, before the core is there and without it: notes beside the text, the section one is in, one's place.
import { markSections } from './contents.ts';
import { openNotes } from './notes.ts';
import { keepPlace } from './place.ts';

/**
 * For a page of ours. In an embed, window and address are a host's: there only the notes open.
 *
 * @param keep what looks after the reader's place, where it is not the browser's storage
 */
export function startReading(keep = keepPlace): void {
  const lesson = document.querySelector('vi-lesson');
  if (!(lesson instanceof HTMLElement)) return;
  openNotes(lesson);
  markSections(lesson);
  keep(lesson);
}
