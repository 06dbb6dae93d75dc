// Everything that an author can be told: a fault in the starter lesson, the place that is named, and the sentence.
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { folderOf, foldersOf, requireFolder } from '../../web/author/lesson-folder.mjs';
import { checkLesson, createTools, exitOf } from '../../web/build/check.mjs';
import { printProblem } from '../../web/build/problem.mjs';

const root = join(import.meta.dirname, '../..');
const starter = join(root, 'web/author/starter');
const fixtures = join(root, 'tests/fixtures/lessons');
const SETTINGS = 40;

let tools: Awaited<ReturnType<typeof createTools>>;
beforeAll(async () => {
  tools = await createTools();
});

async function check(folder: string) {
  const { problems } = await checkLesson(folder, tools, { settings: SETTINGS });
  return { exit: exitOf(problems), said: problems.map(printProblem) };
}

/** The starter lesson with an exercise and a card, a source and a word: all that can be said wrongly. */
const EXERCISE = {
  kind: 'answers',
  scene: 'first',
  title: 'Read it',
  variants: { x: ['-2', '2'], noise: ['1/2', '1'] },
  lines: [
    {
      name: 'estimate',
      ask: 'Your best estimate?',
      kind: 'number',
      answer: 'estimate',
      wrong: [{ is: 'x*noise/(1 + noise)', says: 'The weights are swapped.' }],
      solution: 'estimate',
    },
  ],
};
const FIGURE = {
  kind: 'curve',
  title: 'Noise draws it in.',
  over: { name: 'noise', label: 'noise' },
  series: [{ is: 'x/(1 + noise)', label: 'estimate', role: 'posterior' }],
};
const PREDICTION = {
  question: 'The noise grows. Is your estimate nearer to 0?',
  options: ['yes', 'no'],
  answer: 0,
  after: 'It is: the prior has more to say.',
};
const SOURCE = { authors: 'Ann One', year: 2018, title: 'T', in: 'Journal', says: 'It.' };
const PROSE = `
## One more

::: exercise read_it
::: figure noise

As [@one2018] says, a [belief](=belief) is a distribution: [see above](#start).

| noise | weight |
|---|---|
| none | one |

::: predict nearer
::: card again
`;

type Files = Record<string, string>;

async function fullLesson(): Promise<Files> {
  const lesson = JSON.parse(await readFile(join(starter, 'lesson.json'), 'utf8'));
  lesson.exercises = { read_it: EXERCISE };
  lesson.figures = { noise: { ...FIGURE, scene: 'first' } };
  lesson.predictions = { nearer: PREDICTION };
  lesson.sources = { one2018: SOURCE };
  lesson.glossary = { belief: { term: 'belief', is: 'A distribution over what is not known.' } };
  return {
    'lesson.json': JSON.stringify(lesson, null, 2),
    'cards.json': JSON.stringify({ again: EXERCISE }, null, 2),
    '01-start.md': (await readFile(join(starter, '01-start.md'), 'utf8')) + PROSE,
  };
}

async function written(files: Files): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'vi-lesson-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  return folder;
}

/** The line of the first text in a file, as the author's editor counts it. */
const lineOf = (text: string, sought: string) => text.slice(0, text.indexOf(sought)).split('\n').length;

describe('the check', () => {
  it('finds the starter lesson fine, also with everything else in it', async () => {
    expect(await check(starter)).toEqual({ exit: 0, said: [] });
    expect(await check(await written(await fullLesson()))).toEqual({ exit: 0, said: [] });
  });

  it('reads a lesson that begins with a byte order mark', async () => {
    expect((await check(join(fixtures, 'byte-order-mark'))).exit).toBe(0);
  });

  it('takes a dollar that is a price, is escaped or stands in code for what it is', async () => {
    const files = await fullLesson();
    files['01-start.md'] += '\nFrom $5 to $1,000.50, as `a$b`, or 3 \\$ each.\n\n```\ncost=$x\n```\n';
    expect(await check(await written(files))).toEqual({ exit: 0, said: [] });
  });

  it('tells what is false from what cannot be read', async () => {
    const { exit, said } = await check(join(fixtures, 'flipped-sign'));
    expect(exit).toBe(1);
    expect(said).toEqual([
      expect.stringMatching(
        /^lesson\.json:19 at \/sets\/one\/identities\/gap: in scene "only" its sides differ at 40 of 40 settings, most at x = .*, v = .*: by \d/,
      ),
    ]);
  });

  it('says of a folder that is none what a lesson is', async () => {
    expect(await check('/nowhere')).toEqual({
      exit: 2,
      said: [
        'lesson.json: cannot be read in nowhere; a lesson is a folder with lesson.json and Markdown beside it',
      ],
    });
  });

  it('asks for Markdown where there is none', async () => {
    const { '01-start.md': _, ...json } = await fullLesson();
    const { exit, said } = await check(await written(json));
    expect(exit).toBe(2);
    expect(said).toContain(
      'lesson.json: no Markdown beside it; add at least one file of prose, such as 01-start.md',
    );
  });

  it('takes a file of a lesson for the folder that it stands in', async () => {
    expect(await folderOf(join(starter, 'lesson.json'))).toBe(starter);
    expect(await folderOf(starter)).toBe(starter);
    expect(await requireFolder(join(starter, '01-start.md'))).toBe(starter);
    await expect(requireFolder('/nowhere')).rejects.toThrow('/nowhere is no folder; a lesson is a folder');
  });

  it('takes all the files of a lesson for one folder, however it is written', async () => {
    const files = (await readdir(starter)).map((name) => join(starter, name));
    const other = join(fixtures, 'flipped-sign');
    expect(await foldersOf([...files, other, `${starter}/`, '/nowhere'])).toEqual([
      starter,
      other,
      '/nowhere',
    ]);
  });
});

