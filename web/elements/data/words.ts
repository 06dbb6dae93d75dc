// What is said of a learner's data: what there is, where it lies, and what a file would change.
import type { Contents } from '../../learner/export-file.ts';
import type { Promised } from '../../learner/persistence.ts';
import type { LearnerData, Preview } from '../../lesson/learner-data.ts';
import { MOST_ASIDE } from '../../lesson/put-aside.ts';
import { counted } from '../card/words.ts';

const PROMISES: Record<Promised, string> = {
  unknown: 'A browser may clear what it keeps when room runs short: an export is safe from that.',
  no: 'The browser may clear it when room runs short: ask it to keep your data, or export now and then.',
  refused: 'The browser makes no promise to keep it: export now and then.',
  yes: 'The browser has promised not to clear it by itself.',
};

/** `12 reviews and 7 answers`; empty if there is neither. */
export function both(reviews: number, answers: number): string {
  const parts = [
    reviews > 0 ? counted(reviews, 'review', 'reviews') : '',
    answers > 0 ? counted(answers, 'answer', 'answers') : '',
  ];
  return parts.filter(Boolean).join(' and ');
}

export function keptWords({ reviews, answers, log }: LearnerData): string {
  const count = both(reviews.length, answers);
  if (count === '') {
    const nothing = log.isRead ? 'Of this lesson there is nothing yet.' : '';
    const stays = log.isRead && !log.isKept ? '' : 'What you grade and type stays in this browser.';
    return `${nothing} ${stays}`.trim();
  }
  return `You have ${count} of this lesson${log.isKept ? ' in this browser, and nowhere else' : ''}.`;
}

/** Where it lies and for how long: one sentence each. */
export function keepingWords({ log, work, isEmpty }: LearnerData): string[] {
  const typed =
    work.isLost && !log.problem ? 'What you type has no room here: it lasts until you close the page.' : '';
  const aside =
    log.restored > 0
      ? `${counted(log.restored, 'review was', 'reviews were')} brought back from a copy.`
      : '';
  const isHere = log.isKept && !isEmpty;
  const lasting = isHere ? PROMISES[log.persistence.state] : '';
  return [log.problem ?? '', aside, typed, lasting, isHere ? copyWords(log.copies) : ''].filter(Boolean);
}

export function previewWords({ contents, reviews, answers }: Preview): string[] {
  const total = contents.reviews.length;
  const typed = answers.added + answers.later + answers.earlier + answers.here;
  return [
    total > 0
      ? `${counted(total, 'review', 'reviews')}: ${listed([
          [reviews.added, 'new'],
          [reviews.here, 'already here'],
        ])}`
      : '',
    typed > 0
      ? `${counted(typed, 'answer', 'answers')}: ${listed([
          [answers.added, 'new'],
          [answers.later, 'typed later than yours, which is put aside'],
          [answers.earlier, 'typed earlier than yours, to be put aside'],
          [answers.here, 'already here'],
        ])}`
      : '',
    answers.later + answers.earlier > 0
      ? `Of each line the latest ${MOST_ASIDE} answers that were put aside are kept, and an export has them`
      : '',
    unreadWords(contents),
  ].filter(Boolean);
}

/** Whether there is anything to add. */
export function isNews({ reviews, answers }: Preview): boolean {
  return reviews.added + answers.added + answers.later + answers.earlier > 0;
}

function unreadWords({ damaged, future, elsewhere }: Contents): string {
  const count = damaged + future + elsewhere;
  if (count === 0) return '';
  const why = listed([
    [damaged, 'damaged'],
    [future, 'from a newer version of this page'],
    [elsewhere, 'of another lesson'],
  ]);
  return `${counted(count, 'entry stays', 'entries stay')} out: ${why}`;
}

function copyWords(copies: readonly number[]): string {
  const last = copies.at(-1);
  if (last === undefined) return '';
  const day = new Date(last).toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });
  return copies.length === 1
    ? `The log has a copy, of ${day}.`
    : `The log has ${copies.length} copies, the last of ${day}.`;
}

function listed(parts: [count: number, what: string][]): string {
  return parts
    .filter(([count]) => count > 0)
    .map(([count, what]) => `${count} ${what}`)
    .join(', ');
}
