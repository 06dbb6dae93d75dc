// How an element of SVG is painted, as attributes that any program reads. Colours are computed ones, and of these only the
// old spelling is known everywhere: `color(srgb 0.5 0 0 / 0.5)` becomes `rgb(128, 0, 0)` and an opacity.

const LINE = ['stroke-width', 'stroke-dasharray', 'stroke-linecap', 'stroke-linejoin'];
const TEXT = ['font-family', 'font-size', 'font-style', 'font-weight', 'text-anchor'];
const SHAPES = new Set(['path', 'line', 'rect', 'circle', 'ellipse', 'polyline', 'polygon', 'text', 'tspan']);
const WORDS = new Set(['text', 'tspan']);
/** What a reader of SVG assumes anyway. */
const DEFAULTS: Record<string, string> = {
  'stroke-dasharray': 'none',
  'stroke-linecap': 'butt',
  'stroke-linejoin': 'miter',
  'stroke-width': '1px',
  'font-style': 'normal',
  'font-weight': '400',
  'text-anchor': 'start',
};

export type Paint = Record<string, string>;

export function paintOf({ localName: tag }: Element, style: CSSStyleDeclaration): Paint {
  if (tag === 'stop') return colour('stop', style.getPropertyValue('stop-color'), style);
  if (!SHAPES.has(tag)) return {};
  // A line has no inside.
  const paint = tag === 'line' ? {} : colour('fill', style.getPropertyValue('fill'), style);
  const stroke = style.getPropertyValue('stroke');
  if (stroke !== 'none') {
    Object.assign(paint, colour('stroke', stroke, style), listed(LINE, style));
    // The ground's colour around a name, behind its letters.
    if (style.getPropertyValue('paint-order').startsWith('stroke')) paint['paint-order'] = 'stroke';
  }
  if (WORDS.has(tag)) Object.assign(paint, listed(TEXT, style));
  if (style.opacity !== '1') paint.opacity = style.opacity;
  return paint;
}

function listed(names: string[], style: CSSStyleDeclaration): Paint {
  const values = names.map((name) => [name, style.getPropertyValue(name)]);
  return Object.fromEntries(values.filter(([name, value]) => value && value !== DEFAULTS[name as string]));
}

/** `fill` and `fill-opacity`, or the same of `stroke` or `stop`. */
function colour(part: 'fill' | 'stroke' | 'stop', value: string, style: CSSStyleDeclaration): Paint {
  const name = part === 'stop' ? 'stop-color' : part;
  const own = Number(style.getPropertyValue(`${part}-opacity`) || 1);
  const { rgb, alpha } = plainColour(value);
  const opacity = own * alpha;
  return opacity === 1 ? { [name]: rgb } : { [name]: rgb, [`${part}-opacity`]: String(opacity) };
}

/** A computed colour without its opacity; a reference such as `url("#hatch")` as it is. */
export function plainColour(value: string): { rgb: string; alpha: number } {
  const [, space, inside] = /^(rgba?|color)\((.*)\)$/.exec(value) ?? [];
  if (!space || !inside) return { rgb: value.replaceAll('"', ''), alpha: 1 };
  const numbers = inside.match(/[\d.]+(?:e-?\d+)?/g)?.map(Number) ?? [];
  const scale = space === 'color' ? 255 : 1;
  const channels = numbers.slice(0, 3).map((one) => Math.round(one * scale));
  return { rgb: `rgb(${channels.join(', ')})`, alpha: numbers[3] ?? 1 };
}
