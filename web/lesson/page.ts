// From a compiled lesson and a core to a live page: open the session, read the address, hand both to the elements.
import type { Core } from '../core/core.mjs';
import { defineElements } from '../elements/index.ts';
import { ViLesson } from '../elements/lesson/vi-lesson.ts';
import { loadTex } from '../elements/tex.ts';
import { explain } from '../failures.ts';
import type { Compiled } from './document.ts';
import type { Shelf } from './entries.ts';
import { applyEntries, type Entry, followState, parseQuery } from './link.ts';
import { noteWhenPrinted } from './print-note.ts';
import { type Checker, LessonSession } from './session.ts';

/** What on a page shows reviews of cards: without any of it, their log stays closed. */
export const OF_REVIEWS = 'vi-card, vi-review, vi-data';

export interface PageOptions {
  /** The worker, for what takes longer than a frame. */
  remote?: Checker;
  /** Whether the page's address carries the state: not where the address is a host's. */
  address?: boolean;
  /** Where typed work is kept, if not in the browser's storage. */
  shelf?: Shelf;
  /** What to show in place of the book's numbers, where no address says it. */
  entries?: () => Entry[];
  /** The lesson stands in somebody else's page. */
  embedded?: boolean;
  /** Told of the session when its page is open, also after a second try. */
  opened?: (session: LessonSession) => void;
  /** Why reviews of cards stay in memory, said to who gives them; left out where this browser is to keep them. */
  reviewsLast?: string;
}

/** Resolves when everything on the page shows the core's numbers; `vi-ready` says so to others. */
export async function startPage(
  core: Core,
  compiled: Compiled,
  root: ParentNode,
  { remote, address = true, shelf, reviewsLast, entries, embedded = false, opened }: PageOptions = {},
): Promise<LessonSession | undefined> {
  defineElements();
  const lesson = findLesson(root);
  let session: LessonSession;
  try {
    session = new LessonSession(core, compiled, remote, shelf);
  } catch (problem) {
    failPage(root, problem);
    return undefined;
  }
  session.isEmbedded = embedded;
  const asked = entries?.() ?? (address ? parseQuery(location.search) : []);
  const problems = applyEntries(session, asked);
  await lesson.open(session);
  lesson.report(problems, embedded ? 'The page around it' : undefined);
  // Nothing waits for it now; the first drag should not either.
  void loadTex();
  const hasCards = session.cards.size > 0 && lesson.querySelector(OF_REVIEWS) !== null;
  if (reviewsLast !== undefined) session.deck.log.stayInMemory(reviewsLast);
  else if (hasCards) void session.deck.log.open();
  if (address) {
    followState(session);
    noteWhenPrinted(session, lesson);
  }
  opened?.(session);
  return session;
}

/**
 * The page stays as it was read, and says why it does not compute.
 *
 * @param again what to do once more, if that can help
 */
export function failPage(root: ParentNode, problem: unknown, again?: () => void): void {
  defineElements();
  const failure = explain(problem);
  findLesson(root).fail(failure, failure.canPass ? again : undefined);
}

function findLesson(root: ParentNode): ViLesson {
  const found = root instanceof ViLesson ? root : root.querySelector('vi-lesson');
  if (!found) throw new Error('the page has no <vi-lesson>');
  return found as ViLesson;
}
