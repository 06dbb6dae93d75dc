// Cards and slots: choose in the menu, or tap a card and then a slot.
import { html, nothing, type TemplateResult } from 'lit';
import {
  type MappingData,
  type Placement,
  RUN_SLOTS,
  SLOTS,
  type Slot,
  unfit,
} from '../../lesson/mapping-data.ts';
import type { MappingWork } from '../../lesson/mapping-work.ts';
import { shuffled } from '../../lesson/shuffle.ts';
import { SLOT_WORDS } from './slot-words.ts';

interface Places {
  name: string;
  data: MappingData;
  work: MappingWork;
  picked: string;
  pick: (card: string) => void;
  place: (slot: Slot, card: string) => void;
}

export function places(all: Places): TemplateResult {
  const { data, work, picked, pick } = all;
  const order = shuffled(Object.keys(data.cards), work.seed);
  const slotOf = (card: string) => SLOTS.find((slot) => work.placed[slot] === card);
  const tray = order.map((card) => {
    const slot = slotOf(card);
    const where = slot ? html`<small>${SLOT_WORDS[slot].called}</small>` : nothing;
    return html`<li><button type="button" class="vi-option" data-card=${card} ?data-placed=${slot !== undefined} aria-pressed=${picked === card} @click=${() => pick(card)}>${data.cards[card]?.label} ${where}</button></li>`;
  });
  return html`<p class="vi-mapping-how">Choose a card in each menu, or tap a card and then a slot.</p>
    <ul class="vi-options vi-mapping-tray">${tray}</ul>
    <ul class="vi-mapping-slots">${SLOTS.map((slot) => row(slot, order, all))}</ul>`;
}

function row(slot: Slot, order: string[], { name, data, work, picked, place }: Places): TemplateResult {
  const { called, asks } = SLOT_WORDS[slot];
  const id = `vi-${name}-${slot}`;
  const placed = work.placed[slot] ?? '';
  const chosen = (event: Event) => place(slot, (event.target as HTMLSelectElement).value);
  // Arrow keys choose at every step: they must not pull cards out of other slots on their way.
  const taken = (card: string) => card !== placed && Object.values(work.placed).includes(card);
  const against = objection(data, work.placed, slot);
  return html`<li class="vi-mapping-slot" data-slot=${slot}>
    <label for=${id}><strong>${called}</strong> <small>${asks}</small></label>
    <span class="vi-mapping-choice">
      <select id=${id} class="vi-field vi-live" .value=${placed} @change=${chosen}>
        <option value="" ?selected=${placed === ''}>empty</option>
        ${order.map((card) => html`<option value=${card} ?selected=${placed === card} ?disabled=${taken(card)}>${data.cards[card]?.label}</option>`)}
      </select>
      ${picked ? html`<button type="button" class="vi-option vi-mapping-put" aria-label="Put it in ${called}" @click=${() => place(slot, picked)}>Put it here</button>` : nothing}
    </span>
    ${against ? html`<span class="vi-mapping-objection">${against}</span>` : nothing}
  </li>`;
}

/** What the run could not work with; whether it is right, only the run says. */
export function objection(data: MappingData, placed: Placement, slot: Slot): string {
  const card = data.cards[placed[slot] ?? ''];
  const runs = RUN_SLOTS.find((each) => each === slot);
  const why = card && runs ? unfit(card, runs) : undefined;
  return why ? `This card cannot stand here: ${why}.` : '';
}
