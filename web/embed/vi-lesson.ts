// <vi-lesson>: a whole lesson in another site's page, by one script. Everything is inside a shadow root, so the host's
// styles and ours leave each other alone; with `src` it shows another compiled lesson (NAME.lesson.json).
import { core, lesson, styles, worker } from 'virtual:vi-supplies';
import { decodeBase64 } from '../base64.ts';
import { ViLesson } from '../elements/lesson/vi-lesson.ts';
import { fetchJson } from '../failures.ts';
import type { Compiled } from '../lesson/document.ts';
import { openNotes } from '../reading/notes.ts';
import { start } from '../start.ts';
import { parseHtml, spawnFromSource } from '../trust.ts';
import { cleaned } from './clean.ts';
import { shareFonts } from './fonts.ts';
import { keepKeys } from './keys.ts';

let sheet: CSSStyleSheet | undefined;

function sharedSheet(): CSSStyleSheet {
  if (sheet) return sheet;
  sheet = new CSSStyleSheet();
  sheet.replaceSync(styles);
  shareFonts(sheet);
  return sheet;
}

/**
 * The outermost element of an embed. Its address is the host's, so it neither reads nor writes it.
 *
 * @attr src - a compiled lesson; without it, the lesson this script was built with
 */
class EmbeddedLesson extends ViLesson {
  #box = document.createElement('div');

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.shadowRoot) return;
    const shadow = this.attachShadow({ mode: 'open' });
    shadow.adoptedStyleSheets = [sharedSheet()];
    this.#box.className = 'vi-page';
    this.#box.addEventListener('click', (event) => followFragment(event, shadow));
    keepKeys(this.#box);
    shadow.append(this.#box);
    this.#open();
  }

  protected override get page(): HTMLElement {
    return this.#box;
  }

  async #open(): Promise<void> {
    const source = this.getAttribute('src');
    const compiled =
      source === null ? Promise.resolve(lesson) : fetchJson<Compiled>(this.#absolute(source), 'the lesson');
    const supplies = {
      core: async () => decodeBase64(core),
      lesson: async () => {
        const found = await compiled;
        const article = parseHtml(found.article).body;
        this.#box.replaceChildren(
          titleOf(found),
          ...(source === null ? article.childNodes : cleaned(article)),
        );
        openNotes(this.#box);
        return found;
      },
      worker: () => spawnFromSource(worker),
    };
    await start(this, supplies, { address: false });
  }

  #absolute(source: string): string {
    return new URL(source, this.baseURI).href;
  }
}

/** The browser looks for a link's target in the document only, not in here. */
function followFragment(event: MouseEvent, shadow: ShadowRoot): void {
  if (event.target instanceof Element && event.target.closest('.vi-reference')) return;
  const link = event.target instanceof Element ? event.target.closest('a[href^="#"]') : null;
  const target = link && shadow.getElementById(link.getAttribute('href')?.slice(1) ?? '');
  if (!target) return;
  event.preventDefault();
  target.scrollIntoView();
}

function titleOf({ document: { title } }: Compiled): HTMLElement {
  const heading = document.createElement('h1');
  heading.className = 'vi-title';
  heading.textContent = title;
  return heading;
}

if (!customElements.get('vi-lesson')) customElements.define('vi-lesson', EmbeddedLesson);
