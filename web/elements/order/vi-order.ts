import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Failed, Line } from '../../core/door.ts';
import { own } from '../../lesson/document.ts';
import type { Wish } from '../../lesson/followers.ts';
import { isOrder, type OrderData } from '../../lesson/order-data.ts';
import {
  checkedOrder,
  fault,
  freshOrder,
  isChecked,
  isDone,
  move,
  type OrderWork,
  orderScore,
  readOrder,
  type Stage,
  solved,
} from '../../lesson/order-work.ts';
import type { SceneState } from '../../lesson/scene-state.ts';
import type { LessonSession } from '../../lesson/session.ts';
import { formulas } from '../derivation/vi-derivation.ts';
import { halves } from '../exercise/words.ts';
import { KeptElement } from '../kept-element.ts';
import { prose } from '../prose.ts';
import { Sorting, sortRow } from './sorting.ts';

const FIRST_SEED = 1;
const RULE =
  'A point if the order is right at the first check, ½ later, 0 once the page has put it in order.';

/**
 * A derivation whose lines stand shuffled: put them in order, then give each its reason.
 *
 * @attr name - the exercise
 * @attr scene - whose derivation it is
 */
export class ViOrder extends KeptElement {
  #work: OrderWork | undefined;
  #sorting = new Sorting();
  /** Where something has just been moved to, for who listens. */
  #told = '';

  protected override readKept(session: LessonSession): void {
    const data = this.#data;
    if (!data) return;
    const kept = session.work.read(this.#place, (entry) => readOrder(entry, data));
    this.#work = kept ?? freshOrder(data, session.seed ?? FIRST_SEED);
  }

  get #data(): OrderData | undefined {
    const exercise = own(this.session?.document.exercises, this.#name);
    return isOrder(exercise) ? exercise : undefined;
  }

  get #name(): string {
    return this.getAttribute('name') ?? '';
  }

  get #place(): string[] {
    return [this.#name];
  }