/** What stands in the file, what stands there instead, where the fault is seen, and what is said. */
type Fault = [file: string, from: string, to: string, at: string, says: string];

// biome-ignore format: a fault a line
const BAD: Fault[] = [
  // prose
  ['01-start.md', '{{estimate:3}}', '{{estimat:3}}', '{{estimat:3}}', 'unknown quantity "estimat" in scene "first"; did you mean "estimate"?'],
  ['01-start.md', '{{estimate:3}}', '{{estimate:3}', '{{estimate:3}', '"{{estimate:3" is not a live number; write {{name}}'],
  ['lesson.json', '"symbol": "x"', '"symbol": "\\\\chii"', '"symbol": "', 'TeX: Undefined control sequence: \\chii'],
  ['lesson.json', '"show": "estimate"', '"lhs": "\\\\frac{", "show": "estimate"', '"lhs": ', 'TeX: '],
  ['01-start.md', '::: controls', '::: contrls', '::: contrls', 'unknown directive "contrls"; did you mean "controls"?'],
  ['01-start.md', '::: scene first', '::: scene frist', '::: scene frist', 'unknown scene "frist"; did you mean "first"?'],
  ['01-start.md', '::: exercise read_it', '::: exercise raed_it', '::: exercise', 'unknown exercise "raed_it"; did you mean "read_it"?'],
  ['01-start.md', '[@one2018]', '[@one2019]', '[@one2019]', 'unknown source "one2019"; did you mean "one2018"?'],
  ['01-start.md', '(#start)', '(#strat)', '(#strat)', 'the link to "#strat" leads nowhere; did you mean "#start"?'],
  ['01-start.md', '(#start)', '(02-more.md)', '(02-more.md)', 'the link to "02-more.md" leads nowhere; link to a heading of this page by "#its-address"'],
  ['01-start.md', '| none | one |', '| $p(x|z)$ | one |', '| $p(x|z)$', 'this row has 3 cells, and the table\'s head has 2; a "|" inside a cell is written "\\|"'],
  ['01-start.md', '[see above](#start)', '![weights](weights.png)', '![weights]', 'the image "weights.png" would not be on the page'],
  ['01-start.md', '# Noise', '## Noise', '## Noise', 'the first heading is not of the kind "#"; begin the file with "# What this section claims"'],
  ['01-start.md', '::: exercise read_it', '::: exercise read_it\n:::: exercise read_it', '::::', 'exercise "read_it" is placed twice; place it once'],
  ['01-start.md', '::: figure noise', '::: figure noise\n:::: figure noise', '::::', 'figure "noise" is placed twice in scene "first"; place it once'],
  ['01-start.md', 'a distribution: [', 'a distribution $p(z): [', 'As [', '"$" begins or ends no formula; write $x$ without blanks inside, or "\\$" for the sign itself'],
  ['lesson.json', '"title": "Read it"', '"title": "Read $x"', '"title": "Read', '"$" begins or ends no formula'],
  // the JSON as text, as a shape, and what it names
  ['lesson.json', '"first": {', '"first" {', '"first" {', 'is not JSON: '],
  ['lesson.json', '"label": "measurement"', '"label": "measurement", "symbol": "y"', '"symbol": "y"', '"symbol" stands here a second time; rename one of the two'],
  ['lesson.json', '"solution"', '"solutoin"', '"solutoin"', 'unknown entry "solutoin"; did you mean "solution"?'],
  ['lesson.json', '"step": "1/4"', '"step": true', '"step": true', 'is a boolean, must be string or number'],
  ['lesson.json', '"solution": "estimate"', '"solution": "estimat"', '"solution"', 'unknown derivation "estimat" in scene "first"; did you mean "estimate"?'],
  ['lesson.json', '"is": "x/(1 + noise)"', '"is": "x/(1 + niose)"', '"is": "x/(1 + niose)"', 'unknown quantity "niose" in scene "first"; did you mean "noise"?'],
  ['lesson.json', '"answer": 0', '"answer": 0, "veils": true', '"veils"', 'no figure stands right below "::: predict nearer"; place the figure that shows the answer there, or remove "veils"'],
  ['cards.json', '"scene": "first"', '"scene": "frist"', '"scene"', 'unknown scene "frist"; did you mean "first"?'],
  ['cards.json', '"x": [', '"z": [', '"z": [', 'unknown parameter "z" in scene "first"'],
  // what it computes
  ['lesson.json', 'mean(belief)', 'maen(belief)', '"is": "maen', 'unknown function "maen"; did you mean "mean"?'],
  ['lesson.json', '"x": "1"', '"x": "9"', '"x": "9"', 'the book value lies outside the range -3 to 3; widen the range or change the value'],
  ['lesson.json', 'mean(belief)', 'mean(belief)/(x - 2)', 'mean(belief)', 'division by zero; happens at x = 2'],
  ['lesson.json', 'x*noise/(1 + noise)', 'x*1/(1 + noise)', '{\n              "is": "x*1', 'at the book\'s numbers this wrong model gives the right answer; mend its expression, or remove it'],
  ['lesson.json', '"wrong": [', '"wrong": [{ "is": "x*noise / (1+noise)", "says": "Once more." },', '{\n              "is": "x*noise/(1', 'an earlier wrong model of this line is "x*noise/(1 + noise)" too; give it another expression, or remove it'],
  ['cards.json', 'x*noise/(1 + noise)', '(x^2 - 3)*x/(1 + noise)', '"variants"', 'no fair numbers were found in 1000 draws; give the variants more values, or values whose answers are fractions with no part above 200'],
];

