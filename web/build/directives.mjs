// The meaning of the prose's own marks: each becomes a custom element whose names are resolved against the lesson.
import { citation } from './citation.mjs';
import { escapeHtml } from './html.mjs';
import { list } from './malformed.mjs';
import { didYouMean } from './names.mjs';
import { HOLE, TEX_HINT, texFault } from './tex-check.mjs';

/** `<vi-number name="exercise1.gap" digits="3"></vi-number>` */
export function element(tag, attributes) {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined && value !== false)
    .map(([name, value]) => (value === true ? ` ${name}` : ` ${name}="${escapeHtml(String(value))}"`));
  return `<${tag}${written.join('')}></${tag}>`;
}

/** These hold what follows them, up to a line of `:::`, and the element that it stands in. */
const CONTAINERS = { scene: 'vi-scene', sheet: 'vi-sheet', across: 'div', for: 'div' };
const WORDS = [
  ...Object.keys(CONTAINERS),
  'figure',
  'derivation',
  'identity',
  'controls',
  'predict',
  'exercise',
  'mapping',
  'order',
  'card',
  'review',
  'data',
];
/** What another site's page shows by its name, with all that was written for it. */
const SHOWN_ALONE = ['figure', 'exercise', 'mapping', 'order', 'card'];
/** These stand alone. */
const NAMELESS = ['controls', 'review', 'across', 'data'];
/** A sheet's name is printed on it. */
const NAMED_IN_WORDS = ['sheet'];

/** Turns one file's tokens into tokens of plain HTML, with the scene that encloses each. */
export class Directives {
  /**
   * @param report (line counted from 0, message, hint)
   * @param marks whether sources and terms may be referred to: sentences of lesson.json are no part of the article
   */
  constructor(names, report, { marks = true } = {}) {
    this.names = names;
    this.reportAt = report;
    this.marks = marks;
    this.open = [];
    this.line = 0;
    this.raggedLines = new Set();
  }

  get scene() {
    return this.opened('scene')?.name;
  }

  /** The container of this kind that stands open. */
  opened(word) {
    return this.open.findLast((one) => one.word === word);
  }

  report = (message, hint) => this.reportAt(this.line, message, hint);

  run(tokens) {
    for (const token of tokens) {
      const line = token.map?.[0] ?? this.line;
      this.line = line;
      if (token.type === 'vi_directive') token.content = this.directive(token.meta);
      if (token.type === 'vi_ragged') this.ragged(token.meta);
      if (token.type === 'vi_display') token.content = this.formula(token.meta.tex, true);
      for (const child of token.children ?? []) this.inline(child, line);
    }
    for (const { line, word, name } of this.open) {
      this.reportAt(
        line,
        `"::: ${`${word} ${name}`.trim()}" is never closed`,
        'close it with a line that holds only ":::"',
      );
    }
  }

  inline(token, line) {
    if (!token.meta) return;
    this.line = line + token.meta.line;
    if (token.type === 'link_open') this.link(token);
    if (token.type === 'image') this.image(token);
    if (token.type === 'vi_cite') this.cite(token);
    if (token.type === 'vi_number') token.content = this.number(token.meta);
    if (token.type === 'vi_math') token.content = this.formula(token.meta.tex, token.meta.display);
    if (token.type === 'vi_dollar') this.dollar(token);
  }

  directive({ word, name }) {
    if (word === '') return this.close();
    if (!WORDS.includes(word)) {
      this.report(`unknown directive "${word}"`, didYouMean(word, WORDS));
      return '';
    }
    const isNameless = NAMELESS.includes(word);
    const isNamed = NAMED_IN_WORDS.includes(word) ? name !== '' : /^\S+$/.test(name);
    if (isNameless ? name !== '' : !isNamed) {
      this.report(`"::: ${word}" takes ${isNameless ? 'no name' : 'one name'}`, `got "${name}"`);
      return '';
    }
    if (SHOWN_ALONE.includes(word)) this.outsideItsOwn(word, name);
    return this[`place_${word}`](name);
  }

  /** On another page its block comes with it: inside that, it would come twice. */
  outsideItsOwn(word, name) {
    if (this.open.some((one) => one.word === 'for' && one.name === name))
      this.report(
        `${word} "${name}" stands inside its own "::: for ${name}"`,
        'close that first: on another page the block comes with it',
      );
  }

