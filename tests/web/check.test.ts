import { spawnSync } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));

function check(...folders: string[]) {
  const { status, stdout, stderr } = spawnSync('node', ['web/build/check.mjs', ...folders], {
    cwd: root,
    encoding: 'utf8',
  });
  return { status, said: stdout + stderr };
}

async function changed(file: string, change: (text: string) => string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'vi-lesson-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await cp(join(root, 'tests/fixtures/lessons/flipped-sign'), folder, { recursive: true });
  await writeFile(join(folder, file), change(await readFile(join(folder, file), 'utf8')));
  return folder;
}

describe('the prose part of the check', () => {
  it('finds every lesson of the project fine', () => {
    expect(check()).toMatchObject({ status: 0, said: expect.stringContaining('prose and schema fine') });
  });

  it('reads a lesson that begins with a byte order mark', () => {
    expect(check('tests/fixtures/lessons/byte-order-mark')).toMatchObject({ status: 0 });
  });

  it('exits 1 for a result that is typed into the prose', async () => {
    const folder = await changed('01.md', (text) => text.replace('{{gap:3}}', '1.234'));
    const { status, said } = check(folder);
    expect(status).toBe(1);
    expect(said).toContain('01.md:4: the result 1.234 is typed in; name the quantity: {{name:3}}');
  });

  it('exits 2 for prose that names what is not there', async () => {
    const folder = await changed('01.md', (text) => text.replace('{{gap:3}}', '{{gpa:3}}'));
    const { status, said } = check(folder);
    expect(status).toBe(2);
    expect(said).toContain('01.md:4: unknown quantity "gpa" in scene "only"; did you mean "gap"?');
  });

  it('exits 2 for an entry that the schema does not know', async () => {
    const folder = await changed('lesson.json', (text) =>
      text.replace('"range": ["-4", "4"]', '"rnage": ["-4", "4"]'),
    );
    const { status, said } = check(folder);
    expect(status).toBe(2);
    expect(said).toMatch(
      /lesson\.json at \/sets\/one\/parameters\/x: unknown entry "rnage"; did you mean "range"\?/,
    );
    expect(said).toContain('"range" is missing');
  });

  it('exits 2 for a source or a term that lacks something, or has too much', async () => {
    const sources = `"sources": { "a": { "authors": "Ann A", "year": "2018", "title": "T", "says": "It.", "doi": "1" } }`;
    const glossary = `"glossary": { "gap": { "term": "gap" } }`;
    const folder = await changed('lesson.json', (text) => text.replace('{', `{ ${sources}, ${glossary},`));
    const { status, said } = check(folder);
    expect(status).toBe(2);
    expect(said).toContain('at /sources/a: "in" is missing; Where it appeared');
    expect(said).toContain('at /sources/a: unknown entry "doi"');
    expect(said).toContain('at /sources/a/year: is a string, must be integer');
    expect(said).toContain('at /glossary/gap: "is" is missing');
    expect(said).toContain('at /sources/a: is cited nowhere');
  });

  it.each(['truncated', 'html-instead', 'list-instead'])(
    'exits 2 for a lesson that is no lesson: %s',
    (name) => {
      expect(check(`tests/fixtures/lessons/${name}`).status).toBe(2);
    },
  );
});