  /** The attribute `name` is the exercise's, so its scene is the one it says. */
  override get scene(): SceneState | undefined {
    return this.session?.scene(this.#data?.scene);
  }

  protected override get wish(): Wish {
    return { derivations: this.#data ? [this.#data.derivation] : [] };
  }

  get #lines(): Line[] | Failed | undefined {
    return this.scene?.value.derivations[this.#data?.derivation ?? ''];
  }

  protected override shouldUpdate(): boolean {
    return this.#lines !== undefined;
  }

  protected override render(): TemplateResult | typeof nothing {
    const { scene } = this;
    const data = this.#data;
    const work = this.#work;
    const lines = this.#lines;
    if (!data || !scene || !work || !lines) return nothing;
    if ('error' in lines) return html`<p class="vi-refusal">${lines.error.message}</p>`;
    const title = `vi-${this.#name}`;
    const { got, of } = orderScore(data, work);
    const second = data.reasons && isDone(data, work, 'lines');
    return html`<section class="vi-order vi-box" aria-labelledby=${title}>
      <h3 id=${title} class="vi-box-title">${data.title}</h3>
      <p>${prose(data.intro, scene.name)}</p>
      ${this.#list('lines', data, work, lines)}
      ${this.#foot('lines', data, work)}
      ${second ? html`<p class="vi-order-ask" tabindex="-1">${prose(data.reasons?.ask ?? '', scene.name)}</p>${this.#list('reasons', data, work, lines)}${this.#foot('reasons', data, work)}` : nothing}
      <p class="vi-unseen" role="status">${this.#told}</p>
      <div class="vi-order-end vi-live">
        <p class="vi-order-score"><strong>Score ${halves(got)} of ${of}.</strong> ${RULE}</p>
        <button type="button" class="vi-link" data-action="again" @click=${() => this.#startOver()}>Start over, shuffled anew</button>
      </div>
    </section>`;
  }

  /** The list of a stage: lines that move, or reasons that move beside lines that stand. */
  #list(stage: Stage, data: OrderData, work: OrderWork, derivation: Line[]): TemplateResult {
    const { placed } = work[stage];
    const done = isDone(data, work, stage);
    const wrong = isChecked(work[stage]) ? fault(data, work, stage) : undefined;
    const lineOf = (name: string) => derivation[data.lines.findIndex((line) => line.name === name)] as Line;
    const content = (name: string) =>
      stage === 'lines' ? formulas(lineOf(name)) : html`<p>${prose(lineOf(name).say, data.scene)}</p>`;
    const row = (item: string, at: number) => {
      const moving = { item, at, of: placed.length, noun: stage === 'lines' ? 'line' : 'reason' };
      const fixed = stage === 'reasons' ? formulas(lineOf(work.lines.placed[at] ?? '')) : nothing;
      return html`<li class="vi-sort-item" ?data-wrong=${at === wrong} ?data-held=${item === this.#sorting.held}>
        ${fixed}
        ${done ? content(item) : sortRow({ ...moving, content: content(item), move: (from, to) => this.#step(stage, from, to) })}
      </li>`;
    };
    return html`<ol class="vi-sort" data-stage=${stage} ?data-done=${done}
      @pointerdown=${(event: PointerEvent) => this.#sorting.start(event) && this.requestUpdate()}
      @pointermove=${(event: PointerEvent) => this.#sorting.move(event, (from, to) => this.#move(stage, from, to))}
      @pointerup=${(event: PointerEvent) => this.#release(event)} @pointercancel=${(event: PointerEvent) => this.#release(event)}>
      ${repeat(placed, (item, at) => (stage === 'lines' ? item : at), row)}
    </ol>`;
  }

  #foot(stage: Stage, data: OrderData, work: OrderWork): TemplateResult {
    const done = isDone(data, work, stage);
    const buttons = html`<button type="button" class="vi-button" data-action="check" @click=${() => this.#check(stage)}>Check the ${stage === 'lines' ? 'order' : 'reasons'}</button>
      <button type="button" class="vi-link vi-quiet" data-action="solve" @click=${() => this.#solve(stage)}>Show me</button>`;
    return html`<div class="vi-order-foot">
      ${done ? nothing : html`<div class="vi-actions vi-live">${buttons}</div>`}
      <div class="vi-mark" role="status" tabindex="-1" data-stage=${stage}>${this.#verdict(stage, data, work)}</div>
    </div>`;
  }

  #verdict(stage: Stage, data: OrderData, work: OrderWork): TemplateResult | typeof nothing {
    const sorted = work[stage];
    if (!isChecked(sorted)) return nothing;
    const wrong = fault(data, work, stage);
    const scene = data.scene;
    if (wrong === undefined) {
      const points = sorted.earned > 0 ? `right · ${halves(sorted.earned)}` : 'shown · no points';
      const after = stage === 'lines' ? data.after : (data.reasons?.after ?? '');
      return html`<span class="vi-chip" data-state="proved">${points}</span><p class="vi-mark-text">${prose(after, scene)}</p>`;
    }
    const line = data.lines.find(({ name }) => name === sorted.placed[wrong]);
    const says =
      stage === 'lines'
        ? (line?.early ?? 'It stands above a line that it needs.')
        : 'This reason belongs to another line. What has changed from the line above to this one?';
    return html`<span class="vi-chip" data-state="failed">not yet: ${stage === 'lines' ? 'line' : 'reason'} ${wrong + 1}</span>
      <p class="vi-mark-text">${prose(says, scene)}</p>`;
  }

  /** By a button: the row that has moved keeps the focus, and stays in sight. */
  async #step(stage: Stage, from: number, to: number): Promise<void> {
    const row = `[data-stage="${stage}"] [data-item="${this.#work?.[stage].placed[from]}"]`;
    this.#move(stage, from, to);
    await this.goOnFrom(`${row} [data-move="${to < from ? 'up' : 'down'}"]`);
    this.querySelector(row)?.scrollIntoView({ block: 'nearest' });
  }

  #move(stage: Stage, from: number, to: number): void {
    const work = this.#work;
    if (!work) return;
    const noun = stage === 'lines' ? 'Line' : 'Reason';
    this.#told = `${noun} ${from + 1} is now ${noun.toLowerCase()} ${to + 1} of ${work[stage].placed.length}.`;
    this.#change({ ...work, [stage]: move(work[stage], from, to) });
    // A drag goes on from where the rows stand now.
    this.performUpdate();
  }

  #release(event: PointerEvent): void {
    if (this.#sorting.end(event)) this.requestUpdate();
  }

  #check(stage: Stage): void {
    const data = this.#data;
    if (!data || !this.#work) return;
    this.#change(checkedOrder(data, this.#work, stage));
    this.tellAnswer({
      kind: 'order',
      exercise: this.#name,
      line: stage,
      text: this.#work[stage].placed.join(','),
      verdict: isDone(data, this.#work, stage) ? 'right' : 'wrong',
    });
    this.goOnFrom(`.vi-mark[data-stage="${stage}"]`);
  }

  #solve(stage: Stage): void {
    const data = this.#data;
    if (!data || !this.#work) return;
    this.#change(solved(data, this.#work, stage));
    this.goOnFrom(`.vi-mark[data-stage="${stage}"]`);
  }

  #startOver(): void {
    const data = this.#data;
    if (!data || !this.#work) return;
    this.#told = 'Shuffled anew.';
    this.#change(freshOrder(data, this.#work.seed + 1));
  }

  #change(work: OrderWork): void {
    this.#work = work;
    this.session?.work.write(this.#place, work);
    this.requestUpdate();
  }
}