  close() {
    const closed = this.open.pop();
    if (closed) return `</${CONTAINERS[closed.word]}>`;
    this.report('":::" closes nothing', 'remove it, or open a "::: scene NAME" before it');
    return '';
  }

  sceneNamed(name) {
    this.names.refer('scenes', name);
    if (this.names.of('scenes').includes(name)) return;
    this.names.miss(name);
    this.report(`unknown scene "${name}"`, didYouMean(name, this.names.of('scenes')));
  }

  place_scene(name) {
    if (this.scene)
      this.report(`scene "${name}" stands inside scene "${this.scene}"`, 'close the outer one first');
    this.sceneNamed(name);
    return this.start('scene', name, { name });
  }

  /** One printed page. */
  place_sheet(name) {
    const [outer] = this.open;
    if (outer)
      this.report(
        `sheet "${name}" stands inside ${outer.word} "${outer.name}"`,
        'close that first: a sheet may hold scenes, not the other way round',
      );
    return this.start('sheet', name, { name });
  }

  /** On a printed page, what is as wide as both columns. */
  place_across() {
    if (!this.opened('sheet'))
      this.report('"::: across" stands outside every sheet', 'only a printed page has columns');
    if (this.opened('across')) this.report('"::: across" stands inside another', 'close the outer one first');
    return this.start('across', '', { class: 'vi-across' });
  }

  /** What an exercise asks about, or a figure needs: on another site's page it comes with it. */
  place_for(name) {
    const known = [...this.names.of('exercises'), ...this.names.of('figures')];
    if (!known.includes(name)) this.report(`unknown exercise or figure "${name}"`, didYouMean(name, known));
    return this.start('for', name, { 'data-for': name });
  }

  start(word, name, attributes) {
    this.open.push({ word, name, line: this.line });
    return element(CONTAINERS[word], attributes).replace(/<\/.*/, '');
  }

  place_figure(name) {
    const figure = this.lookUp('figures', 'figure', name);
    if (!figure) return '';
    const scene = figure.scene ?? this.scene;
    if (!scene) this.report(`figure "${name}" stands outside every scene`, 'put it inside "::: scene SCENE"');
    else this.names.show(name, scene, this.report);
    return element('vi-figure', { name, scene, kind: figure.kind });
  }

  place_predict(name) {
    return this.lookUp('predictions', 'prediction', name)
      ? element('vi-predict', { name, scene: this.scene })
      : '';
  }

  /** An exercise brings its own scene; checkExercises looks at what it names. */
  place_exercise(name) {
    const exercise = this.lookUp('exercises', 'exercise', name);
    if (!exercise) return '';
    if (exercise.kind === 'answers') {
      this.names.place(name, 'exercise', this.report);
      return element('vi-exercise', { name, scene: exercise.scene });
    }
    this.report(
      `exercise "${name}" is of the kind "${exercise.kind}"`,
      `place it by "::: ${exercise.kind} ${name}"`,
    );
    return '';
  }

  /** An exercise of one line, which the page asks again and again, with other numbers. */
  place_card(name) {
    const exercise = this.lookUp('exercises', 'exercise', name);
    if (!exercise) return '';
    const lines = list(exercise.lines).length;
    if (exercise.kind !== 'answers')
      this.report(
        `exercise "${name}" is of the kind "${exercise.kind}"`,
        'a card is an exercise of the kind "answers"',
      );
    else if (lines !== 1)
      this.report(`exercise "${name}" has ${lines} lines`, 'a card is an exercise of one line');
    else if (!exercise.variants)
      this.report(
        `exercise "${name}" has no variants`,
        'list other numbers under "variants": a card asks with new ones at each review',
      );
    else if (this.names.place(name, 'card', this.report))
      return element('vi-card', { name, id: `card-${name}` });
    return '';
  }

  place_review() {
    return element('vi-review', {});
  }

  place_data() {
    return element('vi-data', {});
  }

  /** These bring their own scenes too; checkMappings and checkOrders look at what they name. */
  place_mapping(name) {
    return this.ofKind('mapping', name);
  }

  place_order(name) {
    return this.ofKind('order', name);
  }

  ofKind(kind, name) {
    const exercise = this.lookUp('exercises', 'exercise', name);
    if (!exercise) return '';
    if (exercise.kind === kind) {
      this.names.place(name, kind, this.report);
      return element(`vi-${kind}`, { name, scene: exercise.scene });
    }
    const fault = kind === 'mapping' ? 'is no mapping' : 'is no order exercise';
    this.report(`exercise "${name}" ${fault}`, `its kind is "${exercise.kind}"`);
    return '';
  }

