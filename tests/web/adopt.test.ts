// @vitest-environment jsdom
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { Core } from '../../web/core/core.mjs';
import type { Request, SceneValue } from '../../web/core/door.ts';
import { standStill } from '../../web/elements/lesson/still.ts';
import type { ViLesson } from '../../web/elements/lesson/vi-lesson.ts';
import type { LessonDocument } from '../../web/lesson/document.ts';
import { failPage, startPage } from '../../web/lesson/page.ts';
import type { LessonSession } from '../../web/lesson/session.ts';
import { openCore, openDocument } from './fixtures/lesson.ts';

let core: Core;
let lesson: LessonDocument;

beforeAll(async () => {
  core = await openCore();
  lesson = await openDocument();
});

/** As the build writes it: a state, elements with text in them. */
function printed(...children: [tag: string, attributes: Record<string, string>, text: string][]): ViLesson {
  const root = document.createElement('vi-lesson');
  root.dataset.state = 'static';
  for (const [tag, attributes, text] of children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    const inside = document.createElement('p');
    inside.textContent = text;
    element.append(inside);
    root.append(element);
  }
  document.body.replaceChildren(root);
  return root as ViLesson;
}

const all = [
  ['vi-number', { name: 'exercise1.gap', digits: '3' }, 'as printed'],
  ['vi-derivation', { name: 'exercise1.gap' }, 'as printed'],
  ['vi-identity', { name: 'exercise1.gap' }, 'as printed'],
  ['vi-controls', { scene: 'exercise1' }, 'as printed'],
  ['vi-figure', { name: 'exercise1', scene: 'exercise1' }, 'as printed'],
  ['vi-predict', { name: 'narrower', scene: 'exercise1' }, 'as printed'],
] as [string, Record<string, string>, string][];

const compiled = () => ({ document: lesson, article: '' });
const options = { address: false };

describe('an element', () => {
  it('leaves the printed children alone until the core has answered, then replaces them once', async () => {
    const root = printed(...all);
    const ready = new Promise((resolve) => root.addEventListener('vi-ready', resolve, { once: true }));
    expect(root.textContent).toBe('as printed'.repeat(all.length));
    await startPage(core, compiled(), document.body, options);
    await ready;
    expect(root.dataset.state).toBe('ready');
    expect(root.textContent).not.toContain('as printed');
    expect(root.querySelector('vi-number')?.textContent).toBe('0.348');
    expect(root.querySelectorAll('vi-figure figure')).toHaveLength(1);
    expect(root.querySelector('vi-identity')?.getAttribute('data-state')).toBe('proved');
  });

  it('keeps the printed children if the core fails, and the lesson says why', async () => {
    const root = printed(...all);
    const broken = {
      call: () => {
        throw new Error('out of memory');
      },
    } as unknown as Core;
    await startPage(broken, compiled(), document.body, options);
    expect(root.dataset.state).toBe('failed');
    expect(root.querySelector('vi-derivation')?.textContent).toBe('as printed');
    expect(root.querySelector('[role=alert]')?.textContent).toContain('out of memory');
  });

  it('keeps them as well if the core never came', () => {
    const root = printed(...all);
    failPage(document.body, new Error('it is not there'));
    expect(root.querySelector('vi-number')?.textContent).toBe('as printed');
    expect(root.textContent).toContain('it is not there');
  });

  it('comes alive when it is added later, follows its scene, and stops when it is removed', async () => {
    const root = printed();
    const session = await startPage(core, compiled(), document.body, options);
    const number = document.createElement('vi-number');
    number.setAttribute('name', 'exercise1.gap');
    number.setAttribute('digits', '3');
    root.append(number);
    expect(number.textContent).toBe('0.348');
    session?.scene('exercise1')?.set('q_mean', '8/5');
    expect(number.textContent).toBe('0.123');
    number.remove();
    session?.scene('exercise1')?.set('q_mean', '1');
    expect(number.textContent).toBe('0.123');
    root.append(number);
    expect(number.textContent).toBe('0.348');
  });

  it('draws TeX, and shows as source what it cannot draw', async () => {
    const root = printed();
    await startPage(core, compiled(), document.body, options);
    for (const tex of ['\\frac{1}{2}', '\\frac{', `${'{'.repeat(5000)}`, '\\href{javascript:alert(1)}{x}']) {
      const formula = document.createElement('vi-formula');
      formula.setAttribute('tex', tex);
      root.append(formula);
    }
    const [good, ...bad] = root.querySelectorAll('vi-formula');
    expect(good?.querySelector('annotation')?.textContent).toBe('\\frac{1}{2}');
    expect(bad.slice(0, 2).every((each) => each.querySelector('code.vi-tex-source'))).toBe(true);
    expect(root.querySelector('a')).toBeNull();
  });
});

