// What a mapping exercise names: its scene, parameters, cards, and expressions over the scene's names. The shape is the
// schema's to check, so anything malformed is passed over here; whether an expression evaluates, the core says (below).
import { checkExercisesOf } from './each-exercise.mjs';
import { entries, object } from './malformed.mjs';
import { didYouMean } from './names.mjs';

const SEEDS = Array.from({ length: 50 }, (_, i) => i + 1);

/** @param report (path, message, hint) */
export function checkMappings(document, names, report) {
  checkExercisesOf('mapping', { document, names, report }, checkIn);
}

/** Every sentence of a mapping, with its path. */
export function mappingProse({ intro, cards, slots, theorems, questions, sentence }) {
  return [
    ['/intro', intro],
    ...entries(cards).map(([name, { tells }]) => [`/cards/${name}/tells`, tells]),
    ...entries(slots).flatMap(([slot, { wrong }]) =>
      Object.entries(object(wrong)).map(([card, says]) => [`/slots/${slot}/wrong/${card}`, says]),
    ),
    ...entries(theorems).map(([i, { says }]) => [`/theorems/${i}/says`, says]),
    ...entries(questions).flatMap(([i, { ask, after, options }]) => [
      [`/questions/${i}/ask`, ask],
      [`/questions/${i}/after`, after],
      ...Object.entries(object(options)).map(([k, option]) => [`/questions/${i}/options/${k}`, option]),
    ]),
    ...Object.entries(object(sentence)).map(([part, text]) => [`/sentence/${part}`, text]),
  ];
}

/** `{action 4}` where there are three. */
function checkActions(exercise, report) {
  const count = Object.keys(object(exercise.actions)).length;
  for (const [path, text] of mappingProse(exercise))
    for (const [mark, place] of String(text).matchAll(/\{action (\d+)\}/g))
      if (place < 1 || place > count)
        report(path, `there is no ${mark}`, `actions are counted from 1 to ${count}`);
}

/** The expressions of a mapping, with their paths; a list is named, not indexed. */
function expressions({ objective, temperature, policy, best, cards }) {
  const ofCards = entries(cards).flatMap(([name, card]) =>
    ['distribution', 'log_likelihood'].map((part) => ({
      path: `/cards/${name}/${part}`,
      text: card[part],
      list: true,
    })),
  );
  return [
    { path: '/objective', text: objective, list: false },
    { path: '/temperature', text: temperature, list: false },
    { path: '/policy', text: policy, list: true },
    { path: '/best', text: best, list: true },
    ...ofCards,
  ].filter(({ text }) => typeof text === 'string');
}

function checkIn(exercise, names, report) {
  const { scene } = exercise;
  for (const { path, text } of expressions(exercise)) {
    const unknown = names.unknownIn(text, scene);
    if (unknown) report(path, `unknown quantity "${unknown.name}" in scene "${scene}"`, unknown.hint);
  }
  checkActions(exercise, report);
  const parameters = names.inScene(scene, 'parameters');
  const cards = Object.keys(object(exercise.cards));
  const known = (kind, all, where) => (path, text) => {
    if (typeof text === 'string' && !all.includes(text))
      report(path, `unknown ${kind} "${text}"${where}`, didYouMean(text, all));
  };
  const parameter = known('parameter', parameters, ` in scene "${scene}"`);
  const card = known('card', cards, '');
  for (const name of Object.keys(object(exercise.variants))) parameter(`/variants/${name}`, name);
  for (const [i, name] of Object.entries(object(exercise.given))) parameter(`/given/${i}`, name);
  for (const [i, setting] of entries(exercise.policies))
    for (const name of Object.keys(setting)) parameter(`/policies/${i}`, name);
  for (const [slot, { card: right, wrong }] of entries(exercise.slots)) {
    card(`/slots/${slot}/card`, right);
    for (const name of Object.keys(object(wrong))) card(`/slots/${slot}/wrong`, name);
  }
  for (const [i, { says: _, half: __, ...placed }] of entries(exercise.theorems))
    for (const [slot, name] of Object.entries(placed)) card(`/theorems/${i}/${slot}`, name);
  for (const [i, { answer, options }] of entries(exercise.questions)) {
    if (answer >= Object.keys(object(options)).length)
      report(`/questions/${i}/answer`, `there is no option ${answer}`, 'options are counted from 0');
  }
}

/**
 * Every expression of every mapping, evaluated at every policy; throws what the core refuses, with its place.
 *
 * @param {import('../core/core.mjs').Core} core
 */
export function tryMappings(document, core) {
  const found = mappings(document);
  if (found.length === 0) return;
  const { lesson } = core.call({ op: 'lesson.load', lesson: document });
  for (const [name, exercise] of found) {
    const asked = expressions(exercise).flatMap(({ path, text, list }) =>
      list ? exercise.actions.map((_, i) => ({ path, text: `(${text})[${i}]` })) : [{ path, text }],
    );
    for (const numbers of [{}, ...drawn(core, lesson, name, exercise)])
      for (const policy of exercise.policies)
        for (const { path, text } of asked)
          tryOne(core, { lesson, exercise, parameters: { ...numbers, ...policy }, text }, name + path);
  }
}

/** Numbers of a few seeds, where seeds bring numbers. */
function drawn(core, lesson, exercise, { variants }) {
  if (!variants) return [];
  return SEEDS.map((seed) => core.call({ op: 'variant', lesson, exercise, seed }).parameters);
}

function tryOne(core, { lesson, exercise, parameters, text }, path) {
  const over = { name: 'anywhere', from: 0, to: 0, count: 1 };
  try {
    core.call({ op: 'curve', lesson, scene: exercise.scene, parameters, over, expression: [text] });
  } catch (problem) {
    problem.where = `lesson.json /exercises/${path}`;
    throw problem;
  }
}

function mappings(document) {
  return entries(document.exercises).filter(([, { kind }]) => kind === 'mapping');
}
