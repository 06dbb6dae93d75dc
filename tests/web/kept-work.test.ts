// @vitest-environment jsdom
import { beforeEach, describe, expect, it } from 'vitest';
import { KeptWork } from '../../web/lesson/kept-work.ts';
import { newLine, understandLine, worth } from '../../web/lesson/line-work.ts';

const place = ['fill', 'book', 'mean'];
const anything = (entry: unknown) => entry;

/** Of the browser's storage: what it takes in is refused. */
function storageThat(refuses: () => boolean): Storage {
  const refusing = (storage: Storage, key: string) =>
    key === 'setItem' && refuses() ? refuse : storage[key];
  const refuse = () => {
    throw new DOMException('no', 'QuotaExceededError');
  };
  return new Proxy(localStorage, {
    get: (storage, key) => {
      const found = refusing(storage, String(key));
      return typeof found === 'function' ? found.bind(storage) : found;
    },
  });
}

beforeEach(() => localStorage.clear());

describe('kept work', () => {
  it('is there on the next visit, for its lesson, exercise, seed and line only', () => {
    new KeptWork('a').write(place, { text: '8/5' });
    expect(new KeptWork('a').read(place, anything)).toMatchObject({ text: '8/5' });
    expect(new KeptWork('b').read(place, anything)).toBeUndefined();
    expect(new KeptWork('a').read(['fill', '7', 'mean'], anything)).toBeUndefined();
  });

  it('of two tabs at two lines is kept from both', () => {
    const [one, other] = [new KeptWork('a'), new KeptWork('a')];
    one.write(place, { text: '1' });
    other.write(['fill', 'book', 'gap'], { text: '2' });
    expect(new KeptWork('a').read(place, anything)).toMatchObject({ text: '1' });
    expect(new KeptWork('a').read(['fill', 'book', 'gap'], anything)).toMatchObject({ text: '2' });
  });

  it('lasts as long as the page where storage is refused or full, and says so', () => {
    const kept = new KeptWork(
      'a',
      storageThat(() => true),
    );
    expect(kept.isLost).toBe(false);
    kept.write(place, { text: '8/5' });
    expect(kept.isLost).toBe(true);
    expect(kept.read(place, anything)).toMatchObject({ text: '8/5' });
  });

  it('of before the browser was full is still there, and what it did not take goes in once there is room', () => {
    let isFull = false;
    const kept = new KeptWork(
      'a',
      storageThat(() => isFull),
    );
    kept.write(['fill', 'book', 'gap'], { text: '1' });
    isFull = true;
    kept.write(place, { text: '8/5' });
    expect(kept.isLost).toBe(true);
    isFull = false;
    kept.write(['fill', 'book', 'elbo'], { text: '2' });
    expect(kept.isLost).toBe(false);
    expect(new KeptWork('a').read(place, anything)).toMatchObject({ text: '8/5' });
    expect(kept.all.map(({ place: at }) => at)).toEqual([
      'fill book elbo',
      'fill book gap',
      'fill book mean',
    ]);
  });

  it('that nothing can read is put aside, not wiped', () => {
    localStorage.setItem('vi-work a fill book mean', '{"version":9,"text":"8/5"}');
    expect(new KeptWork('a').read(place, understandLine)).toBeUndefined();
    expect(new KeptWork('a').aside.map(({ text }) => text)).toEqual(['{"version":9,"text":"8/5"}']);
    localStorage.setItem('vi-work a fill book mean', '{"versio');
    expect(new KeptWork('a').read(place, understandLine)).toBeUndefined();
  });
});

describe('a line of any origin', () => {
  it.each([null, 7, 'text', [], {}, { version: 1 }, { version: 2, text: '' }])('%j is no line', (entry) => {
    expect(understandLine(entry)).toBeUndefined();
  });

  it('keeps the text, and counts as untouched what makes no sense beside it', () => {
    const entry = {
      version: 1,
      text: '8/5',
      misses: -3,
      hints: 'two',
      shown: 'yes',
      earned: 12,
      checked: { text: 1 },
    };
    expect(understandLine(entry)).toEqual({ ...newLine(), text: '8/5' });
  });
});

describe('a line is worth', () => {
  const line = newLine();
  it.each([
    ['1 at the first check', line, 'right', 1],
    ['½ after a hint', { ...line, hints: 1 }, 'right', 0.5],
    ['½ at a second try', { ...line, misses: 1 }, 'right', 0.5],
    ['½ if a slip was carried on', line, 'carried', 0.5],
    ['nothing once the solution was shown', { ...line, shown: true }, 'right', 0],
    ['nothing yet when rounded too early', line, 'rounded', 0],
    ['nothing when wrong', line, 'wrong', 0],
  ] as const)('%s', (_, work, verdict, points) => {
    expect(worth(work, verdict)).toBe(points);
  });
});
