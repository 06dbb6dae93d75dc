// The frame's half of the height handshake: the host says hello, and from then on is told how high the lesson is. The
// height of `main` is watched, never that of `html`, which would grow with its own frame for ever.
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
