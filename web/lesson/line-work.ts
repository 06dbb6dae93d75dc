// A learner's work at one line of an exercise, and what it is worth. Verdicts are not part of it: the core is asked for
// them again whenever they are shown.
import type { Verdict } from '../core/door.ts';
import type { Settings } from './scene-state.ts';

/** What stood there at the last check, and what it was checked against. */
export interface Checked {
  text: string;
  settings: Settings;
  earlier: Settings;
}

/** What was guessed before anything was computed, and at which numbers. */
export interface Guessed {
  option: number;
  settings: Settings;
}

export interface LineWork {
  text: string;
  checked?: Checked;
  guessed?: Guessed;
  /** Checks that came out wrong. */
  misses: number;
  /** Hints taken. */
  hints: number;
  /** The solution was shown: what is right from then on earns nothing. */
  shown: boolean;
  /** The best this line was worth at any check. */
  earned: number;
}

export const WHOLE = 1;
export const HALF = 0.5;
const VERSION = 1;

export function newLine(): LineWork {
  return { text: '', misses: 0, hints: 0, shown: false, earned: 0 };
}

/** What a verdict is worth after the help that was taken. Rounded too early is neither a miss nor a point. */
export function worth(
  { misses, hints, shown }: Pick<LineWork, 'misses' | 'hints' | 'shown'>,
  verdict: Verdict,
): number {
  if (shown || verdict === 'wrong' || verdict === 'rounded') return 0;
  return verdict === 'carried' || misses > 0 || hints > 0 ? HALF : WHOLE;
}

/** The line after a check. */
export function judged(line: LineWork, checked: Checked, verdict: Verdict, scores: boolean): LineWork {
  const earned = scores ? Math.max(line.earned, worth(line, verdict)) : line.earned;
  return { ...line, checked, earned, misses: line.misses + (verdict === 'wrong' ? 1 : 0) };
}

export function entryOf(line: LineWork): object {
  return { version: VERSION, ...line };
}

/** undefined for anything that no version of this page has written. */
export function understandLine(entry: unknown): LineWork | undefined {
  if (!isRecord(entry) || entry.version !== VERSION || typeof entry.text !== 'string') return undefined;
  const line: LineWork = {
    text: entry.text,
    misses: count(entry.misses),
    hints: count(entry.hints),
    shown: entry.shown === true,
    earned: entry.earned === WHOLE || entry.earned === HALF ? entry.earned : 0,
  };
  const checked = understandChecked(entry.checked);
  const guessed = understandGuessed(entry.guessed);
  return { ...line, ...(checked && { checked }), ...(guessed && { guessed }) };
}

function understandGuessed(entry: unknown): Guessed | undefined {
  if (!isRecord(entry) || !Number.isInteger(entry.option)) return undefined;
  const { option, settings } = entry;
  return areTexts(settings) ? { option: option as number, settings } : undefined;
}

function understandChecked(entry: unknown): Checked | undefined {
  if (!isRecord(entry) || typeof entry.text !== 'string') return undefined;
  const { text, settings, earlier } = entry;
  return areTexts(settings) && areTexts(earlier) ? { text, settings, earlier } : undefined;
}

export function areTexts(entry: unknown): entry is Settings {
  return isRecord(entry) && Object.values(entry).every((text) => typeof text === 'string');
}

export function isRecord(entry: unknown): entry is Record<string, unknown> {
  return entry !== null && typeof entry === 'object' && !Array.isArray(entry);
}

export function count(entry: unknown): number {
  return Number.isInteger(entry) && (entry as number) > 0 ? (entry as number) : 0;
}
