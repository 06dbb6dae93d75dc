// Everything that is checked of a lesson without a browser: its shape by the schema, what prose and JSON name, whether all
// of it is used, and the mathematics at random settings. `vi-lessons check` and `npm run check` are this.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { loadCore } from '../core/core.mjs';
import { compileLesson } from './compile.mjs';
import { FULL } from './core-file.mjs';
import { whereWritten, withLines } from './folder.mjs';
import { refusals, trials } from './mathematics.mjs';
import { createSchemaCheck } from './schema.mjs';
import { typedResults } from './typed-results.mjs';
import { checkUses } from './uses.mjs';

const root = new URL('../../', import.meta.url);

/** What a check needs, made once for any number of lessons. */
export async function createTools() {
  return {
    core: await loadCore(await readFile(FULL)),
    checkSchema: await createSchemaCheck(fileURLToPath(new URL('lessons/lesson.schema.json', root))),
  };
}

/**
 * What can be said at once. The document is missing if it cannot be tried further.
 *
 * @returns {Promise<{compiled?: any, document?: object, cards?: string[], problems: import('./compile.mjs').Problem[]}>}
 */
export async function readLesson(folder, { core, checkSchema }) {
  const { compiled, problems, names, cards } = await compileLesson(folder);
  if (!compiled) return { problems: await withLines(folder, problems) };
  const { document } = compiled;
  const misshapen = checkSchema(document);
  // The schema says it better, where both have something to say, and so does whoever knows the names.
  const refused = misshapen.length > 0 ? misshapen : refusals(document, core);
  const unsaid = refused
    .map((one) => whereWritten(one, cards))
    .filter(({ file, path }) => !problems.some((said) => said.file === file && said.path === path));
  const bad = [...problems, ...unsaid];
  const all = [...bad, ...(await typedResults(folder))];
  // A name that is misspelt where it is used would be called unused as well.
  if (bad.length === 0)
    checkUses(document, names, cards, (path, message, hint) =>
      all.push(whereWritten({ file: 'lesson.json', path, message, hint, sound: true }, cards)),
    );
  return {
    compiled,
    document: refused.length === 0 ? document : undefined,
    cards,
    problems: await withLines(folder, all),
  };
}

/** Also at random settings, which takes its time. `summary` says what held there. */
export async function checkLesson(folder, tools, { settings, signal } = {}) {
  const { document, cards, problems } = await readLesson(folder, tools);
  if (!document) return { problems };
  const tried = await trials({ document, cards, core: tools.core, settings, signal });
  return { problems: [...problems, ...(await withLines(folder, tried.problems))], summary: tried.summary };
}

/** 0 fine · 1 it can be shown, but not so · 2 it cannot. */
export function exitOf(problems) {
  if (problems.some(({ sound }) => !sound)) return 2;
  return problems.length > 0 ? 1 : 0;
}
