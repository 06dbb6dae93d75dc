// @vitest-environment jsdom
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { sharedLesson } from '../../web/embed/supplies.ts';
import { explain, Failure, fetchCore } from '../../web/failures.ts';
import { start } from '../../web/start.ts';
import { openDocument } from './fixtures/lesson.ts';

const wasm = join(import.meta.dirname, '../../build/wasm/vi.wasm');

describe('a failure is told with its remedy', () => {
  const blocked = new WebAssembly.CompileError(
    "WebAssembly.compile(): Refused to compile WebAssembly module because 'unsafe-eval' is not an allowed source of script",
  );
  it.each([
    ['a policy', blocked, /security policy blocks/, /wasm-unsafe-eval/, false],
    ['damage', new WebAssembly.CompileError('expected magic word'), /arrived damaged/, /tell whoever/, true],
    ['another module', new WebAssembly.LinkError('no import'), /do not fit together/, /tell whoever/, true],
    ['no memory', new RangeError('could not allocate'), /no room for the core/, /Close other tabs/, true],
    ['anything else', 'odd.', /^odd\.$/, /tell whoever/, true],
  ])('%s', (_, problem, reason, remedy, canPass) => {
    const failure = explain(problem);
    expect(failure.reason).toMatch(reason);
    expect(failure.remedy).toMatch(remedy);
    expect(failure.canPass).toBe(canPass);
  });

  it('from disk it is no matter of the connection, and to try again is no use', async () => {
    const fetched = vi.spyOn(globalThis, 'fetch').mockRejectedValue(new TypeError('no'));
    const failure = await fetchCore('file:///course/vi/vi.wasm').catch((problem) => problem);
    expect(failure).toMatchObject({
      reason: 'a page that is opened from disk may not fetch the core.',
      remedy: expect.stringMatching(/web server.*vi-lesson\.js/),
      canPass: false,
    });
    fetched.mockRestore();
  });

  it('from disk another lesson is inside no script: there is only the web server', async () => {
    const fetched = vi.spyOn(globalThis, 'fetch').mockRejectedValue(new TypeError('no'));
    const failure = await sharedLesson('file:///course/rlhf.lesson.json').catch((problem) => problem);
    expect(failure).toMatchObject({
      reason: 'a page that is opened from disk may not fetch the lesson.',
      remedy: 'Put the folder on a web server.',
    });
    fetched.mockRestore();
  });

  it('and what failed once is not taken from the browser’s cache again', async () => {
    const fetched = vi.spyOn(globalThis, 'fetch').mockRejectedValue(new TypeError('no'));
    explain(new Error('damaged'));
    await expect(fetchCore('vi.wasm')).rejects.toThrow(/could not be fetched/);
    expect(fetched).toHaveBeenCalledWith('vi.wasm', { cache: 'reload' });
    fetched.mockRestore();
  });
});

describe('a page that could not start', () => {
  beforeEach(() => {
    const lesson = document.createElement('vi-lesson');
    const figure = document.createElement('vi-controls');
    figure.setAttribute('scene', 'exercise1');
    const box = document.createElement('div');
    box.append(document.createElement('input'));
    figure.append(box);
    lesson.append(figure);
    document.body.replaceChildren(lesson);
  });

  const supplies = (core: () => Promise<ArrayBuffer>) => ({
    core,
    lesson: async () => ({ document: await openDocument(), article: '' }),
    worker: () => {
      throw new Error('not asked for');
    },
  });
  const still = () => document.querySelector('vi-controls .vi-still');

  it('says why in the place itself, switches it off, and comes alive when it is tried again', async () => {
    const bytes = (await readFile(wasm)).buffer as ArrayBuffer;
    const core = vi
      .fn<() => Promise<ArrayBuffer>>()
      .mockRejectedValueOnce(new Failure('it rains.', 'Wait.', true))
      .mockResolvedValue(bytes);
    await start(document.body, supplies(core), { address: false });
    expect(still()?.textContent).toMatch(/^This stays as printed, because it rains\./);
    expect(still()?.parentElement?.localName).toBe('div');
    expect(document.querySelector('vi-controls input')).toHaveProperty('disabled', true);
    expect(document.querySelector('[role=alert]')?.textContent).toContain(
      'because it rains. Its numbers stay as printed. Wait.',
    );
    still()?.querySelector('button')?.click();
    const lesson = document.querySelector('vi-lesson') as HTMLElement;
    await vi.waitFor(() => expect(lesson.dataset.state).toBe('ready'), 10_000);
    expect(document.querySelector('.vi-still, .vi-problem')).toBeNull();
    expect(document.querySelector('vi-controls input')).toHaveProperty('disabled', false);
  });

  it('offers no second try where it would be the same', async () => {
    await start(
      document.body,
      supplies(async () => {
        throw new Failure('it is forbidden.', 'Ask.');
      }),
      { address: false },
    );
    expect(still()?.textContent).toBe('This stays as printed, because it is forbidden. Ask.');
    expect(still()?.querySelector('button')).toBeNull();
  });
});
