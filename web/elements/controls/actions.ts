// The way back, always one press away, and the way back from that. A button that has nothing to do keeps its focus:
// `aria-disabled`, since a button that is truly disabled drops whoever stands on it.
import { html, type TemplateResult } from 'lit';
import type { SceneState } from '../../lesson/scene-state.ts';

export function stateActions(scene: SceneState): TemplateResult {
  if (scene.locked) return html`<p class="vi-rule">Your course has set these numbers.</p>`;
  return html`<button type="button" class="vi-link" data-action="book" aria-disabled=${String(scene.atBook && scene.refusals.size === 0)} @click=${() => scene.toBook()}>Back to the book’s numbers</button>
    <button type="button" class="vi-link" data-action="undo" aria-disabled=${String(!scene.canUndo)} @click=${() => scene.undo()}>Undo</button>`;
}
