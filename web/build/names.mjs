// What a lesson's prose may name, and the nearest name where one is misspelt.
import { didYouMean } from '../did-you-mean.mjs';
import { object } from './malformed.mjs';

export { didYouMean };

const CONSTANTS = ['pi', 'inf', 'nan'];

/** The names of one lesson document, as the prose sees them. Anything malformed counts as empty: the schema speaks of that. */
export class Names {
  constructor(document) {
    this.document = document;
    this.shown = [];
    this.referred = new Set();
    this.placed = new Map();
    this.links = [];
    this.missing = new Set();
  }

  /** The prose refers to an entry of a page-wide part, or to what a scene's set has. */
  refer(part, name, scene) {
    if (scene) this.refer('scenes', scene);
    for (const set of scene ? this.setsOf(scene) : ['']) this.referred.add(`${part} ${set} ${name}`);
  }

  isReferred(part, name, set = '') {
    return this.referred.has(`${part} ${set} ${name}`);
  }

  /** The prose has opened a scene that is not there. That is said once, and not of every name inside. */
  miss(scene) {
    this.missing.add(scene);
  }

  /** The prose links to an address of the page; `report` speaks of that place. */
  link(address, report) {
    this.links.push({ address, report });
  }

  /** The prose has placed an exercise as what it is, or as a card: in one place, and as one of the two. */
  place(name, word, report) {
    const other = this.placed.get(name);
    this.placed.set(name, word);
    if (!other) return true;
    report(
      other === word
        ? `${word} "${name}" is placed twice`
        : `"${name}" is placed as a card and as an exercise`,
      'place it once',
    );
    return false;
  }

  get cards() {
    return [...this.placed].flatMap(([name, word]) => (word === 'card' ? [name] : []));
  }

  /** The prose has placed a figure in a scene. One without a scene of its own may stand in several, in each once. */
  show(figure, scene, report) {
    if (this.scenesShowing(figure).includes(scene))
      report(`figure "${figure}" is placed twice in scene "${scene}"`, 'place it once');
    this.shown.push({ figure, scene });
  }

  scenesShowing(figure) {
    return this.shown.filter((one) => one.figure === figure).map(({ scene }) => scene);
  }

  /** The names of one of the lesson's page-wide parts: scenes, figures, predictions, exercises, sources, glossary. */
  of(part) {
    return Object.keys(object(this.document[part]));
  }

  /** What stands under `part` in the set a scene uses. */
  inScene(scene, part) {
    const sets = object(this.document.sets);
    return this.setsOf(scene).flatMap((set) => Object.keys(object(object(sets[set])[part])));
  }

  /** Quantities and parameters: everything that has a value. */
  valued(scene) {
    return [...this.inScene(scene, 'quantities'), ...this.inScene(scene, 'parameters')];
  }

  scenesUsing(set) {
    return this.of('scenes').filter((scene) => this.setsOf(scene).includes(set));
  }

  setsOf(scene) {
    return [object(object(this.document.scenes)[scene]).use ?? []].flat();
  }

  /**
   * `gap` in the enclosing scene, `exercise1.gap` anywhere. Answers `{scene, name}`; what does not resolve is reported
   * as `kind` through `report(message, hint)`.
   */
  resolve(text, enclosing, kind, known, report) {
    const [head, tail] = split(text);
    const scene = tail === undefined ? enclosing : head;
    const name = tail ?? head;
    if (!scene) {
      report(
        `${kind} "${name}" stands outside every scene`,
        `write "SCENE.${name}", or put it inside "::: scene SCENE"`,
      );
      return undefined;
    }
    if (tail === undefined && this.missing.has(scene)) return undefined;
    if (!this.of('scenes').includes(scene)) {
      report(`unknown scene "${scene}"`, didYouMean(scene, this.of('scenes')));
      return undefined;
    }
    const names = known(scene);
    if (!names.includes(name)) {
      report(`unknown ${kind} "${name}" in scene "${scene}"`, didYouMean(name, names));
      return undefined;
    }
    this.refer(kind, name, scene);
    return { scene, name };
  }

  /** The first name of an expression that nothing in the scene answers to. Functions are the core's to know. */
  unknownIn(expression, scene, bound = []) {
    const known = [...this.valued(scene), ...bound, ...CONSTANTS];
    const all = namesIn(expression);
    for (const one of all) this.refer('quantity', one, scene);
    const name = all.find((one) => !known.includes(one));
    return name && { name, hint: didYouMean(name, known) };
  }

  /** The first quantity of an expression that a parameter moves, directly or through others. */
  dependingOn(parameter, expression, scene, seen = new Set()) {
    const follow = (name) => {
      if (seen.has(name)) return false;
      seen.add(name);
      const within = this.expressionOf(name, scene);
      return namesIn(within).includes(parameter) || this.dependingOn(parameter, within, scene, seen);
    };
    return namesIn(expression).find((name) => name !== parameter && follow(name));
  }

  /** How a quantity is computed; nothing for any other name. */
  expressionOf(name, scene) {
    const sets = object(this.document.sets);
    for (const set of this.setsOf(scene)) {
      const quantities = object(object(sets[set]).quantities);
      const found = Object.hasOwn(quantities, name) ? quantities[name] : undefined;
      const expression = object(found).is ?? found;
      if (typeof expression === 'string') return expression;
    }
    return '';
  }
}

/** Every name of an expression that is neither a function's nor a field's. */
export function namesIn(expression) {
  return [...expression.matchAll(/(?<![\w.])([A-Za-z_]\w*)(?!\w|\s*[({:])/g)].map(([, name]) => name);
}

function split(text) {
  const dot = text.indexOf('.');
  return dot < 0 ? [text, undefined] : [text.slice(0, dot), text.slice(dot + 1)];
}
