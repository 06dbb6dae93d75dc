// What an order exercise names: a derivation of its scene, and lines that need one another. The shape is the schema's to
// check, so anything malformed is passed over here.
import { checkExercisesOf } from './each-exercise.mjs';
import { entries, list, object } from './malformed.mjs';
import { didYouMean } from './names.mjs';

/** @param report (path, message, hint) */
export function checkOrders(document, names, report) {
  checkExercisesOf('order', { document, names, report }, checkIn);
}

/** Every sentence of an order exercise, with its path. */
export function orderProse({ intro, lines, after, reasons }) {
  return [
    ['/intro', intro],
    ...entries(lines).map(([i, { early }]) => [`/lines/${i}/early`, early]),
    ['/after', after],
    ...Object.entries(object(reasons)).map(([part, text]) => [`/reasons/${part}`, text]),
  ];
}

function checkIn({ scene, derivation, lines, reasons }, names, report) {
  const derivations = names.inScene(scene, 'derivations');
  if (!derivations.includes(derivation)) {
    report(
      '/derivation',
      `unknown derivation "${derivation}" in scene "${scene}"`,
      didYouMean(String(derivation), derivations),
    );
    return;
  }
  const steps = stepsOf(names.document, names.setsOf(scene), derivation);
  if (steps.length !== list(lines).length)
    report(
      '/lines',
      `the derivation "${derivation}" has ${steps.length} lines, here are ${list(lines).length}`,
      'name each of them, in its order',
    );
  if (reasons)
    for (const [i, step] of steps.entries())
      if (!object(step).say)
        report('/reasons', `line ${i + 1} of the derivation gives no reason`, 'write its "say"');
      else if (steps.findIndex((other) => object(other).say === step.say) < i)
        report('/reasons', `line ${i + 1} gives the reason of a line above it`, 'word them apart');
  checkNeeds(list(lines).map(object), report);
}

/** The derivation's own order must be a right one, so a line may only need lines above it. */
function checkNeeds(lines, report) {
  const all = lines.map(({ name }) => name);
  for (const [i, { name, needs, early }] of lines.entries()) {
    const above = all.slice(0, i);
    if (above.includes(name))
      report(`/lines/${i}/name`, `two lines are called "${name}"`, 'rename one of them');
    const needed = needs ?? above.slice(-1);
    for (const one of list(needs)) {
      if (!all.includes(one)) report(`/lines/${i}/needs`, `unknown line "${one}"`, didYouMean(one, above));
      else if (!above.includes(one))
        report(
          `/lines/${i}/needs`,
          `"${one}" does not stand above "${name}"`,
          'a line needs only lines that the derivation has before it',
        );
    }
    if (needed.length > 0 && !early)
      report(
        `/lines/${i}`,
        `"${name}" needs "${needed[0]}" and does not say why`,
        'write under "early" why it cannot stand above that',
      );
  }
}

function stepsOf(document, sets, derivation) {
  for (const set of sets) {
    const found = object(object(object(document.sets)[set]).derivations)[derivation];
    if (found) return list(Array.isArray(found) ? found : found.steps);
  }
  return [];
}
