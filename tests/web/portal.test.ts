// @vitest-environment jsdom
// Elements of an embed by their attributes. What a browser alone can show stands in browser/elements.spec.ts.
import 'fake-indexeddb/auto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { IDBDatabase } from 'fake-indexeddb';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { compileLesson } from '../../web/build/compile.mjs';
import { elementsManifest, elementTypes } from '../../web/build/embed-manifest.mjs';
import type { LessonEvents, Progress } from '../../web/lesson/events.ts';
import { lesson } from './fixtures/supplies.ts';

beforeAll(async () => {
  // jsdom has no sheets of a script's making.
  Object.defineProperty(globalThis, 'CSSStyleSheet', {
    value: class {
      cssRules = [];
      replaceSync() {}
    },
  });
  await import('../../web/embed/vi-lesson.ts');
});

async function put(tag: string, attributes: Record<string, string>): Promise<HTMLElement> {
  localStorage.clear();
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  document.body.replaceChildren(element);
  await arrived(element);
  return element;
}
const arrived = (element: HTMLElement) =>
  vi.waitFor(() => expect(element.dataset.state).toMatch(/ready|failed/), { timeout: 10_000 });
const inside = (element: HTMLElement) => element.shadowRoot as ShadowRoot;
const text = (element: HTMLElement) => inside(element).textContent?.replace(/\s+/g, ' ') ?? '';
const slider = (element: HTMLElement, name: string) =>
  inside(element).querySelector(`vi-controls [data-parameter="${name}"]`);

describe('a part', () => {
  it('is a figure with the controls below it, at the numbers of its attributes', async () => {
    const figure = await put('vi-figure', { part: 'chord', parameters: 'low=2 pair.high=3' });
    expect(figure.dataset.state).toBe('ready');
    expect(inside(figure).querySelectorAll('figure')).toHaveLength(1);
    expect(slider(figure, 'pair.low')?.getAttribute('aria-valuetext')).toMatch(/^2/);
    expect(slider(figure, 'pair.high')?.getAttribute('aria-valuetext')).toMatch(/^3/);
    figure.setAttribute('parameters', 'low=3/2');
    await vi.waitFor(() => {
      expect(slider(figure, 'pair.low')?.getAttribute('aria-valuetext')).toMatch(/^(1\.5|3\/2)/);
      expect(slider(figure, 'pair.high')?.getAttribute('aria-valuetext')).toMatch(/^4/);
    });
  });

  it('is an exercise at a seed, and another one when told so', async () => {
    const exercise = await put('vi-exercise', { part: 'adding', seed: '3' });
    expect(text(exercise)).toContain('Seed 3');
    exercise.setAttribute('part', 'again');
    await vi.waitFor(() => expect(text(exercise)).toContain('Take one from the other'));
  });

  it('is another one too when its other attribute, name, says so', async () => {
    const exercise = await put('vi-exercise', { name: 'adding' });
    exercise.setAttribute('name', 'again');
    await vi.waitFor(() => expect(text(exercise)).toContain('Take one from the other'));
  });

  it('counts its own lines alone', async () => {
    const told: Progress[] = [];
    document.body.addEventListener('vi-progress', ({ detail }) => told.push(detail), { once: true });
    await put('vi-exercise', { part: 'again' });
    await vi.waitFor(() => expect(told).toMatchObject([{ right: 0, total: 1 }]));
  });

  it('is a section with the entries of its notes, out of sight', async () => {
    const lesson = await put('vi-lesson', { part: 'means' });
    const sections = [...inside(lesson).querySelectorAll<HTMLElement>('.vi-section')];
    expect(sections.map(({ hidden }) => hidden)).toEqual([false, true]);
  });

  it('is the deck, with cards that no article has introduced', async () => {
    const cards = await put('vi-cards', {});
    expect(text(cards)).toContain('2 are new.');
    expect((await put('vi-cards', { part: 'twice' })).shadowRoot?.querySelectorAll('vi-card')).toHaveLength(
      1,
    );
    const section = await put('vi-cards', { part: 'sums' });
    expect(inside(section).querySelectorAll('vi-card')).toHaveLength(2);
  });

  it.each([
    ['vi-figure', { part: 'cord' }, 'no figure "cord": did you mean "chord"?'],
    ['vi-exercise', {}, 'Say which with part="…": there is "adding", "again"'],
    ['vi-lesson', { part: 'chrd' }, 'did you mean "chord"?'],
    ['vi-cards', { part: 'twise' }, 'did you mean "twice"?'],
    ['vi-exercise', { part: 'adding', parameters: 'z=1' }, 'sum has no parameter of that name'],
    ['vi-exercise', { part: 'adding', seed: 'x' }, 'a seed is a whole number'],
    ['vi-exercise', { part: 'adding', mode: 'exam' }, 'there is one mode'],
  ])('says what it cannot show: %s %o', async (tag, attributes, said) => {
    expect(text(await put(tag, attributes as Record<string, string>))).toContain(said);
  });
});

