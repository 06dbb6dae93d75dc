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

/**
 * A path as one word of a command. Within single quotes a shell reads every sign as it is but the quote itself; on Windows
 * no path has a double one.
 */
export function quoted(path, platform = process.platform) {
  if (platform === 'win32') return /^[\w./\\:@-]+$/.test(path) ? path : `"${path}"`;
  return /^[\w./:@-]+$/.test(path) ? path : `'${path.replaceAll("'", String.raw`'\''`)}'`;
}
