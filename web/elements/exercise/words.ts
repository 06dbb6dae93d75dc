// What is said of a line: a word for the chip, and the sentences beside it. A wrong line is flagged at first; checked again
// it is told its slip, and then the step.
import type { ErrorBody } from '../../core/door.ts';
import type { ExerciseLine } from '../../lesson/document.ts';
import type { Mark } from '../../lesson/exercise-state.ts';
import { HALF, type LineWork } from '../../lesson/line-work.ts';

export interface Said {
  /** The chip's look: `proved` filled, `numerical` open, `failed` red, `open` grey. */
  state: 'proved' | 'numerical' | 'failed' | 'open';
  chip: string;
  /** Sentences of the lesson or the core, with math in them. */
  text: string;
}

const NAMES_SLIP = 2;
const SHOWS_STEP = 3;

export function saidOf(
  line: ExerciseLine,
  work: LineWork,
  mark: Mark | undefined,
  scores: boolean,
): Said | undefined {
  if (!mark) return keptSaid(work);
  if (mark.error) return { state: 'failed', chip: 'cannot be checked here', text: explained(mark.error) };
  const points = scores ? pointsOf(work) : '';
  switch (mark.verdict) {
    case 'right':
      return { state: 'proved', chip: `right${points}`, text: line.after ?? '' };
    case 'carried':
      return {
        state: 'numerical',
        chip: `right, carried forward${points}`,
        text:
          mark.says ??
          'This follows from your earlier answer, and that one is off. Mend it there, and see what changes here.',
      };
    case 'rounded':
      return {
        state: 'numerical',
        chip: 'rounded too early',
        text: mark.says ?? 'Keep more digits until the last step. This costs nothing.',
      };
    case 'wrong':
      return { state: 'failed', chip: 'not yet', text: helpOf(work, mark.says) };
  }
}

/** A text that was checked once and stands there at other numbers now. */
function keptSaid({ checked, text }: LineWork): Said | undefined {
  if (!checked || text.trim() === '' || checked.text !== text) return undefined;
  return {
    state: 'open',
    chip: 'kept, not marked',
    text: 'The numbers have changed since you checked this.',
  };
}

function helpOf({ misses }: LineWork, says: string | null): string {
  if (misses < NAMES_SLIP)
    return 'Look this line over. If you check it again, it says which slip it looks like.';
  const slip = says ?? 'It looks like none of the usual slips: start again from the definition.';
  return misses < SHOWS_STEP ? slip : `${slip} If you are stuck, the solution shows the step.`;
}

/** A refusal of the core in one line: what, where, and what to do. */
export function explained({ message, where, hint }: ErrorBody): string {
  const sentence = [message, where && `(${where})`].filter(Boolean).join(' ');
  return hint ? `${ended(sentence)} ${ended(hint)}` : ended(sentence);
}

function ended(text: string): string {
  const sentence = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.?!]$/.test(sentence) ? sentence : `${sentence}.`;
}

function pointsOf({ earned }: LineWork): string {
  return earned > 0 ? ` · ${halves(earned)}` : ' · no points';
}

/** 2.5 as 2½. */
export function halves(points: number): string {
  const whole = Math.floor(points);
  if (points - whole !== HALF) return String(whole);
  return whole === 0 ? '½' : `${whole}½`;
}
