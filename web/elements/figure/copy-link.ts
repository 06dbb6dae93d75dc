// "Copy link", with a confirmation; where the clipboard is refused the address is shown to be copied by hand.
import { html, nothing, type TemplateResult } from 'lit';
import { stateAddress } from '../../lesson/link.ts';
import type { LessonSession } from '../../lesson/session.ts';

const CONFIRM_MS = 2500;

interface Words {
  action: string;
  label: string;
  copied: string;
  byHand: string;
  address(session: LessonSession): string;
}

/** The address of what stands here. */
const LINK: Words = {
  action: 'link',
  label: 'Copy link',
  copied: 'Link copied: it opens with these numbers.',
  byHand: 'Link to these numbers',
  address: (session) => stateAddress(session, location),
};

export class CopyLink {
  #words: Words;
  #changed: () => void;
  #copied = false;
  #byHand: string | undefined;

  constructor(changed: () => void, words = LINK) {
    this.#words = words;
    this.#changed = changed;
  }

  async copy(session: LessonSession): Promise<void> {
    const address = this.#words.address(session);
    try {
      await navigator.clipboard.writeText(address);
      this.#byHand = undefined;
      this.#say(true);
      setTimeout(() => this.#say(false), CONFIRM_MS);
    } catch {
      this.#byHand = address;
      this.#changed();
    }
  }

  template(session: LessonSession): TemplateResult {
    const select = (event: Event) => (event.target as HTMLInputElement).select();
    const { action, label, copied, byHand } = this.#words;
    return html`<button type="button" class="vi-link" data-action=${action} @click=${() => this.copy(session)}>${label}</button>
      <span role="status" class="vi-copied">${this.#copied ? copied : nothing}</span>
      ${this.#byHand === undefined ? nothing : html`<input class="vi-field vi-address" readonly aria-label=${byHand} .value=${this.#byHand} @focus=${select} />`}`;
  }

  #say(copied: boolean): void {
    this.#copied = copied;
    this.#changed();
  }
}