// biome-ignore format: a fault a line
const UNUSED: Fault[] = [
  ['01-start.md', '{{estimate:3}}', '1.234', '1.234', 'the result 1.234 is typed in; name the quantity: {{name:3}}'],
  ['lesson.json', '"belief": "', '"spare": "x + 1", "belief": "', '"spare"', 'this quantity is used nowhere; write "{{spare:3}}" in the prose, or remove it'],
  ['lesson.json', '"first": {', '"second": { "use": "measurement", "book": { "x": "1", "noise": "1" } }, "first": {', '"second"', 'this scene is used nowhere; open "::: scene second", or remove it'],
  ['lesson.json', '"sets": {', '"sets": { "spare": { "parameters": {}, "quantities": { "a": "1" } },', '"sets": { "spare"', 'no scene uses this set'],
  ['lesson.json', '"derivations": {', '"derivations": { "spare": [{ "show": "estimate" }],', '"spare"', 'this derivation is used nowhere; write "::: derivation spare" in the prose, or remove it'],
  ['lesson.json', '"right": "x/(1 + noise)"', '"right": "x/(2 + noise)"', '"weights"', 'in scene "first" its sides differ at 38 of 40 settings'],
  ['01-start.md', '::: exercise read_it\n', '', '', 'stands nowhere; write "::: exercise read_it" in the prose, or remove it'],
  ['01-start.md', '::: figure noise\n', '', '', 'stands nowhere; write "::: figure noise" in the prose, or remove it'],
  ['01-start.md', '::: predict nearer\n', '', '', 'stands nowhere; write "::: predict nearer" in the prose, or remove it'],
  ['01-start.md', '::: card again\n', '', '', 'stands nowhere; write "::: card again" in the prose, or remove it'],
  ['01-start.md', '[@one2018]', 'she', '', 'is cited nowhere; write "[@one2018]" in the prose, or remove it'],
  ['01-start.md', '[belief](=belief)', 'belief', '', 'is used nowhere; write "[word](=belief)" in the prose, or remove it'],
];

describe.each([
  { outcome: 'keeps the page from being made', exit: 2, faults: BAD },
  { outcome: 'can be shown all the same', exit: 1, faults: UNUSED },
])('what $outcome, named with file, line and remedy:', ({ exit, faults }) => {
  it.each(faults)('%s: %s → %s', async (file, from, to, at, says) => {
    const files = await fullLesson();
    expect(files[file]).toContain(from);
    files[file] = (files[file] as string).replace(from, to);
    const result = await check(await written(files));
    const place = at === '' ? '' : `${file}:${lineOf(files[file], at)}`;
    const found = result.said.filter((one) => one.includes(says));
    expect(found, result.said.join('\n')).toHaveLength(1);
    expect(found[0]).toContain(place);
    expect(found[0]).toMatch(/^\S+:\d+/);
    expect(result.said).toHaveLength(1);
    expect(result.exit).toBe(exit);
  });
});

describe('every lesson with one fault in its JSON', async () => {
  const folders = (await readdir(fixtures, { withFileTypes: true })).filter((entry) => entry.isDirectory());
  it.each(folders.map(({ name }) => name))('%s is judged as by the native program', async (name) => {
    const expected = JSON.parse(await readFile(join(fixtures, name, 'expected.json'), 'utf8'));
    const { exit, said } = await check(join(fixtures, name));
    if (!expected.code) {
      expect(exit).toBe(expected.failed.length > 0 ? 1 : 0);
      return;
    }
    expect(exit).toBe(2);
    // The document's own faults come with the line and, but for a text that is no JSON, with the path.
    const path = expected.where.startsWith('/') ? expected.where.split('/').slice(0, 4).join('/') : '';
    expect(said).toContainEqual(expect.stringMatching(/^lesson\.json/));
    expect(said.join('\n')).toContain(path);
  });
});
