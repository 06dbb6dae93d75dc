// The fifteen minutes of web/docs/writing-a-lesson.md, as somebody has them who writes what stands there.
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { startLesson } from '../../web/author/new.mjs';
import { checkLesson, createTools } from '../../web/build/check.mjs';
import { printProblem } from '../../web/build/problem.mjs';

const root = join(import.meta.dirname, '../..');

/** "`file`:", "Add to `file`:" or "Add at the end of `file`:", and the fence below it. */
const STEP = /^(Add to |Add at the end of |)`([^`\n]+)`:\n\n```\w+\n([\s\S]*?)\n```$/gm;

let folder: string;
let steps: { how: string; file: string; text: string }[];
let tools: Awaited<ReturnType<typeof createTools>>;

beforeAll(async () => {
  const page = await readFile(join(root, 'web/docs/writing-a-lesson.md'), 'utf8');
  steps = [...page.matchAll(STEP)].map(([, how = '', file = '', text = '']) => ({ how, file, text }));
  folder = await mkdtemp(join(tmpdir(), 'vi-doc-'));
  tools = await createTools();
  return () => rm(folder, { recursive: true });
});

async function follow({ how, file, text }: (typeof steps)[number]): Promise<void> {
  const path = join(folder, file);
  await mkdir(dirname(path), { recursive: true });
  const before = how ? await readFile(path, 'utf8') : '';
  if (how === 'Add to ') {
    const whole = { ...JSON.parse(before), ...JSON.parse(`{${text}}`) };
    await writeFile(path, JSON.stringify(whole, null, 2));
  } else await writeFile(path, `${before}${text}\n`);
}

async function problems(lesson: string): Promise<string[]> {
  return (await checkLesson(join(folder, lesson), tools, { settings: 40 })).problems.map(printProblem);
}

describe('writing a lesson', () => {
  it('begins with what "new" writes', async () => {
    await startLesson(join(folder, 'new'));
    const wholes = steps.filter(({ how }) => how === '');
    expect(wholes.map(({ file }) => file)).toEqual(['measurement/lesson.json', 'measurement/01-start.md']);
    for (const { file, text } of wholes) {
      const made = await readFile(join(folder, 'new', file.split('/')[1] as string), 'utf8');
      // The page is for whoever has the package: pack.test.ts compares this line.
      const schema = /"\$schema": ".*"/;
      expect(made.replace(schema, '').trimEnd()).toBe(text.replace(schema, ''));
      await follow({ how: '', file, text });
    }
    expect(await problems('measurement')).toEqual([]);
  });

  it('ends at an exercise that knows its answer and both slips, at the book and with new numbers', async () => {
    for (const step of steps.filter(({ how }) => how !== '')) await follow(step);
    expect(await problems('measurement')).toEqual([]);

    const document = JSON.parse(await readFile(join(folder, 'measurement/lesson.json'), 'utf8'));
    const { lesson } = tools.core.call({ op: 'lesson.load', lesson: document });
    const line = { scene: 'first', exercise: 'read_it', line: 'estimate' };
    const judged = (parameters: Record<string, string>, text: string) =>
      tools.core.call({ op: 'answer.check', lesson, ...line, text, parameters });
    const [trusting, swapped] = document.exercises.read_it.lines[0].wrong;
    expect(judged({}, '2/3')).toMatchObject({ verdict: 'right' });
    expect(judged({}, '1')).toMatchObject({ verdict: 'wrong', says: trusting.says });
    expect(judged({}, '1/3')).toMatchObject({ verdict: 'wrong', says: swapped.says });
    const other = { x: '3', noise: '2' };
    expect(judged(other, '1')).toMatchObject({ verdict: 'right' });
    expect(judged(other, '2')).toMatchObject({ verdict: 'wrong', says: swapped.says });
  });

  it('is told, as the page says, what the two changes of step 3 break', async () => {
    const path = (name: string) => join(folder, 'measurement', name);
    const lesson = await readFile(path('lesson.json'), 'utf8');
    await writeFile(path('lesson.json'), lesson.replace('normal(0, 1)', 'normal(0, 4)'));
    expect(await problems('measurement')).toContainEqual(
      expect.stringMatching(/\/identities\/weights: .* its sides differ at \d+ of 40 settings, most at/),
    );
    await writeFile(path('lesson.json'), lesson);
    const prose = await readFile(path('01-start.md'), 'utf8');
    await writeFile(path('01-start.md'), prose.replace('{{estimate:3}}', '{{estimat:3}}'));
    expect(await problems('measurement')).toEqual([
      '01-start.md:4: unknown quantity "estimat" in scene "first"; did you mean "estimate"?',
    ]);
  });

  it('shows a check’s sentence as it is', async () => {
    const page = await readFile(join(root, 'web/docs/writing-a-lesson.md'), 'utf8');
    const shown = /^measurement\/(lesson\.json:\d+ at .*)$/m.exec(page)?.[1];
    await startLesson(join(folder, 'misspelt'));
    const path = join(folder, 'misspelt/lesson.json');
    await writeFile(path, (await readFile(path, 'utf8')).replace('mean(belief)', 'mean(beleif)'));
    expect(await problems('misspelt')).toEqual([shown]);
  });
});
