// What every engine must do with the whole lesson, from disk, served, and in another site's page: compute, follow a drag,
// judge an answer, work in the worker and stop it, and ask nobody for anything.
import { readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dist } from '../../browser/support/paths.ts';
import { type Site, serve } from '../../browser/support/server.ts';
import { type Engine, until } from './engine.ts';
import type { Candidate } from './engines.ts';
import * as look from './look.ts';
import { remove, temporaryFolder } from './processes.ts';
import { smallOut } from './small-lesson.ts';

export function smoke(name: string, { skipped, start }: Candidate): void {
  describe.skipIf(skipped)(name, () => {
    let engine: Engine;
    beforeAll(async () => {
      engine = await start();
    });
    afterAll(() => engine?.close());

    describe('from disk', () => wholeLesson(() => engine, pathToFileURL(`${dist}/lesson.html`).href));
    describe('served', () => {
      const site = served(`${dist}/site`);
      wholeLesson(
        () => engine,
        () => site().url,
      );
    });
    describe("in another site's page", () => {
      const folder = hostPage();
      const site = served(folder);
      afterAll(() => remove(folder));

      test('it computes, as an element and in a frame as high as the lesson', async () => {
        await engine.open(`${site().url}host.html`);
        await until('ready in both, and no scroll bar', async () => {
          const { element, frame, overflow } = await engine.evaluate(look.embedded);
          return element !== undefined && element === frame && overflow === 0;
        });
        expect(await engine.evaluate(look.strangers)).toEqual([]);
        expect(await engine.problems()).toEqual([]);
      });
    });
  });
}

function wholeLesson(engine: () => Engine, address: string | (() => string)): void {
  const evaluate: Engine['evaluate'] = (work, ...given) => engine().evaluate(work, ...given);

  test('it computes', async () => {
    await engine().open(typeof address === 'string' ? address : address());
    await until('ready', () => evaluate(look.isReady));
    expect(await evaluate(look.number, 'exercise1.gap')).toBe('0.348');
  });

  test('a handle is dragged, and the numbers follow', async () => {
    await engine().drag(await evaluate(look.centre, look.HANDLE), 60);
    await until('another gap', async () => (await evaluate(look.number, 'exercise1.gap')) !== '0.348');
  });

  test('an answer is judged', async () => {
    await evaluate(look.focus, look.FIELD);
    await engine().enter('8/5');
    await until('right', async () => (await evaluate(look.verdict)) === 'right');
  });

  test('the worker can be stopped, and asked again', async () => {
    await evaluate(look.startAndStop);
    await until('stopped', async () => /Try/.test(await evaluate(look.trial)));
    expect(await evaluate(look.trial)).not.toContain('settings tried');
    await evaluate(look.press);
    await until('1,000 settings tried', async () =>
      /1,000 settings tried: it held in all/.test(await evaluate(look.trial)),
    );
  });

  test('no request leaves this machine, and nothing is logged as an error', async () => {
    expect(await evaluate(look.strangers)).toEqual([]);
    expect(await engine().problems()).toEqual([]);
  });
}

function served(folder: string): () => Site {
  let site: Site;
  beforeAll(async () => {
    site = await serve(folder);
  });
  afterAll(() => site.close());
  return () => site;
}

/** A folder with the files of a small lesson's embed, and a page that uses them both ways. */
function hostPage(): string {
  const folder = temporaryFolder();
  const embed = `${smallOut}/embed`;
  for (const file of readdirSync(embed)) symlinkSync(`${embed}/${file}`, `${folder}/${file}`);
  const element = '<script src="vi-lesson.js"></script><vi-lesson></vi-lesson>';
  const frame = '<iframe data-vi-lesson src="frame.html"></iframe><script src="frame-host.js"></script>';
  writeFileSync(
    `${folder}/host.html`,
    `<!doctype html><title>host</title><link rel="icon" href="data:,">${element}${frame}`,
  );
  return folder;
}
