// The cards as a text that Anki imports (https://docs.ankiweb.net/importing/text-files.html): one note a line, at the numbers
// that the card asks about at present. Formulas are MathJax's \( \), numbers and answers the core's.
import type { Face, Formula } from '../../core/door.ts';
import type { CardState } from '../../lesson/card-state.ts';
import { lookUp } from '../../lesson/look-up.ts';
import { type Mark, marksOf } from '../../lesson/marks.ts';
import type { SceneState } from '../../lesson/scene-state.ts';
import type { LessonSession } from '../../lesson/session.ts';
import { formatNumber } from '../format.ts';
import { joinedFaces } from '../formula/faces.ts';

const COLUMNS = ['guid', 'deck', 'Front', 'Back'];

export function ankiText(session: LessonSession): string {
  const { lesson } = session.data;
  const deck = text(session.document.title);
  const notes = session.cards.names.map((name) => {
    const card = new Writer(session, session.cards.get(name) as CardState);
    // A note is known by its guid: imported again, it has other numbers and keeps its schedule.
    return [text(`${lesson}/${name}`), deck, card.front, card.back];
  });
  const head = [
    '#separator:tab',
    '#html:true',
    '#notetype:Basic',
    `#tags:${lesson.replace(/\s+/g, '-')}`,
    `#columns:${COLUMNS.join('\t')}`,
    `#guid column:${COLUMNS.indexOf('guid') + 1}`,
    `#deck column:${COLUMNS.indexOf('deck') + 1}`,
  ];
  const rows = notes.map((fields) => fields.map((field) => field.replace(/\s+/g, ' ')).join('\t'));
  return `${[...head, ...rows].join('\n')}\n`;
}

class Writer {
  #session: LessonSession;
  #card: CardState;

  constructor(session: LessonSession, card: CardState) {
    this.#session = session;
    this.#card = card;
  }

  get front(): string {
    const { data, line } = this.#card;
    const asked = [data.intro ?? '', line.guess?.ask ?? line.ask].filter(Boolean);
    const options = line.guess?.options.map(({ say }) => `<li>${this.#prose(say)}</li>`) ?? [];
    const list = options.length > 0 ? `<ul>${options.join('')}</ul>` : '';
    return `<b>${this.#prose(data.title)}</b><br>${asked.map((each) => this.#prose(each)).join('<br>')}${list}`;
  }

  get back(): string {
    const { line } = this.#card;
    const parts = [this.#decided, `${this.#value}`, line.after ? this.#prose(line.after) : ''];
    return parts.filter(Boolean).join('<br>');
  }

  get #decided(): string {
    const { line, work } = this.#card;
    const right = line.guess?.options[work.rightOption(0) ?? -1];
    return right ? `<b>${this.#prose(right.say)}</b>` : '';
  }

  get #value(): string {
    const { line } = this.#card;
    const value = this.#formula(line.answer, ['exact', 'decimal']);
    return line.guess ? `${this.#prose(line.ask)}: ${value}` : value;
  }

  get #scene(): SceneState {
    return this.#card.work.scene;
  }

  #prose(sentence: string): string {
    return marksOf(sentence)
      .map((mark) => this.#written(mark))
      .join('');
  }

  #written(mark: Mark): string {
    const inside = (marks: Mark[]) => marks.map((each) => this.#written(each)).join('');
    switch (mark.kind) {
      case 'text':
        return text(mark.text);
      case 'code':
        return `<code>${text(mark.text)}</code>`;
      case 'strong':
        return `<b>${inside(mark.marks)}</b>`;
      case 'emphasis':
        return `<i>${inside(mark.marks)}</i>`;
      case 'math':
        return this.#tex({ tex: mark.text });
      case 'exact':
        return this.#formula(mark.name, ['exact']);
      case 'number':
        return text(this.#number(mark.name, mark.digits));
    }
  }

  #number(name: string, digits: string | undefined): string {
    const { value } = lookUp(this.#scene, name);
    return value === undefined
      ? 'undefined'
      : formatNumber(value, digits === undefined ? undefined : Number(digits));
  }

  #formula(expression: string, faces: Face[]): string {
    return this.#tex({ expression, faces });
  }

  #tex(formula: Formula): string {
    const [answer] = this.#session.formulas(this.#scene, [formula]);
    if (!answer || answer.error) return text(answer?.error?.message ?? 'undefined');
    return `\\(${text(answer.tex ?? joinedFaces(answer, 'faces' in formula ? formula.faces : []))}\\)`;
  }
}

/** A quotation mark would begin a quoted field. */
function text(plain: string): string {
  return plain.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}
