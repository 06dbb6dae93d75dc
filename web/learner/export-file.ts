// Everything a learner has of one lesson, as a file: JSON, an entry a line, each with its version and checksum. The same
// data makes the same bytes, whenever and wherever it is written. A file that is read may be anything.
import { type Entry, entryOf, inOrder, type Review, understand } from './review.ts';
import { isLater, isObject, understandWork, type Work, type WorkEntry, workEntryOf } from './work.ts';

const FORMAT = 'vi-learner';
const VERSION = 1;
const MEGABYTE = 1024 * 1024;
export const LARGEST = 10 * MEGABYTE;

export interface Kept {
  lesson: string;
  reviews: readonly Review[];
  work: readonly Work[];
  /** What later work has replaced: its places come more than once. */
  replaced: readonly Work[];
}

/** What a file holds that can be taken in, and how much of it cannot. */
export interface Contents extends Kept {
  damaged: number;
  future: number;
  /** Reviews of another lesson's cards. */
  elsewhere: number;
}

/** Why a file is not taken, in a sentence for the learner. */
export class Refusal extends Error {}

export function writeFile({ lesson, reviews, work, replaced }: Kept): string {
  const head = `"format": ${JSON.stringify(FORMAT)},\n"version": ${VERSION},\n"lesson": ${JSON.stringify(lesson)}`;
  const lists = [
    `"reviews": ${lines([...reviews].sort(inOrder).map(entryOf))}`,
    `"work": ${lines([...work].sort(inPlace).map(workEntryOf))}`,
    `"replaced": ${lines([...replaced].sort(inPlace).map(workEntryOf))}`,
  ];
  return `{\n${[head, ...lists].join(',\n')}\n}\n`;
}

export async function textOf(file: Blob): Promise<string> {
  if (file.size > LARGEST) {
    const size = Math.ceil(file.size / MEGABYTE);
    throw new Refusal(
      `This file has ${size} MB, and an export has less than 10. Choose the file that “Export” gave you.`,
    );
  }
  return file.text();
}

/** Throws a Refusal. */
export function readFile(text: string, lesson: string): Contents {
  const file = parsed(text);
  if (!isObject(file) || file.format !== FORMAT)
    throw new Refusal('This file is no export of a lesson. Choose the file that “Export” gave you.');
  if (Number(file.version) > VERSION)
    throw new Refusal(
      'A newer version of this page has written this file. Load the page anew, and import it then.',
    );
  // Exports of before have none of the last.
  const { reviews, work, replaced = [] } = file;
  const areLists = Array.isArray(reviews) && Array.isArray(work) && Array.isArray(replaced);
  if (file.version !== VERSION || !areLists)
    throw new Refusal(
      'This file is damaged: its lists of reviews and answers are not there. Export it once more.',
    );
  if (file.lesson !== lesson)
    throw new Refusal(
      `This file belongs to another lesson, “${String(file.lesson).slice(0, 80)}”. Open that one, and import it there.`,
    );
  return sortedOut(lesson, reviews.map(understand), work.map(understandWork), replaced.map(understandWork));
}

/** Whose card it is. */
export function isOf(lesson: string, card: string): boolean {
  return card.startsWith(`${lesson}/`);
}

type Found<T> = T | 'future' | 'corrupt';

function sortedOut(
  lesson: string,
  reviews: Found<Review>[],
  work: Found<Work>[],
  replaced: Found<Work>[],
): Contents {
  const all = [...reviews, ...work, ...replaced];
  const readable = reviews.filter((one) => typeof one === 'object');
  const ours = readable.filter(({ card }) => isOf(lesson, card));
  return {
    lesson,
    reviews: ours,
    work: work.filter((one) => typeof one === 'object'),
    replaced: replaced.filter((one) => typeof one === 'object'),
    damaged: all.filter((one) => one === 'corrupt').length,
    future: all.filter((one) => one === 'future').length,
    elsewhere: readable.length - ours.length,
  };
}

function parsed(text: string): unknown {
  const start = text.trimStart();
  if (start === '') throw new Refusal('This file is empty. Choose the file that “Export” gave you.');
  if (start.startsWith('<'))
    throw new Refusal(
      'This file is a web page and no export: perhaps a login stood in the way. Choose the file that “Export” gave you.',
    );
  try {
    return JSON.parse(text);
  } catch {
    const isCut = text.includes(`"${FORMAT}"`);
    throw new Refusal(
      isCut
        ? 'This export is damaged or cut short: it is not JSON any more. Export it once more.'
        : 'This file is not JSON, so it is no export. Choose the file that “Export” gave you.',
    );
  }
}

function inPlace(a: Work, b: Work): number {
  if (a.place !== b.place) return a.place < b.place ? -1 : 1;
  return isLater(a.text, b.text) ? 1 : -1;
}

function lines(entries: (Entry | WorkEntry)[]): string {
  return entries.length === 0 ? '[]' : `[\n${entries.map((entry) => JSON.stringify(entry)).join(',\n')}\n]`;
}