  lookUp(part, kind, name) {
    this.names.refer(part, name);
    const known = this.names.of(part);
    if (known.includes(name)) return this.names.document[part][name];
    this.report(`unknown ${kind} "${name}"`, didYouMean(name, known));
    return undefined;
  }

  place_derivation(name) {
    return this.placed('vi-derivation', 'derivation', 'derivations', name);
  }

  place_identity(name) {
    return this.placed('vi-identity', 'identity', 'identities', name);
  }

  placed(tag, kind, part, text) {
    const found = this.names.resolve(
      text,
      this.scene,
      kind,
      (scene) => this.names.inScene(scene, part),
      this.report,
    );
    return found ? element(tag, { name: `${found.scene}.${found.name}` }) : '';
  }

  place_controls() {
    if (this.scene) return element('vi-controls', { scene: this.scene });
    this.report('controls stand outside every scene', 'put them inside "::: scene SCENE"');
    return '';
  }

  number({ text, isClosed }) {
    const [, name = '', form = ''] = /^([^:]*?)\s*(?::\s*(.*))?$/.exec(text) ?? [];
    if (!isClosed || !/^[A-Za-z_][\w.]*$/.test(name) || !/^(\d|1\d|exact|)$/.test(form)) {
      this.report(
        `"{{${text}${isClosed ? '}}' : ''}" is not a live number`,
        'write {{name}}, {{name:3}} for three digits, or {{name:exact}}',
      );
      return '';
    }
    const found = this.names.resolve(
      name,
      this.scene,
      'quantity',
      (scene) => this.names.valued(scene),
      this.report,
    );
    if (!found) return '';
    const full = `${found.scene}.${found.name}`;
    if (form === 'exact') return element('vi-formula', { name: full, faces: 'exact' });
    return element('vi-number', { name: full, digits: form || undefined });
  }

  cite(token) {
    const source = this.reference('sources', 'source', token.meta.name);
    if (!source) return;
    token.meta.label = citation(source);
    token.content = `<a class="vi-reference vi-cite" href="#source-${token.meta.name}">${escapeHtml(token.meta.label)}</a>`;
  }

  link(token) {
    if (token.meta.term !== undefined) return this.term(token);
    const line = this.line;
    this.names.link(token.attrGet('href'), (message, hint) => this.reportAt(line, message, hint));
  }

  image(token) {
    this.report(
      `the image "${token.attrGet('src')}" would not be on the page`,
      'draw it as a figure of lesson.json',
    );
  }

  ragged({ message, hint }) {
    this.raggedLines.add(this.line);
    this.report(message, hint);
  }

  /** Of a formula that a table has cut at its "|", the row has told. */
  dollar(token) {
    if (this.raggedLines.has(this.line)) return;
    this.report(
      `"${token.content}" begins or ends no formula`,
      `write $x$ without blanks inside, or "\\$" for the sign itself`,
    );
  }

  term(token) {
    if (!this.reference('glossary', 'term', token.meta.term)) return;
    token.attrSet('href', `#term-${token.meta.term}`);
    token.attrSet('class', 'vi-reference vi-term');
  }

  reference(part, kind, name) {
    if (!this.marks) {
      this.report(`${kind} "${name}" is referred to in lesson.json`, 'do that in the Markdown beside it');
      return undefined;
    }
    return this.lookUp(part, kind, name);
  }

  formula(tex, display) {
    const holes = [...tex.matchAll(HOLE)].map(([, expression]) => expression);
    const fault = texFault(tex);
    if (fault) this.report(fault, TEX_HINT);
    if (holes.length === 0) return element('vi-formula', { tex, display });
    if (!this.scene) {
      this.report(
        'a formula with \\val{…} or \\num{…} stands outside every scene',
        'put it inside "::: scene SCENE"',
      );
      return '';
    }
    for (const hole of this.names.missing.has(this.scene) ? [] : holes) {
      const unknown = this.names.unknownIn(hole, this.scene);
      if (unknown) this.report(`unknown quantity "${unknown.name}" in scene "${this.scene}"`, unknown.hint);
    }
    return element('vi-formula', { scene: this.scene, tex, display });
  }
}