describe('what is asked for from outside', () => {
  const alerts = (element: HTMLElement) => inside(element).querySelectorAll('[role=alert]');

  it('and cannot be shown is said once, however often it changes, and no more once it can', async () => {
    const exercise = await put('vi-exercise', { part: 'adding', seed: 'x' });
    for (const seed of ['y', '-1', 'z']) {
      exercise.setAttribute('seed', seed);
      await vi.waitFor(() => expect(text(exercise)).toContain(`seed=${seed}:`));
      expect(alerts(exercise)).toHaveLength(1);
    }
    exercise.setAttribute('seed', '3');
    await vi.waitFor(() => expect(alerts(exercise)).toHaveLength(0));
    expect(text(exercise)).toContain('Seed 3');
  });
});

describe('another lesson', () => {
  const lessonAt = (answer: () => Promise<Response>) => {
    vi.stubGlobal('fetch', vi.fn(answer));
    return vi.mocked(fetch);
  };
  afterEach(() => vi.unstubAllGlobals());

  it('is fetched once for all that show it, and nothing in it runs', async () => {
    const article =
      '<section class="vi-section" aria-labelledby="other"><h2 id="other">Other</h2><img src=x onerror="1"><vi-root></vi-root><p onclick="1" style="text-align:right;position:fixed">It is <vi-number name="sum.total" digits="1"></vi-number></p><a href="javascript:1">go</a></section>';
    const asked = lessonAt(async () => Response.json({ ...lesson, name: 'other', article }));
    const one = await put('vi-lesson', { lesson: 'other.lesson.json' });
    expect(text(one)).toContain('OtherIt is 5.0');
    await put('vi-lesson', { lesson: 'other.lesson.json', part: 'other' });
    expect(asked).toHaveBeenCalledTimes(1);
    const page = inside(one).querySelector('vi-root') as Element;
    expect(page.querySelector('img, vi-root, [onclick], [href^="javascript"]')).toBeNull();
    expect(page.querySelector('p')?.getAttribute('style')).toBe('text-align: right;');
  });

  it('that did not come is asked for again by the next element', async () => {
    lessonAt(async () => new Response('', { status: 503 }));
    const failed = await put('vi-exercise', { lesson: 'late.lesson.json', part: 'adding' });
    expect(failed.dataset.state).toBe('failed');
    expect(text(failed)).toContain('late.lesson.json');
    lessonAt(async () => Response.json(lesson));
    const exercise = await put('vi-exercise', { lesson: 'late.lesson.json', part: 'adding' });
    expect(exercise.dataset.state).toBe('ready');
  });
});

