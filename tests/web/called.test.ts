// What an author is told to type next works as they called the program.
import { execFileSync } from 'node:child_process';
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

  it('with a plain path as it is', () => {
    expect(quoted('../lessons/mine-2', 'linux')).toBe('../lessons/mine-2');
    expect(quoted('C:\\lessons\\mine-2', 'win32')).toBe('C:\\lessons\\mine-2');
  });

  it.each(['my lesson', "it's", 'a&b', '$x', '(1)', '"so"', 'a\\b', '`ls`', '*', '~', 'größe', "'"])(
    'with a folder that the shell reads as it is called: %s',
    (folder) => {
      const read = execFileSync('sh', ['-c', `printf %s ${quoted(folder, 'linux')}`], { encoding: 'utf8' });
      expect(read).toBe(folder);
    },
  );

  it.each(['my lesson', "it's", 'a&b', '(1)'])('on Windows with quotation marks around %s', (folder) => {
    expect(quoted(folder, 'win32')).toBe(`"${folder}"`);
  });
});