describe('a printed page', () => {
  it('says which numbers are not the book’s, and at which address they are', async () => {
    const root = printed(['vi-number', { name: 'exercise1.gap' }, '']);
    const session = await startPage(core, compiled(), document.body);
    const note = () => {
      window.dispatchEvent(new Event('beforeprint'));
      return root.querySelector('.vi-printed')?.textContent;
    };
    expect(note()).toBeUndefined();
    session?.scene('exercise1')?.set('x', '5/2');
    expect(note()).toContain('exercise1.x = 5/2');
    expect(note()).toContain('?exercise1.x=5/2');
    session?.scene('exercise1')?.toBook();
    expect(note()).toBeUndefined();
  });
});

describe('where the core answers with an error', () => {
  const error = { code: 'domain', message: 'log: its argument must be > 0', where: '' };
  let broken = false;
  // The gap cannot be computed while `broken`, as at a setting where its expression has no value.
  const sometimes = {
    call: (request: Request) => {
      const ok = core.call(request) as SceneValue;
      if (!broken || request.op !== 'lesson.evaluate') return ok;
      const derivations = request.want?.derivations?.length ? { gap: { error } } : {};
      const formulas = ok.formulas.map(() => ({ error }));
      return { ...ok, identities: { ...ok.identities, gap: { error } }, derivations, formulas };
    },
  } as unknown as Core;

  async function page() {
    const root = printed(
      ['vi-identity', { name: 'exercise1.gap' }, ''],
      ['vi-derivation', { name: 'exercise1.gap' }, ''],
      ['vi-formula', { scene: 'exercise1', tex: 'x=\\val{x}' }, ''],
    );
    broken = false;
    const session = (await startPage(sometimes, compiled(), document.body, options)) as LessonSession;
    const at = async (text: string, isBroken: boolean) => {
      broken = isBroken;
      session.scene('exercise1')?.set('x', text);
      await session.turns.drain();
    };
    const [identity, derivation, formula] = root.children as unknown as HTMLElement[];
    return { identity: identity!, derivation: derivation!, formula: formula!, at };
  }

  it('an identity has failed, with the reason, and recovers', async () => {
    const { identity, at } = await page();
    await at('5/2', true);
    expect(identity.dataset.state).toBe('failed');
    expect(identity.dataset.residual).toBeUndefined();
    expect(identity.querySelector('.vi-chip')?.textContent).toBe(
      `cannot be computed here (${error.message})`,
    );
    expect(identity.querySelector('.vi-equals')?.textContent).not.toBe('=');
    await at('3', false);
    expect(identity.dataset.state).toBe('proved');
  });

  it('a derivation gives the reason in place of its lines, and has them again', async () => {
    const { derivation, at } = await page();
    expect(derivation.querySelectorAll('.vi-step').length).toBeGreaterThan(0);
    await at('5/2', true);
    expect(derivation.textContent).toBe(error.message);
    await at('3', false);
    expect(derivation.querySelectorAll('.vi-step').length).toBeGreaterThan(0);
    expect(derivation.textContent).not.toContain(error.message);
  });

  it('a formula gives the reason in its place, and is drawn again, also at the same numbers', async () => {
    const { formula, at } = await page();
    await at('5/2', true);
    expect(formula.textContent).toBe(error.message);
    await at('2', false);
    expect(formula.querySelector('annotation')?.textContent).toBe('x=2');
  });
});

