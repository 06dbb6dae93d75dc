// @vitest-environment jsdom
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Sight } from '../../web/lesson/sight.ts';

type Told = (entries: { target: Element; isIntersecting: boolean }[]) => void;

/** A browser in which the test says what is in view, and when there is nothing else to do. */
function browser() {
  const told: Told[] = [];
  const idle: (() => void)[] = [];
  vi.stubGlobal(
    'IntersectionObserver',
    class {
      constructor(tell: Told) {
        told.push(tell);
      }
      observe() {}
      unobserve() {}
    },
  );
  vi.stubGlobal('requestIdleCallback', (work: () => void) => idle.push(work));
  return {
    show: (target: Element) => {
      for (const tell of told) tell([{ target, isIntersecting: true }]);
    },
    rest: () => {
      for (const work of idle) work();
    },
  };
}

afterEach(() => vi.unstubAllGlobals());

describe('who waits to be seen', () => {
  it('is told when it comes near the window, once', () => {
    const { show, rest } = browser();
    const [sight, element, seen] = [new Sight(), document.createElement('p'), vi.fn()];
    sight.await(element, seen);
    expect(seen).not.toHaveBeenCalled();
    show(document.createElement('p'));
    expect(seen).not.toHaveBeenCalled();
    show(element);
    show(element);
    rest();
    expect(seen).toHaveBeenCalledTimes(1);
  });

  it('is told when the browser has nothing else to do, out of sight as it is: keys lead there too', () => {
    const { rest } = browser();
    const seen = vi.fn();
    new Sight().await(document.createElement('p'), seen);
    rest();
    expect(seen).toHaveBeenCalledTimes(1);
  });

  it('is not told once it has left', () => {
    const { show, rest } = browser();
    const [sight, element, seen] = [new Sight(), document.createElement('p'), vi.fn()];
    sight.await(element, seen);
    sight.forget(element);
    show(element);
    rest();
    expect(seen).not.toHaveBeenCalled();
  });

  it('is told at once where nobody can say what is in view', () => {
    const seen = vi.fn();
    new Sight().await(document.createElement('p'), seen);
    expect(seen).toHaveBeenCalledTimes(1);
  });
});
