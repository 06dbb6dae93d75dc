// The prose part of `npm run check`: node web/build/check.mjs LESSON-FOLDER…   (none given: every folder of lessons/)
// Exit 0: fine · 1: sound, but prose states a result · 2: bad input. The mathematics is `vi check`'s part.
import { access, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compileLesson, printProblem } from './compile.mjs';
import { whereWritten } from './folder.mjs';
import { createSchemaCheck } from './schema.mjs';
import { typedResults } from './typed-results.mjs';

const lessons = fileURLToPath(new URL('../../lessons', import.meta.url));

export async function checkLesson(folder, checkSchema) {
  const { compiled, problems, cards = [] } = await compileLesson(folder);
  const shape = (compiled ? checkSchema(compiled.document) : []).map((one) => whereWritten(one, cards));
  const typed = await typedResults(folder);
  return { bad: [...problems, ...shape], typed };
}

async function main(folders) {
  const checkSchema = await createSchemaCheck(join(lessons, 'lesson.schema.json'));
  let exit = 0;
  for (const folder of folders.length > 0 ? folders : await allLessons()) {
    const { bad, typed } = await checkLesson(folder, checkSchema);
    for (const problem of [...bad, ...typed])
      console.error(printProblem({ ...problem, file: join(folder, problem.file) }));
    if (bad.length + typed.length === 0) console.log(`${folder}: prose and schema fine`);
    exit = Math.max(exit, bad.length > 0 ? 2 : typed.length > 0 ? 1 : 0);
  }
  return exit;
}

/** The folders of lessons/ that hold one. */
export async function allLessons() {
  const folders = (await readdir(lessons, { withFileTypes: true })).filter((entry) => entry.isDirectory());
  const sound = [];
  for (const { name } of folders) {
    const folder = join(lessons, name);
    if (
      await access(join(folder, 'lesson.json')).then(
        () => true,
        () => false,
      )
    )
      sound.push(folder);
  }
  return sound;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.exitCode = await main(process.argv.slice(2)).catch((problem) => {
    console.error(problem.message);
    return 70;
  });
}
