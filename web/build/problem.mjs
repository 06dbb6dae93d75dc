// What is wrong with a lesson: where, what and the remedy.

/**
 * With `sound` the lesson can be shown all the same: the check refuses it, the build does not.
 *
 * @typedef {{file: string, line?: number, path?: string, column?: number, message: string, hint?: string, sound?: boolean}} Problem
 */

/**
 * `02-identity.md:14: unknown quantity "gapp" in scene "exercise1"; did you mean "gap"?`
 *
 * @param {Problem} problem
 */
export function printProblem(problem) {
  return `${placeOf(problem)}: ${saidOf(problem)}`;
}

/** @param {Problem} problem */
export function placeOf({ file, line, path, column }) {
  return `${file}${line ? `:${line}` : ''}${path ? ` at ${path}` : ''}${column ? ` column ${column}` : ''}`;
}

/** The core begins its hints with a capital letter. */
export function saidOf({ message, hint }) {
  const remedy = hint?.replace(/^[A-Z](?=[a-z ])/, (letter) => letter.toLowerCase());
  return `${message}${remedy ? `; ${remedy}` : ''}`;
}