describe('of the whole lesson', () => {
  const address = 'whole.lesson.json';
  beforeAll(async () => {
    const { compiled } = await compileLesson(
      join(import.meta.dirname, '../../lessons/variational-inference-for-rl'),
    );
    vi.stubGlobal('fetch', async () => Response.json(compiled));
  });
  afterAll(() => vi.unstubAllGlobals());

  it.each([
    ['code_draw', 's=2', 'z = mu + s * randn()'],
    ['code_mean', 'm1=2', 'kl = mean('],
  ])('an exercise that asks about a listing brings it, above: %s', async (part, parameters, listing) => {
    const exercise = await put('vi-exercise', { lesson: address, part, parameters });
    expect(inside(exercise).querySelector('[role=alert]')).toBeNull();
    const code = inside(exercise).querySelectorAll('pre');
    expect(code).toHaveLength(1);
    expect(code[0]?.textContent).toContain(listing);
    const asking = inside(exercise).querySelector('vi-exercise') as Element;
    expect(code[0]?.compareDocumentPosition(asking)).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
  });

  it('a figure brings the controls that its scene has further up', async () => {
    const figure = await put('vi-figure', { lesson: address, part: 'corridor' });
    const shown = [...inside(figure).querySelectorAll('vi-controls, vi-figure')];
    expect(shown.map(({ localName }) => localName)).toEqual(['vi-controls', 'vi-figure']);
    expect(slider(figure, 'corridor.gamma')).not.toBeNull();
  });

  it('a mapping at a seed is another one when told so, as it is in an address', async () => {
    const attributes = { lesson: address, part: 'rlhf_mapping' };
    const at = async (seed: string) => text(await put('vi-exercise', { ...attributes, seed }));
    const [small, great] = [await at('7'), await at('1000000000')];
    expect(great).not.toBe(small);
    const mapping = await put('vi-exercise', { ...attributes, seed: '7' });
    mapping.setAttribute('seed', '1000000000');
    await vi.waitFor(() => expect(text(mapping)).toBe(great));
    mapping.setAttribute('seed', '7');
    await vi.waitFor(() => expect(text(mapping)).toBe(small));
  });
});

describe('a deck', () => {
  /** It is taken out again before its cards are there. */
  async function putAndTake(again: (cards: HTMLElement) => void): Promise<HTMLElement> {
    const cards = document.createElement('vi-cards');
    document.body.replaceChildren(cards);
    await Promise.resolve();
    again(cards);
    await arrived(cards);
    return cards;
  }
  const opening = vi.spyOn(indexedDB, 'open');
  const closing = vi.spyOn(IDBDatabase.prototype, 'close');
  const left = () => opening.mock.calls.length - closing.mock.calls.length;

  it('that is removed or asked for otherwise while it opens leaves no database open', async () => {
    document.body.replaceChildren();
    await vi.waitFor(() => expect(left()).toBe(0));
    await putAndTake((cards) => cards.remove());
    await vi.waitFor(() => expect(left()).toBe(0));
    const cards = await putAndTake((cards) => cards.setAttribute('part', 'twice'));
    await vi.waitFor(() => expect(left()).toBe(1));
    for (let i = 0; i < 5; i++) {
      cards.remove();
      await Promise.resolve();
      document.body.append(cards);
    }
    await vi.waitFor(() => expect(left()).toBe(1));
    cards.remove();
    await vi.waitFor(() => expect(left()).toBe(0));
  });
});

