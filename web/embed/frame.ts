// The frame's half: what its address asks for becomes attributes of the lesson in it, and the height handshake. The host
// says hello, and from then on is told how high the lesson is: the height of `main`, never that of `html`, which would grow
// with its own frame for ever.
import { ELEMENTS } from './elements.mjs';

ask(document.querySelector('vi-lesson') as HTMLElement, location.search);

/** `?part=…&theme=…` are the lesson's attributes, everything else its parameters. */
function ask(lesson: HTMLElement, search: string): void {
  const known = ELEMENTS.find(({ tag }) => tag === 'vi-lesson')?.attributes ?? [];
  const parameters = new URLSearchParams();
  for (const [key, text] of new URLSearchParams(search)) {
    if (known.includes(key) && key !== 'parameters') lesson.setAttribute(key, text);
    else parameters.append(key, text);
  }
  if (parameters.size > 0) lesson.setAttribute('parameters', parameters.toString());
}

let host: { window: Window; origin: string } | undefined;
const main = document.querySelector('main') as HTMLElement;

function tell(): void {
  if (!host) return;
  const height = Math.ceil(main.getBoundingClientRect().height);
  // A host that was opened from disk has the origin "null", which can only be reached by "*"; a height is no secret.
  host.window.postMessage({ type: 'vi-height', height }, host.origin === 'null' ? '*' : host.origin);
}

addEventListener('message', ({ data, source, origin }) => {
  if (source !== parent || parent === window || data?.type !== 'vi-hello') return;
  host = { window: parent, origin };
  tell();
});
new ResizeObserver(tell).observe(main);
