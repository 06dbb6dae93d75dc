// Whether the learner's work is kept: a lasting remark below the article, and for trouble a notice over the page.
import { offer, remark, say } from '../offline/notice.ts';
import type { Keeping } from './visit.ts';

const MISSING =
  'so nothing is reported. The lesson works, and your answers stay in this browser. Open it from your course to have them counted.';

/** An LMS has no room for them. */
export const REVIEWS_LAST =
  'Your course keeps your answers. Reviews of cards it does not: they last until you close this page, so export them before.';

export function wordsOf({ problem, left = 0, unread, lost = false }: Keeping): string {
  const takes =
    unread === 'untouched' ? 'your score and your place' : 'your answers, your score and your place';
  const words = [
    problem === undefined
      ? `Your course keeps ${takes}.`
      : `Your course did not take your last answers: ${problem}. ${waitingWords(lost)}`,
  ];
  if (left > 0)
    words.push(
      'It has no room for all that you wrote: your oldest answers count, and their words are not kept.',
    );
  if (unread === 'aside')
    words.push('It had kept something that this lesson cannot read, which is now put aside in this browser.');
  if (unread === 'untouched')
    words.push(
      `It had kept something that this lesson cannot read, and that stays as it is: tell whoever runs the course. Until then your answers ${lost ? 'last until you close this page' : 'stay in this browser'}.`,
    );
  return words.join(' ');
}

function waitingWords(isLost: boolean): string {
  return isLost
    ? 'This browser does not keep them either: leave this page open, and they are sent again.'
    : 'They wait in this browser and are sent again.';
}

/** @param refusal what the LMS said, if there is one */
export function sayMissing(refusal?: string): void {
  const words =
    refusal === undefined
      ? `No course has answered, ${MISSING}`
      : `Your course did not begin (${refusal}), ${MISSING}`;
  remark(words);
  say(words);
}

/** Answers what to call whenever the keeping has changed. */
export function followKeeping(again: () => void): (keeping: Keeping) => void {
  const line = remark('');
  let withdraw: (() => void) | undefined;
  return (keeping) => {
    const words = wordsOf(keeping);
    if (line.textContent !== words) line.textContent = words;
    const isTrouble = keeping.problem !== undefined || keeping.unread !== undefined;
    if (isTrouble) withdraw ??= offer(words, 'Send again now', again);
    else {
      withdraw?.();
      withdraw = undefined;
    }
  };
}
