import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { compileLesson } from '../../web/build/compile.mjs';
import { printProblem } from '../../web/build/problem.mjs';

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

const referring = {
  ...document,
  sources: {
    one2018: {
      authors: 'Ann One',
      year: 2018,
      title: 'A & B',
      in: 'Journal',
      link: 'https://example.org/a',
      says: 'On $x$.',
    },
    three2020: { authors: 'Ann One, Bo Two and Cy Three', year: 2020, title: 'T', in: 'Talk', says: 'All.' },
  },
  glossary: { gap: { term: 'gap', is: 'What is *left*.' } },
};
/** Whatever is listed must be referred to somewhere. */
const REFERRED = '\n\n[@one2018] [@three2020] [gap](=gap)';

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

  it('a sheet holds scenes, and parts as wide as its page', async () => {
    const { article, problems } = await compile(
      '# A claim\n\n::: sheet Page 1: all\n::: across\n::: scene first\n{{gap}}\n:::\n:::\n:::\n',
    );
    expect(problems).toEqual([]);
    expect(article).toMatch(
      /<vi-sheet name="Page 1: all">\s*<div class="vi-across">\s*<vi-scene name="first">[\s\S]*<\/vi-scene>\s*<\/div>\s*<\/vi-sheet>/,
    );
  });

  it('what an exercise needs stands in a box that says so', async () => {
    const { article, problems } = await compile(
      `${inScene('::: for fill\nIt asks about {{gap:1}}.\n:::')}\n::: exercise fill\n`,
    );
    expect(problems).toEqual([]);
    expect(article).toMatch(/<div data-for="fill">\s*<p>It asks about <vi-number name="first.gap"/);
  });

  it('the four colours are part of a formula', async () => {
    const { article, problems } = await compile(
      inScene('$\\q{q}\\,\\prior{p}\\,\\likelihood{l}\\,\\posterior{p_x}$'),
    );
    expect(problems).toEqual([]);
    expect(article).toContain('tex="\\q{q}\\,\\prior{p}\\,\\likelihood{l}\\,\\posterior{p_x}"');
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

  it('cites a work, by one author or several, and lists what is cited at the end', async () => {
    const { article, compiled, problems } = await compile(
      `# A claim\n\nSee [@three2020], after [@one2018].${REFERRED}`,
      referring,
    );
    expect(problems).toEqual([]);
    expect(article).toContain(
      'See <a class="vi-reference vi-cite" href="#source-three2020">One et al. 2020</a>',
    );
    expect(article).toContain('after <a class="vi-reference vi-cite" href="#source-one2018">One 2018</a>.');
    expect(article).toContain(
      '<div class="vi-entry" id="source-one2018"><dt>One 2018</dt><dd>Ann One: <cite><a href="https://example.org/a">A &amp; B</a></cite>. Journal, 2018.</dd><dd>On <vi-formula tex="x"></vi-formula>.</dd></div>',
    );
    expect(article.indexOf('<dt>One 2018')).toBeLessThan(article.indexOf('<dt>One et al. 2020'));
    expect(compiled?.sections.map(({ id }: { id: string }) => id)).toEqual(['start', 'glossary', 'sources']);
  });

  it('explains a term, in any words', async () => {
    const { article, problems } = await compile(
      `# A claim\n\nWhat **[$x$ leaves](=gap)** is small.${REFERRED}`,
      referring,
    );
    expect(problems).toEqual([]);
    expect(article).toContain(
      '<strong><a href="#term-gap" class="vi-reference vi-term"><vi-formula tex="x"></vi-formula> leaves</a></strong>',
    );
    expect(article).toContain('id="term-gap"><dt>gap</dt><dd>What is <em>left</em>.</dd>');
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

  it.each([
    ['::: sheet One', '01-start.md:4: sheet "One" stands inside scene "first"; close that first'],
    ['::: sheet', '01-start.md:4: "::: sheet" takes one name; got ""'],
    ['::: across', '01-start.md:4: "::: across" stands outside every sheet'],
    ['::: for fil', '01-start.md:4: unknown exercise or figure "fil"; did you mean "fill"?'],
    [
      '::: for fill\n::: exercise fill\n:::',
      '01-start.md:5: exercise "fill" stands inside its own "::: for fill"; close that first',
    ],
    [
      '::: for plot\n::: figure plot\n:::',
      '01-start.md:5: figure "plot" stands inside its own "::: for plot"; close that first',
    ],
  ])('%s', async (line, problem) => {
    const { problems } = await compile(inScene(line));
    expect(problems[0]?.slice(0, problem.length)).toBe(problem);
  });

  it('a sheet that is never closed', async () => {
    const { problems } = await compile('# A claim\n\n::: sheet One page\ntext\n');
    expect(problems).toEqual([
      '01-start.md:3: "::: sheet One page" is never closed; close it with a line that holds only ":::"',
    ]);
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

  it.each([
    ['[@one2019]', '01-start.md:3: unknown source "one2019"; did you mean "one2018"?'],
    ['words\n[gap](=gpa)', '01-start.md:4: unknown term "gpa"; did you mean "gap"?'],
  ])('%s', async (written, problem) => {
    const { problems } = await compile(`# A claim\n\n${written}${REFERRED}`, referring);
    expect(problems).toEqual([problem]);
  });

  it.each(['http://example.org', 'javascript:alert(1)', 'https://a"b'])('a link to %s', async (link) => {
    const unsafe = structuredClone(referring);
    unsafe.sources.one2018.link = link;
    const { problems } = await compile(`# A claim${REFERRED}`, unsafe);
    expect(problems).toEqual([
      `lesson.json at /sources/one2018/link: "${link}" is no https address; begin it with "https://"`,
    ]);
  });

  it('a mark in a sentence of lesson.json, which is no part of the article', async () => {
    const broken = structuredClone(referring);
    broken.glossary.gap.is = 'See [@one2018].';
    broken.sets.pair.derivations.gap[0]!.say = 'The [gap](=gap).';
    const { problems } = await compile(`# A claim${REFERRED}`, broken);
    expect(problems).toEqual([
      'lesson.json at /sets/pair/derivations/gap/0/say: term "gap" is referred to in lesson.json; do that in the Markdown beside it',
      'lesson.json at /glossary/gap/is: source "one2018" is referred to in lesson.json; do that in the Markdown beside it',
    ]);
  });

  it('a section with the address of the list that ends the article', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'vi-lesson-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    await writeFile(join(folder, 'lesson.json'), JSON.stringify(referring));
    await writeFile(join(folder, '01-glossary.md'), `# Words${REFERRED}`);
    const { problems } = await compileLesson(folder);
    expect(problems.map(printProblem)).toEqual([
      'lesson.json: has the same address "#glossary" as 01-glossary.md; rename one of them',
    ]);
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
    expect(problems[0]).toMatch(/^lesson.json:1: is not JSON/);
  });

  it.each([
    ['lists', '['.repeat(200_000), ']'.repeat(200_000)],
    ['objects', '{"a":'.repeat(33), '}'.repeat(33)],
    ['brackets that nobody closes', '[\n'.repeat(200_000), ''],
  ])('a lesson of %s without end', async (_, open, close) => {
    const { problems, compiled } = await compile('# A claim', `{"scenes": ${open}1${close}}`);
    expect(compiled).toBeUndefined();
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(
      /^lesson.json:\d+: has more than 32 objects and lists inside one another; look for/,
    );
  });
});
