import { html, nothing, type TemplateResult } from 'lit';
import { Refusal } from '../../learner/export-file.ts';
import type { LearnerData, Preview } from '../../lesson/learner-data.ts';
import { download } from '../download.ts';
import { SceneElement } from '../member.ts';
import { ankiText } from './anki.ts';
import { both, isNews, keepingWords, keptWords, previewWords } from './words.ts';

/** What the learner is asked or told below the buttons. */
type Answer =
  | { kind: 'preview'; file: string; preview: Preview }
  | { kind: 'forget' }
  | { kind: 'problem'; says: string }
  | { kind: 'done'; says: string; undo?: () => Promise<void> };

/**
 * What a learner has of the lesson: how much, where it is kept, and how it goes to another browser or is forgotten.
 */
export class ViData extends SceneElement {
  #answer: Answer | undefined;
  #isOver = false;
  #sight: IntersectionObserver | undefined;

  protected override get source(): LearnerData | undefined {
    return this.session?.data;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (typeof IntersectionObserver !== 'function') return;
    // Nobody tells it of each key that is pressed in an exercise.
    this.#sight = new IntersectionObserver(() => this.requestUpdate());
    this.#sight.observe(this);
  }

  override disconnectedCallback(): void {
    this.#sight?.disconnect();
    super.disconnectedCallback();
  }

  protected override render(): TemplateResult | typeof nothing {
    const data = this.session?.data;
    if (!data) return nothing;
    return html`<div class="vi-data vi-box" role="group" aria-labelledby="vi-data-title" ?data-over=${this.#isOver}
      @dragover=${this.#over} @dragleave=${() => this.#leave()} @drop=${(event: DragEvent) => this.#drop(event, data)}>
      <p class="vi-box-title" id="vi-data-title">Your data</p>
      <p class="vi-data-kept">${keptWords(data)}</p>
      ${keepingWords(data).map((sentence) => html`<p class="vi-rule">${sentence}</p>`)}
      <div class="vi-actions vi-live">${this.#actions(data)}</div>
      <p class="vi-rule vi-data-drop vi-live">Import asks before it changes anything. You can also drop a file here.</p>
      <div class="vi-data-answer" role="status" tabindex="-1">${this.#said(data)}</div>
    </div>`;
  }

