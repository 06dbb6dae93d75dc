// The elements that a page may embed, with what can be asked of each and what each tells: the one list behind
// `observedAttributes`, custom-elements.json and vi-lesson.d.ts.

export const ATTRIBUTES = {
  lesson:
    'Address of a compiled lesson (NAME.lesson.json). Without it, the lesson that the script was built with.',
  src: 'Another name of `lesson`.',
  part: 'Which part of the lesson: a name from lesson.json, or the id of a section.',
  name: 'Another name of `part`.',
  parameters:
    'Numbers in place of the book’s: `exercise1.x=5/2 exercise1.q_mean=-1/2`, separated by spaces or `&`. In a figure or an exercise its own scene may be left out: `x=5/2`.',
  seed: 'Numbers of an exercise: a whole number stands for the same ones everywhere.',
  theme: '`light`, `dark`, or `auto`: as the page around it, which is the default.',
  mode: '`assignment`: parameters and seed stay as they are set. A courtesy, no lock.',
  open: 'In an assignment, the exercises that take answers; without it, all do.',
};

const WHOLE = ['lesson', 'src', 'part', 'parameters', 'seed', 'theme', 'mode', 'open'];
const PART = ['lesson', 'src', 'part', 'name', 'parameters', 'seed', 'theme', 'mode'];

export const ELEMENTS = [
  {
    tag: 'vi-lesson',
    name: 'EmbeddedLesson',
    says: 'A whole lesson, or with `part` one section, figure or exercise of it.',
    attributes: WHOLE,
  },
  {
    tag: 'vi-figure',
    name: 'EmbeddedFigure',
    says: 'One figure, with the controls of its scene and what the lesson wrote for it.',
    attributes: PART,
  },
  {
    tag: 'vi-exercise',
    name: 'EmbeddedExercise',
    says: 'One exercise of any kind, with what it asks about.',
    attributes: PART,
  },
  {
    tag: 'vi-cards',
    name: 'EmbeddedCards',
    says: 'The deck, one card after the other; with `part`, the cards of a section or a single one.',
    attributes: ['lesson', 'src', 'part', 'name', 'theme'],
  },
];

export const EVENTS = {
  'vi-ready': {
    detail: '{ session: unknown }',
    says: 'Everything in it shows the core’s numbers. `session` is the open lesson itself, and no part of the interface: it may be another in the next release.',
  },
  'vi-failed': {
    detail: '{ problem: Error }',
    says: 'It cannot compute here; the reason stands where it would have been, and as `message` in `problem`.',
  },
  'vi-answer': {
    detail: 'ViAnswer',
    says: 'A line was checked, or a question answered.',
  },
  'vi-progress': {
    detail: 'ViProgress',
    says: 'How far the learner is: once when it opens, then whenever it changes.',
  },
};

/** @param {string} tag */
export function attributesOf(tag) {
  return ELEMENTS.find((element) => element.tag === tag)?.attributes ?? [];
}
