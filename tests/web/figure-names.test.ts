import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkFigures } from '../../web/build/figures.mjs';
import { Names } from '../../web/build/names.mjs';
import { printProblem } from '../../web/build/problem.mjs';

const file = join(import.meta.dirname, '../fixtures/lessons/figures/lesson.json');
const SCENES: Record<string, string> = { bandit: 'bandit', tilted: 'tilted', jensen: 'jensen', cut: 'cut' };

/** What the check says of the fixture with one place of it changed. */
async function check(path: string, wrong: unknown): Promise<string[]> {
  const document = JSON.parse(await readFile(file, 'utf8'));
  const keys = path.split('/').slice(1);
  const last = keys.pop() as string;
  let place = document.figures;
  for (const key of keys) place = place[key];
  place[last] = wrong;
  const names = new Names(document);
  for (const [figure, scene] of Object.entries(SCENES)) names.show(figure, scene);
  const problems: string[] = [];
  checkFigures(document, names, (at: string, message: string, hint: string) =>
    problems.push(printProblem({ file: 'lesson.json', path: at, message, hint })),
  );
  return problems;
}

describe('what a figure names is resolved in the scene that shows it', () => {
  it('and the fixture is fine', async () => {
    expect(await check('/bandit/title', 'Still fine')).toEqual([]);
  });

  it.each([
    ['/bandit/series/0/of', 'priro', 'unknown quantity "priro" in scene "bandit"; did you mean "prior"?'],
    [
      '/bandit/series/1/of/2',
      'policy4',
      'unknown quantity "policy4" in scene "bandit"; did you mean "policy1"?',
    ],
    ['/bandit/series/2/levers/0', 'w4', 'unknown parameter "w4" in scene "bandit"; did you mean "w1"?'],
    [
      '/bandit/levers/of',
      ['r1', 'r2'],
      'names 2 for 3 categories; write one for each category, in their order',
    ],
    ['/bandit/gauge/part', 'elob', 'unknown quantity "elob" in scene "bandit"; did you mean "elbo"?'],
    ['/bandit/gauge/identity', 'bra', 'unknown identity "bra" in scene "bandit"; did you mean "bar"?'],
    ['/bandit/given/0', 'alhpa', 'unknown parameter "alhpa" in scene "bandit"; did you mean "alpha"?'],
    ['/advantage/scene', 'bandti', 'unknown scene "bandti"; did you mean "bandit"?'],
    ['/tilted/series/0/is', 'exp(bta)', 'unknown quantity "bta" in scene "tilted"; did you mean "beta"?'],
    ['/tilted/over/name', 'b', '"b" is no parameter of scene "tilted"; only a parameter can be a lever'],
    [
      '/tilted/over/from',
      '0',
      'a logarithmic axis begins above 0; choose a larger "from", or the linear scale',
    ],
    [
      '/tilted/series/0/is',
      '1 + normalizer',
      '"normalizer" depends on "beta", but would keep today\'s value all along the axis; write it out, so that "beta" stands in the expression itself',
    ],
    [
      '/jensen/points/0/x',
      'y',
      'unknown quantity "y" in scene "jensen"; there is "middle", "low", "high", "pi", "inf", "nan"',
    ],
    ['/jensen/points/0/lever', 'lwo', 'unknown parameter "lwo" in scene "jensen"; did you mean "low"?'],
    ['/jensen/over/to', undefined, 'the axis has no ends; write "from" and "to", or name a parameter'],
  ])('%s: %j', async (path, wrong, says) => {
    const problems = await check(path, wrong);
    expect(problems[0]).toMatch(/^lesson\.json at \/figures\//);
    expect(problems.map((problem) => problem.replace(/^lesson\.json at \S+: /, ''))).toContain(says);
  });
});
