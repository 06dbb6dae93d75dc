// Sentences also stand in lesson.json: what a derivation line says, a prediction's question, an exercise's hint.
// They may hold `{{number}}` and `$math$` like any prose, and are checked in every scene that shows them.
import { Directives } from './directives.mjs';
import { entries, list, object } from './malformed.mjs';
import { mappingProse } from './mappings.mjs';
import { createMarkdown } from './markdown.mjs';
import { orderProse } from './orders.mjs';

/** @param report (path, message, hint) */
export function checkDocumentProse(document, names, report) {
  const markdown = createMarkdown();
  const check = (text, path, scene) => {
    if (typeof text !== 'string') return;
    const reader = new Directives(names, (_, message, hint) => report(path, message, hint), {
      marks: false,
    });
    if (scene) reader.open = [{ word: 'scene', name: scene, line: 0 }];
    for (const token of markdown.parseInline(text, {})[0].children) reader.inline(token, 0);
  };

  for (const [set, { derivations, identities }] of entries(document.sets)) {
    const scene = names.scenesUsing(set)[0];
    for (const [name, derivation] of entries(derivations)) {
      const inner = Array.isArray(derivation) ? '' : '/steps';
      const steps = Array.isArray(derivation) ? derivation : (derivation.steps ?? []);
      steps.forEach((step, i) => {
        check(step?.say, `/sets/${set}/derivations/${name}${inner}/${i}/say`, scene);
      });
    }
    for (const [name, identity] of entries(identities))
      check(identity.says, `/sets/${set}/identities/${name}/says`, scene);
  }
  for (const [name, figure] of entries(document.figures))
    check(figure.title, `/figures/${name}/title`, figure.scene);
  for (const [name, prediction] of entries(document.predictions)) {
    for (const part of ['question', 'after'])
      check(prediction[part], `/predictions/${name}/${part}`, prediction.scene);
  }
  for (const [name, exercise] of entries(document.exercises)) {
    const sentences = { answers: exerciseProse, mapping: mappingProse, order: orderProse }[exercise.kind];
    for (const [path, text] of sentences?.(exercise) ?? [])
      check(text, `/exercises/${name}${path}`, exercise.scene);
  }
}

/** Every sentence of an exercise, with its path. */
function exerciseProse({ title, intro, lines }) {
  const ofLine = ([i, { ask, after, guess, hints, wrong }]) => [
    [`/lines/${i}/ask`, ask],
    [`/lines/${i}/after`, after],
    [`/lines/${i}/guess/ask`, object(guess).ask],
    ...list(object(guess).options).map((option, j) => [`/lines/${i}/guess/options/${j}/say`, option?.say]),
    ...list(hints).map((hint, j) => [`/lines/${i}/hints/${j}`, hint]),
    ...list(wrong).map((slip, j) => [`/lines/${i}/wrong/${j}/says`, slip?.says]),
  ];
  return [['/title', title], ['/intro', intro], ...entries(lines).flatMap(ofLine)];
}
