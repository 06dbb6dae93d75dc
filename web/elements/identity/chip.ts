// The state of an identity in a word: proved, equal as far as doubles go, or broken.
import { html, type TemplateResult } from 'lit';
import type { Failed, IdentityValue } from '../../core/door.ts';
import { asNumber } from '../../lesson/look-up.ts';
import { formatNumber, scientific } from '../format.ts';

/** From here on a difference is a number like others, below it a residual. */
const PLAIN = 1e-3;

export function identityChip(identity: IdentityValue | Failed | undefined, moving: boolean): TemplateResult {
  const { state, words } = describe(identity, moving);
  return html`<span class="vi-chip" data-state=${state}>${words}</span>`;
}

/** While numbers move nothing is proved: the doubles are compared, and the exact forms when all is at rest. */
export function describe(
  identity: IdentityValue | Failed | undefined,
  moving: boolean,
): { state: string; words: string } {
  if (!identity) return { state: 'failed', words: 'cannot be computed here' };
  if (identity.error)
    return { state: 'failed', words: `cannot be computed here (${identity.error.message})` };
  if (identity.state === 'failed')
    return { state: 'failed', words: `does not hold: the sides differ by ${size(identity)}` };
  if (moving) return { state: 'moving', words: 'equal' };
  if (identity.state === 'proved') return { state: 'proved', words: 'proved equal' };
  const words =
    asNumber(identity.residual) === 0 ? 'equal to the last bit' : `equal to within ${size(identity)}`;
  return { state: 'numerical', words };
}

function size({ residual }: IdentityValue): string {
  const value = asNumber(residual);
  if (value === undefined || !Number.isFinite(value)) return 'more than a number can say';
  return Math.abs(value) < PLAIN ? scientific(Math.abs(value), 0) : formatNumber(Math.abs(value), 3);
}
