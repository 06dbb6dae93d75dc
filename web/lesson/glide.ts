// The one thing on the page that moves by itself: numbers take 200 ms on their way back to the book's (and back again by
// undo), so that the eye sees what changed. Whoever asks for less motion gets none.
import { nextFrame } from './turns.ts';

const DURATION = 200;

export interface Glide {
  /** Be there now. */
  finish(): void;
}

export function wantsMotion(): boolean {
  if (typeof matchMedia !== 'function' || typeof requestAnimationFrame !== 'function') return false;
  return !matchMedia('(prefers-reduced-motion: reduce)').matches;
}

/** From 0 to 1 in frames, slowing towards the end; `done` once, whether it ran out or was finished early. */
export function glide(step: (share: number) => void, done: () => void): Glide {
  const start = performance.now();
  let over = false;
  const finish = () => {
    if (over) return;
    over = true;
    done();
  };
  const frame = () => {
    if (over) return;
    const time = (performance.now() - start) / DURATION;
    if (time >= 1) return finish();
    step(1 - (1 - time) * (1 - time) * (1 - time));
    nextFrame(frame);
  };
  nextFrame(frame);
  return { finish };
}
