// What an author is told to type next works as they called the program.
import { describe, expect, it } from 'vitest';
import { calledAs, quoted } from '../../web/author/called.mjs';

describe('the next command begins', () => {
  it.each([
    [
      'in a project that has it installed',
      '/home/a/course/node_modules/.bin/vi-lessons',
      false,
      'npx vi-lessons',
    ],
    [
      'in a folder of such a project',
      '/home/a/node_modules/vi-lessons/web/author/vi-lessons.mjs',
      false,
      'npx vi-lessons',
    ],
    ['where npx fetched it', '/home/a/.npm/_npx/1f/node_modules/.bin/vi-lessons', true, 'npx vi-lessons'],
    ['where the system finds it', '/usr/local/bin/vi-lessons', false, 'vi-lessons'],
    [
      'where it is installed beside other projects',
      '/opt/lib/node_modules/vi-lessons/web/author/vi-lessons.mjs',
      false,
      'vi-lessons',
    ],
    [
      'in the repository',
      '/home/a/vi/web/author/vi-lessons.mjs',
      false,
      'node ../vi/web/author/vi-lessons.mjs',
    ],
    [
      'in the repository, by a script of npm',
      '/home/a/vi/web/author/vi-lessons.mjs',
      true,
      'node ../vi/web/author/vi-lessons.mjs',
    ],
  ])('%s', (_, program, byNpm, words) => {
    expect(calledAs({ program, byNpm, cwd: '/home/a/course' })).toBe(words);
  });

  it('with a folder whose name has a blank in quotation marks', () => {
    expect(quoted('lessons/mine')).toBe('lessons/mine');
    expect(quoted('my lesson')).toBe('"my lesson"');
  });
});
