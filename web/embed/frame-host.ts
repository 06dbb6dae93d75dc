// The host's half, for a page that shows frame.html in an <iframe data-vi-lesson>: greet on attach and on load, then set
// the height that comes back, within bounds. Only that frame's own window is listened to.
const LOWEST = 120;
const HIGHEST = 200_000;

function attach(frame: HTMLIFrameElement): void {
  const origin = new URL(frame.src, document.baseURI).origin;
  const hello = () =>
    frame.contentWindow?.postMessage({ type: 'vi-hello' }, origin === 'null' ? '*' : origin);
  addEventListener('message', ({ data, source, origin: from }) => {
    if (source !== frame.contentWindow || from !== origin || data?.type !== 'vi-height') return;
    if (!Number.isFinite(data.height)) return;
    frame.style.height = `${Math.min(HIGHEST, Math.max(LOWEST, data.height))}px`;
  });
  frame.addEventListener('load', hello);
  hello();
}

for (const frame of document.querySelectorAll<HTMLIFrameElement>('iframe[data-vi-lesson]')) attach(frame);
