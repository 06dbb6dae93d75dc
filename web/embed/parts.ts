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
  if (!found.matches('.vi-section')) return withNeeds(article, found).map(alone);
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

/** What was written for it, and the controls of a figure, come with it: each once, above or below it as in the article. */
function withNeeds(article: ParentNode, part: Element): Element[] {
  const needs = [...article.querySelectorAll<HTMLElement>('[data-for]')].filter(
    ({ dataset }) => dataset.for === part.getAttribute('name'),
  );
  const controls = part.localName === 'vi-figure' ? controlsOf(article, part) : undefined;
  const all = [part, ...needs, ...(controls ? [controls] : [])];
  const isWithin = (one: Element) => all.some((other) => other !== one && other.contains(one));
  return all.filter((one) => !isWithin(one)).sort((a, b) => (precedes(a, b) ? -1 : 1));
}

/** Those right below a figure; else the nearest above it that are its scene's, else the first. */
function controlsOf(article: ParentNode, figure: Element): Element | undefined {
  const next = figure.nextElementSibling;
  if (next?.localName === 'vi-controls') return next;
  const scene = figure.getAttribute('scene');
  const all = [...article.querySelectorAll('vi-controls')].filter(
    (one) => one.getAttribute('scene') === scene,
  );
  return all.findLast((one) => precedes(one, figure)) ?? all[0];
}

function precedes(a: Node, b: Node): boolean {
  return (a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
}

/** Its scene comes with it; what is prose names its scenes itself. */
function alone(element: Element): Element {
  const copy = element.cloneNode(true) as Element;
  const scene = copy.getAttribute('scene') ?? element.closest('vi-scene')?.getAttribute('name');
  if (scene && copy.localName.startsWith('vi-')) copy.setAttribute('scene', scene);
  return copy;
}

function hidden(element: Element): Element {
  const copy = element.cloneNode(true) as HTMLElement;
  copy.hidden = true;
  return copy;
}