  #actions(data: LearnerData): TemplateResult {
    const { log, isEmpty, aside } = data;
    return html`
      <button type="button" class="vi-button" data-action="export" ?disabled=${isEmpty} @click=${() => this.#export(data)}>Export</button>
      <button type="button" class="vi-button" data-action="import" @click=${() => this.querySelector('input')?.click()}>Import…</button>
      <input type="file" hidden accept=".json,application/json" aria-label="A file to import" @change=${(event: Event) => this.#choose(event, data)} />
      ${this.#hasCards ? html`<button type="button" class="vi-button" data-action="anki" @click=${() => this.#anki()}>Cards for Anki</button>` : nothing}
      ${log.isKept && !isEmpty && log.persistence.state === 'no' ? html`<button type="button" class="vi-link" data-action="persist" @click=${() => log.persistence.ask()}>Ask the browser to keep it</button>` : nothing}
      ${aside === undefined ? nothing : html`<button type="button" class="vi-link" data-action="aside" @click=${() => download(`${data.lesson}-put-aside.json`, aside, 'application/json')}>Download what was put aside</button>`}
      ${isEmpty && aside === undefined ? nothing : html`<button type="button" class="vi-link vi-data-forget" data-action="forget" @click=${() => this.#say({ kind: 'forget' })}>Forget everything…</button>`}`;
  }

  get #hasCards(): boolean {
    return (this.session?.cards.size ?? 0) > 0;
  }

  #said(data: LearnerData): TemplateResult | typeof nothing {
    const answer = this.#answer;
    switch (answer?.kind) {
      case undefined:
        return nothing;
      case 'problem':
        return html`<p class="vi-refusal">${answer.says}</p>`;
      case 'done':
        return html`<p>${answer.says} ${answer.undo ? html`<button type="button" class="vi-link" data-action="undo" @click=${() => this.#undo(answer.undo)}>Undo</button>` : nothing}</p>`;
      case 'preview':
        return this.#previewed(data, answer.file, answer.preview);
      case 'forget':
        return this.#asked(data);
    }
  }

  #previewed(data: LearnerData, file: string, preview: Preview): TemplateResult {
    const words = previewWords(preview);
    return html`<p class="vi-data-file">${file} holds</p>
      <ul>${words.length > 0 ? words.map((line) => html`<li>${line}</li>`) : html`<li>nothing</li>`}</ul>
      ${
        isNews(preview)
          ? html`<div class="vi-actions">
              <button type="button" class="vi-button" data-action="add" @click=${() => this.#add(data, preview)}>Add these</button>
              <button type="button" class="vi-link" data-action="leave" @click=${() => this.#close()}>Leave everything as it is</button>
            </div>`
          : html`<p>There is nothing to add. <button type="button" class="vi-link" data-action="leave" @click=${() => this.#close()}>Close</button></p>`
      }`;
  }

  #asked(data: LearnerData): TemplateResult {
    const what = both(data.reviews.length, data.answers) || 'what was put aside';
    return html`<p>This removes ${what} of this lesson${data.log.isKept ? ' from this browser, and every copy of it here' : ''}. It cannot be undone.</p>
      <div class="vi-actions">
        ${data.isEmpty ? nothing : html`<button type="button" class="vi-button" data-action="export-first" @click=${() => this.#export(data)}>Export first</button>`}
        <button type="button" class="vi-button vi-data-danger" data-action="forget-now" @click=${() => this.#forget(data)}>Forget everything</button>
        <button type="button" class="vi-link" data-action="leave" @click=${() => this.#close()}>Keep everything</button>
      </div>`;
  }

  #export(data: LearnerData): void {
    download(`${data.lesson}-${today()}.json`, data.export(), 'application/json');
  }

  #anki(): void {
    const { session } = this;
    if (!session) return;
    try {
      download(`${session.data.lesson}-anki.txt`, ankiText(session), 'text/plain');
    } catch (problem) {
      const why = (problem as Partial<Error> | undefined)?.message ?? String(problem);
      const says = `The cards could not be written for Anki: ${why}. Load the page anew and try again; your reviews stay as they are.`;
      this.#say({ kind: 'problem', says });
    }
  }

  #choose(event: Event, data: LearnerData): void {
    const input = event.target as HTMLInputElement;
    const [file] = input.files ?? [];
    if (file) this.#read(file, data);
    input.value = ''; // the same file may be chosen again
  }

  #over = (event: DragEvent): void => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    this.#isOver = true;
    this.requestUpdate();
  };

  #leave(): void {
    this.#isOver = false;
    this.requestUpdate();
  }

  #drop(event: DragEvent, data: LearnerData): void {
    const [file] = event.dataTransfer?.files ?? [];
    if (!file) return;
    event.preventDefault();
    this.#leave();
    this.#read(file, data);
  }

  async #read(file: File, data: LearnerData): Promise<void> {
    try {
      this.#say({ kind: 'preview', file: file.name, preview: await data.preview(file) });
    } catch (problem) {
      this.#say({ kind: 'problem', says: `Nothing was changed. ${reasonOf(problem)}` });
    }
  }

  async #add(data: LearnerData, { contents, reviews, answers }: Preview): Promise<void> {
    // Pressed twice is asked once: the second would find nothing new, and undo nothing.
    if (this.#answer?.kind !== 'preview') return;
    this.#answer = undefined;
    try {
      const undo = await data.add(contents);
      const says = `Added: ${both(reviews.added, answers.added + answers.later + answers.earlier)}.`;
      this.#say({ kind: 'done', says, undo });
    } catch (problem) {
      this.#say({ kind: 'problem', says: `Nothing was changed. ${reasonOf(problem)}` });
    }
  }

  async #undo(undo?: () => Promise<void>): Promise<void> {
    try {
      await undo?.();
      this.#say({ kind: 'done', says: 'Everything is as it was before.' });
    } catch (problem) {
      this.#say({ kind: 'problem', says: `It could not be undone. ${reasonOf(problem)}` });
    }
  }

  async #forget(data: LearnerData): Promise<void> {
    try {
      await data.forget();
      this.#say({ kind: 'done', says: 'Everything of this lesson is forgotten here.' });
    } catch (problem) {
      this.#say({ kind: 'problem', says: `Nothing was removed. ${reasonOf(problem)}` });
    }
  }

  #say(answer: Answer): void {
    this.#answer = answer;
    this.requestUpdate();
    this.goOnFrom('.vi-data-answer');
  }

  #close(): void {
    this.#answer = undefined;
    this.requestUpdate();
    this.goOnFrom('[data-action=import]');
  }
}

function reasonOf(problem: unknown): string {
  if (problem instanceof Refusal) return problem.message;
  const { name = '', message = '' } = (problem ?? {}) as Partial<Error>;
  if (name === 'QuotaExceededError') return 'This browser has no room for it: make some, and try again.';
  return `The browser refused: ${message || name}.`;
}

/** As the learner's calendar has it. */
function today(): string {
  const now = new Date();
  const two = (part: number) => String(part).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
