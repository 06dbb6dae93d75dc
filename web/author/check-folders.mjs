// The check, said on the command line: problems on standard error, one a line; what is fine on standard output.
import { join } from 'node:path';
import { checkLesson, createTools, exitOf } from '../build/check.mjs';
import { printProblem } from '../build/problem.mjs';

/** Checks them all, whatever is wrong with one; answers the worst exit code. */
export async function checkFolders(folders) {
  const tools = await createTools();
  let worst = 0;
  for (const folder of folders) {
    const { problems, summary } = await checkLesson(folder, tools);
    for (const problem of problems)
      console.error(printProblem({ ...problem, file: join(folder, problem.file) }));
    if (problems.length === 0) console.log(`${folder}: fine. ${summary}`);
    worst = Math.max(worst, exitOf(problems));
  }
  return worst;
}
