// @vitest-environment jsdom
import { beforeEach, describe, expect, it } from 'vitest';
import type { ViLesson } from '../../web/elements/lesson/vi-lesson.ts';
import type { SceneElement } from '../../web/elements/member.ts';
import { startPage } from '../../web/lesson/page.ts';
import type { LessonSession } from '../../web/lesson/session.ts';
import { exerciseDocument, standInCore } from './fixtures/exercise-core.ts';

let session: LessonSession;
let root: ViLesson;

beforeEach(async () => {
  localStorage.clear();
  const exercise = document.createElement('vi-exercise');
  exercise.setAttribute('name', 'fill');
  root = document.createElement('vi-lesson') as ViLesson;
  root.append(exercise);
  document.body.replaceChildren(root);
  const compiled = { document: await exerciseDocument(), article: '' };
  session = (await startPage(await standInCore(), compiled, document.body, {
    address: false,
  })) as LessonSession;
});

const settled = async () => {
  await Promise.all(
    [...root.querySelectorAll('vi-exercise')].map((each) => (each as unknown as SceneElement).updateComplete),
  );
  await session.turns.drain();
};
const line = (name: string) => root.querySelector(`[data-line="${name}"]`) as HTMLElement;
const status = (name: string) =>
  line(name).querySelector('.vi-mark')?.textContent?.replace(/\s+/g, ' ').trim();

async function type(name: string, text: string): Promise<void> {
  const field = line(name).querySelector('input') as HTMLInputElement;
  field.value = text;
  field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  await settled();
}
async function enter(name: string): Promise<void> {
  line(name)
    .querySelector('input')
    ?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
  await settled();
}
async function press(within: Element, label: RegExp): Promise<void> {
  const button = [...within.querySelectorAll('button')].find((each) => label.test(each.textContent ?? ''));
  expect(button, String(label)).toBeDefined();
  button?.click();
  await settled();
}
const score = () => root.querySelector('.vi-score')?.textContent?.trim();

describe('a line', () => {
  it('says how it was read, before anything is judged', async () => {
    await type('mean', '8/5');
    expect(line('mean').querySelector('.vi-echo')?.textContent).toBe('read as 8/5 = 1.6');
    expect(status('mean')).toBe('');
  });

  it('is right by Enter, says why, and scores', async () => {
    await type('mean', '8/5');
    await enter('mean');
    expect(line('mean').dataset.verdict).toBe('right');
    expect(status('mean')).toContain('right · 1');
    expect(status('mean')).toContain('It lies between');
    expect(score()).toBe('Score 1 of 3');
  });

  it('that is wrong is flagged, then told its slip, then the step', async () => {
    await type('mean', '2/5');
    await press(line('mean'), /^Check$/);
    expect(status('mean')).toMatch(/^not yet/);
    expect(status('mean')).not.toContain('swapped');
    await enter('mean');
    expect(status('mean')).toContain('The weights are swapped.');
    expect(status('mean')).not.toContain('the solution shows');
    await enter('mean');
    expect(status('mean')).toContain('the solution shows the step');
    await type('mean', '8/5');
    await enter('mean');
    expect(status('mean')).toContain('right · ½');
    expect(score()).toBe('Score ½ of 3');
  });

  it('that cannot be read says where and what to write instead, once it is to be judged', async () => {
    await type('mean', '1,6');
    expect(status('mean')).toBe('');
    await enter('mean');
    expect(status('mean')).toContain('A comma may mean two things (column 2). Write 1.5 or 1500.');
    expect(status('mean')).toContain('costs nothing');
    await type('mean', '1.6');
    await enter('mean');
    expect(score()).toBe('Score 1 of 3');
  });

  it('gives its hints one at a time', async () => {
    const hints = () => [...line('mean').querySelectorAll('.vi-hints li')].map((each) => each.textContent);
    await press(line('mean'), /^Hint$/);
    expect(hints()).toEqual(['Precisions add.']);
    await press(line('mean'), /^Next hint$/);
    expect(hints()).toHaveLength(2);
    expect(line('mean').querySelector('[data-action=hint]')).toBeNull();
  });

  it('shows its solution, goes there, and scores nothing', async () => {
    await press(line('mean'), /^Show the solution$/);
    expect(document.activeElement?.className).toBe('vi-solution');
    expect(line('mean').querySelectorAll('.vi-step').length).toBeGreaterThan(3);
    await type('mean', '8/5');
    await enter('mean');
    expect(status('mean')).toContain('right · no points');
    expect(score()).toBe('Score 0 of 3');
  });
});

