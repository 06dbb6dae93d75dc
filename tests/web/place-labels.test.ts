import { describe, expect, it } from 'vitest';
import { fitView } from '../../web/elements/figure/density/view.ts';
import { fitSpan, spread } from '../../web/elements/figure/gauge-scale.ts';
import {
  type Box,
  bellCandidates,
  boxOf,
  type Label,
  overlaps,
  type Point,
  placeLabels,
} from '../../web/elements/figure/place-labels.ts';

const bounds: Box = { x: 0, y: 0, width: 600, height: 300 };

function bell(centre: number, width: number, height: number): Point[] {
  return Array.from({ length: 121 }, (_, i) => {
    const u = (i - 60) / 10;
    return { x: centre + u * width, y: 300 - height * Math.exp((-u * u) / 2) };
  });
}

function place(bells: Record<string, Point[]>, obstacles: Box[] = []) {
  const labels = Object.entries(bells).map(
    ([name, points]): Label => ({ name, width: 110, candidates: bellCandidates(points, 'left') }),
  );
  return placeLabels(labels, { bounds, obstacles, ink: new Map(Object.entries(bells)) });
}

describe('the names of curves', () => {
  it.each([
    ['apart', { a: bell(150, 30, 200), b: bell(450, 30, 200) }],
    ['close', { a: bell(290, 40, 200), b: bell(310, 40, 210), c: bell(300, 45, 205) }],
    ['one on the other', { a: bell(300, 40, 200), b: bell(300, 40, 200) }],
    ['one narrow, one wide', { a: bell(300, 5, 280), b: bell(300, 90, 60) }],
    ['at the edge', { a: bell(20, 30, 200), b: bell(590, 30, 200) }],
  ])('cover neither each other nor the border: curves %s', (_, bells) => {
    const boxes = place(bells).map((each) => boxOf(each, 110));
    for (const [i, box] of boxes.entries()) {
      expect(box.x).toBeGreaterThanOrEqual(0);
      expect(box.x + box.width).toBeLessThanOrEqual(600);
      for (const other of boxes.slice(i + 1)) expect(overlaps(box, other)).toBe(false);
    }
  });

  it('leave a handle free', () => {
    const handle: Box = { x: 287, y: 87, width: 26, height: 26 };
    const [placed] = place({ q: bell(300, 40, 200) }, [handle]);
    expect(placed && overlaps(boxOf(placed, 110), handle)).toBe(false);
  });

  it('stay where they are while their curve moves a little', () => {
    const previous = new Map<string, string>();
    const ids = [300, 301, 302, 303, 304].map((centre) => {
      const points = bell(centre, 40, 200);
      const label: Label = { name: 'q', width: 110, candidates: bellCandidates(points, 'left') };
      const [placed] = placeLabels([label], {
        bounds,
        obstacles: [],
        ink: new Map([['q', points]]),
        previous,
      });
      previous.set('q', placed?.id ?? '');
      return placed?.id;
    });
    expect(new Set(ids).size).toBe(1);
  });
});

describe('names between two lines', () => {
  const across = (y: number): Point[] => [
    { x: 0, y },
    { x: 600, y },
  ];

  it('stand nearer to their own, where that costs little', () => {
    const candidates = [
      { id: 'by the other', x: 300, y: 190, anchor: 'middle', cost: 0 },
      { id: 'by its own', x: 300, y: 120, anchor: 'middle', cost: 5 },
    ] as const;
    const label: Label = { name: 'upper', width: 60, candidates: [...candidates] };
    const lower: Label = {
      name: 'lower',
      width: 60,
      candidates: [{ id: 'end', x: 600, y: 220, anchor: 'end', cost: 0 }],
    };
    const ink = new Map([
      ['upper', across(100)],
      ['lower', across(200)],
    ]);
    const [placed] = placeLabels([label, lower], { bounds, obstacles: [], ink });
    expect(placed?.id).toBe('by its own');
  });

  it('may stand by a line that their mark is on, but not nearer to another mark', () => {
    const line: Label = {
      name: 'line',
      width: 20,
      candidates: [{ id: 'end', x: 600, y: 90, anchor: 'end', cost: 0 }],
    };
    const at = (x: number, candidates: Label['candidates']): Label => ({
      name: `mark ${x}`,
      width: 40,
      candidates,
      mark: { x, y: 100 },
    });
    const first = at(200, [
      { id: 'by the next', x: 250, y: 90, anchor: 'start', cost: 0 },
      { id: 'on the line', x: 160, y: 90, anchor: 'end', cost: 5 },
      { id: 'above', x: 180, y: 40, anchor: 'end', cost: 15 },
    ]);
    const next = at(300, [{ id: 'below', x: 300, y: 130, anchor: 'middle', cost: 0 }]);
    const ink = new Map([['line', across(100)]]);
    const [, placed] = placeLabels([line, first, next], { bounds, obstacles: [], ink });
    expect(placed?.id).toBe('on the line');
  });

  it('do not touch on one height', () => {
    const beside: Label = {
      name: 'a',
      width: 20,
      candidates: [{ id: 'there', x: 300, y: 100, anchor: 'end', cost: 0 }],
    };
    const near: Label = {
      name: 'b',
      width: 20,
      candidates: [
        { id: 'touching', x: 301, y: 100, anchor: 'start', cost: 0 },
        { id: 'apart', x: 340, y: 100, anchor: 'start', cost: 5 },
      ],
    };
    const [, placed] = placeLabels([beside, near], { bounds, obstacles: [], ink: new Map() });
    expect(placed?.id).toBe('apart');
  });
});

describe('labels on a line', () => {
  it('are pushed apart and kept inside', () => {
    const places = spread([72, 72, 72], 44, 52, 324);
    expect((places[1] as number) - (places[0] as number)).toBeGreaterThanOrEqual(44);
    expect((places[2] as number) - (places[1] as number)).toBeGreaterThanOrEqual(44);
    expect(spread([10, 320, 330], 44, 0, 324)).toEqual([10, 280, 324]);
  });
});

describe('the view of a figure', () => {
  const prior = { role: 'prior', mean: 0, sd: 2, peak: 0.2 } as const;
  const posterior = { role: 'posterior', mean: 1.6, sd: 0.9, peak: 0.45 } as const;
  const q = (mean: number, sd: number) => ({ role: 'q', mean, sd, peak: 0.4 / sd }) as const;

  it('does not move with q as long as q is in it', () => {
    expect(fitView([prior, posterior, q(1, 1.2)])).toEqual(fitView([prior, posterior, q(0.5, 1)]));
  });

  it('widens for a q outside, and lets a needle out at the top rather than flatten the others', () => {
    expect(fitView([prior, posterior, q(-6, 1)]).left).toBeLessThan(-7);
    expect(fitView([prior, posterior, q(1, 0.001)]).top).toBeLessThan(2);
  });

  it('shows the whole gap on the bar, whatever its size', () => {
    for (const gap of [0, 0.2, 0.35, 1, 7, 290, 5e4]) expect(fitSpan(gap)).toBeGreaterThan(gap);
    expect(fitSpan(0.35)).toBe(fitSpan(0.2));
  });
});
