// A few lines in the page itself, for when its program does not come, does not run in this browser, or hangs: nobody else
// would then say why nothing answers.
import { type Stop, standStill } from './elements/lesson/still.ts';

/** A slow line is given this long. */
const PATIENCE_MS = 20_000;

const MISSING: Stop = {
  reason: 'its program did not arrive.',
  remedy: 'Check the connection. If it stays so, tell whoever runs this site.',
};
const FROM_DISK: Stop = {
  reason: 'a page that is opened from disk may not load its program.',
  remedy: 'Open lesson.html, which has everything inside, or put the folder on a web server.',
};
const UNABLE: Stop = {
  reason: 'its program does not run here.',
  remedy: 'Bring this browser up to date, or take another one.',
};
const LATE: Stop = {
  reason: 'what computes the numbers has not arrived yet.',
  remedy: 'Wait a little, or check the connection.',
};

// So that the style sheet need not say it (web/elements/lesson/lesson.css).
document.documentElement.dataset.guarded = '';

let undo: (() => void) | undefined;

function say(stop: Stop): void {
  const lesson = document.querySelector<HTMLElement>('vi-lesson');
  if (lesson?.dataset.state !== 'static' || undo) return;
  undo = standStill(lesson, stop, () => location.reload());
  // What comes late has the last word.
  new MutationObserver(() => {
    undo?.();
    undo = undefined;
  }).observe(lesson, { attributeFilter: ['data-state'] });
}

addEventListener(
  'error',
  (event) => {
    if (event.target instanceof HTMLScriptElement) say(location.protocol === 'file:' ? FROM_DISK : MISSING);
    else if (event instanceof ErrorEvent) say(UNABLE);
  },
  true,
);
setTimeout(() => say(LATE), PATIENCE_MS);
