// A printed figure is drawn for a width that it seldom has, and drawn anew as soon as the page computes: a tenth of a pixel
// is enough of it, and steps from point to point are shorter to say than places.
import svgPath from 'svgpath';

const DIGITS = 1;
const LENGTHS = ['x', 'y', 'x1', 'x2', 'y1', 'y2', 'cx', 'cy', 'r', 'width', 'height', 'transform'];

/** Every drawing of the figures under `root`, said shorter. */
export function shortenDrawings(root) {
  for (const part of root.querySelectorAll('vi-figure svg *')) {
    for (const name of LENGTHS)
      if (part.hasAttribute(name)) part.setAttribute(name, rounded(part.getAttribute(name)));
    const path = part.getAttribute('d');
    if (path) part.setAttribute('d', svgPath(path).rel().round(DIGITS).toString());
  }
}

function rounded(text) {
  return text.replace(/-?\d+\.\d+/g, (number) => String(Number(Number(number).toFixed(DIGITS))));
}
