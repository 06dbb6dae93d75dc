// The JSON of a lesson's folder: lesson.json, and cards.json beside it where there is one. The core and the page are given
// one document, with the cards among the exercises; problems are told of the file that holds them.
import { access, readFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { faultOf, lineOf, twins } from './json-places.mjs';
import { object } from './malformed.mjs';

const LESSON = 'lesson.json';
const CARDS = 'cards.json';

/** @returns {Promise<{document: any, cards: string[]}>} the names of the exercises that cards.json holds */
export async function readFolder(folder, problems) {
  const document = await readDocument(folder, LESSON, problems);
  if (!document || !(await exists(join(folder, CARDS)))) return { document, cards: [] };
  const { $schema: _, ...cards } = (await readDocument(folder, CARDS, problems)) ?? {};
  const exercises = object(document.exercises);
  for (const name of Object.keys(cards)) {
    if (Object.hasOwn(exercises, name))
      problems.push({
        file: CARDS,
        path: `/${name}`,
        message: `lesson.json has an exercise "${name}" too`,
        hint: 'rename one of them',
      });
  }
  return { document: { ...document, exercises: { ...exercises, ...cards } }, cards: Object.keys(cards) };
}

/** A problem of the one document, with the place an author looks at. */
export function whereWritten(problem, cards) {
  const [, part, name] = problem.path?.split('/') ?? [];
  if (part !== 'exercises' || !cards.includes(name)) return problem;
  return { ...problem, file: CARDS, path: problem.path.slice('/exercises'.length) };
}

async function readDocument(folder, file, problems) {
  const report = (message, hint) => problems.push({ file, message, hint });
  let text;
  try {
    text = withoutMark(await readFile(join(folder, file), 'utf8'));
  } catch {
    report(
      `cannot be read in ${basename(resolve(folder))}`,
      'a lesson is a folder with lesson.json and Markdown beside it',
    );
    return undefined;
  }
  const fault = faultOf(text);
  if (fault) {
    problems.push({ file, ...fault });
    return undefined;
  }
  for (const twin of twins(text)) problems.push({ file, ...twin });
  const document = JSON.parse(text);
  if (document && typeof document === 'object' && !Array.isArray(document)) return document;
  report(
    'is not an object',
    file === LESSON
      ? 'start it with {"title": …, "scenes": {…}, "sets": {…}}'
      : 'write {"NAME": {"kind": "answers", …}}',
  );
  return undefined;
}

/** Problems with the line of their JSON path. */
export async function withLines(folder, problems) {
  const texts = new Map();
  for (const file of [LESSON, CARDS])
    texts.set(file, withoutMark(await readFile(join(folder, file), 'utf8').catch(() => '')));
  return problems.map((one) =>
    one.path && !one.line ? { ...one, line: lineOf(texts.get(one.file) ?? '', one.path) } : one,
  );
}

/** Some editors begin a file with a byte order mark. */
export function withoutMark(text) {
  return text.replace(/^\uFEFF/, '');
}

function exists(path) {
  return access(path).then(
    () => true,
    () => false,
  );
}
