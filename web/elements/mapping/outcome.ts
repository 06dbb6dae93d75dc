// What a run has shown: both objectives side by side, the best policies, the identity that always closes, and what is
// known about such a mapping.
import { html, nothing, type TemplateResult } from 'lit';
import {
  type MappingData,
  PLAIN_SLOTS,
  type Placement,
  type PlainSlot,
  RUN_SLOTS,
  type Theorem,
} from '../../lesson/mapping-data.ts';
import type { Run } from '../../lesson/mapping-run.ts';
import type { MappingWork } from '../../lesson/mapping-work.ts';
import type { SceneState } from '../../lesson/scene-state.ts';
import { formatNumber, scientific } from '../format.ts';
import { prose } from '../prose.ts';
import { SLOT_WORDS } from './slot-words.ts';

interface Shown {
  data: MappingData;
  work: MappingWork;
  run: Run;
  scene: SceneState;
}

const DIGITS = 6;
const SHARES = 4;
/** The policies tried are round. */
const TRIED_SHARES = 2;
const number = (value: number) => formatNumber(value, DIGITS);
const shares = (policy: number[], digits = SHARES) =>
  policy.map((share) => formatNumber(share, digits)).join(', ');

export function outcome({ data, work, run, scene }: Shown): TemplateResult {
  const theorem = theoremFor(data, work.placed);
  return html`<div class="vi-mapping-outcome" data-verdict=${run.verdict}>
    <p class="vi-mapping-verdict">${verdict(run)} ${best(run)}</p>
    ${theorem ? html`<p class="vi-mapping-theorem">${theorem.half ? html`<strong>Half right.</strong> ` : nothing}${prose(theorem.says, scene.name)}</p>` : nothing}
    ${table(data, run)}
    <p class="vi-mapping-sum">${sum(run)}</p>
    <ul class="vi-mapping-names">${PLAIN_SLOTS.map((slot) => named(data, work.placed, slot, scene.name))}</ul>
  </div>`;
}

/** The first theorem that speaks of these cards. */
export function theoremFor(data: MappingData, placed: Placement): Theorem | undefined {
  return data.theorems.find((theorem) =>
    RUN_SLOTS.every((slot) => theorem[slot] === undefined || theorem[slot] === placed[slot]),
  );
}

function verdict({ verdict, constant, spread }: Run): string {
  if (verdict === 'same') return 'The two agree at every policy tried.';
  if (verdict === 'constant') return `At every policy the two are ${number(Math.abs(constant))} apart.`;
  if (!Number.isFinite(spread)) return 'At some policy one of the two is infinite.';
  return `How far the two are apart changes by ${number(spread)} from policy to policy.`;
}

function best({ best, target, sameBest }: Run): TemplateResult {
  if (!best) return html`Nothing that training changes decides it, so it has no best policy to compare.`;
  if (sameBest) return html`Its best policy is the algorithm’s, (${shares(best)}).`;
  return html`Its best policy is (${shares(best)}), the algorithm’s is (${shares(target)}).`;
}

function table({ actions }: MappingData, { rows }: Run): TemplateResult {
  return html`<div class="vi-mapping-scroll" role="region" aria-label="Both objectives at several policies"><table>
    <caption>Your mapping and the algorithm, at policies that give these probabilities to ${actions.join(', ')}</caption>
    <thead><tr><th scope="col">policy</th><th scope="col">temperature × ELBO</th><th scope="col">objective J</th><th scope="col">difference</th></tr></thead>
    <tbody>${rows.map((row) => html`<tr><th scope="row">${shares(row.policy, TRIED_SHARES)}</th><td>${number(row.yours)}</td><td>${number(row.objective)}</td><td>${number(row.difference)}</td></tr>`)}</tbody>
  </table></div>`;
}

/** It closes for every mapping, so it proves none. */
function sum({ sum: { whole, part, rest, residual }, verdict }: Run): TemplateResult {
  const [w, p, r] = addingUp(whole, part, rest);
  const lesson =
    verdict === 'different'
      ? 'It closes although the mapping is wrong: a residual of 0 is no proof of the right mapping.'
      : 'It would close for a wrong mapping too. Only the objective tells them apart.';
  return html`The identity at the first policy, times the temperature, is log Z = ELBO + KL: ${w} = ${p} + ${r}, residual <span class="vi-mapping-residual">${residual === 0 ? '0' : scientific(residual, 0)}</span>. ${lesson}`;
}

/** With as many digits as it takes for the rounded numbers to add up too. */
function addingUp(whole: number, part: number, rest: number): string[] {
  const all = [whole, part, rest];
  const closes = (digits: number) => {
    const [w, p, r] = all.map((each) => Number(each.toFixed(digits))) as [number, number, number];
    return Math.abs(w - p - r) < 0.5 * 10 ** -digits;
  };
  const digits = [6, 7, 8, 9].find(closes) ?? DIGITS;
  return all.map((each) => formatNumber(each, digits));
}

function named(data: MappingData, placed: Placement, slot: PlainSlot, scene: string): TemplateResult {
  const { card: right, wrong } = data.slots[slot];
  const name = placed[slot];
  const card = name ? data.cards[name] : undefined;
  const says = !card
    ? 'still empty.'
    : name === right
      ? html`right. ${prose(card.tells, scene)}`
      : html`not ${card.label}. ${prose(wrong?.[name as string] ?? card.tells, scene)}`;
  return html`<li data-slot=${slot} data-right=${name === right}><strong>${SLOT_WORDS[slot].called}</strong>: ${says}</li>`;
}
