// @vitest-environment jsdom
import { join } from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { compileLesson } from '../../web/build/compile.mjs';
import type { CardState } from '../../web/lesson/card-state.ts';
import type { Compiled } from '../../web/lesson/document.ts';
import { LessonSession } from '../../web/lesson/session.ts';
import { openCore } from './fixtures/lesson.ts';

const folder = join(import.meta.dirname, '../../lessons/variational-inference-for-rl');
const [AGAIN, HARD, GOOD] = [1, 2, 3] as const;
const REVIEWS = 5;

const { compiled }: { compiled: Compiled } = await compileLesson(folder);
let session: LessonSession;

async function visit(): Promise<void> {
  session = new LessonSession(await openCore(), compiled);
}

const card = (name: string) => session.cards.get(name) as CardState;

/** What the core says it is: a number, or the option whose condition holds. */
function truth({ work, line }: CardState): number {
  return session.at(work.scene, [line.answer])[0] as number;
}

function answer(one: CardState, text = String(truth(one).toFixed(9))): void {
  one.work.type(0, text);
  one.work.check(0);
}

beforeEach(async () => {
  sessionStorage.clear();
  localStorage.clear();
  await visit();
});

describe('every card of the lesson', () => {
  it.each(compiled.cards ?? [])('%s is right by what the core computes, at each review', async (name) => {
    const one = card(name);
    for (let review = 1; review <= REVIEWS; review++) {
      expect(one.work.problem).toBeUndefined();
      if (one.isChoice) one.choose(0);
      else answer(one);
      expect(one.isDecided).toBe(true);
      if (one.isChoice) expect(one.work.outcome(0)).toBeTypeOf('number');
      else expect(one.suggested).toBe(GOOD);
      await one.grade(GOOD);
      one.begin();
    }
  });
});

describe('a card', () => {
  it('draws its numbers when it is first asked for, and the page opens without any', async () => {
    const core = await openCore();
    const call = vi.spyOn(core, 'call');
    const drawn = () => call.mock.calls.filter(([{ op }]) => op === 'variant').length;
    session = new LessonSession(core, compiled);
    expect(drawn()).toBe(0);
    expect(session.scene('card-square')).toBeUndefined();
    card('square');
    card('square');
    expect(drawn()).toBe(1);
    expect(session.scene('card-square')).toBe(card('square').work.scene);
  });

  it('leaves the article’s numbers alone', async () => {
    const one = card('square');
    answer(one);
    await one.grade(GOOD);
    one.begin();
    expect([...session.scenes.values()].every(({ atBook }) => atBook)).toBe(true);
    expect(one.work.scene.atBook).toBe(false);
  });

  it('stays as it is once it is graded, and asks with other numbers when it begins again', async () => {
    const one = card('square');
    const before = one.work.scene.settings;
    answer(one);
    await one.grade(GOOD);
    expect(one.graded).toBe(GOOD);
    expect(one.work.scene.settings).toEqual(before);
    expect(one.work.isRight(0)).toBe(true);
    one.begin();
    expect(one.work.scene.settings).not.toEqual(before);
    expect(one.work.lines[0]?.text).toBe('');
  });

  it('is graded once a review', async () => {
    const one = card('square');
    answer(one);
    await Promise.all([one.grade(GOOD), one.grade(AGAIN)]);
    expect(session.deck.log.reviews).toMatchObject([{ grade: GOOD }]);
  });

  it('is good at the first try, hard after a slip or a hint, and again once the answer was shown', () => {
    const [first, slipped, helped, shown] = ['square', 'posterior', 'evidence', 'kl'].map(
      card,
    ) as CardState[];
    answer(first!);
    expect(first?.suggested).toBe(GOOD);
    answer(slipped!, '77');
    answer(slipped!);
    expect(slipped?.suggested).toBe(HARD);
    helped?.work.hint(0);
    answer(helped!);
    expect(helped?.suggested).toBe(HARD);
    shown?.work.showSolution(0);
    expect(shown?.isDecided).toBe(true);
    expect(shown?.suggested).toBe(AGAIN);
  });

  it('that is a choice is decided by the numbers it asks about', () => {
    const one = card('zeros');
    const share = Number(session.at(one.work.scene, ['share'])[0]);
    one.choose(share === 0 || share === 1 ? 1 : 2);
    expect(one.suggested).toBe(GOOD);
    expect(one.work.outcome(0)).toBe(one.work.guess(0));
  });

  it('that is being answered is there again after a reload, and one that was graded is not', async () => {
    card('square').work.type(0, '5/');
    const asked = card('square').work.scene.settings;
    answer(card('posterior'));
    await card('posterior').grade(GOOD);
    await visit();
    expect(card('square').work.scene.settings).toEqual(asked);
    expect(card('square').work.lines[0]?.text).toBe('5/');
    expect(card('posterior').work.lines[0]?.text).toBe('');
  });
});
