// @vitest-environment jsdom
import { beforeEach, expect, it } from 'vitest';
import { lettersOf } from '../../web/lesson/letters.ts';
import { type MappingData, SLOTS } from '../../web/lesson/mapping-data.ts';
import { freshWork } from '../../web/lesson/mapping-work.ts';
import type { OrderData } from '../../web/lesson/order-data.ts';
import { checkedOrder, freshOrder, solved } from '../../web/lesson/order-work.ts';
import { countLines } from '../../web/lesson/progress.ts';
import type { LessonSession } from '../../web/lesson/session.ts';
import { openSession } from './fixtures/lesson.ts';

let session: LessonSession;

beforeEach(async () => {
  localStorage.clear();
  session = await openSession();
});

/** The letters, which must count as the page does. */
function letters(name: string): string {
  const found = lettersOf(session, name);
  const count = (wanted: RegExp) => found.match(wanted)?.length ?? 0;
  const { right, answered, total } = countLines(session, [name]);
  expect([count(/r/g), count(/[rw]/g), found.length]).toEqual([right, answered, total]);
  return found;
}

it('a line is right, wrong once checked or once its solution was seen, else open', () => {
  const exercise = session.exercises.get('exercise1_inverse');
  expect(letters('exercise1_inverse')).toBe('..');
  exercise?.type(0, '4/5');
  exercise?.check(0);
  expect(letters('exercise1_inverse')).toBe('r.');
  exercise?.showSolution(1);
  expect(letters('exercise1_inverse')).toBe('rw');
});

it('of an order each stage is a line; one that the page has put right is not', () => {
  const data = session.document.exercises?.kl_order as OrderData;
  const fresh = freshOrder(data, 3);
  session.work.write(['kl_order'], checkedOrder(data, fresh, 'lines'));
  expect(letters('kl_order')).toBe('w');
  session.work.write(['kl_order'], solved(data, fresh, 'lines'));
  expect(letters('kl_order')).toBe('w');
});

it('of a mapping each question is a line, and a run is two', () => {
  const data = session.document.exercises?.sac_mapping as MappingData;
  const [card = ''] = Object.keys(data.cards);
  const work = {
    ...freshWork(1),
    placed: { [SLOTS[0]]: card },
    answers: { 0: data.questions[0]?.answer ?? 0 },
  };
  session.work.write(['sac_mapping'], work);
  expect(letters('sac_mapping')).toBe('r...');
  session.work.write(['sac_mapping'], { ...work, ran: true, reached: true });
  expect(letters('sac_mapping')).toBe('r.rw');
});

it('an exercise that the lesson does not have has no lines', () => {
  expect(lettersOf(session, 'constructor')).toBe('');
});
