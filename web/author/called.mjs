// How the program was called, for whoever is told what to type next.
import { relative, sep } from 'node:path';

/**
 * `npx vi-lessons` where npm runs it or a project has it installed, `node …/vi-lessons.mjs` in this repository,
 * `vi-lessons` where the system finds it.
 *
 * @param program the file that Node was given
 * @param byNpm whether npm, or a script of npm's, started it
 */
export function calledAs({ program, byNpm, cwd }) {
  const [project, ...installed] = program.split(`${sep}node_modules${sep}`);
  if (installed.length === 0 && program.endsWith('.mjs')) return `node ${quoted(relative(cwd, program))}`;
  const within = installed.length > 0 && `${cwd}${sep}`.startsWith(`${project}${sep}`);
  return byNpm || within ? 'npx vi-lessons' : 'vi-lessons';
}

/** A path as one word of a command. */
export function quoted(path) {
  return /\s/.test(path) ? `"${path}"` : path;
}
