import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { compileLesson, printProblem } from '../../web/build/compile.mjs';

const document = {
  title: 'Two numbers',
  scenes: { first: { title: 'First', use: 'pair', book: { x: '2' } } },
  sets: {
    pair: {
      parameters: { x: { symbol: 'x', label: 'x', range: ['0', '4'], step: '1/4' } },
      quantities: { double: '2*x', gap: 'double - x' },
      identities: { gap: { left: 'gap', right: 'x', says: 'Half of the double is left.' } },
      derivations: { gap: [{ say: 'Take {{x:1}} away.', show: 'gap' }] },
    },
  },
  figures: { plot: { kind: 'density', title: 'Drag x' } },
  predictions: { grows: { question: 'Does it grow?', options: ['yes', 'no'], answer: 0, after: 'It does.' } },
  exercises: {
    fill: {
      kind: 'answers',
      scene: 'first',
      title: 'Fill in',
      variants: { x: ['1', '3'] },
      lines: [
        {
          name: 'twice',
          ask: 'Twice $x$?',
          kind: 'number',
          answer: 'double',
          hints: ['Add.'],
          solution: 'gap',
        },
      ],
    },
  },
};

async function compile(prose: string, lesson: object | string = document) {
  const folder = await mkdtemp(join(tmpdir(), 'vi-lesson-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, 'lesson.json'), typeof lesson === 'string' ? lesson : JSON.stringify(lesson));
  await writeFile(join(folder, '01-start.md'), prose);
  const { compiled, problems } = await compileLesson(folder);
  return { article: compiled?.article ?? '', compiled, problems: problems.map(printProblem) };
}

const inScene = (line: string) => `# A claim\n\n::: scene first\n${line}\n:::\n`;

describe('prose becomes HTML with elements whose names carry their scene', () => {
  it.each([
    ['{{gap:3}}', '<vi-number name="first.gap" digits="3"></vi-number>'],
    ['{{gap}}', '<vi-number name="first.gap"></vi-number>'],
    ['{{x:exact}}', '<vi-formula name="first.x" faces="exact"></vi-formula>'],
    ['$z^2$', '<vi-formula tex="z^2"></vi-formula>'],
    ['$\\val{x}^2$', '<vi-formula scene="first" tex="\\val{x}^2"></vi-formula>'],
    ['$\\num{x}+\\val{gap}$', '<vi-formula scene="first" tex="\\num{x}+\\val{gap}"></vi-formula>'],
    ['$$\nz^2\n$$', '<vi-formula tex="z^2" display></vi-formula>'],
    ['::: derivation gap', '<vi-derivation name="first.gap"></vi-derivation>'],
    ['::: identity gap', '<vi-identity name="first.gap"></vi-identity>'],
    ['::: controls', '<vi-controls scene="first"></vi-controls>'],
    ['::: figure plot', '<vi-figure name="plot" scene="first" kind="density"></vi-figure>'],
    ['::: predict grows', '<vi-predict name="grows" scene="first"></vi-predict>'],
    ['::: exercise fill', '<vi-exercise name="fill" scene="first"></vi-exercise>'],
  ])('%s', async (written, element) => {
    const { article, problems } = await compile(inScene(written));
    expect(problems).toEqual([]);
    expect(article).toContain(element);
    expect(article).toMatch(/<vi-scene name="first">[\s\S]*<\/vi-scene>/);
  });

  it('names a quantity of another scene in full, outside every scene', async () => {
    const { article, problems } = await compile('# A claim\n\nThe gap is {{first.gap:2}}.');
    expect(problems).toEqual([]);
    expect(article).toContain('<vi-number name="first.gap" digits="2"></vi-number>');
  });

  it('gives the section the address of its file, and every heading one level below the title', async () => {
    const { article, compiled } = await compile('# A claim\n\n## More of it');
    expect(article).toContain('<h2 id="start">A claim</h2>');
    expect(article).toContain('<h3 id="start-more-of-it">More of it</h3>');
    expect(compiled?.sections).toEqual([{ id: 'start', title: 'A claim' }]);
  });

  it('lets no HTML and no script address through', async () => {
    const { article } = await compile(
      '# A claim\n\n<img src=x onerror=alert(1)> [a](javascript:alert(1)) $\\text{<b>}$',
    );
    expect(article).not.toMatch(/<img|<b>|href="javascript/);
  });

  it('leaves money alone', async () => {
    expect((await compile('# A claim\n\nIt costs $5 and $6.')).article).toContain('It costs $5 and $6.');
  });
});

describe('a mistake is named with its place and its remedy', () => {
  it.each([
    ['{{gpa:3}}', '01-start.md:4: unknown quantity "gpa" in scene "first"; did you mean "gap"?'],
    ['words\n{{gpa:3}}', '01-start.md:5: unknown quantity "gpa" in scene "first"; did you mean "gap"?'],
    ['{{frst.gap}}', '01-start.md:4: unknown scene "frst"; did you mean "first"?'],
    ['{{gap:three}}', '01-start.md:4: "{{gap:three}}" is not a live number; write {{name}}'],
    ['::: figrue plot', '01-start.md:4: unknown directive "figrue"; did you mean "figure"?'],
    ['::: exercise fil', '01-start.md:4: unknown exercise "fil"; did you mean "fill"?'],
    ['::: exercise', '01-start.md:4: "::: exercise" takes one name'],
    ['::: figure plt', '01-start.md:4: unknown figure "plt"; did you mean "plot"?'],
    ['::: derivation gpa', '01-start.md:4: unknown derivation "gpa" in scene "first"; did you mean "gap"?'],
    ['::: identity kl', '01-start.md:4: unknown identity "kl" in scene "first"; there is "gap"'],
    ['$\\val{y}$', '01-start.md:4: unknown quantity "y" in scene "first"; did you mean "x"?'],
    ['$\\num{y}$', '01-start.md:4: unknown quantity "y" in scene "first"; did you mean "x"?'],
    ['$\\frac{1}$', '01-start.md:4: TeX:'],
    [':::\n:::', '01-start.md:5: ":::" closes nothing'],
    [
      '::: scene first',
      '01-start.md:4: scene "first" stands inside scene "first"; close the outer one first',
    ],
  ])('%s', async (written, problem) => {
    const { problems } = await compile(inScene(written));
    expect(problems.join('\n')).toContain(problem);
  });

  it('a scene that is never closed', async () => {
    const { problems } = await compile('# A claim\n\n::: scene first\ntext\n');
    expect(problems).toEqual([
      '01-start.md:3: "::: scene first" is never closed; close it with a line that holds only ":::"',
    ]);
  });

  it('a name outside every scene', async () => {
    const { problems } = await compile('# A claim\n\n{{gap}}');
    expect(problems[0]).toContain('quantity "gap" stands outside every scene; write "SCENE.gap"');
  });

  it('sentences inside lesson.json, by path', async () => {
    const broken = structuredClone(document);
    broken.sets.pair.derivations.gap[0]!.say = 'Take {{xx:1}} away.';
    const { problems } = await compile('# A claim', broken);
    expect(problems).toEqual([
      'lesson.json at /sets/pair/derivations/gap/0/say: unknown quantity "xx" in scene "first"; did you mean "x"?',
    ]);
  });

  it('what an exercise names and says, by path', async () => {
    const broken = structuredClone(document);
    const { fill } = broken.exercises;
    const line = fill.lines[0]!;
    Object.assign(fill, { variants: { y: ['1'] } });
    fill.lines = [
      { ...line, hints: ['Add {{xx}}.'], solution: 'gpa' },
      { ...line, ask: '$\\frac{1}$' },
    ];
    const { problems } = await compile('# A claim', broken);
    expect(problems).toEqual([
      'lesson.json at /exercises/fill/lines/0/hints/0: unknown quantity "xx" in scene "first"; did you mean "x"?',
      expect.stringContaining('lesson.json at /exercises/fill/lines/1/ask: TeX:'),
      'lesson.json at /exercises/fill/variants/y: unknown parameter "y" in scene "first"; did you mean "x"?',
      'lesson.json at /exercises/fill/lines/0/solution: unknown derivation "gpa" in scene "first"; did you mean "gap"?',
      'lesson.json at /exercises/fill/lines/1/name: two lines are called "twice"; rename one of them',
    ]);
    fill.scene = 'frist';
    expect((await compile('# A claim', broken)).problems.join()).toContain(
      'lesson.json at /exercises/fill/scene: unknown scene "frist"; did you mean "first"?',
    );
  });

  it('a lesson that is cut off', async () => {
    const { problems, compiled } = await compile('# A claim', JSON.stringify(document).slice(0, 200));
    expect(compiled).toBeUndefined();
    expect(problems[0]).toMatch(/^lesson.json: is not JSON/);
  });
});