describe('a formula with holes', () => {
  it('is filled by the core: \\val in brackets where they are needed, \\num never', async () => {
    const root = printed(['vi-formula', { scene: 'exercise1', tex: 'a\\val{x} + b\\num{x}' }, '']);
    const session = await startPage(core, compiled(), document.body, options);
    session?.scene('exercise1')?.set('x', '-3');
    await session?.turns.drain();
    expect(root.querySelector('annotation')?.textContent).toBe('a(-3) + b-3');
  });
});

describe('a prediction', () => {
  it('shows the answer beside the guess that was made first, with its numbers', async () => {
    const root = printed(['vi-predict', { name: 'narrower', scene: 'exercise1' }, '']);
    const session = await startPage(core, compiled(), document.body, options);
    root.querySelector<HTMLElement>('button.vi-option')?.click();
    await new Promise((resolve) => setTimeout(resolve, 40));
    await session?.turns.drain();
    expect(root.querySelector('[data-guess]')?.textContent).toContain('your guess');
    expect(root.querySelector('[data-answer]')?.textContent).toContain('what happens');
    const formulas = [...root.querySelectorAll('.vi-after annotation')].map((each) => each.textContent);
    expect(formulas.some((tex) => /4.*5/.test(tex ?? ''))).toBe(true);
    expect(root.querySelector('button')).toBeNull();
  });

  it.each([
    ['is made', 'button.vi-option'],
    ['is declined', '.vi-quiet'],
  ])('veils a figure that shows the answer until a guess %s', async (_, pressed) => {
    sessionStorage.clear();
    const root = printed(['vi-predict', { name: 'ticket_given_success', scene: 'lottery' }, '']);
    await startPage(core, compiled(), document.body, options);
    const prediction = root.querySelector('vi-predict') as HTMLElement;
    expect(prediction.dataset.veils).toBe('');
    prediction.querySelector<HTMLElement>(pressed)?.click();
    await vi.waitFor(() => expect(prediction.dataset.veils).toBeUndefined());
  });

  it('veils all figures right below it, however many, and none after something else', async () => {
    sessionStorage.clear();
    const figure = ['vi-figure', { name: 'exercise1', scene: 'exercise1' }, ''] as (typeof all)[number];
    const root = printed(
      figure,
      ['vi-predict', { name: 'ticket_given_success', scene: 'lottery' }, ''],
      ...[figure, figure, figure],
      ['vi-controls', { scene: 'exercise1' }, ''],
      figure,
    );
    await startPage(core, compiled(), document.body, options);
    const veiled = () =>
      [...root.querySelectorAll('vi-figure')].map((each) => each.hasAttribute('data-veiled'));
    expect(veiled()).toEqual([false, true, true, true, false]);
    expect(root.querySelector('vi-predict')?.textContent).toContain(
      'What is covered below shows the answer.',
    );
    root.querySelector<HTMLElement>('vi-predict .vi-quiet')?.click();
    await vi.waitFor(() => expect(veiled()).not.toContain(true));
    expect(root.querySelector('vi-predict')?.textContent).not.toContain('covered below');
  });

  it('guessed before the core was late stays open once it comes, whenever the reason for waiting goes', async () => {
    const place = ['vi-predict', { name: 'ticket_given_success', scene: 'lottery' }, ''] as const;
    const first = printed([...place]);
    await startPage(core, compiled(), document.body, options);
    first.querySelector<HTMLElement>('button.vi-option')?.click();
    const root = printed([...place]);
    const prediction = root.querySelector('vi-predict') as HTMLElement;
    prediction.dataset.veils = '';
    const undo = standStill(root, { reason: 'it is late.', remedy: 'Wait.' });
    expect(prediction.dataset.veils).toBeUndefined();
    await startPage(core, compiled(), document.body, options);
    undo();
    expect(root.querySelector('[data-guess]')).not.toBeNull();
    expect(prediction.dataset.veils).toBeUndefined();
  });
});
