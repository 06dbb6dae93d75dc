// Which part of an article an element shows: found by name, and copied out of it.
import { didYouMean } from '../did-you-mean.mjs';

export type Kind = 'vi-lesson' | 'vi-figure' | 'vi-exercise' | 'vi-cards';

const EXERCISE = 'vi-exercise, vi-mapping, vi-order';
const FITS: Record<Kind, string> = {
  'vi-lesson': `.vi-section, vi-figure, ${EXERCISE}, vi-card`,
  'vi-figure': 'vi-figure',
  'vi-exercise': EXERCISE,
  'vi-cards': 'vi-card, .vi-section:has(vi-card)',
};
const CALLED: Record<Kind, string> = {
  'vi-lesson': 'part',
  'vi-figure': 'figure',
  'vi-exercise': 'exercise',
  'vi-cards': 'card and no section with cards',
};

/** A name that the article does not have, with the nearest that it has. */
export class UnknownPart extends Error {}

/** Throws an UnknownPart. */
export function partOf(article: ParentNode, kind: Kind, part: string | null): Node[] {
  if (part === null) return wholeOf(article, kind);
  const found = fitting(article, kind).find((one) => nameOf(one) === part);
  if (!found) throw new UnknownPart(unknown(article, kind, part));
  if (!found.matches('.vi-section')) return [...withControls(found)].map(alone);
  if (kind === 'vi-cards') return [...found.querySelectorAll('vi-card')].map(alone);
  // The marks in it open notes, and their entries stand at the article's end.
  const ends = [...article.querySelectorAll('.vi-end')].filter((end) => end !== found);
  return [found.cloneNode(true), ...ends.map(hidden)];
}

function wholeOf(article: ParentNode, kind: Kind): Node[] {
  if (kind === 'vi-lesson') return [...article.childNodes].map((node) => node.cloneNode(true));
  if (kind !== 'vi-cards') throw new UnknownPart(unknown(article, kind, ''));
  const review = document.createElement('vi-review');
  review.setAttribute('fresh', '');
  return [review];
}

function fitting(article: ParentNode, kind: Kind): Element[] {
  return [...article.querySelectorAll(FITS[kind])];
}

function nameOf(element: Element): string | null {
  return element.getAttribute('name') ?? element.getAttribute('aria-labelledby');
}

function unknown(article: ParentNode, kind: Kind, part: string): string {
  const known = [...new Set(fitting(article, kind).map(nameOf))].filter((name) => name !== null);
  const shown = part.length > 48 ? `${part.slice(0, 48)}…` : part;
  const asked = part === '' ? `Say which with part="…"` : `This lesson has no ${CALLED[kind]} "${shown}"`;
  return `${asked}: ${didYouMean(shown, known)}`;
}

/** A figure brings the controls that stand right below it. */
function* withControls(element: Element): Generator<Element> {
  yield element;
  const next = element.nextElementSibling;
  if (element.localName === 'vi-figure' && next?.localName === 'vi-controls') yield next;
}

/** Its scene comes with it. */
function alone(element: Element): Element {
  const copy = element.cloneNode(true) as Element;
  const scene = copy.getAttribute('scene') ?? element.closest('vi-scene')?.getAttribute('name');
  if (scene) copy.setAttribute('scene', scene);
  return copy;
}

function hidden(element: Element): Element {
  const copy = element.cloneNode(true) as HTMLElement;
  copy.hidden = true;
  return copy;
}
