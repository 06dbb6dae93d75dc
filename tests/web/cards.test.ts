import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createTools, readLesson } from '../../web/build/check.mjs';
import { compileLesson } from '../../web/build/compile.mjs';
import { printProblem } from '../../web/build/problem.mjs';

const root = join(import.meta.dirname, '../..');
const line = { name: 'gap', ask: 'The gap at $x=\\num{x}$', kind: 'number', answer: 'gap' };
const card = { kind: 'answers', scene: 'only', title: 'A gap', variants: { x: ['1', '2'] }, lines: [line] };

async function folderWith(cards: object | string, prose: string, change = (text: string) => text) {
  const folder = await mkdtemp(join(tmpdir(), 'vi-lesson-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await cp(join(root, 'tests/fixtures/lessons/flipped-sign'), folder, { recursive: true });
  await writeFile(join(folder, 'cards.json'), typeof cards === 'string' ? cards : JSON.stringify(cards));
  await writeFile(join(folder, '02-cards.md'), `# Cards\n\n${prose}\n`);
  const lesson = join(folder, 'lesson.json');
  await writeFile(lesson, change(await readFile(lesson, 'utf8')));
  return folder;
}

async function problemsOf(...given: Parameters<typeof folderWith>): Promise<string[]> {
  const { problems } = await readLesson(await folderWith(...given), await createTools());
  return problems.map((one) => printProblem({ ...one, line: one.path ? undefined : one.line }));
}

describe('a card', () => {
  it('stands where the prose places it, and the page is told of all of them in order', async () => {
    const folder = await folderWith({ b: card, a: card }, '::: card a\n\n::: card b\n\n::: review');
    const { compiled, problems } = await compileLesson(folder);
    expect(problems).toEqual([]);
    expect(compiled.cards).toEqual(['a', 'b']);
    expect(compiled.document.exercises.a).toEqual(card);
    expect(compiled.article).toContain('<vi-card name="a" id="card-a"></vi-card>');
    expect(compiled.article).toContain('<vi-review></vi-review>');
  });
});

describe('of cards the check refuses, with place and remedy:', () => {
  it('a name there is none of', async () => {
    expect(await problemsOf({ luck: card }, '::: card lcuk\n\n::: card luck')).toEqual([
      '02-cards.md:3: unknown exercise "lcuk"; did you mean "luck"?',
    ]);
  });

  it('one that stands nowhere', async () => {
    expect(await problemsOf({ luck: card }, 'None.')).toEqual([
      'cards.json at /luck: stands nowhere; write "::: card luck" in the prose, or remove it',
    ]);
  });

  it('one that stands twice, or as an exercise too', async () => {
    expect(await problemsOf({ luck: card }, '::: card luck\n\n::: card luck')).toEqual([
      '02-cards.md:5: card "luck" is placed twice; place it once',
    ]);
    expect(await problemsOf({ luck: card }, '::: card luck\n\n::: exercise luck')).toContain(
      '02-cards.md:5: "luck" is placed as a card and as an exercise; place it once',
    );
  });

  it('two lines', async () => {
    const two = { ...card, lines: [line, { ...line, name: 'again' }] };
    expect(await problemsOf({ luck: two }, '::: card luck')).toContain(
      '02-cards.md:3: exercise "luck" has 2 lines; a card is an exercise of one line',
    );
  });

  it('one without other numbers', async () => {
    const { variants: _, ...fixed } = card;
    expect(await problemsOf({ luck: fixed }, '::: card luck')).toContain(
      '02-cards.md:3: exercise "luck" has no variants; list other numbers under "variants": a card asks with new ones at each review',
    );
  });

  it('unknown scenes, parameters and quantities, in the file that names them', async () => {
    expect(await problemsOf({ luck: { ...card, scene: 'onyl' } }, '::: card luck')).toContain(
      'cards.json at /luck/scene: unknown scene "onyl"; did you mean "only"?',
    );
    expect(await problemsOf({ luck: { ...card, variants: { z: ['1'] } } }, '::: card luck')).toContainEqual(
      expect.stringMatching(/^cards\.json at \/luck\/variants\/z: unknown parameter "z" in scene "only"/),
    );
    const asked = { ...card, lines: [{ ...line, ask: '{{gpa}}' }] };
    expect(await problemsOf({ luck: asked }, '::: card luck')).toContain(
      'cards.json at /luck/lines/0/ask: unknown quantity "gpa" in scene "only"; did you mean "gap"?',
    );
  });

  it('an entry that the schema does not know', async () => {
    expect(await problemsOf({ luck: { ...card, titel: 'A gap' } }, '::: card luck')).toContain(
      'cards.json at /luck/titel: unknown entry "titel"; did you mean "title"?',
    );
  });

  it('a file that is not JSON', async () => {
    expect(await problemsOf('{', 'None.')).toEqual([expect.stringMatching(/^cards\.json:1: is not JSON/)]);
  });

  it('a prediction’s card that stands nowhere', async () => {
    const prediction = {
      scene: 'only',
      question: 'more?',
      options: ['less', 'more'],
      answer: 1,
      after: 'More.',
    };
    const add = (text: string) => {
      const document = JSON.parse(text);
      return JSON.stringify({ ...document, predictions: { more: { ...prediction, card: 'lukc' } } });
    };
    expect(await problemsOf({ luck: card }, '::: card luck\n\n::: review', add)).toEqual([
      'lesson.json at /predictions/more/card: no card "lukc" stands in the prose; did you mean "luck"?',
    ]);
  });
});
