import type { LessonSession } from '../../lesson/session.ts';
import { Leaf } from '../member.ts';
import { printAlone } from '../print-alone.ts';

const WORDS = ['', 'this page', 'these two pages', 'these three pages', 'these four pages'];

/**
 * One page to print; on screen a part of its section like any other. The first of a section has the button that prints
 * them all, and nothing else. In another site's page that would print the site's, so there it has none.
 *
 * @attr name - what stands at its head
 */
export class ViSheet extends Leaf {
  enter(session: LessonSession): void {
    const pages = [...(this.closest('.vi-section')?.querySelectorAll<ViSheet>('vi-sheet') ?? [])];
    if (pages[0] !== this || this.getRootNode() !== document) return;
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'vi-link';
    button.textContent = `Print ${WORDS[pages.length] ?? `these ${pages.length} pages`}`;
    const refusal = document.createElement('span');
    refusal.className = 'vi-refusal';
    refusal.setAttribute('role', 'status');
    const say = (text: string) => {
      refusal.textContent = text;
    };
    button.addEventListener('click', () => printAlone(session, pages, 'sheets', { say }));
    const line = document.createElement('p');
    line.className = 'vi-actions vi-sheet-print vi-live';
    line.append(button, refusal);
    this.querySelector(':scope > .vi-sheet-print')?.remove();
    this.prepend(line);
  }
}
