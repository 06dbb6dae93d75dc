import { spawnSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { buildProducts } from '../../web/build/build.mjs';
import { stubCore } from './fixtures/stub-core.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const PATIENCE = 120_000;

async function folder(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'vi-build-'));
  onTestFinished(() => rm(made, { recursive: true }));
  return made;
}

async function lessonWith(change: (text: string) => string): Promise<string> {
  const lesson = await folder();
  await cp(join(root, 'tests/fixtures/lessons/flipped-sign'), lesson, { recursive: true });
  const file = join(lesson, 'lesson.json');
  await writeFile(file, change(await readFile(file, 'utf8')));
  return lesson;
}

function build(lesson: string, out: string) {
  const { status, stderr } = spawnSync('node', ['web/build/build.mjs', '--lesson', lesson, '--out', out], {
    cwd: root,
    encoding: 'utf8',
  });
  return { status, stderr };
}

describe('a build', () => {
  it(
    'takes away what an earlier one left, and nothing of anybody else',
    async () => {
      const out = await folder();
      const foreign = ['notes.txt', 'site/CNAME', 'site/assets/photo.jpg', 'site/assets/page-old.js'];
      const stale = [
        'site/assets/page-0123456789.js',
        'site/assets/KaTeX_Main-Regular-0123456789.woff2',
        'embed/katex-0123456789.js',
      ];
      for (const name of [...foreign, ...stale]) {
        await mkdir(dirname(join(out, name)), { recursive: true });
        await writeFile(join(out, name), 'before');
      }
      expect(build(await lessonWith((text) => text), out).status).toBe(0);
      const left = await readdir(out, { recursive: true });
      expect(left).toEqual(expect.arrayContaining([...foreign, 'lesson.html', 'site/index.html']));
      expect(left.filter((name) => stale.includes(name))).toEqual([]);
    },
    PATIENCE,
  );

  it.each([
    ['an unknown function', (text: string) => text.replace(/kl\(/g, 'kll('), /kll/],
    [
      'a step that no control can make',
      (text: string) => text.replace(/"step": "[^"]*"/, '"step": "sqrt(2)"'),
      /parameters\/\w+\/step: expected a fraction or a decimal/,
    ],
  ])(
    'exits 2 for %s, and says where',
    async (_, change, says) => {
      const { status, stderr } = build(await lessonWith(change), await folder());
      expect(stderr).toMatch(says);
      expect(stderr).not.toMatch(/^\s+at /m);
      expect(status).toBe(2);
    },
    PATIENCE,
  );

  it(
    'does not blame the lesson for a fault of ours',
    async () => {
      // A core that loads every lesson and knows none of its scenes.
      const wasm = join(await folder(), 'stub.wasm');
      await writeFile(wasm, stubCore);
      const building = buildProducts({ lesson: await lessonWith((text) => text), out: await folder(), wasm });
      await expect(building).rejects.toMatchObject({
        name: 'TypeError',
        stack: expect.stringContaining('at '),
      });
    },
    PATIENCE,
  );
});
