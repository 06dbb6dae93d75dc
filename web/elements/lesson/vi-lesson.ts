import { offerCopies } from '../../copy/beside.ts';
import type { Failure } from '../../failures.ts';
import { tell } from '../../lesson/events.ts';
import type { LessonSession } from '../../lesson/session.ts';
import { KeptElement } from '../kept-element.ts';
import type { Host, Member } from '../member.ts';
import { markScrollable } from '../scrolling.ts';
import { followTex, forgetPrinted, isTexLost, texDrawn } from '../tex.ts';
import { showAssignment } from './assignment.ts';
import { tellProgress } from './progress.ts';
import { type Stop, standStill } from './still.ts';

/**
 * The root of a lesson: every element inside joins it and hears when the core is there.
 *
 * @attr data-state - `static` as read, `ready` when the page computes, `failed` with the reason said at its top and in each place that would answer
 * @fires vi-ready - everything inside shows the core's numbers
 * @fires vi-failed - it will not, and `detail.problem` is why
 * @fires vi-answer - a line was checked, or a question answered: `Answer` in web/lesson/events.ts
 * @fires vi-progress - how far the learner is has changed: `Progress` in web/lesson/events.ts
 */
export class ViLesson extends HTMLElement implements Host {
  session: LessonSession | undefined;
  #members = new Set<Member>();
  /** The alerts, by what brought them about: one each. */
  #said = new Map<'entries' | 'formulas', HTMLElement>();
  #stop: (() => void) | undefined;

  connectedCallback(): void {
    this.dataset.state ??= 'static';
    this.#stop = followTex(() => this.#sayTex());
  }

  disconnectedCallback(): void {
    this.#stop?.();
  }

  /** What the reader sees of it: an embed's stands in a shadow root. */
  protected get page(): HTMLElement {
    return this;
  }

  join(member: Member): void {
    this.#members.add(member);
    if (this.session) member.enter(this.session);
  }

  leave(member: Member): void {
    this.#members.delete(member);
  }

  async open(session: LessonSession): Promise<void> {
    this.session = session;
    for (const member of [...this.#members]) member.enter(session);
    const noTex = await this.#settled(session);
    if (noTex)
      this.#say('formulas', [`Formulas stand as they are written, because ${noTex.reason} ${noTex.remedy}`]);
    forgetPrinted();
    offerCopies(this.page);
    for (const box of this.page.querySelectorAll<HTMLElement>('.vi-wide')) markScrollable(box);
    this.dataset.state = 'ready';
    this.#sayTex();
    showAssignment(this.page, session);
    tell(this, 'vi-ready', { session });
    tellProgress(this, this.page, session);
  }

  /** What it is to begin with has changed: that goes before what was kept, as when it was opened. */
  beginAnew(): void {
    for (const member of this.#members)
      if (member instanceof KeptElement && this.session) member.enter(this.session);
  }

  /** @param again tries once more; left out where that is no use */
  fail(problem: Stop, again?: () => void): void {
    this.dataset.state = 'failed';
    const retry = () => {
      undo();
      this.dataset.state = 'static';
      again?.();
    };
    const undo = standStill(this.page, problem, again && retry);
    tell(this, 'vi-failed', { problem });
  }

  /** There is nothing to show: that has nothing to do with computing, so the sentence stands alone. */
  refuse(problem: Error): void {
    this.dataset.state = 'failed';
    this.#say('entries', [problem.message]);
    tell(this, 'vi-failed', { problem });
  }

  /** Entries of the address, or of whatever else says what to show, that were not taken: in place of those of before. */
  report(problems: string[], asker = 'The address'): void {
    const first = `${asker} asked for something this lesson cannot show. The rest of it was followed.`;
    this.#say('entries', problems.length === 0 ? [] : [first, ...problems]);
  }

  #sayTex(): void {
    if (isTexLost() && !this.#said.has('formulas'))
      this.#say('formulas', [
        'What draws formulas has not come, so some stand here as they are written. Load the page anew.',
      ]);
  }

  // Elements draw in their own time, and what they draw may hold further elements.
  async #settled(session: LessonSession): Promise<Failure | undefined> {
    let known = -1;
    let noTex: Failure | undefined;
    while (known !== this.#members.size) {
      known = this.#members.size;
      await Promise.all([...this.#members].map((member) => member.updateComplete));
      await session.turns.drain();
      noTex = await texDrawn();
    }
    return noTex;
  }

  #say(cause: 'entries' | 'formulas', [first, ...rest]: string[]): void {
    this.#said.get(cause)?.remove();
    if (first === undefined) return;
    const box = document.createElement('div');
    this.#said.set(cause, box);
    box.className = 'vi-problem';
    box.setAttribute('role', 'alert');
    const sentence = document.createElement('p');
    sentence.textContent = first;
    box.append(sentence);
    if (rest.length > 0) box.append(listOf(rest));
    const close = document.createElement('button');
    close.type = 'button';
    close.className = 'vi-link';
    close.textContent = 'Dismiss';
    close.addEventListener('click', () => box.remove());
    box.append(close);
    this.page.prepend(box);
  }
}

function listOf(sentences: string[]): HTMLUListElement {
  const list = document.createElement('ul');
  for (const sentence of sentences) {
    const item = document.createElement('li');
    item.textContent = sentence;
    list.append(item);
  }
  return list;
}
