// A figure as an SVG that stands alone: drawn as it is on the screen, in the present colours and on their ground, with
// every style written into its elements. Handles lose what made them handles.
import { paintOf } from './paint.ts';

const SVG = 'http://www.w3.org/2000/svg';
const MARGIN = 14;
/** Only there to be touched or to show the keyboard's place. */
const UNDRAWN = '.vi-target, .vi-focus, script, style, foreignObject';
/** Where an element is and how it is cut; how it is painted comes from the style sheet. */
const GEOMETRY =
  'id x y x1 y1 x2 y2 dx dy cx cy r rx ry width height d points transform offset clip-path gradientUnits gradientTransform patternUnits patternTransform'.split(
    ' ',
  );

export interface SvgWords {
  title: string;
  description: string;
}

/** @param stage the box that holds the pictures of a figure, side by side or one above the other */
export function svgOf(stage: Element, { title, description }: SvgWords): string {
  const box = stage.getBoundingClientRect();
  const width = Math.ceil(box.width) + 2 * MARGIN;
  const height = Math.ceil(box.height) + 2 * MARGIN;
  const root = made('svg', {
    ...{ width, height, viewBox: `0 0 ${width} ${height}`, role: 'img' },
  });
  root.append(
    said('title', title),
    said('desc', description),
    made('rect', { width, height, fill: groundOf(stage) }),
  );
  for (const picture of stage.querySelectorAll('svg')) {
    const { left, top } = picture.getBoundingClientRect();
    const group = made('g', {
      transform: `translate(${left - box.left + MARGIN} ${top - box.top + MARGIN})`,
    });
    group.append(...[...picture.childNodes].flatMap(copy));
    root.append(group);
  }
  return new XMLSerializer().serializeToString(root);
}

/** A tree of plain SVG: what is listed above, the paint that was computed, and the words. */
function copy(node: Node): Node[] {
  if (node.nodeType === Node.TEXT_NODE)
    return isWord(node) ? [document.createTextNode(node.textContent ?? '')] : [];
  if (!(node instanceof SVGElement) || node.matches(UNDRAWN)) return [];
  const style = getComputedStyle(node);
  if (style.display === 'none') return [];
  const twin = made(node.localName, paintOf(node, style));
  for (const name of GEOMETRY) {
    const value = node.getAttribute(name);
    if (value !== null) twin.setAttribute(name, value);
  }
  twin.append(...[...node.childNodes].flatMap(copy));
  return [twin];
}

/** Between other elements there is only a template's white space. */
function isWord({ parentElement }: Node): boolean {
  return parentElement?.closest('text') !== null;
}

function said(tag: string, words: string): Element {
  const element = made(tag, {});
  element.textContent = words;
  return element;
}

function made(tag: string, attributes: Record<string, string | number>): Element {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  return element;
}

/** The first box around the picture that has a colour. */
function groundOf(element: Element): string {
  for (let at: Element | null = element; at; at = at.parentElement) {
    const { backgroundColor } = getComputedStyle(at);
    if (!/^(?:transparent|rgba\(.*, 0\))$/.test(backgroundColor)) return backgroundColor;
  }
  return 'none';
}
