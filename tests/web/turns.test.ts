import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Sight } from '../../web/lesson/sight.ts';
import { type Turn, Turns } from '../../web/lesson/turns.ts';

/** The browser's watch over elements, told by hand what is in view. */
class Watch {
  static now: Watch;
  watched: Element[] = [];
  note: (entries: object[]) => void;
  constructor(note: (entries: object[]) => void) {
    this.note = note;
    Watch.now = this;
  }
  observe(element: Element): void {
    this.watched.push(element);
  }
}

let sight: Sight;
let turns: Turns;
let drawn: string[];

beforeEach(() => {
  vi.stubGlobal('IntersectionObserver', Watch);
  sight = new Sight();
  turns = new Turns(sight);
  drawn = [];
});
afterEach(() => vi.unstubAllGlobals());

const turn = (name: string): Turn => ({ element: { name } as never, settle: () => drawn.push(name) });

function hide(...hidden: Turn[]): void {
  for (const { element } of hidden) sight.sees(element);
  Watch.now.note(hidden.map(({ element }) => ({ target: element, isIntersecting: false })));
}

describe('sight', () => {
  it('watches each element once, and takes it as seen until it hears otherwise', () => {
    const { element } = turn('a');
    expect([sight.sees(element), sight.sees(element)]).toEqual([true, true]);
    expect(Watch.now.watched).toEqual([element]);
    Watch.now.note([{ target: element, isIntersecting: false }]);
    expect(sight.sees(element)).toBe(false);
    Watch.now.note([{ target: element, isIntersecting: true }]);
    expect(sight.sees(element)).toBe(true);
  });
});

describe('turns', () => {
  it('draw at rest without being asked', async () => {
    turns.mark(turn('a'));
    await Promise.resolve();
    expect(drawn).toEqual(['a']);
  });

  it('draw while something moves only what is in view, and the rest when it stops', async () => {
    const [near, far] = [turn('near'), turn('far')];
    hide(far);
    turns.run();
    turns.mark(far);
    turns.mark(near);
    expect(turns.idle).toBe(false);
    turns.run();
    expect(drawn).toEqual(['near']);
    expect(turns.idle).toBe(true);
    await turns.drain();
    expect(drawn).toEqual(['near', 'far']);
  });

  it('take in what is marked by another in the same frame', () => {
    const inner = turn('inner');
    turns.run();
    turns.mark({ element: {} as never, settle: () => turns.mark(inner) });
    turns.run();
    expect(drawn).toEqual(['inner']);
  });

  it('leave the rest of a long frame to the next', () => {
    const slow = (name: string): Turn => ({
      ...turn(name),
      settle: () => {
        const end = performance.now() + 10;
        while (performance.now() < end);
        drawn.push(name);
      },
    });
    turns.run();
    turns.mark(slow('a'));
    turns.mark(slow('b'));
    turns.run();
    expect(drawn).toEqual(['a']);
    turns.run();
    expect(drawn).toEqual(['a', 'b']);
  });
});
