// What the exercises of every kind have in common: a scene, over which everything else in them is named.
import { entries } from './malformed.mjs';
import { didYouMean } from './names.mjs';

/**
 * Each exercise of a kind whose scene there is; a scene that is not there is reported.
 *
 * @param report (path, message, hint)
 * @param checkIn (exercise, names, report): with paths from the exercise on
 */
export function checkExercisesOf(kind, { document, names, report }, checkIn) {
  const scenes = names.of('scenes');
  for (const [name, exercise] of entries(document.exercises)) {
    if (exercise.kind !== kind) continue;
    const { scene } = exercise;
    const at = (path, message, hint) => report(`/exercises/${name}${path}`, message, hint);
    if (scenes.includes(scene)) checkIn(exercise, names, at);
    else at('/scene', `unknown scene "${scene}"`, didYouMean(String(scene), scenes));
  }
}