describe('an assignment', () => {
  it('keeps its numbers, closes what it does not name, and scores what it does', async () => {
    const told: Progress[] = [];
    document.body.addEventListener('vi-progress', ({ detail }) => told.push(detail), { once: true });
    const lesson = await put('vi-lesson', {
      mode: 'assignment',
      open: 'adding',
      parameters: 'sum.x=3/2',
    });
    const exercise = inside(lesson).querySelector('vi-exercise[name="adding"]') as HTMLElement;
    expect(text(lesson)).toContain('Your course has set this up');
    expect(text(lesson)).toContain('“Take one from the other” is not part of this assignment.');
    expect(exercise.textContent).toContain('Set by your course');
    await vi.waitFor(() => expect(told).toMatchObject([{ right: 0, total: 2 }]));
    expect(exercise.textContent).not.toMatch(/New numbers|Back to the book/);
    const field = exercise.querySelector('[data-line="total"] input') as HTMLInputElement;
    field.value = '9/2';
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
    await vi.waitFor(() => expect(exercise.querySelector('.vi-score')?.textContent).toBe('Score 1 of 2'));
  });

  it('leaves alone what no exercise asks about', async () => {
    const lesson = await put('vi-lesson', { mode: 'assignment' });
    expect(inside(lesson).querySelectorAll('vi-controls input:disabled')).toHaveLength(0);
    const figure = await put('vi-figure', { part: 'chord', mode: 'assignment', parameters: 'high=3' });
    expect(inside(figure).querySelectorAll('vi-controls input:not(:disabled)')).toHaveLength(0);
    expect(text(figure)).toContain('Your course has set these numbers');
  });

  it('that opens an exercise which is not there says so', async () => {
    const lesson = await put('vi-lesson', { mode: 'assignment', open: 'ading' });
    expect(text(lesson)).toContain('this lesson has no such exercise; did you mean "adding"?');
  });
});

describe('what editors are told', () => {
  const [module] = JSON.parse(elementsManifest()).modules;

  /** What each event brings, where one element cannot be shown and a line of another is answered. */
  async function allTold(): Promise<Map<string, string[]>> {
    const names: (keyof LessonEvents)[] = ['vi-answer', 'vi-failed', 'vi-progress', 'vi-ready'];
    const details = new Map<string, string[]>();
    const listening = new AbortController();
    const note = ({ type, detail }: Event & { detail?: object }) =>
      details.set(type, Object.keys(detail ?? {}));
    for (const name of names) document.addEventListener(name, note, { signal: listening.signal });
    await put('vi-exercise', { part: 'gone' });
    const field = inside(await put('vi-exercise', { part: 'adding' })).querySelector(
      'input',
    ) as HTMLInputElement;
    field.value = '5';
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
    await vi.waitFor(() => expect([...details.keys()].sort()).toEqual(names));
    listening.abort();
    return details;
  }

  it('are the attributes that each element observes, each with what it is for', () => {
    for (const { tagName, attributes } of module.declarations) {
      const made = customElements.get(tagName) as unknown as { observedAttributes: string[] };
      const listed = attributes.map(({ name }: { name: string }) => name);
      expect([...listed].sort()).toEqual([...made.observedAttributes].sort());
      for (const { description } of attributes) expect(description).toMatch(/\.$/);
    }
  });

  it('are the events that come, with the details that the page on embedding lists as well', async () => {
    const page = await readFile(join(import.meta.dirname, '../../web/docs/embedding.md'), 'utf8');
    const types = elementTypes(
      await readFile(join(import.meta.dirname, '../../web/lesson/events.ts'), 'utf8'),
    );
    const { events } = module.declarations[0];
    const details = await allTold();
    expect(events.map(({ name }: { name: string }) => name).sort()).toEqual([...details.keys()].sort());
    for (const { name, type } of events) {
      const row = page.split('\n').find((line) => line.startsWith(`| \`${name}\``));
      expect(types).toContain(`'${name}': ${type.text}`);
      for (const key of details.get(name) ?? []) {
        expect(row).toContain(`\`${key}\``);
        if (type.text.includes('{')) expect(type.text).toContain(`${key}:`);
      }
    }
  });

  it('are the details as the source has them', async () => {
    const source = await readFile(join(import.meta.dirname, '../../web/lesson/events.ts'), 'utf8');
    const types = elementTypes(source);
    for (const name of [
      'slip?: string',
      'own?: true',
      'section: string | undefined',
      "'vi-answer': CustomEvent<ViAnswer>",
    ])
      expect(types).toContain(name);
  });
});
