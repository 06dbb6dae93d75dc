// Which of the two files of the core a page brings.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { allLessons } from '../../web/build/all-lessons.mjs';
import { bytesFor, FULL } from '../../web/build/core-file.mjs';
import { type Core, loadCore } from '../../web/core/core.mjs';
import { openWhole } from './fixtures/lesson.ts';

const PAGE = join(import.meta.dirname, '../../build/wasm/vi-page.wasm');
const calls = (expression: string) => ({ quantities: { q: expression } });

let full: Core;
let bytes: Buffer;
let page: Core;
beforeAll(async () => {
  bytes = await readFile(FULL);
  full = await loadCore(bytes);
  page = await loadCore(await readFile(PAGE));
});

interface Row {
  name: string;
  definition: string | null;
}
const functionsOf = (core: Core) =>
  (core.reply({ op: 'functions' } as never).ok as unknown as { value: Row[] }).value;

describe('the core of a page', () => {
  it('is smaller by a fifth and more', async () => {
    const [small, all] = [(await readFile(PAGE)).length, (await readFile(FULL)).length];
    expect(small).toBeLessThan(0.8 * all);
  });

  it('knows every function that its functions are defined by', () => {
    const names = new Set(functionsOf(page).map(({ name }) => name));
    const called = functionsOf(page).flatMap(({ definition }) =>
      [...(definition ?? '').matchAll(/([a-z_][a-z_0-9]*)\(/g)].map(([, name = '']) => name),
    );
    expect(called.filter((name) => !names.has(name))).toEqual([]);
  });

  it('answers as the other does, to the byte, for every scene of every lesson', async () => {
    for (const name of await allLessons()) {
      const document = await openWhole(name);
      const [ours, theirs] = [page, full].map((core) => {
        const { lesson } = core.call({ op: 'lesson.load', lesson: document });
        const wanted = { exact: true, quantities: 'all', identities: 'all', derivations: 'all' };
        return Object.keys(document.scenes).map((scene) =>
          core.reply({ op: 'lesson.evaluate', lesson, scene, ...wanted }),
        );
      });
      expect(ours).toEqual(theirs);
    }
  });

  it('is what a lesson gets that calls nothing beyond it', async () => {
    const small = await readFile(PAGE);
    expect(await bytesFor([calls('kl(normal(0, 1), normal(1, 2))')], { bytes, core: full })).toEqual(small);
  });

  it('is what our own lessons get', async () => {
    const documents = await Promise.all((await allLessons()).map(openWhole));
    expect(await bytesFor(documents, { bytes, core: full })).toEqual(await readFile(PAGE));
  });

  it('is not, where one of the lessons calls what it leaves out', async () => {
    const documents = [calls('1 + 1'), calls('kl(gamma(2, 1), gamma(3, 1))')];
    expect(await bytesFor(documents, { bytes, core: full })).toEqual(bytes);
  });
});
