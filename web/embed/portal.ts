// From an element of a host's page to a lesson, or a part of one, in its shadow root. It follows the element's attributes:
// other numbers go to the lesson that is open, anything else opens it anew.
import type { ViLesson } from '../elements/lesson/vi-lesson.ts';
import type { Compiled } from '../lesson/document.ts';
import { applyEntries, type Entry, parseQuery } from '../lesson/link.ts';
import { OF_REVIEWS } from '../lesson/page.ts';
import type { LessonSession } from '../lesson/session.ts';
import { openNotes } from '../reading/notes.ts';
import { begin, type Engine } from '../start.ts';
import { parseHtml } from '../trust.ts';
import { cleaned } from './clean.ts';
import { keepKeys } from './keys.ts';
import { type Kind, partOf, UnknownPart } from './parts.ts';
import { sharedEngine, sharedLesson, sharedSheet } from './supplies.ts';

const articles = new WeakMap<Compiled, DocumentFragment>();

export class Portal {
  #element: HTMLElement;
  #kind: Kind;
  #box = document.createElement('div');
  #isWaiting = false;
  #shown = '';
  #numbers = '';
  #turn = 0;
  /** The log of its cards is closed until it is back. */
  #hasLeft = false;
  #session: LessonSession | undefined;

  constructor(element: HTMLElement, kind: Kind) {
    this.#element = element;
    this.#kind = kind;
  }

