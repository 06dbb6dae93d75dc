// "Copy link", with a confirmation; where the clipboard is refused the address is shown to be copied by hand.
import { html, nothing, type TemplateResult } from 'lit';
import { stateAddress } from '../../lesson/link.ts';
import type { LessonSession } from '../../lesson/session.ts';

const CONFIRM_MS = 2500;

export class CopyLink {
  #changed: () => void;
  #copied = false;
  #byHand: string | undefined;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  async copy(session: LessonSession): Promise<void> {
    const address = stateAddress(session, location);
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
    return html`<button type="button" class="vi-link" data-action="link" @click=${() => this.copy(session)}>Copy link</button>
      <span role="status" class="vi-copied">${this.#copied ? 'Link copied: it opens with these numbers.' : nothing}</span>
      ${this.#byHand === undefined ? nothing : html`<input class="vi-field vi-address" readonly aria-label="Link to these numbers" .value=${this.#byHand} @focus=${select} />`}`;
  }

  #say(copied: boolean): void {
    this.#copied = copied;
    this.#changed();
  }
}
