// What the exercises of the kind "answers" name: a scene, its parameters, derivations and earlier lines. Expressions are
// the core's to try and the shape is the schema's to check, so anything malformed is passed over here.
import { checkExercisesOf } from './each-exercise.mjs';
import { list, object } from './malformed.mjs';
import { didYouMean } from './names.mjs';

/** @param report (path, message, hint) */
export function checkExercises(document, names, report) {
  checkExercisesOf('answers', { document, names, report }, checkIn);
}

function checkIn({ scene, variants, lines }, names, report) {
  const parameters = names.inScene(scene, 'parameters');
  for (const name of Object.keys(object(variants))) {
    if (!parameters.includes(name))
      report(
        `/variants/${name}`,
        `unknown parameter "${name}" in scene "${scene}"`,
        didYouMean(name, parameters),
      );
  }
  const derivations = names.inScene(scene, 'derivations');
  const seen = new Set();
  for (const [i, line] of list(lines).entries()) {
    const { name, solution, wrong } = object(line);
    if (seen.has(name)) report(`/lines/${i}/name`, `two lines are called "${name}"`, 'rename one of them');
    seen.add(name);
    checkTwins(wrong, (j, message, hint) => report(`/lines/${i}/wrong/${j}`, message, hint));
    if (typeof solution === 'string' && !derivations.includes(solution))
      report(
        `/lines/${i}/solution`,
        `unknown derivation "${solution}" in scene "${scene}"`,
        didYouMean(solution, derivations),
      );
  }
}

/** Of two wrong models with one expression a reader is told the sentence of one. */
function checkTwins(wrong, report) {
  const seen = new Set();
  for (const [j, model] of list(wrong).entries()) {
    const { is } = object(model);
    if (typeof is !== 'string') continue;
    const expression = is.replace(/\s/g, '');
    if (seen.has(expression))
      report(
        j,
        `an earlier wrong model of this line is "${is}" too`,
        'give it another expression, or remove it',
      );
    seen.add(expression);
  }
}