  connected(): void {
    if (!this.#element.shadowRoot) this.#openShadow();
    if (this.#hasLeft && this.#hasCards) void this.#session?.deck.log.open();
    this.#hasLeft = false;
    this.changed();
  }

  /** It may be back in the same task: a move is no reason to let go. */
  disconnected(): void {
    queueMicrotask(() => {
      if (this.#element.isConnected) return;
      this.#hasLeft = true;
      void this.#session?.deck.log.close();
    });
  }

  /** However many attributes change at once, it is followed once. */
  changed(): void {
    if (this.#isWaiting) return;
    this.#isWaiting = true;
    queueMicrotask(() => {
      this.#isWaiting = false;
      if (this.#element.isConnected) this.#follow();
    });
  }

  #openShadow(): void {
    const shadow = this.#element.attachShadow({ mode: 'open' });
    shadow.adoptedStyleSheets = [sharedSheet()];
    this.#box.className = 'vi-page';
    this.#box.addEventListener('click', (event) => followFragment(event, shadow));
    keepKeys(this.#box);
    shadow.append(this.#box);
    for (const [event, state] of [
      ['vi-ready', 'ready'],
      ['vi-failed', 'failed'],
    ] as const)
      this.#box.addEventListener(event, () => {
        this.#element.dataset.state = state;
      });
  }

  #follow(): void {
    const shown = this.#all('lesson', 'src', 'part', 'name', 'mode', 'open');
    const numbers = this.#all('parameters', 'seed');
    const isSame = shown === this.#shown;
    if (isSame && numbers === this.#numbers) return;
    const isFixed = this.#get('mode') !== null;
    [this.#shown, this.#numbers] = [shown, numbers];
    if (isSame && this.#session && !isFixed) this.#bring(this.#session);
    else void this.#open();
  }

  #bring(session: LessonSession): void {
    for (const scene of session.scenes.values()) if (!scene.atBook) scene.setAll(scene.book);
    const { seed } = session;
    const problems = applyEntries(session, this.#entries);
    if (session.seed !== seed) this.#root?.beginAnew();
    this.#root?.report(problems, 'The page around it');
  }

  async #open(): Promise<void> {
    const turn = ++this.#turn;
    const root = document.createElement('vi-root') as ViLesson;
    this.#box.classList.toggle('vi-part', this.#kind !== 'vi-lesson' || this.#get('part') !== null);
    this.#box.replaceChildren(root);
    this.#element.dataset.state = 'static';
    void this.#session?.deck.log.close();
    this.#session = undefined;
    let filled: Promise<Compiled> | undefined = this.#fill(root);
    if (await this.#isRefused(root, filled)) return;
    const supply = async (): Promise<[Engine, Compiled]> => {
      filled ??= this.#fill(root);
      try {
        return await Promise.all([sharedEngine(), filled]);
      } catch (problem) {
        // A second try asks anew.
        filled = undefined;
        throw problem;
      }
    };
    const opened = (session: LessonSession) => {
      const isPast = turn !== this.#turn;
      if (!isPast) this.#session = session;
      if (isPast || this.#hasLeft) void session.deck.log.close();
    };
    // What it asks for depends on the scene of its part, which is known once the article is there.
    await begin(root, supply, { address: false, embedded: true, entries: () => this.#entries, opened });
  }

  /** A name that is not there has nothing to do with computing: its sentence stands alone. */
  async #isRefused(root: ViLesson, filled: Promise<Compiled>): Promise<boolean> {
    const problem = await filled.then(
      () => undefined,
      (problem: unknown) => problem,
    );
    if (!(problem instanceof UnknownPart)) return false;
    root.refuse(problem);
    return true;
  }

  /** The article is there before the core is: it reads. */
  async #fill(root: ViLesson): Promise<Compiled> {
    const address = this.#get('lesson') ?? this.#get('src');
    const url = address === null ? undefined : new URL(address, this.#element.baseURI).href;
    const compiled = await sharedLesson(url);
    const part = this.#get('part') ?? (this.#kind === 'vi-lesson' ? null : this.#get('name'));
    const nodes = partOf(articleOf(compiled, address === null), this.#kind, part);
    const isWhole = this.#kind === 'vi-lesson' && part === null;
    root.setAttribute('lesson', compiled.name ?? '');
    root.replaceChildren(...(isWhole ? [titleOf(compiled)] : []), ...nodes);
    openNotes(root);
    return compiled;
  }

  get #root(): ViLesson | null {
    return this.#box.querySelector('vi-root');
  }

  get #hasCards(): boolean {
    return this.#box.querySelector(OF_REVIEWS) !== null;
  }

  /** As a link would say it; a name without a scene belongs to the part's. */
  get #entries(): Entry[] {
    const shown = [...(this.#root?.children ?? [])].map((one) => one.getAttribute('scene'));
    const scene = shown.find((name) => name !== null);
    const numbers = parseQuery((this.#get('parameters') ?? '').trim().replace(/\s+/g, '&')).map(
      ({ key, text }) => ({ key: key.includes('.') || !scene ? key : `${scene}.${key}`, text }),
    );
    const words = ['seed', 'mode', 'open'].flatMap((key) => {
      const text = this.#get(key);
      return text === null ? [] : [{ key, text }];
    });
    return [...numbers, ...words];
  }

  #get(attribute: string): string | null {
    return this.#element.getAttribute(attribute);
  }

  #all(...attributes: string[]): string {
    return JSON.stringify(attributes.map((attribute) => this.#get(attribute)));
  }
}

function articleOf(compiled: Compiled, isOurs: boolean): DocumentFragment {
  const known = articles.get(compiled);
  if (known) return known;
  const { body } = parseHtml(compiled.article);
  const article = document.createDocumentFragment();
  article.append(...(isOurs ? body.childNodes : cleaned(body)));
  articles.set(compiled, article);
  return article;
}

/** The browser looks for a link's target in the document only, not in here. */
function followFragment(event: MouseEvent, shadow: ShadowRoot): void {
  if (event.target instanceof Element && event.target.closest('.vi-reference')) return;
  const link = event.target instanceof Element ? event.target.closest('a[href^="#"]') : null;
  if (!link) return;
  event.preventDefault();
  shadow.getElementById(link.getAttribute('href')?.slice(1) ?? '')?.scrollIntoView();
}

function titleOf({ document: { title } }: Compiled): HTMLElement {
  const heading = document.createElement('h1');
  heading.className = 'vi-title';
  heading.textContent = title;
  return heading;
}