describe('a guess before a line', () => {
  const box = () => line('gap').querySelector('.vi-ask') as HTMLElement;
  const marked = (mark: string) => box().querySelector(`[data-${mark}]`)?.textContent;

  it('is committed by one press, and held against the answer once the line is right', async () => {
    await press(box(), /^at most ½$/);
    expect(marked('guess')).toBe('at most ½your guess');
    expect(marked('answer')).toBeUndefined();
    expect(box().querySelector('button')).toBeNull();
    expect(document.activeElement).toBe(box().querySelector('.vi-after'));
    await type('gap', '0.3482');
    await enter('gap');
    expect(marked('answer')).toBe('at most ½your guess, what happens');
    expect(box().querySelector('[role=status]')?.textContent).toBe('As you said.');
  });

  it('that was not made says nothing of one', async () => {
    await type('gap', '0.3482');
    await enter('gap');
    expect(marked('answer')).toBe('at most ½what happens');
    expect(box().querySelector('[role=status]')?.textContent).toBe('');
  });
});

describe('its numbers', () => {
  const seed = () => root.querySelector('.vi-exercise-seed')?.textContent;

  it('are the book’s, a seed’s or the reader’s own, and it says which', async () => {
    expect(seed()).toBe('The book’s numbers');
    await press(root, /^New numbers$/);
    expect(seed()).toMatch(/^Seed \d+$/);
    session.scene('exercise1')?.set('q_mean', '0');
    await settled();
    expect(seed()).toBe('Your own numbers');
    expect(score()).toBe('Your own numbers: checked, not scored.');
    await press(root, /^Back to the book’s numbers$/);
    expect(seed()).toBe('The book’s numbers');
  });
});

describe('a printed sheet', () => {
  const boxes = () => [...line('gap').querySelectorAll('.vi-paper-guess li')];
  const ticked = () => boxes().filter((each) => each.hasAttribute('data-right'));

  beforeEach(() => {
    window.print = () => {};
  });

  it('asks the guess with boxes to tick, and tells nothing', async () => {
    await press(root, /^Print a sheet$/);
    expect(line('gap').querySelector('.vi-paper-guess')?.textContent).toContain('more than half a nat');
    expect(boxes().map((each) => each.textContent)).toEqual(['at most ½', 'more']);
    expect(ticked()).toEqual([]);
    expect(line('mean').querySelector('.vi-paper-guess')).toBeNull();
  });

  it('is off the page at the next press where the browser does not print, and says nothing of it', async () => {
    await press(root, /^Print a sheet$/);
    expect(document.documentElement.dataset.print).toBe('blank');
    document.body.click();
    await settled();
    expect(document.documentElement.dataset.print).toBeUndefined();
    expect(document.querySelector('[data-print-alone], [data-print-path]')).toBeNull();
    expect(boxes()).toEqual([]);
  });

  it('with the key has the right box ticked, at whatever numbers are on it', async () => {
    await press(root, /^Print it with the key$/);
    expect(ticked().map((each) => each.textContent)).toEqual(['at most ½']);
    dispatchEvent(new Event('afterprint'));
    await settled();
    expect(boxes()).toEqual([]);
    session.scene('exercise1')?.set('x', '4');
    await press(root, /^Print it with the key$/);
    expect(ticked().map((each) => each.textContent)).toEqual(['more']);
  });
});
