// @vitest-environment jsdom
// What the page around a lesson is told, by what a learner does.
import { beforeEach, describe, expect, it } from 'vitest';
import type { ViLesson } from '../../web/elements/lesson/vi-lesson.ts';
import type { SceneElement } from '../../web/elements/member.ts';
import type { Answer, Progress } from '../../web/lesson/events.ts';
import { startPage } from '../../web/lesson/page.ts';
import type { LessonSession } from '../../web/lesson/session.ts';
import { exercise, exerciseDocument, standInCore } from './fixtures/exercise-core.ts';
import { openCore, openDocument } from './fixtures/lesson.ts';

const prediction = { question: 'Which?', options: ['this', 'that'], answer: 1, after: 'That.' };
let session: LessonSession;
let root: ViLesson;
let told: (['answer', Answer] | ['progress', Progress])[];

/** Of the stand-in's exercises, or of the real lesson's. */
async function visit(elements: [tag: string, name: string, scene?: string][], isReal = false): Promise<void> {
  root = document.createElement('vi-lesson') as ViLesson;
  for (const [tag, name, scene = 'exercise1'] of elements) {
    const element = document.createElement(tag);
    element.setAttribute('name', name);
    element.setAttribute('scene', scene);
    root.append(element);
  }
  const page = document.createElement('main');
  page.append(root);
  told = [];
  page.addEventListener('vi-answer', ({ detail }) => told.push(['answer', detail]));
  page.addEventListener('vi-progress', ({ detail }) => told.push(['progress', detail]));
  document.body.replaceChildren(page);
  const lesson = isReal ? await openDocument() : await exerciseDocument();
  if (!isReal) lesson.predictions = { which: prediction };
  const core = isReal ? await openCore() : await standInCore();
  const options = { address: false };
  const compiled = { name: 'events', document: lesson, article: '' };
  session = (await startPage(core, compiled, document.body, options)) as LessonSession;
}

const settled = async () => {
  const all = [...root.querySelectorAll('vi-exercise, vi-order, vi-predict, vi-mapping')];
  await Promise.all(all.map((each) => (each as unknown as SceneElement).updateComplete));
  await session.turns.drain();
};
async function answer(name: string, text: string): Promise<void> {
  const field = root.querySelector(`[data-line="${name}"] input`) as HTMLInputElement;
  field.value = text;
  field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
  await settled();
}
async function press(label: RegExp): Promise<void> {
  const button = [...root.querySelectorAll('button')].find((each) => label.test(each.textContent ?? ''));
  expect(button, String(label)).toBeDefined();
  button?.click();
  await settled();
}
const answers = () => told.flatMap(([kind, detail]) => (kind === 'answer' ? [detail] : []));
const progress = () => told.findLast(([kind]) => kind === 'progress')?.[1];

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
});

describe('a line that is checked', () => {
  beforeEach(() => visit([['vi-exercise', 'fill']]));

  it('is told once, and then how far the learner is', async () => {
    expect(told).toEqual([['progress', { right: 0, answered: 0, total: 3, section: undefined }]]);
    await answer('mean', '8/5');
    expect(told.slice(1)).toEqual([
      ['answer', { kind: 'exercise', exercise: 'fill', line: 'mean', text: '8/5', verdict: 'right' }],
      ['progress', { right: 1, answered: 1, total: 3, section: undefined }],
    ]);
  });

  it('names its slip', async () => {
    await answer('mean', '2/5');
    expect(answers()).toMatchObject([{ verdict: 'wrong', slip: exercise.lines[0]?.wrong?.[0]?.is }]);
    await answer('twice', '4/5');
    expect(answers()[1]).toMatchObject({ verdict: 'right', slip: 'carried' });
    expect(progress()).toMatchObject({ right: 1, answered: 2 });
  });

  it('is no attempt if it cannot be read, and nothing if it is empty', async () => {
    await answer('mean', '1,6');
    await answer('mean', ' ');
    expect(answers()).toMatchObject([{ text: '1,6', verdict: 'unread' }]);
    expect(progress()).toMatchObject({ right: 0, answered: 0 });
  });

  it('says whose numbers it was at', async () => {
    await press(/New numbers/);
    const { seed } = session.exercises.get('fill') as { seed: number | undefined };
    await answer('mean', '1');
    session.scenes.get('exercise1')?.set('q_mean', '1/2');
    await answer('mean', '1');
    expect(answers()).toMatchObject([{ seed }, { own: true }]);
  });

  it('is answered, and not right, once its solution was seen', async () => {
    await press(/Show the solution/);
    await answer('mean', '8/5');
    expect(progress()).toMatchObject({ right: 0, answered: 1 });
  });

  it('counts again at the next visit', async () => {
    await answer('mean', '8/5');
    await visit([
      ['vi-exercise', 'fill'],
      ['vi-exercise', 'again'],
    ]);
    expect(progress()).toMatchObject({ right: 1, answered: 1, total: 6 });
  });
});

describe('a prediction', () => {
  it('is told and not counted', async () => {
    await visit([['vi-predict', 'which']]);
    await press(/this/);
    expect(answers()).toMatchObject([
      { kind: 'prediction', exercise: 'which', text: 'this', verdict: 'wrong' },
    ]);
    expect(progress()).toMatchObject({ total: 0 });
  });
});

describe('exercises of other kinds', () => {
  it('count a stage for an order, and tell how it stood', async () => {
    await visit([['vi-order', 'kl_order', 'worked']], true);
    await press(/Check the order/);
    const [first] = answers();
    expect(first).toMatchObject({ kind: 'order', exercise: 'kl_order', line: 'lines', verdict: 'wrong' });
    expect(first?.text.split(',')).toHaveLength(6);
    expect(progress()).toMatchObject({ right: 0, answered: 1, total: 1 });
  });

  it('count each prediction of a mapping, and two for its run', async () => {
    await visit([['vi-mapping', 'regression_mapping', 'regression']], true);
    root.querySelector<HTMLElement>('[data-question="0"] .vi-option')?.click();
    await settled();
    await press(/Run my mapping/);
    expect(answers()).toMatchObject([{ kind: 'mapping', line: 'question-1' }]);
    expect(progress()).toMatchObject({ answered: 1, total: 3 });
  });
});
