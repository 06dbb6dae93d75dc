// Lines of a derivation put in order: what is right, what is said first, and what it is worth.
import { beforeAll, describe, expect, it } from 'vitest';
import { Names } from '../../web/build/names.mjs';
import { checkOrders } from '../../web/build/orders.mjs';
import { firstEarly, isOrder, type OrderData } from '../../web/lesson/order-data.ts';
import {
  checkedOrder,
  fault,
  freshOrder,
  isDone,
  move,
  orderScore,
  readOrder,
  solved,
} from '../../web/lesson/order-work.ts';
import { moved, shuffled } from '../../web/lesson/shuffle.ts';
import { openDocument } from './fixtures/lesson.ts';

let document: Awaited<ReturnType<typeof openDocument>>;
let proof: OrderData;
let kl: OrderData;

function order(name: string): OrderData {
  const data = document.exercises?.[name];
  if (!isOrder(data)) throw new Error(`${name} is no order exercise`);
  return data;
}
const names = (data: OrderData) => data.lines.map(({ name }) => name);

beforeAll(async () => {
  document = await openDocument();
  proof = order('bound_order');
  kl = order('kl_order');
});

describe('an order', () => {
  it('is right as the derivation has it', () => {
    for (const data of [proof, kl]) expect(firstEarly(data, names(data))).toBeUndefined();
  });

  it('is right in any other way that has each line below what it needs', () => {
    expect(firstEarly(kl, ['square', 'sd', 'ratio', 'log', 'form', 'sum'])).toBeUndefined();
    expect(firstEarly(kl, ['form', 'ratio', 'sd', 'log', 'square', 'sum'])).toBe(1);
    expect(firstEarly(kl, ['form', 'sd', 'ratio', 'log', 'sum', 'square'])).toBe(4);
  });

  it('of a proof has one right way, and the first line that stands too high is found', () => {
    expect(firstEarly(proof, moved(names(proof), 3, 1))).toBe(1);
    expect(firstEarly(proof, moved(names(proof), 0, 5))).toBe(0);
  });
});

describe('work at it', () => {
  it('begins shuffled, never done, and the same for the same seed', () => {
    for (let seed = 0; seed < 200; seed++) {
      const work = freshOrder(kl, seed);
      expect(fault(kl, work, 'lines')).toBeDefined();
      expect([...work.lines.placed].sort()).toEqual(names(kl).sort());
      expect(freshOrder(kl, seed)).toEqual(work);
    }
  });

  it('scores 1 at the first check, ½ later, 0 once it was shown', () => {
    const start = freshOrder(proof, 1);
    const right = { ...start, lines: { ...start.lines, placed: names(proof) } };
    expect(orderScore(proof, right)).toEqual({ got: 0, of: 2 });
    expect(orderScore(proof, checkedOrder(proof, right, 'lines')).got).toBe(1);
    const missed = checkedOrder(proof, start, 'lines');
    expect(checkedOrder(proof, missed, 'lines').lines.misses).toBe(1);
    const mended = { ...missed, lines: { ...missed.lines, placed: names(proof) } };
    expect(orderScore(proof, checkedOrder(proof, mended, 'lines')).got).toBe(0.5);
    const shown = solved(proof, start, 'lines');
    expect(isDone(proof, shown, 'lines')).toBe(true);
    expect(orderScore(proof, shown).got).toBe(0);
  });

  it('puts each reason beside its own line, in whichever order the lines stand', () => {
    const placed = ['square', 'sd', 'ratio', 'log', 'form', 'sum'];
    const work = freshOrder(kl, 3);
    const lines = { ...work.lines, placed };
    expect(fault(kl, { ...work, lines, reasons: { ...work.reasons, placed } }, 'reasons')).toBeUndefined();
    const swapped = move({ ...work.reasons, placed }, 1, 2);
    expect(fault(kl, { ...work, lines, reasons: swapped }, 'reasons')).toBe(1);
  });

  it('comes back as it was kept, and not for other lines', () => {
    const work = checkedOrder(proof, freshOrder(proof, 7), 'lines');
    expect(readOrder(JSON.parse(JSON.stringify(work)), proof)).toEqual(work);
    expect(readOrder(work, kl)).toBeUndefined();
    expect(readOrder({ seed: 1, lines: { placed: 'abc' } }, proof)).toBeUndefined();
    expect(readOrder('work', proof)).toBeUndefined();
  });
});

describe('a shuffle', () => {
  it('is the same for the same seed, and another for others', () => {
    const all = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'];
    expect(shuffled(all, 7)).toEqual(shuffled(all, 7));
    expect([...shuffled(all, 7)].sort()).toEqual(all);
    const orders = Array.from({ length: 20 }, (_, seed) => shuffled(all, seed).join(''));
    expect(new Set(orders).size).toBe(20);
  });
});

describe('what an author is told', () => {
  const problems = async (change: (data: OrderData) => void) => {
    const own = structuredClone(document);
    change(own.exercises?.kl_order as OrderData);
    const found: string[] = [];
    checkOrders(own, new Names(own), (path: string, message: string, hint: string) =>
      found.push(`${path}: ${message}; ${hint}`),
    );
    return found;
  };
  const at = '/exercises/kl_order';

  it('is nothing where all names fit', async () => {
    expect(await problems(() => {})).toEqual([]);
  });

  it.each<[string, (data: OrderData) => void, RegExp]>([
    [
      'a misspelt derivation',
      (data) => {
        data.derivation = 'kl_piror';
      },
      /derivation: unknown derivation "kl_piror".*did you mean "kl_prior"/,
    ],
    [
      'a line too few',
      (data) => {
        data.lines.pop();
      },
      /has 6 lines, here are 5/,
    ],
    [
      'a misspelt line',
      (data) => {
        (data.lines[2] as { needs: string[] }).needs = ['sdd'];
      },
      /lines\/2\/needs: unknown line "sdd"; did you mean "sd"/,
    ],
    [
      'a need from below',
      (data) => {
        (data.lines[2] as { needs: string[] }).needs = ['sum'];
      },
      /"sum" does not stand above "ratio"/,
    ],
    [
      'a line that does not say why',
      (data) => {
        delete data.lines[3]?.early;
      },
      /"log" needs "ratio" and does not say why/,
    ],
    [
      'twins',
      (data) => {
        (data.lines[4] as { name: string }).name = 'sd';
      },
      /two lines are called "sd"/,
    ],
    [
      'a scene that is not there',
      (data) => {
        data.scene = 'wroked';
      },
      /did you mean "worked"/,
    ],
  ])('of %s', async (_, change, says) => {
    const found = await problems(change);
    expect(found.join('\n')).toMatch(says);
    expect(found[0]).toContain(at);
  });
});
